"""Gaps that are counted at once are those of the practices added one after another."""

from __future__ import annotations

from hypothesis import given, settings

from stocktake.merge.gap_sums import gaps_of
from stocktake.merge.member import CERTAINTIES, GapKind, Member
from stocktake.merge.totals import add_totals, totals_of
from stocktake.questionnaire.scale import DOMAIN_IDS
from tests.merge.making import groups
from tests.store.killing import runs


@given(groups())
@settings(max_examples=runs(long=20, short=8))
def test_at_once_is_one_after_another(members: tuple[Member, ...]) -> None:
    assert totals_of(members) == add_totals(totals_of([member]) for member in members)


@given(groups())
@settings(max_examples=runs(long=20, short=8))
def test_each_practice_is_counted_once_where_its_cell_says(members: tuple[Member, ...]) -> None:
    found = gaps_of(members)
    for (certainty, domain, year), counts in found.items():
        cells = [
            member.cell(certainty, domain, year)
            for member in members
            if (certainty, domain, year) in gaps_of([member])
        ]
        assert [at.practices for at in counts.at] == [
            sum(cell.kind is GapKind.GAP and cell.gap == gap for cell in cells) for gap in range(5)
        ]
        told = counts.known + counts.unknown + counts.no_dated_expectation + counts.not_applicable
        assert told.practices == len(cells)
    assert {certainty for certainty, _, _ in found} <= set(CERTAINTIES)
    assert {domain for _, domain, _ in found} <= set(DOMAIN_IDS)
