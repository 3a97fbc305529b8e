from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stocktake.workbooks.cell_values import date_value, format_of, iso_value, number_value


@pytest.mark.parametrize(
    ("number", "code", "shown"),
    [
        (0, "", ""),
        (14, "", "date"),
        (9, "", "percent"),
        (164, "d mmmm yyyy", "date"),
        (164, "[$-809]dd/mm/yyyy;@", "date"),
        (164, "0.0%", "percent"),
        (164, "General", ""),
        (164, "£#,##0.00", ""),
        (164, '0 "days"', ""),
        (164, r"0\d", ""),
        (164, "[Red]0;[Blue]dd", ""),
        (164, "[" * 60_000, ""),
    ],
)
def test_a_format_says_whether_a_number_is_a_date(number: int, code: str, shown: str) -> None:
    assert format_of(number, code) == shown


@given(st.dates(date(1900, 3, 1), date(9999, 12, 31)), st.booleans())
def test_a_day_is_read_from_its_number_in_both_calendars(day: date, from_1904: bool) -> None:
    serial = (day - date(1899, 12, 30)).days - 1462 * from_1904
    assert date_value(str(serial), from_1904=from_1904) == ("date", day.isoformat())


@given(st.decimals(-(10**14), 10**14, places=1))
def test_fifteen_digits_of_a_number_are_kept(number: object) -> None:
    kind, text = number_value(str(number))
    assert kind == "number"
    assert float(text) == float(str(number))


@given(st.text(max_size=20))
def test_any_text_is_a_number_or_an_error_and_never_breaks(text: str) -> None:
    assert number_value(text)[0] in ("number", "error")
    assert date_value(text, from_1904=False)[0] in ("date", "error")
    assert iso_value(text)[0] in ("date", "error")
