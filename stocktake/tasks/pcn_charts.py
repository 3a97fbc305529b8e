"""What each chart of a PCN draws, from its view: practices by domain, and the spread."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from stocktake.charts.cell import HELD, NOT_APPLICABLE, Cell, level_cell
from stocktake.charts.heat_map import HeatMap, HeatRow, Scale
from stocktake.charts.resources import Amount, Resources, YearNeeds
from stocktake.charts.spread import DomainSpread, Spread
from stocktake.documents.board_figures import NOTHING, safe_today
from stocktake.merge.domains import DomainRow
from stocktake.merge.member import Certainty, Level, LevelStatus, Member
from stocktake.merge.outside import OutsideView
from stocktake.merge.pcn import PcnView
from stocktake.questionnaire.scale import DOMAIN_IDS, DOMAIN_NAMES
from stocktake.tasks.pcn_note import is_spread_held


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
    if level.status is LevelStatus.HELD:
        return HELD
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


def spread_around(seen: PcnView, member: Member) -> Spread:
    """The spread with one practice's own level, for its note; held below three practices."""
    whole = spread_of_practices(seen)
    rows = zip(seen.domains, whole.domains, strict=True)
    return replace(whole, domains=tuple(_around(row, drawn, member) for row, drawn in rows))


def _around(row: DomainRow, drawn: DomainSpread, member: Member) -> DomainSpread:
    own = replace(drawn, own=member.level(row.domain).level)
    if is_spread_held(row):
        return replace(own, counts=None, lowest=None, highest=None)
    return own


def needs_by_year(seen: PcnView | OutsideView, view: Certainty) -> Resources:
    """People and money by year to meet expectations, with the series to be safe today beside."""
    people = [row for row in seen.resources.people if row.certainty == view]
    found = [row for row in seen.resources.money if row.series == "expectations"]
    money = [row for row in found if row.certainty == view]
    years = sorted({row.year for row in people} | {row.year for row in money})
    span = range(years[0], years[-1] + 1) if years else ()
    safe = safe_today(seen)
    return Resources(
        tuple(
            YearNeeds(
                year,
                _amount(row.by_funding for row in people if row.year == year),
                _amount(row.by_funding for row in money if row.year == year),
            )
            for year in span
        ),
        safe_today_gbp=tuple(safe.get(year, NOTHING) for year in span) if safe else (),
        source=f"{seen.pcn_name}, {seen.round}",
    )


def _amount(rows: Iterable[Mapping[str, Decimal]]) -> Amount | None:
    """Add amounts by how they are paid for; None where there are none."""
    found = list(rows)
    if not found:
        return None

    def added(*fundings: str) -> Decimal:
        return sum((row.get(each, NOTHING) for row in found for each in fundings), NOTHING)

    return Amount(added("funded"), added("part", "unknown"), added("unfunded"))
