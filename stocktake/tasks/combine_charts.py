"""What each chart of a locality or system draws: PCNs by domain, and practices unnamed."""

from __future__ import annotations

from stocktake.charts.cell import HELD, NOT_APPLICABLE, NOT_ASSESSED, Cell, known
from stocktake.charts.heat_map import HeatMap, HeatRow, Scale
from stocktake.merge.area import AreaView
from stocktake.merge.area_parts import Part
from stocktake.merge.group_values import HELD_MARK, NOT_APPLICABLE_MARK, UNKNOWN_MARK, Group
from stocktake.merge.stats import level_stats
from stocktake.questionnaire.scale import DOMAIN_IDS, DOMAIN_NAMES

MOST_COLUMNS = 40
"""Practices side by side that a map can show; of more the spread says it better."""

_MARKS = {
    UNKNOWN_MARK: NOT_ASSESSED,
    NOT_APPLICABLE_MARK: NOT_APPLICABLE,
    HELD_MARK: HELD,
}


def pcns_by_domain(seen: AreaView) -> HeatMap | None:
    """The lower median of every PCN in every domain; None where all of them are held."""
    rows = tuple(
        HeatRow(
            domain,
            DOMAIN_NAMES[domain],
            tuple(
                _median(part, group, domain)
                for part, group in zip(seen.parts, seen.groups, strict=True)
            ),
        )
        for domain in DOMAIN_IDS
    )
    if all(cell.levels is None for row in rows for cell in row.cells):
        return None
    columns = tuple((str(place), part.name) for place, part in enumerate(seen.parts))
    source = f"the lower middle of each PCN's practices, {seen.name}, {seen.round}"
    return HeatMap(Scale.LEVEL, "Domain", columns, rows, source)


def _median(part: Part, group: Group, domain: str) -> Cell:
    """As the table of PCNs shows it, which says whether it is held."""
    shown = part.medians[domain]
    if "held" in shown:
        return HELD
    median = level_stats(group.totals.levels[domain]).lower_median
    # A PCN whose levels are left out of the sums says so in its words.
    if median is None or not shown[:1].isdigit():
        return NOT_ASSESSED
    return known(median)


def practices_without_names(seen: AreaView) -> HeatMap | None:
    """The levels of every practice in an order that says nothing of which it is.

    None where too few practices have levels, or too many for a map.
    """
    if not 0 < len(seen.rows) <= MOST_COLUMNS:
        return None
    # A number says no more than where the column stands.
    columns = tuple(
        (str(place), row.name or str(place)) for place, row in enumerate(seen.rows, start=1)
    )
    rows = tuple(
        HeatRow(
            domain,
            DOMAIN_NAMES[domain],
            tuple(_cell(row.levels[place]) for row in seen.rows),
        )
        for place, domain in enumerate(DOMAIN_IDS)
    )
    return HeatMap(Scale.LEVEL, "Domain", columns, rows, f"{seen.name}, {seen.round}")


def _cell(mark: str) -> Cell:
    return _MARKS[mark] if mark in _MARKS else known(int(mark))
