from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stocktake.errors import StocktakeError
from stocktake.rates.rate_settings import shipped_rate_settings
from stocktake.rates.role_cost import Pay, bookable_hour, on_costs, role_cost
from stocktake.units import round_half_up


def pay(yearly, leave, bank, sick, training, share, **more):
    return Pay(
        yearly_gbp=Decimal(yearly),
        leave_days=Decimal(leave),
        bank_holiday_days=Decimal(bank),
        sickness_days=Decimal(sick),
        training_days=Decimal(training),
        bookable_share=Decimal(share),
        **more,
    )


HCA = pay(27000, 27, 8, 6, 4, "0.85")
# fmt: off
ROLE_TABLE = [
    ("hca", HCA, "3300.00", "3882.60", "34182.60", "1370.63", "24.94"),
    ("admin", pay(25500, 25, 8, 6, 2, "0.90"), "3075.00", "3666.90", "32241.90", "1478.25",
     "21.81"),
    ("nurse", pay(42000, 27, 8, 6, 5, "0.85"), "5550.00", "6039.60", "53589.60", "1364.25",
     "39.28"),
    ("pharmacist", pay(54000, 30, 8, 6, 5, "0.85"), "7350.00", "7765.20", "69115.20", "1345.13",
     "51.38"),
    ("gp", pay(110000, 30, 8, 5, 5, "0.80"), "15750.00", "15818.00", "141568.00", "1272.00",
     "111.30"),
]
# fmt: on


def places(value, count):
    return round_half_up(Decimal(value.numerator) / Decimal(value.denominator), count)


@pytest.mark.parametrize(
    ("post", "insurance", "pension", "year", "hours", "hour"),
    [row[1:] for row in ROLE_TABLE],
    ids=[row[0] for row in ROLE_TABLE],
)
def test_the_role_table_to_the_penny(post, insurance, pension, year, hours, hour):
    cost = role_cost(post, on_costs())
    assert round_half_up(cost.national_insurance, 2) == Decimal(insurance)
    assert round_half_up(cost.pension, 2) == Decimal(pension)
    assert cost.levy == 0
    assert cost.year_gbp == Decimal(year)
    assert round_half_up(cost.bookable_hours, 2) == Decimal(hours)
    assert places(cost.hour, 2) == Decimal(hour)


@pytest.mark.parametrize(
    ("role", "hour"), [("hca", "24.9394"), ("nurse", "39.2814"), ("gp", "111.2956")]
)
def test_an_hour_to_four_places(role, hour):
    post = {row[0]: row[1] for row in ROLE_TABLE}[role]
    assert places(role_cost(post, on_costs()).hour, 4) == Decimal(hour)


@pytest.mark.parametrize("row", ROLE_TABLE, ids=lambda row: row[0])
def test_the_role_table_starts_from_the_shipped_days_and_shares(row):
    role, post = row[:2]
    start = shipped_rate_settings().role(role)
    assert (start.leave_days, start.bank_holiday_days) == (post.leave_days, post.bank_holiday_days)
    assert (start.sickness_days, start.training_days) == (post.sickness_days, post.training_days)
    assert start.bookable_share == post.bookable_share


def test_pay_below_the_threshold_owes_no_national_insurance():
    assert role_cost(pay(4000, 27, 8, 6, 4, "0.85"), on_costs()).national_insurance == 0


@pytest.mark.parametrize(
    ("post", "code"),
    [
        (pay(-1, 27, 8, 6, 4, "0.85"), "negative_amount"),
        (pay(27000, -1, 8, 6, 4, "0.85"), "negative_amount"),
        (pay(27000, 27, 8, 6, 4, "1.01"), "share_out_of_range"),
        (pay(27000, 27, 8, 6, 4, "85"), "share_out_of_range"),
        (pay(27000, 27, 8, 6, 4, "0"), "no_bookable_hours"),
        (pay(27000, 240, 8, 6, 6, "0.85"), "no_bookable_hours"),
        (pay(27000, 27, 8, 6, 4, "0.85", weekly_hours=Decimal(0)), "no_bookable_hours"),
    ],
)
def test_a_role_that_cannot_be_worked_out_says_why(post, code):
    with pytest.raises(StocktakeError) as caught:
        role_cost(post, on_costs())
    assert caught.value.code == code
    assert caught.value.how_to_fix


@pytest.mark.parametrize(("cost", "hours", "code"), [
    (Decimal(40), Decimal(0), "no_bookable_hours"),
    (Decimal(-40), Decimal(1), "negative_amount"),
])  # fmt: skip
def test_an_hour_needs_time_and_a_cost(cost, hours, code):
    with pytest.raises(StocktakeError) as caught:
        bookable_hour(cost, hours)
    assert caught.value.code == code


days = st.integers(0, 50)
pounds = st.decimals(0, 200_000, places=2)


@given(pounds, pounds, days, days, days, st.decimals("0.01", 1, places=2))
def test_more_pay_or_more_leave_never_makes_an_hour_cheaper(yearly, rise, leave, sick, more, share):
    before = role_cost(pay(yearly, leave, 8, sick, 4, share), on_costs())
    dearer = role_cost(pay(yearly + rise, leave + more, 8, sick, 4, share), on_costs())
    assert dearer.hour >= before.hour


@given(pounds, days, days, st.decimals("0.01", 1, places=2))
def test_the_hours_of_a_year_recover_the_year_once(yearly, leave, sick, share):
    cost = role_cost(pay(yearly, leave, 8, sick, 4, share), on_costs())
    assert cost.hour * Fraction(cost.bookable_hours) == cost.year_gbp
