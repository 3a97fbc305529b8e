"""The gaps of many practices added up at once: hundreds of cells a practice, few that differ.

It gives what adding them one practice after another would give. Source: content/expectations.md G7.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from stocktake.merge.counts import NOBODY, Count, GapCounts, all_gaps, one
from stocktake.merge.exact import sum_tables, total
from stocktake.merge.member import CERTAINTIES, Certainty, GapCell, GapKind, Member
from stocktake.questionnaire.scale import DOMAIN_IDS

GapKey = tuple[Certainty, str, int]
"""Certainty, domain and financial year."""

_KEYS: dict[GapKey, GapKey] = {}
"""Each key once: thousands of groups have the same."""

_POINTS = len(GapCounts().at)
_UNKNOWN, _NO_DATED, _NOT_APPLICABLE, _NO_CELL = -1, -2, -3, -4


def gaps_of(members: Sequence[Member]) -> dict[GapKey, GapCounts]:
    """Count practices by size of gap, for each certainty, domain and year that any of them has."""
    spans = [_years(member) for member in members]
    years = sorted({year for span in spans for year in span})
    before = [years.index(span.start) if span else 0 for span in spans]
    known: dict[tuple[int, ...], GapCounts] = {}
    kinds: dict[int, int] = {}
    found = {}
    for certainty in CERTAINTIES:
        tables = [member.gaps.get(certainty, {}) for member in members]
        for domain in DOMAIN_IDS:
            rows = []
            for table, span, first in zip(tables, spans, before, strict=True):
                row = _kinds(table.get(domain, ()), kinds)
                row += [_UNKNOWN] * (len(span) - len(row))
                after = len(years) - first - len(span)
                rows.append([_NO_CELL] * first + row + [_NO_CELL] * after)
            for year, column in zip(years, zip(*rows, strict=True), strict=True):
                if column not in known:
                    known[column] = _counted(column, members)
                key = (certainty, domain, year)
                found[_KEYS.setdefault(key, key)] = known[column]
    return found


def _kinds(row: Sequence[GapCell], known: dict[int, int]) -> list[int]:
    """What each cell of a row is counted as; told once by its id, as few of them differ."""
    try:
        return [known[id(cell)] for cell in row]
    except KeyError:
        known.update((id(cell), _kind(cell)) for cell in row)
        return [known[id(cell)] for cell in row]


def sum_gaps(tables: Sequence[Mapping[GapKey, GapCounts]]) -> Mapping[GapKey, GapCounts]:
    """Add up the gaps of groups, each sum once: most cells of a group are those of another year."""
    known: dict[tuple[int, ...], GapCounts] = {}

    def once(counts: Sequence[GapCounts]) -> GapCounts:
        # The tables hold the counts all along, so that no two of them have the same id.
        ids = tuple(map(id, counts))
        if ids not in known:
            known[ids] = all_gaps(counts)
        return known[ids]

    return sum_tables(tables, once)


def _years(member: Member) -> range:
    """The years of a practice's plan that it tells of."""
    rows = (row for by_domain in member.gaps.values() for row in by_domain.values())
    return range(member.first_year, member.first_year + max(map(len, rows), default=0))


def _kind(cell: GapCell) -> int:
    if cell.kind is GapKind.NOT_APPLICABLE:
        return _NOT_APPLICABLE
    if cell.kind is GapKind.NO_DATED_EXPECTATION:
        return _NO_DATED
    return _UNKNOWN if cell.gap is None else cell.gap


def _counted(kinds: Sequence[int], members: Sequence[Member]) -> GapCounts:
    by_kind: dict[int, list[Member]] = {}
    for kind, member in zip(kinds, members, strict=True):
        by_kind.setdefault(kind, []).append(member)
    counts = {kind: _count(some) for kind, some in by_kind.items()}
    return GapCounts(
        tuple(counts.get(point, NOBODY) for point in range(_POINTS)),
        counts.get(_UNKNOWN, NOBODY),
        counts.get(_NO_DATED, NOBODY),
        counts.get(_NOT_APPLICABLE, NOBODY),
    )


def _count(members: Sequence[Member]) -> Count:
    if len(members) == 1:
        return one(members[0].list_size)
    sizes = [member.list_size for member in members if member.list_size is not None]
    return Count(len(members), total(sizes), len(members) - len(sizes))
