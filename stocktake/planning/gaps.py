"""Gap and headroom by domain and year, keeping apart the reasons why there may be none to show.

Source: content/expectations.md B3.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from stocktake.planning.certainty import Certainty
from stocktake.planning.expectations import AskedOf, PlannedExpectation
from stocktake.planning.levels import UNKNOWN_LEVEL, DomainLevel, LevelStatus
from stocktake.planning.requirement import Levels, counted, required_levels, with_destination
from stocktake.planning.years import PlanYears
from stocktake.questionnaire.scale import DOMAIN_IDS


class CellKind(StrEnum):
    """What a cell of the gap table says; only ``GAP`` carries numbers to count."""

    GAP = "gap"
    NO_DATED_EXPECTATION = "no dated expectation"
    NOT_ASSESSED = "not assessed"
    NOT_APPLICABLE = "not applicable"


@dataclass(frozen=True, slots=True)
class GapCell:
    """One domain in one year; ``gap`` and ``headroom`` are None unless ``kind`` is GAP."""

    kind: CellKind
    required: int | None
    level: int | None
    gap: int | None = None
    headroom: int | None = None


@dataclass(frozen=True, slots=True)
class DomainGaps:
    """One domain over the years of the plan.

    Attributes:
        required: what the practice has to reach, with its own destination.
        catalogue: what the dated expectations alone ask, without the destination.
        destination: the practice's own aim, drawn as a second mark; None if it gave none.
        other: rows asked of the other kind of body, drawn as a dashed line ("asked of your PCN")
            and never part of the gap.
    """

    domain: str
    level: DomainLevel
    required: Levels
    catalogue: Levels
    destination: int | None
    other: Levels
    cells: tuple[GapCell, ...]


@dataclass(frozen=True, slots=True)
class YearSummary:
    """How many domains are at or above requirement, out of those that can be told."""

    year: int
    at_or_above: int
    counted: int

    @property
    def words(self) -> str:
        """The summary as a sentence; nothing to count says so."""
        if not self.counted:
            return "No domain has both a dated expectation and a known level"
        noun = "domain" if self.counted == 1 else "domains"
        return f"{self.at_or_above} of {self.counted} {noun} at or above requirement"


@dataclass(frozen=True, slots=True)
class GapTable:
    """Every domain under one view of certainty, with a summary for each year."""

    certainty: Certainty
    domains: tuple[DomainGaps, ...]
    summaries: tuple[YearSummary, ...]

    def domain(self, domain: str) -> DomainGaps:
        """Find one domain's row.

        Raises:
            KeyError: there is no such domain.
        """
        for row in self.domains:
            if row.domain == domain:
                return row
        raise KeyError(domain)


@dataclass(frozen=True, slots=True)
class Position:
    """Where the practice (or the group, in its own file) stands and wants to be.

    Attributes:
        levels: level of each domain; a domain left out is not assessed.
        destinations: own destination for 2031/32 of each domain, 0 to 4 or None.
        asked_of: whose file it is: only its own rows make gaps.
    """

    levels: Mapping[str, DomainLevel]
    destinations: Mapping[str, int | None]
    asked_of: AskedOf = "practice"

    def level(self, domain: str) -> DomainLevel:
        """The level in a domain; not assessed where nothing is known."""
        return self.levels.get(domain, UNKNOWN_LEVEL)


def gap_cell(level: DomainLevel, required: int | None) -> GapCell:
    """Set a level beside a requirement."""
    if level.status is LevelStatus.NOT_APPLICABLE:
        return GapCell(CellKind.NOT_APPLICABLE, required, None)
    if required is None:
        return GapCell(CellKind.NO_DATED_EXPECTATION, None, level.level)
    if level.level is None:
        return GapCell(CellKind.NOT_ASSESSED, required, None)
    difference = required - level.level
    return GapCell(
        CellKind.GAP, required, level.level, gap=max(0, difference), headroom=max(0, -difference)
    )


def domain_gaps(
    domain: str,
    expectations: Sequence[PlannedExpectation],
    position: Position,
    years: PlanYears,
    certainty: Certainty,
) -> DomainGaps:
    """Work out requirement, gap and headroom of one domain in every year."""
    other: AskedOf = "group" if position.asked_of == "practice" else "practice"
    own, others = (
        required_levels(counted(expectations, domain, certainty, asked), years)
        for asked in (position.asked_of, other)
    )
    destination = position.destinations.get(domain)
    required = with_destination(own, destination, years)
    level = position.level(domain)
    cells = tuple(gap_cell(level, needed) for needed in required)
    return DomainGaps(domain, level, required, own, destination, others, cells)


def summarise(domains: Sequence[DomainGaps], years: PlanYears) -> tuple[YearSummary, ...]:
    """Count, for each year, the domains at or above requirement among those with a number."""
    summaries = []
    for index, year in enumerate(years.years):
        cells = [row.cells[index] for row in domains if row.cells[index].kind is CellKind.GAP]
        summaries.append(YearSummary(year, sum(1 for cell in cells if cell.gap == 0), len(cells)))
    return tuple(summaries)


def gap_tables(
    expectations: Sequence[PlannedExpectation], position: Position, years: PlanYears
) -> dict[Certainty, GapTable]:
    """Build the gap table of all twelve domains under each of the three views."""
    tables = {}
    own: dict[str, list[PlannedExpectation]] = {domain: [] for domain in DOMAIN_IDS}
    for expectation in expectations:
        own.setdefault(expectation.domain, []).append(expectation)
    for certainty in Certainty:
        rows = tuple(
            domain_gaps(domain, own[domain], position, years, certainty) for domain in DOMAIN_IDS
        )
        tables[certainty] = GapTable(certainty, rows, summarise(rows, years))
    return tables
