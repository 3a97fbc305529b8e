"""The way from today's level to the levels required. Source: content/expectations.md B6.

Levels are ordered steps, so the decimals of a path say nothing by themselves; a year's target is a
whole number.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor

from stocktake.planning.expectations import PlannedExpectation
from stocktake.planning.gaps import DomainGaps
from stocktake.planning.years import PlanYears
from stocktake.units import complete_months

Point = tuple[Fraction, Fraction]


@dataclass(frozen=True, slots=True)
class Milestone:
    """A level to be reached by a year end.

    Attributes:
        x: the year end, or where the path starts for one already past due.
        past_due: an immediate step, flagged.
        own_destination: it is the practice's own aim, not the catalogue's.
    """

    x: Decimal
    level: int
    past_due: bool = False
    own_destination: bool = False


@dataclass(frozen=True, slots=True)
class TargetPath:
    """One path: its height at each year end, and the whole-number targets those come to."""

    at_year_ends: tuple[Decimal, ...]
    targets: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DomainPath:
    """The paths of one domain that has a level, with the milestones they climb to.

    Attributes:
        just_in_time: to each milestone as it comes.
        smoothed: steadily to the steepest milestone ahead; never below the other.
    """

    domain: str
    milestones: tuple[Milestone, ...]
    just_in_time: TargetPath
    smoothed: TargetPath


def baseline_position(today: date, years: PlanYears) -> Fraction:
    """Return where today sits, x0: 0 is the end of the first plan year, -1/3 four months before."""
    return Fraction(-complete_months(today, years.ends[0]), 12)


def past_due_level(rows: tuple[PlannedExpectation, ...], today: date) -> int | None:
    """Return the highest level that was already required before today; None if there is none."""
    return max((row.level_needed for row in rows if row.due < today), default=None)


def domain_path(
    gaps: DomainGaps, rows: tuple[PlannedExpectation, ...], today: date, years: PlanYears
) -> DomainPath | None:
    """Work out both paths of a domain; None when its level is not known.

    Args:
        gaps: the domain's requirement, with its own destination.
        rows: the expectations that set the requirement.
        today: the assessment date.
        years: the years of the plan.
    """
    level = gaps.level.level
    if level is None:
        return None
    x0 = baseline_position(today, years)
    stones = _milestones(gaps, level, x0, past_due_level(rows, today))
    start = (x0, Fraction(level))
    ahead = [(x, Fraction(stone.level)) for x, stone in stones]
    ends = len(years.years)
    return DomainPath(
        gaps.domain,
        tuple(stone for _, stone in stones),
        _path([start, *ahead], ends),
        _path(_smoothed(start, ahead), ends),
    )


def _milestones(
    gaps: DomainGaps, level: int, x0: Fraction, overdue: int | None
) -> list[tuple[Fraction, Milestone]]:
    """List each rise above the level already reached; what is past due comes first, at x0."""
    stones = []
    reached = level
    if overdue is not None and overdue > reached:
        reached = overdue
        stones.append((x0, Milestone(_decimal(x0), overdue, past_due=True)))
    for index, required in enumerate(gaps.required):
        if required is None or required <= reached:
            continue
        reached = required
        x = max(x0, Fraction(index))
        asked = gaps.catalogue[index]
        own = asked is None or asked < required
        stones.append((x, Milestone(_decimal(x), required, own_destination=own)))
    return stones


def _smoothed(start: Point, ahead: list[Point]) -> list[Point]:
    """Go straight to the milestone with the steepest slope, and again from there."""
    points = [start]
    left = list(ahead)
    while left:
        x, y = points[-1]
        steps = [stone for stone in left if stone[0] == x]
        ahead_of = [stone for stone in left if stone[0] > x]
        target = steps[-1] if steps else max(ahead_of, key=lambda s: ((s[1] - y) / (s[0] - x), s))
        points.append(target)
        left = [stone for stone in left if stone[1] > target[1]]
    return points


def _path(points: list[Point], ends: int) -> TargetPath:
    heights = [_height(points, Fraction(end)) for end in range(ends)]
    return TargetPath(
        tuple(_decimal(height) for height in heights),
        tuple(floor(height + Fraction(1, 2)) for height in heights),
    )


def _height(points: list[Point], x: Fraction) -> Fraction:
    """Read a path at ``x``: the top of a step, level before the first point and after the last."""
    before = [point for point in points if point[0] <= x] or [
        point for point in points if point[0] == points[0][0]
    ]
    left = before[-1]
    right = next((point for point in points if point[0] > max(x, left[0])), None)
    if right is None or left[0] >= x:
        return left[1]
    return left[1] + (right[1] - left[1]) * (x - left[0]) / (right[0] - left[0])


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)
