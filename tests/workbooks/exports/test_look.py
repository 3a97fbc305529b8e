"""Tabs, headers and colours of exported workbooks."""

import pytest
from openpyxl import Workbook

from stocktake.charts.palette import GAP_SHADES, LEVEL_SHADES, LIGHT
from stocktake.workbooks.exports.look import (
    ACCENT,
    GAP_FILLS,
    LEVEL_FILLS,
    LOOKS,
    SERIES,
    Looks,
    sheet_title,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("People", "People"),
        ("Where do we need to be by March 2032?", "Where do we need to be by March"),
        ("Is it [a/b]: c*d?", "Is it a b c d"),
        ("'Quoted'", "Quoted"),
        ("x" * 40, "x" * 31),
        ("", "Answers"),
    ],
)
def test_a_tab_is_what_excel_takes(text: str, expected: str) -> None:
    assert sheet_title(text, []) == expected


def test_two_tabs_never_have_one_name_whatever_the_case() -> None:
    taken = ["people", "People 2"]
    assert sheet_title("People", taken) == "People 3"
    assert sheet_title("History", []) == "History 2"
    assert (
        len(sheet_title("A title that is as long as it can be", ["a title that is as long as it"]))
        <= 31
    )


def test_the_colours_are_those_of_the_charts() -> None:
    assert f"#{ACCENT}" == LIGHT.accent
    assert tuple(f"#{fill}" for fill in LEVEL_FILLS) == tuple(fill for fill, _ in LEVEL_SHADES)
    assert tuple(f"#{fill}" for fill in GAP_FILLS) == tuple(fill for fill, _ in GAP_SHADES)
    assert tuple(f"#{colour}" for colour in SERIES) == tuple(s.colour for s in LIGHT.series)
    for level, (_, ink) in enumerate(LEVEL_SHADES):
        assert f"#{LOOKS[f'level{level}'].colour}" == ink


def test_a_look_is_the_same_the_second_time() -> None:
    sheet, looks = Workbook().active, Looks()
    for name in LOOKS:
        first, second = sheet["A1"], sheet["B1"]
        looks.give(first, name)
        looks.give(second, name)
        assert first._style == second._style
