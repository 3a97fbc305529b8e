from datetime import date
from decimal import Decimal

from stocktake.planning.change_time import (
    PieceOfWork,
    quarter_loads,
    quarter_start,
    work_from_needs,
)
from stocktake.planning.needs import Need
from stocktake.planning.years import PlanYears

YEARS = PlanYears(2026)
FREE = Decimal("10.4")


def piece(name, begins, days):
    return PieceOfWork(name, name, begins, None if days is None else Decimal(days))


def test_quarters_begin_in_january_april_july_and_october():
    assert quarter_start(date(2026, 11, 22)) == date(2026, 10, 1)
    assert quarter_start(date(2027, 3, 31)) == date(2027, 1, 1)
    assert quarter_start(date(2027, 4, 1)) == date(2027, 4, 1)


def test_quarters_run_from_today_to_the_end_of_the_plan(today):
    loads = quarter_loads([], FREE, today, YEARS)
    assert loads[0].label == "October to December 2026"
    assert loads[-1].label == "January to March 2032"
    assert len(loads) == 22


def test_a_quarter_that_wants_more_days_than_there_are_is_short(today):
    work = [piece("a", date(2027, 1, 10), 8), piece("b", date(2027, 3, 1), 5)]
    load = quarter_loads(work, FREE, today, YEARS)[1]
    assert load.wanted_days == 13
    assert load.short_days == Decimal("2.6")
    assert [p.id for p in load.work] == ["a", "b"]


def test_work_that_should_have_begun_falls_in_this_quarter(today):
    load = quarter_loads([piece("late", date(2025, 10, 1), 3)], FREE, today, YEARS)[0]
    assert load.wanted_days == 3
    assert load.short_days == 0


def test_work_without_days_is_counted_and_unknown_free_days_are_not_nought(today):
    load = quarter_loads([piece("x", today, None)], None, today, YEARS)[0]
    assert (load.wanted_days, load.not_estimated) == (0, 1)
    assert load.free_days is None
    assert load.short_days is None


def test_needs_met_refused_or_undated_start_no_work():
    needs = [
        Need(id="a", need="A", by_when=date(2027, 1, 1), effort_days=Decimal(2)),
        Need(id="b", need="B", by_when=date(2027, 1, 1), status="done"),
        Need(id="c", need="C", by_when=date(2027, 1, 1), status="refused"),
        Need(id="d", need="D"),
    ]
    assert [(work.id, work.days) for work in work_from_needs(needs)] == [("a", Decimal(2))]
