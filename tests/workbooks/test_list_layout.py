"""Which columns of somebody's sheet are the practices' codes, names and list sizes."""

import pytest

from stocktake.workbooks.cells import Cell, SheetCells
from stocktake.workbooks.list_layout import listed_practices, says_practice


def sheet(*rows: tuple[str, ...], hidden: frozenset[int] = frozenset()) -> SheetCells:
    cells = [
        Cell(r, c, "number" if value.isdecimal() else "text", value)
        for r, row in enumerate(rows, 1)
        for c, value in enumerate(row, 1)
        if value
    ]
    return SheetCells("List", "visible", tuple(cells), hidden)


@pytest.mark.parametrize("text", ["A12345", " y00001 ", "P81999"])
def test_a_practice_code_is_a_letter_and_five_digits(text: str) -> None:
    assert says_practice(text)


@pytest.mark.parametrize("text", ["U12345", "A1234", "A12345B", "12345", "", "QHM"])
def test_a_pcn_code_is_no_practice_code(text: str) -> None:
    assert not says_practice(text)


def test_the_column_with_most_codes_is_the_practices_own() -> None:
    found = listed_practices(
        sheet(("A11111", "B22222", "Oak"), ("A11111", "B33333", "Elm"), ("A11111", "B44444", "Ash"))
    )
    assert found == (("B22222", "Oak"), ("B33333", "Elm"), ("B44444", "Ash"))


def test_a_telephone_number_or_two_columns_of_figures_are_no_list_size() -> None:
    assert listed_practices(sheet(("B22222", "Oak", "1642000111"))) == (("B22222", "Oak"),)
    assert listed_practices(sheet(("B22222", "Oak", "9000", "8000"))) == (("B22222", "Oak"),)
    headed = sheet(("Code", "Name", "Rooms", "List  size"), ("B22222", "Oak", "900", "8000"))
    assert listed_practices(headed) == (("B22222", "Oak", "8000"),)


def test_a_practice_without_a_name_has_its_code_alone() -> None:
    assert listed_practices(sheet(("B22222",), ("B33333",))) == (("B22222",), ("B33333",))
    assert listed_practices(sheet(("Monday",))) == ()


def test_hidden_rows_are_left_out_unless_every_practice_is_hidden() -> None:
    rows = (("B22222", "Oak"), ("B33333", "Elm"))
    assert listed_practices(sheet(*rows, hidden=frozenset({2}))) == (("B22222", "Oak"),)
    assert len(listed_practices(sheet(*rows, hidden=frozenset({1, 2})))) == 2
