from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stocktake.planning.certainty import Certainty
from stocktake.planning.expectations import plan_expectations
from stocktake.planning.gaps import (
    CellKind,
    Position,
    domain_gaps,
    gap_cell,
    gap_tables,
    summarise,
)
from stocktake.planning.levels import NOT_APPLICABLE, domain_level
from stocktake.planning.years import PlanYears

YEARS = PlanYears(2026)
SIX = range(6)


@pytest.fixture
def four_rows(row):
    return [
        row("E1", level=2, due=date(2027, 3, 31), status="contractual"),
        row("E2", level=2, due=date(2028, 3, 31), status="announced"),
        row("E3", level=3, due=date(2029, 3, 31), status="likely"),
        row("E4", level=4, due=date(2031, 3, 31), status="possible"),
    ]


def access(rows, level, certainty):
    return domain_gaps("access", rows, Position({"access": level}, {}), YEARS, certainty)


@pytest.mark.parametrize(
    ("certainty", "required", "gaps"),
    [
        (Certainty.FIRM, (2, 2, 2, 2, 2, 2), [1, 1, 1, 1, 1, 1]),
        (Certainty.BEST_GUESS, (2, 2, 3, 3, 3, 3), [1, 1, 2, 2, 2, 2]),
        (Certainty.STRETCH, (2, 2, 3, 3, 4, 4), [1, 1, 2, 2, 3, 3]),
    ],
)
def test_requirement_and_gap_under_each_view(four_rows, at_level, certainty, required, gaps):
    result = access(four_rows, at_level(1), certainty)
    assert result.required == required
    assert [cell.gap for cell in result.cells] == gaps


def test_a_row_that_does_not_apply_takes_its_requirement_away(four_rows, row, at_level):
    four_rows[2] = row("E3", level=3, due=date(2029, 3, 31), status="likely", own={"applies": "no"})
    result = access(four_rows, at_level(1), Certainty.BEST_GUESS)
    assert result.required == (2,) * 6
    assert [cell.gap for cell in result.cells] == [1] * 6


def test_a_practice_above_requirement_has_headroom_and_no_gap(four_rows, at_level):
    cells = access(four_rows, at_level(3), Certainty.BEST_GUESS).cells
    assert [cell.gap for cell in cells] == [0] * 6
    assert [cell.headroom for cell in cells] == [1, 1, 0, 0, 0, 0]


def estate(catalogue, level, destination=None):
    position = Position({"estate": level}, {"estate": destination})
    everything = plan_expectations(catalogue, {})
    return domain_gaps("estate", everything, position, YEARS, Certainty.BEST_GUESS)


def test_no_dated_expectation_is_never_a_gap_of_nought(catalogue, at_level):
    result = estate(catalogue, at_level(2))
    assert result.required == (None, None, None, 3, 3, 3)
    assert [cell.gap for cell in result.cells] == [None, None, None, 1, 1, 1]
    assert {cell.kind for cell in result.cells[:3]} == {CellKind.NO_DATED_EXPECTATION}


@pytest.mark.parametrize(
    ("destination", "required", "gaps"),
    [
        (4, (None, None, None, 3, 3, 4), [None, None, None, 1, 1, 2]),
        (2, (None, None, None, 3, 3, 3), [None, None, None, 1, 1, 1]),
        (None, (None, None, None, 3, 3, 3), [None, None, None, 1, 1, 1]),
    ],
)
def test_the_own_destination_in_estate(catalogue, at_level, destination, required, gaps):
    result = estate(catalogue, at_level(2), destination)
    assert result.required == required
    assert [cell.gap for cell in result.cells] == gaps
    assert result.catalogue == (None, None, None, 3, 3, 3)


def test_the_own_destination_in_voice_where_the_catalogue_asks_the_group(catalogue, at_level):
    position = Position({"voice": at_level(1)}, {"voice": 3})
    everything = plan_expectations(catalogue, {})
    result = domain_gaps("voice", everything, position, YEARS, Certainty.BEST_GUESS)
    assert result.required == (None,) * 5 + (3,)
    assert [cell.gap for cell in result.cells] == [None] * 5 + [2]
    assert result.other == (None, 3, 3, 3, 3, 3)


def test_rows_asked_of_the_pcn_never_add_to_the_practice_s_gap(catalogue, at_level):
    position = Position({"scale": at_level(3)}, {})
    everything = plan_expectations(catalogue, {})
    result = domain_gaps("scale", everything, position, YEARS, Certainty.BEST_GUESS)
    assert [cell.gap for cell in result.cells] == [None, 0, 0, 0, 0, 0]
    assert result.other == (2, 3, 3, 4, 4, 4)


def test_in_the_group_s_own_file_its_rows_make_the_gap(catalogue, at_level):
    position = Position({"scale": at_level(2)}, {}, asked_of="group")
    everything = plan_expectations(catalogue, {})
    result = domain_gaps("scale", everything, position, YEARS, Certainty.BEST_GUESS)
    assert [cell.gap for cell in result.cells] == [0, 1, 1, 2, 2, 2]


def test_the_summary_counts_only_domains_with_a_number(row, at_level):
    rows = [
        row("A", domain="access", level=3),
        row("P", domain="population", level=2),
    ]
    position = Position(
        {"access": at_level(3), "population": at_level(1), "estate": at_level(2)}, {}
    )
    domains = [
        domain_gaps(domain, rows, position, YEARS, Certainty.BEST_GUESS)
        for domain in ("access", "population", "estate")
    ]
    first = summarise(domains, YEARS)[0]
    assert first.words == "1 of 2 domains at or above requirement"


def test_a_domain_not_assessed_or_not_applicable_is_said_so_and_not_counted(row):
    asked = row("A", level=3)
    position = Position({"access": domain_level([None, None, 2, None, None])}, {})
    result = domain_gaps("access", [asked], position, YEARS, Certainty.FIRM)
    assert {cell.kind for cell in result.cells} == {CellKind.NOT_ASSESSED}
    dash = gap_cell(domain_level([NOT_APPLICABLE]), asked.level_needed)
    assert dash.kind is CellKind.NOT_APPLICABLE
    assert dash.gap is None
    summary = summarise([result], YEARS)[0]
    assert summary.counted == 0
    assert summary.words == "No domain has both a dated expectation and a known level"


def test_every_view_has_all_twelve_domains(catalogue):
    tables = gap_tables(plan_expectations(catalogue, {}), Position({}, {}), YEARS)
    assert set(tables) == set(Certainty)
    assert all(len(table.domains) == 12 for table in tables.values())
    assert tables[Certainty.FIRM].domain("services").required == (2,) * 6
    with pytest.raises(KeyError):
        tables[Certainty.FIRM].domain("parking")


@given(st.integers(0, 4), st.one_of(st.none(), st.integers(0, 4)))
def test_a_gap_is_never_negative_and_never_stands_beside_headroom(level, required):
    cell = gap_cell(domain_level([level]), required)
    if required is None:
        assert cell.gap is None
        assert cell.headroom is None
    else:
        assert cell.gap >= 0
        assert cell.headroom >= 0
        assert cell.gap * cell.headroom == 0
        assert level + cell.gap - cell.headroom == required
