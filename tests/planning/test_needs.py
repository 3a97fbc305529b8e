from datetime import date
from decimal import Decimal

from stocktake.planning.needs import Need, safe_today
from stocktake.planning.years import PlanYears

YEARS = PlanYears(2026)


def need(row_id, by_when, once=None, yearly=None):
    return Need(id=row_id, need="Cover", by_when=by_when, oneoff_gbp=once, yearly_gbp=yearly)


def test_needs_are_counted_and_costed_by_the_year_they_are_wanted():
    result = safe_today(
        [
            need("a", date(2027, 3, 31), Decimal(500)),
            need("b", date(2028, 4, 1), Decimal(100), Decimal(2000)),
            need("c", date(2028, 6, 1)),
        ],
        YEARS,
    )
    assert result.counts == (1, 0, 2, 0, 0, 0)
    assert result.oneoff == (500, 0, 100, 0, 0, 0)
    assert result.recurrent == (0, 0, 2000, 2000, 2000, 2000)
    assert result.money == (500, 0, 2100, 2000, 2000, 2000)
    assert result.total_gbp == 8600
    assert (result.rows, result.rows_costed) == (3, 2)


def test_a_need_past_its_date_is_wanted_in_the_first_year():
    assert safe_today([need("a", date(2025, 1, 1))], YEARS).counts == (1, 0, 0, 0, 0, 0)


def test_needs_without_a_date_or_after_the_plan_are_told_apart():
    result = safe_today([need("a", None, Decimal(5)), need("b", date(2033, 1, 1))], YEARS)
    assert (result.undated, result.later) == (1, 1)
    assert result.total_gbp == 0


def test_a_need_without_money_is_not_costed():
    result = safe_today([need("a", date(2027, 3, 31))], YEARS)
    assert (result.rows, result.rows_costed) == (1, 0)
