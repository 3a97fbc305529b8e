"""Money, time and rounding."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stocktake import units

ASSESSED = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("year", "months"), [(2027, 4), (2028, 16), (2029, 28), (2030, 40), (2031, 52), (2032, 64)]
)
def test_months_to_each_year_end_are_those_published(year: int, months: int) -> None:
    assert units.complete_months(ASSESSED, date(year, 3, 31)) == months


def test_months_from_a_month_end_count_to_the_end_of_a_shorter_month() -> None:
    assert units.complete_months(date(2026, 3, 31), ASSESSED) == 7
    assert units.complete_months(date(2026, 1, 31), date(2026, 2, 28)) == 1
    assert units.complete_months(date(2026, 1, 31), date(2026, 2, 27)) == 0


def test_a_month_end_stays_a_month_end() -> None:
    assert units.add_months(date(2028, 3, 31), -12) == date(2027, 3, 31)
    assert units.add_months(date(2026, 2, 28), 1) == date(2026, 3, 31)
    assert units.add_months(ASSESSED, 6) == date(2027, 5, 22)


DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))


@given(DAYS, DAYS)
def test_months_counted_backwards_are_the_same_months(a: date, b: date) -> None:
    assert units.complete_months(a, b) == -units.complete_months(b, a)


@given(DAYS, st.integers(-240, 240))
def test_moving_by_months_lands_that_many_months_away(day: date, months: int) -> None:
    moved = units.add_months(day, months)
    assert (moved.year - day.year) * 12 + moved.month - day.month == months


@given(DAYS)
def test_a_day_lies_in_its_financial_year(day: date) -> None:
    year = units.financial_year(day)
    assert date(year, 4, 1) <= day <= units.year_end(year)
    assert units.year_from_label(units.year_label(year)) == year


def test_a_year_is_written_as_people_write_it() -> None:
    assert units.year_label(2026) == "2026/27"
    assert units.year_label(1999) == "1999/00"
    with pytest.raises(ValueError, match="2026/28"):
        units.year_from_label("2026/28")


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [
        ("0.5", 0, "1"),
        ("2.5", 0, "3"),
        ("-1.5", 0, "-2"),
        ("1.005", 2, "1.01"),
        ("7.6923", 1, "7.7"),
    ],
)
def test_halves_go_away_from_zero(value: str, places: int, rounded: str) -> None:
    assert str(units.round_half_up(Decimal(value), places)) == rounded


def test_money_and_figures_are_written_as_people_read_them() -> None:
    assert units.pounds_in_words(Decimal("1234.5")) == "£1,234.50"
    assert units.pounds_in_words(Decimal(-40)) == "-£40"
    assert units.pounds_in_words(Decimal("52000.00")) == "£52,000"
    assert units.number_in_words(Decimal(12400)) == "12,400"
    assert units.date_in_words(date(2027, 3, 12)) == "12 March 2027"
