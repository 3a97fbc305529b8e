"""The level required in a domain by the end of each year. Source: content/expectations.md B3."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from stocktake.planning.certainty import Certainty
from stocktake.planning.expectations import AskedOf, PlannedExpectation
from stocktake.planning.years import DESTINATION_YEAR, PlanYears

Levels = tuple[int | None, ...]
"""One level for each year of the plan; None is "no dated expectation"."""


def counted(
    expectations: Iterable[PlannedExpectation],
    domain: str,
    certainty: Certainty,
    asked_of: AskedOf | None = "practice",
) -> tuple[PlannedExpectation, ...]:
    """Pick the rows that set a domain's requirement; ``asked_of`` None takes both kinds of row."""
    return tuple(
        row
        for row in expectations
        if row.domain == domain
        and row.applies
        and certainty.includes(row.status)
        and asked_of in (None, row.asked_of)
    )


def required_levels(rows: Sequence[PlannedExpectation], years: PlanYears) -> Levels:
    """Return the highest level due by the end of each year, R_d(t), from rows already picked."""
    asked = [(row.due, row.level_needed) for row in rows]
    return tuple(
        max((level for due, level in asked if due <= end), default=None) for end in years.ends
    )


def with_destination(required: Levels, destination: int | None, years: PlanYears) -> Levels:
    """Raise the requirement of 2031/32 to the practice's own destination, where it gave one."""
    if destination is None:
        return required
    return tuple(
        level if year < DESTINATION_YEAR else max(destination, level or 0)
        for year, level in zip(years.years, required, strict=True)
    )
