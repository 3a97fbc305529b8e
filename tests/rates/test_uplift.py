from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rate_cards import cards, line_named, sample_card

from stocktake.errors import StocktakeError
from stocktake.rates.pricing import price_card, price_line
from stocktake.rates.uplift import Uplift, UpliftYear, prices_by_year, rebased

COST = price_line(sample_card(), line_named(sample_card(), "abpm")).cost


def year(name, pay="0.035", other="0.025", **more):
    return UpliftYear(year=name, pay=Decimal(pay), other=Decimal(other), **more)


def test_five_years_of_24_hour_blood_pressure():
    priced = price_line(sample_card(), line_named(sample_card(), "abpm"))
    assert [(each.year, str(each.pounds)) for each in priced.years] == [
        ("2026/27", "42.69"),
        ("2027/28", "43.98"),
        ("2028/29", "45.31"),
        ("2029/30", "46.68"),
        ("2030/31", "48.10"),
        ("2031/32", "49.56"),
    ]


def test_years_without_rises_have_no_price():
    found = prices_by_year(COST, "2026/27", Uplift(years=(year("2027/28"),)))
    assert [each.year for each in found] == ["2026/27", "2027/28"]


def test_every_year_may_have_rises_of_its_own():
    uplift = Uplift(years=(year("2027/28", "0", "0"), year("2028/29", "0.035", "0.025")))
    found = prices_by_year(COST, "2026/27", uplift)
    assert [str(each.pounds) for each in found] == ["42.69", "42.69", "43.98"]


@pytest.mark.parametrize(
    ("base", "years", "code"),
    [
        ("2026/27", (year("2028/29"),), "years_do_not_follow"),
        ("2026/27", (year("2027/28"), year("2027/28")), "years_do_not_follow"),
        ("2026/28", (), "years_do_not_follow"),
        ("", (), "years_do_not_follow"),
        ("2026/27", (year("2027/28", pay="3.5"),), "rise_out_of_range"),
        ("2026/27", (year("2027/28", other="-0.6"),), "rise_out_of_range"),
    ],
)
def test_rises_that_cannot_be_used_are_refused(base, years, code):
    with pytest.raises(StocktakeError) as caught:
        prices_by_year(COST, base, Uplift(years=years))
    assert caught.value.code == code


rises = st.lists(st.tuples(*[st.decimals("-0.4", "0.9", places=3)] * 2), min_size=2, max_size=5)


@given(rises)
def test_two_years_of_rises_are_one_rise_of_their_product(found):
    pay, other = [p for p, _ in found], [o for _, o in found]
    joined = [(1 + pay[0]) * (1 + pay[1]) - 1, *pay[2:]]
    joined_other = [(1 + other[0]) * (1 + other[1]) - 1, *other[2:]]
    assert COST.price_after(pay, other) == COST.price_after(joined, joined_other)


@settings(max_examples=40, deadline=None)
@given(cards())
def test_the_base_year_is_the_price_itself(card):
    for priced in price_card(card).lines:
        assert priced.years[0].exact == priced.cost.price
        assert len(priced.years) == 1 + len(card.uplift.years)


@given(st.lists(st.decimals(0, "0.5", places=3), max_size=5))
def test_a_price_never_falls_while_costs_rise(found):
    prices = [COST.price_after(found[:n], found[:n]) for n in range(len(found) + 1)]
    assert prices == sorted(prices)


def test_another_base_year_keeps_the_rises_that_follow_it():
    years = tuple(
        UpliftYear(year=year, pay=Decimal("0.03"), other=Decimal("0.02"))
        for year in ("2027/28", "2028/29", "2029/30")
    )
    rises = Uplift(index="CPI", years=years)
    assert rebased(rises, "2026/27") == rises
    assert rebased(rises, "2027/28") == Uplift(index="CPI", years=years[1:])
    assert rebased(rises, "2031/32").years == ()
    # Nothing is known of the rise to the year between.
    assert rebased(rises, "2025/26").years == ()
