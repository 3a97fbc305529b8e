from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stocktake.errors import StocktakeError
from stocktake.planning.priority import (
    Band,
    ExpectationGap,
    GapStatus,
    Weights,
    band,
    expectation_gap,
    in_order,
    priority,
    urgency,
    why_in_words,
)
from stocktake.units import complete_months, round_half_up

CASES = {
    "a": (2, date(2028, 3, 31), "announced", 4, "0.7333", "65.58"),
    "b": (1, date(2027, 3, 31), "contractual", 5, "0.9333", "68.33"),
    "c": (4, date(2032, 3, 31), "possible", 3, "0.0000", "52.50"),
    "d": (3, date(2026, 6, 30), "contractual", 5, "1.0000", "90.00"),
    "e": (0, date(2027, 3, 31), "contractual", 5, "0.9333", "0.00"),
    "f": (1, date(2026, 4, 1), "contractual", 5, "1.0000", "70.00"),
}


def known(gap):
    return ExpectationGap(GapStatus.KNOWN, gap, 4 - gap)


def case(row, name):
    gap, due, status, impact, _, _ = CASES[name]
    return row(name, due=due, status=status, impact=impact), known(gap)


@pytest.mark.parametrize(
    ("day", "months"),
    [
        (date(2027, 3, 31), 4),
        (date(2028, 3, 31), 16),
        (date(2029, 3, 31), 28),
        (date(2030, 3, 31), 40),
        (date(2031, 3, 31), 52),
        (date(2032, 3, 31), 64),
    ],
)
def test_months_from_the_assessment_date(today, day, months):
    assert complete_months(today, day) == months


def test_months_from_a_month_end():
    assert complete_months(date(2026, 3, 31), date(2026, 11, 22)) == 7


@pytest.mark.parametrize("name", CASES)
def test_points_and_urgency(row, today, name):
    expectation, gap = case(row, name)
    result = priority(expectation, gap, today)
    assert round_half_up(result.points, 2) == Decimal(CASES[name][5])
    assert f"{float(urgency(today, expectation.due)):.4f}" == CASES[name][4]


def test_the_order_of_the_six_cases(row, today):
    made = [case(row, name) for name in CASES]
    ranked = in_order([(row, priority(row, gap, today)) for row, gap in made])
    assert [row.id for row, _ in ranked] == ["d", "f", "b", "a", "c", "e"]


def test_ties_go_to_the_earlier_date_then_the_higher_impact_then_the_id(row, today):
    far = {"due": date(2033, 3, 31)}
    rows = [
        row("Z2", **far),
        row("Z1", **far),
        row("Y", due=date(2032, 12, 31)),
    ]
    ranked = in_order([(r, priority(r, known(1), today)) for r in rows])
    assert [r.id for r, _ in ranked] == ["Y", "Z1", "Z2"]
    no_impact = Weights(Decimal("0.5"), Decimal("0.3"), Decimal("0.2"), Decimal(0))
    matters = [row("A", impact=1), row("B", impact=5)]
    ranked = in_order([(r, priority(r, known(1), today, no_impact)) for r in matters])
    assert [r.id for r, _ in ranked] == ["B", "A"]


def test_rows_without_points_come_last(row, today):
    unknown = ExpectationGap(GapStatus.ANSWER_NEEDED)
    pairs = [
        (row("U"), priority(row("U"), unknown, today)),
        (row("E"), priority(row("E"), known(0), today)),
    ]
    assert [r.id for r, _ in in_order(pairs)] == ["E", "U"]


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ("100", Band.ACT_NOW), ("65", Band.ACT_NOW), ("64.996", Band.ACT_NOW),
        ("64.99", Band.PLAN), ("50", Band.PLAN), ("49.99", Band.WATCH),
        ("25", Band.WATCH), ("24.99", Band.NOTE), ("0", Band.NOTE),
    ],
)  # fmt: skip
def test_the_band_agrees_with_the_points_as_printed(points, expected):
    assert band(Decimal(points)) is expected


@pytest.mark.parametrize(
    ("gap", "due", "kind", "expected"),
    [
        (2, date(2027, 3, 31), "duty", "two levels short, due in 4 months, contract"),
        (1, date(2026, 4, 1), "duty", "one level short, overdue since 1 April 2026, contract"),
        (1, date(2026, 4, 1), "opportunity", "one level short, open since 1 April 2026, contract"),
        (3, date(2026, 11, 22), "duty", "three levels short, due today, contract"),
        (4, date(2026, 12, 1), "duty", "four levels short, due in less than a month, contract"),
        (1, date(2026, 12, 22), "duty", "one level short, due in 1 month, contract"),
        (0, date(2026, 12, 22), "duty", "at the level needed"),
    ],
)
def test_why_in_words(row, today, gap, due, kind, expected):
    assert why_in_words(row(due=due, kind=kind), known(gap), today) == expected


def test_a_row_that_rests_on_statute_says_law_not_contract(row, today):
    act = row(statement="Tell people. (Statute.)")
    assert why_in_words(act, known(1), today) == "one level short, due in 4 months, law"


def test_blank_readiness_falls_back_to_the_domain_level_and_says_so(row):
    gap = expectation_gap(row(level=3), 2)
    assert (gap.gap, gap.ready, gap.inferred) == (1, 2, True)
    own = expectation_gap(row(level=3, own={"ready_now": 0}), 2)
    assert (own.gap, own.ready, own.inferred) == (3, 0, False)


def test_nothing_known_is_an_answer_needed_and_never_a_gap_or_points(row, today):
    gap = expectation_gap(row(level=3), None)
    result = priority(row(level=3), gap, today)
    assert gap.status is GapStatus.ANSWER_NEEDED
    assert gap.gap is None
    assert (result.points, result.band, result.why) == (None, None, "answer needed")


def test_what_does_not_apply_has_no_points(row, today):
    expectation = row(own={"applies": "no", "ready_now": 0})
    gap = expectation_gap(expectation, 0)
    assert gap.status is GapStatus.DOES_NOT_APPLY
    assert priority(expectation, gap, today).points == 0


def test_a_group_s_row_gets_no_points_in_a_practice_s_file(row, today):
    expectation = row(asked_of="group", own={"ready_now": 0})
    gap = expectation_gap(expectation, 1)
    assert gap.status is GapStatus.ASKED_ELSEWHERE
    assert priority(expectation, gap, today).points is None
    assert expectation_gap(expectation, 1, "group").gap == 2


@pytest.mark.parametrize(
    "weights", [("0.5", "0.25", "0.20", "0.15"), ("1.1", "-0.1", "0", "0"), ("0", "0", "0", "0")]
)
def test_weights_that_do_not_sum_to_one_are_refused(weights):
    with pytest.raises(StocktakeError) as caught:
        Weights(*map(Decimal, weights))
    assert caught.value.code == "weights_do_not_sum"


def test_the_weights_can_be_printed():
    assert Weights().words == (
        "size of gap 0.40, how soon it is due 0.25, how certain it is 0.20, impact 0.15"
    )


@st.composite
def weight_sets(draw):
    cuts = sorted(draw(st.lists(st.integers(0, 100), min_size=3, max_size=3)))
    parts = [cuts[0], cuts[1] - cuts[0], cuts[2] - cuts[1], 100 - cuts[2]]
    return Weights(*(Decimal(part) / 100 for part in parts))


@given(
    st.integers(0, 4),
    st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    st.sampled_from(["contractual", "announced", "likely", "possible"]),
    st.integers(1, 5),
    weight_sets(),
)
def test_points_stay_within_0_and_100_and_grow_with_the_gap(
    row, today, gap, due, status, impact, weights
):
    expectation = row(due=due, status=status, impact=impact)
    points = [priority(expectation, known(g), today, weights).points for g in range(gap + 1)]
    assert all(0 <= value <= 100 for value in points)
    assert points == sorted(points)


def test_changed_weights_change_the_points(row, today):
    expectation, gap = case(row, "a")
    only_gap = replace(
        Weights(), gap=Decimal(1), urgency=Decimal(0), certainty=Decimal(0), impact=Decimal(0)
    )
    assert priority(expectation, gap, today, only_gap).points == 50
