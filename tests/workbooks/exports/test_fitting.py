"""Rows high enough and columns wide enough for what is in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Alignment

from stocktake.workbooks.exports.fitting import (
    MOST_POINTS,
    fit_rows,
    lines_in,
    pages_across,
    width_for,
)


def test_a_short_text_takes_one_line_and_its_own_line_ends_count() -> None:
    assert lines_in("Answered", 20) == 1
    assert lines_in("One\ntwo\n\nfour", 20) == 4


@given(st.text(st.characters(codec="ascii", categories=["L", "Z"]), max_size=400))
def test_a_wider_column_never_needs_more_lines(text: str) -> None:
    assert lines_in(text, 60) <= lines_in(text, 30)
    assert lines_in(text, 30) <= lines_in(text, 30, bold=True)


def test_a_row_is_as_high_as_its_tallest_cell_and_never_too_high_for_excel() -> None:
    sheet = Workbook().active
    for row, text in enumerate(("word", "word " * 20, "word " * 9000), 1):
        sheet.cell(row, 1, "short")
        sheet.cell(row, 2, text).alignment = Alignment(wrap_text=True)
    fit_rows(sheet)
    heights = [sheet.row_dimensions[row].height for row in (1, 2, 3)]
    assert heights[0] < heights[1] < heights[2] == MOST_POINTS


def test_a_hidden_row_is_left_alone() -> None:
    sheet = Workbook().active
    sheet["A1"] = "hidden"
    sheet.row_dimensions[1].hidden = True
    fit_rows(sheet)
    assert sheet.row_dimensions[1].height is None


@pytest.mark.parametrize(("longest", "expected"), [(0, 32), (800, 32), (2000, 72), (90_000, 90)])
def test_a_column_widens_for_a_long_text_up_to_a_limit(longest: int, expected: int) -> None:
    assert width_for(longest, usual=32) == pytest.approx(expected, abs=6)


def test_wide_sheets_print_on_several_pages_side_by_side() -> None:
    assert pages_across([40, 60]) == 1
    assert pages_across([200, 200]) == 2
    assert pages_across([]) == 1


def test_letters_count_by_how_wide_they_are() -> None:
    assert lines_in("First contact physiotherapist", 26) == 1
    assert lines_in("MMMMMMMM WWWWWWWW MMMM", 26) == 2
    assert lines_in("i" * 50, 26) == 1
    assert lines_in("W" * 60, 26) == 5
