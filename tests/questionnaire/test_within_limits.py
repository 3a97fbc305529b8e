"""Reading an answer as what a plan can be made of."""

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from stocktake.questionnaire.within_limits import read_day, read_level, read_whole


@settings(max_examples=40)
@given(st.decimals(-9, 99, places=1), st.integers(0, 4), st.integers(5, 60))
def test_a_number_is_read_as_it_stands_or_not_at_all(
    number: Decimal, least: int, most: int
) -> None:
    read = read_whole(number, least, most)
    fits = least <= number <= most and number == number.to_integral_value()
    assert read == (number if fits else None)


def test_a_level_is_one_of_five_and_words_are_none() -> None:
    levels = [read_level(Decimal(each)) for each in ("-1", "0", "2.5", "3.0", "4", "5")]
    assert levels == [None, 0, None, 3, 4, None]
    assert read_level("3") is None
    assert read_level(None) is None


def test_a_year_mistyped_is_no_day_of_a_plan() -> None:
    assert read_day(date(2028, 2, 29)) == date(2028, 2, 29)
    assert read_day(date(2099, 12, 31)) is not None
    assert read_day(date(2100, 1, 1)) is None
    assert read_day(date(1999, 12, 31)) is None
