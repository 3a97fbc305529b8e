from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from stocktake.workbooks.cell_text import clean_text, split_text, unescape, write_text


def test_what_looks_like_a_formula_stays_text() -> None:
    cell = Workbook().active["A1"]
    assert write_text(cell, "=1+1") == ""
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)


def test_control_characters_go_and_line_ends_are_made_the_same() -> None:
    assert clean_text("a\x07b\r\nc\rd\te\ufffe") == "ab\nc\nd\te"


def test_an_escape_that_was_typed_is_read_back_as_it_was_typed() -> None:
    cell = Workbook().active["A1"]
    write_text(cell, "_x0041_ and _x00g1_")
    assert cell.value == "_x005F_x0041_ and _x00g1_"
    assert unescape(cell.value) == "_x0041_ and _x00g1_"


def test_an_escape_from_elsewhere_is_undone() -> None:
    assert unescape("a_x000D_\nb_x0000_") == "a\r\nb"


def test_text_beyond_a_cell_is_handed_back_and_not_cut() -> None:
    cell = Workbook().active["A1"]
    rest = write_text(cell, "é" * 32_767 + "the rest")
    assert (len(cell.value), rest) == (32_767, "the rest")


def test_characters_of_two_units_count_as_excel_counts_them() -> None:
    assert [len(piece) for piece in split_text("😀" * 20_000)] == [16_383, 3_617]


@given(st.text(st.characters(max_codepoint=0x1F600), max_size=60), st.integers(2, 10))
def test_pieces_put_together_are_the_text(text: str, limit: int) -> None:
    assert "".join(split_text(text, limit)) == text


@given(st.text("_x0041F5 a", max_size=30))
def test_any_mixture_of_escapes_survives(text: str) -> None:
    cell = Workbook().active["A1"]
    write_text(cell, text)
    assert unescape(cell._value) == text
