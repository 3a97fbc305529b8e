from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stocktake.planning.certainty import Certainty
from stocktake.planning.expectations import plan_expectations
from stocktake.planning.requirement import counted, required_levels, with_destination
from stocktake.planning.years import PlanYears

YEARS = PlanYears(2026)
CATALOGUE_ALONE = [
    ("access", "practice", (3, 3, 3, 3, 3, 3)),
    ("population", "practice", (2, 3, 3, 3, 3, 3)),
    ("clinical_quality", "practice", (2, 3, 3, 3, 3, 3)),
    ("workforce", "practice", (2, 2, 3, 3, 3, 3)),
    ("services", "practice", (2, 3, 3, 3, 3, 3)),
    ("digital", "practice", (2, 3, 3, 3, 3, 3)),
    ("estate", "practice", (None, None, None, 3, 3, 3)),
    ("finance", "practice", (None, 3, 3, 3, 3, 3)),
    ("leadership", "practice", (None, None, 3, 3, 3, 3)),
    ("scale", "practice", (None, 3, 3, 3, 3, 3)),
    ("scale", None, (2, 3, 3, 4, 4, 4)),
    ("voice", "practice", (None, None, None, None, None, None)),
    ("voice", None, (None, 3, 3, 3, 3, 3)),
    ("resilience", "practice", (3, 3, 3, 3, 3, 3)),
]

levels = st.one_of(st.none(), st.integers(0, 4))
dated_rows = st.lists(
    st.tuples(
        st.dates(date(2025, 1, 1), date(2034, 1, 1)),
        st.integers(0, 4),
        st.sampled_from(["contractual", "announced", "likely", "possible"]),
    ),
    max_size=8,
)


def made(row, drawn):
    return [
        row(f"E{n}", due=due, level=level, status=status)
        for n, (due, level, status) in enumerate(drawn)
    ]


@pytest.mark.parametrize(
    ("domain", "asked_of", "expected"),
    CATALOGUE_ALONE,
    ids=[f"{domain}, {asked or 'all rows'}" for domain, asked, _ in CATALOGUE_ALONE],
)
def test_what_the_catalogue_alone_asks_under_best_guess(catalogue, domain, asked_of, expected):
    rows = counted(plan_expectations(catalogue, {}), domain, Certainty.BEST_GUESS, asked_of)
    assert required_levels(rows, YEARS) == expected


@pytest.mark.parametrize(
    ("domain", "expected"),
    [("services", (2, 2, 2, 2, 2, 2)), ("finance", (None, 2, 2, 2, 2, 2))],
)
def test_the_firm_view_asks_less_of_services_and_finance(catalogue, domain, expected):
    rows = counted(plan_expectations(catalogue, {}), domain, Certainty.FIRM)
    assert required_levels(rows, YEARS) == expected


def test_stretch_asks_the_same_of_a_practice_as_best_guess(catalogue):
    everything = plan_expectations(catalogue, {})
    for domain, asked_of, expected in CATALOGUE_ALONE:
        if asked_of == "practice":
            rows = counted(everything, domain, Certainty.STRETCH)
            assert required_levels(rows, YEARS) == expected


def test_level_four_is_asked_only_of_the_group(catalogue):
    fours = [row for row in plan_expectations(catalogue, {}) if row.level_needed == 4]
    assert [(row.id, row.asked_of) for row in fours] == [("SCA-05", "group")]


def test_an_expectation_that_does_not_apply_asks_nothing(row):
    assert counted([row(own={"applies": "no"})], "access", Certainty.STRETCH) == ()
    assert len(counted([row(own={"applies": "not_sure"})], "access", Certainty.STRETCH)) == 1


@pytest.mark.parametrize(
    ("destination", "expected"),
    [(4, (None, None, None, 3, 3, 4)), (2, (None, None, None, 3, 3, 3)),
     (None, (None, None, None, 3, 3, 3))],
)  # fmt: skip
def test_the_own_destination_raises_only_the_last_year(destination, expected):
    assert with_destination((None, None, None, 3, 3, 3), destination, YEARS) == expected


def test_a_destination_stands_alone_where_nothing_is_dated():
    assert with_destination((None,) * 6, 3, YEARS) == (None, None, None, None, None, 3)
    assert with_destination((None,) * 6, 0, YEARS) == (None, None, None, None, None, 0)


def test_in_a_later_round_the_destination_still_counts_from_2031_32():
    assert with_destination((2,) * 6, 4, PlanYears(2027)) == (2, 2, 2, 2, 4, 4)


@given(dated_rows, levels, st.sampled_from(list(Certainty)))
def test_a_requirement_never_falls(row, drawn, destination, certainty):
    rows = counted(made(row, drawn), "access", certainty)
    required = with_destination(required_levels(rows, YEARS), destination, YEARS)
    heights = [-1 if level is None else level for level in required]
    assert heights == sorted(heights)


@given(dated_rows)
def test_a_wider_view_never_asks_less(row, drawn):
    rows = made(row, drawn)
    firm, best, stretch = (
        [-1 if level is None else level for level in required_levels(seen, YEARS)]
        for seen in (counted(rows, "access", certainty) for certainty in Certainty)
    )
    assert all(a <= b <= c for a, b, c in zip(firm, best, stretch, strict=True))
