"""What each chart of a PCN draws, from its view: practices by domain, and the spread."""

from __future__ import annotations

from stocktake.charts.cell import NOT_APPLICABLE, Cell, level_cell
from stocktake.charts.heat_map import HeatMap, HeatRow, Scale
from stocktake.charts.spread import DomainSpread, Spread
from stocktake.merge.domains import DomainRow
from stocktake.merge.member import Level, LevelStatus
from stocktake.merge.outside import OutsideView
from stocktake.merge.pcn import PcnView
from stocktake.questionnaire.scale import DOMAIN_IDS, DOMAIN_NAMES


def practices_by_domain(seen: PcnView) -> HeatMap:
    """The level of every practice in every domain, each by its name or letter."""
    return HeatMap(
        Scale.LEVEL,
        "Domain",
        tuple((row.code, row.label) for row in seen.heat_map),
        tuple(
            HeatRow(
                domain,
                DOMAIN_NAMES[domain],
                tuple(_cell(row.levels[domain]) for row in seen.heat_map),
            )
            for domain in DOMAIN_IDS
        ),
        f"{seen.pcn_name}, {seen.round}",
    )


def _cell(level: Level) -> Cell:
    if level.status is LevelStatus.NOT_APPLICABLE:
        return NOT_APPLICABLE
    return level_cell(level.level)


def spread_of_practices(seen: PcnView | OutsideView) -> Spread:
    """Where the practices stand in each domain, as far as it may be shown."""
    practices = seen.base.out_of
    return Spread(
        tuple(_domain(row, practices) for row in seen.domains), f"{seen.pcn_name}, {seen.round}"
    )


def _domain(row: DomainRow, practices: int) -> DomainSpread:
    counts = row.shown.counts
    at = None
    if counts is not None:
        none, one, two, three, four = (count.practices for count in counts.at)
        at = (none, one, two, three, four)
    return DomainSpread(
        id=row.domain,
        name=row.name,
        counts=at,
        answered=row.base.practices,
        practices=practices,
        lowest=row.shown.lowest,
        highest=row.shown.highest,
    )
