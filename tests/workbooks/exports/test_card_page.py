"""A sheet of a card: long text is shortened with a word, and formulas do not make rows tall."""

from fractions import Fraction

from openpyxl import Workbook

from stocktake.workbooks.exports.card_page import CardPage, Head, Worked
from stocktake.workbooks.exports.look import Looks
from tests.rate_cards import CHANGED, sample_card


def a_page() -> CardPage:
    return CardPage(Workbook().active, Looks())


def test_text_longer_than_a_cell_says_where_the_rest_is() -> None:
    page = a_page()
    cell = page.put(2, "a" * 40_000, "text")
    assert cell.value.endswith("(in full in the JSON file)")
    assert len(cell.value) <= 32_767


def test_a_long_formula_does_not_make_its_row_tall() -> None:
    page = a_page()
    heads = (Head("Line"), Head("Price £", 8, "0.00"))
    page.headings(heads)
    page.values(heads, ["Visit", Worked("=SUM(" + "A1," * 60 + "A2)", Fraction(1))], "visit")
    page.finish(sample_card(), "0" * 64)
    assert page.sheet.row_dimensions[2].height < 25
    assert page.sheet["C2"].data_type == "f"
    assert page.sheet["A2"].value == "visit"
    assert page.sheet.column_dimensions["A"].hidden


def test_an_ampersand_in_a_title_prints_as_one() -> None:
    page = a_page()
    page.finish(CHANGED(sample_card(), title="A & B"), "0" * 64)
    assert page.sheet.oddHeader.left.text.startswith("A && B")
