from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stocktake.planning.certainty import Certainty
from stocktake.planning.expectations import plan_expectations
from stocktake.planning.gaps import Position, domain_gaps
from stocktake.planning.levels import domain_level
from stocktake.planning.paths import baseline_position, domain_path
from stocktake.planning.years import PlanYears
from stocktake.units import round_half_up, year_end

YEARS = PlanYears(2026)


def path(rows, level, today, destination=None, domain="access"):
    position = Position({domain: level}, {domain: destination})
    gaps = domain_gaps(domain, rows, position, YEARS, Certainty.BEST_GUESS)
    return domain_path(gaps, tuple(rows), today, YEARS)


def shown(target):
    return [str(round_half_up(height, 4).normalize()) for height in target.at_year_ends]


def test_today_sits_four_months_before_the_first_year_end(today):
    assert baseline_position(today, YEARS) == Fraction(-4, 12)


def test_one_milestone_in_estate(row, today, at_level):
    rows = [row(level=3, due=year_end(2029))]
    result = path(rows, at_level(1), today).just_in_time
    assert shown(result) == ["1.2", "1.8", "2.4", "3", "3", "3"]
    assert result.targets == (1, 2, 2, 3, 3, 3)


def test_two_milestones_in_digital(row, today, at_level):
    rows = [row("A", level=2, due=year_end(2027)), row("B", level=4, due=year_end(2028))]
    result = path(rows, at_level(1), today)
    assert shown(result.just_in_time) == ["1.25", "2", "4", "4", "4", "4"]
    assert result.just_in_time.targets == (1, 2, 4, 4, 4, 4)
    assert shown(result.smoothed) == ["1.4286", "2.7143", "4", "4", "4", "4"]
    assert result.smoothed.targets == (1, 3, 4, 4, 4, 4)


def test_access_rises_with_each_requirement(row, today, at_level):
    rows = [
        row("E1", level=2, due=year_end(2026)),
        row("E2", level=2, due=year_end(2027), status="announced"),
        row("E3", level=3, due=year_end(2028), status="likely"),
    ]
    result = path(rows, at_level(1), today).just_in_time
    assert shown(result) == ["2", "2.5", "3", "3", "3", "3"]
    assert result.targets == (2, 3, 3, 3, 3, 3)


def test_what_is_past_due_is_an_immediate_step_and_flagged(row, today, at_level):
    rows = [row("A", level=2, due=date(2026, 4, 1)), row("B", level=3, due=year_end(2027))]
    result = path(rows, at_level(1), today)
    assert [(s.level, s.past_due) for s in result.milestones] == [(2, True), (3, False)]
    assert round_half_up(result.milestones[0].x, 4) == Decimal("-0.3333")
    assert shown(result.just_in_time)[:2] == ["2.25", "3"]


def test_the_own_destination_is_a_milestone_of_its_own(row, today, at_level):
    result = path([row(level=3, due=year_end(2029))], at_level(3), today, destination=4)
    assert [(str(s.x), s.level, s.own_destination) for s in result.milestones] == [("5", 4, True)]


def test_a_practice_at_the_level_needed_stays_level(row, today, at_level):
    result = path([row(level=2)], at_level(3), today)
    assert result.milestones == ()
    assert result.just_in_time.targets == result.smoothed.targets == (3,) * 6


def test_an_unknown_level_has_no_path(row, today):
    assert path([row(level=2)], domain_level([None, None]), today) is None


@pytest.mark.parametrize("day", [date(2027, 3, 31), date(2027, 6, 1), date(2029, 1, 1)])
def test_an_assessment_after_the_first_year_end_still_reaches_every_milestone(row, at_level, day):
    rows = [row("A", level=2, due=year_end(2026)), row("B", level=4, due=year_end(2030))]
    result = path(rows, at_level(1), day)
    assert result.just_in_time.targets[-1] == 4
    assert result.smoothed.targets[-1] == 4


def test_every_domain_of_the_catalogue_can_be_drawn(catalogue, today, at_level):
    everything = plan_expectations(catalogue, {})
    estate = [row for row in everything if row.domain == "estate"]
    result = path(estate, at_level(1), today, domain="estate")
    assert result.just_in_time.targets == (1, 2, 2, 3, 3, 3)


due_levels = st.lists(
    st.tuples(st.dates(date(2025, 1, 1), date(2033, 1, 1)), st.integers(0, 4)), max_size=7
)


@given(
    due_levels,
    st.integers(0, 4),
    st.one_of(st.none(), st.integers(0, 4)),
    st.dates(date(2026, 4, 1), date(2032, 3, 31)),
)
def test_smoothed_is_never_below_just_in_time_nor_that_below_what_is_required(
    row, drawn, level, destination, day
):
    rows = [row(f"E{n}", due=due, level=needed) for n, (due, needed) in enumerate(drawn)]
    result = path(rows, domain_level([level]), day, destination)
    gaps = domain_gaps(
        "access", rows, Position({"access": domain_level([level])}, {"access": destination}),
        YEARS, Certainty.BEST_GUESS,
    )  # fmt: skip
    pairs = zip(
        result.just_in_time.at_year_ends, result.smoothed.at_year_ends, gaps.required, strict=True
    )
    for just_in_time, smoothed, required in pairs:
        assert just_in_time <= smoothed
        assert required is None or just_in_time >= required
    for target in (result.just_in_time, result.smoothed):
        assert list(target.at_year_ends) == sorted(target.at_year_ends)
        assert all(0 <= height <= 4 for height in target.at_year_ends)


def test_what_is_due_today_is_not_past_due_yet(row, today, at_level):
    result = path([row(level=2, due=today)], at_level(1), today)
    assert [(s.level, s.past_due) for s in result.milestones] == [(2, False)]


def test_a_destination_already_behind_the_assessment_is_drawn_where_the_path_starts(at_level):
    later = PlanYears(2027)
    position = Position({"access": at_level(1)}, {"access": 3})
    gaps = domain_gaps("access", [], position, later, Certainty.BEST_GUESS)
    result = domain_path(gaps, (), date(2032, 6, 1), later)
    start = baseline_position(date(2032, 6, 1), later)
    assert [round_half_up(stone.x, 9) for stone in result.milestones] == [
        round_half_up(Decimal(start.numerator) / start.denominator, 9)
    ]
    assert result.just_in_time.targets[-1] == 3
