from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stocktake.questionnaire.positions import (
    NOT_A_SCORE,
    EnglandSpread,
    Position,
    beside_headline,
    position,
    position_in_words,
)

# Appointments per 1,000 a week, benchmark B06.
APPOINTMENTS = EnglandSpread(*map(Decimal, ("78.3", "91.6", "109.5", "131.5", "157.7")))
# Home visits, benchmark B12: a tenth and a quarter of practices record none.
VISITS = EnglandSpread(*map(Decimal, ("0.0", "0.0", "0.5", "1.6", "3.3")))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("78.2", "Among the lowest tenth of practices"),
        ("78.3", "Lower than about three quarters of practices"),
        ("91.5", "Lower than about three quarters of practices"),
        ("91.6", "In the middle half of practices"),
        ("109.5", "In the middle half of practices"),
        ("131.5", "In the middle half of practices"),
        ("131.6", "Higher than about three quarters of practices"),
        ("157.7", "Higher than about three quarters of practices"),
        ("157.8", "Among the highest tenth of practices"),
    ],
)
def test_each_part_of_the_spread_has_its_words(value: str, words: str) -> None:
    assert position(Decimal(value), APPOINTMENTS).value == words


def test_none_recorded_is_not_called_low_where_many_record_none() -> None:
    assert position(Decimal(0), VISITS) is Position.MIDDLE_HALF


def test_the_reminder_is_always_added() -> None:
    assert position_in_words(Decimal(100), APPOINTMENTS) == (
        "In the middle half of practices. This describes what was recorded. It is not a score."
    )


def test_a_single_headline_is_set_beside_the_figure_with_its_date() -> None:
    said = beside_headline(Decimal("3.9"), Decimal("4.6"), "Mar 2026")
    assert said == f"Yours 3.9; England 4.6 (Mar 2026). {NOT_A_SCORE}"


def test_percentiles_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="rising order"):
        EnglandSpread(*map(Decimal, (1, 3, 2, 4, 5)))


@given(st.decimals(-10, 400, places=1), st.decimals(-10, 400, places=1))
def test_a_larger_value_is_never_placed_lower(one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    order = list(Position)
    first, second = position(low, APPOINTMENTS), position(high, APPOINTMENTS)
    assert order.index(first) <= order.index(second)
