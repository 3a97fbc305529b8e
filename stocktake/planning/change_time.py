"""Staff days that change wants, beside the days the practice has free, quarter by quarter.

A quarter that wants more than there is cannot all be done: some of it can be shared, delayed or
declined. Source: content/stocktake.md ind.change_days_quarter and A.3.11.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from stocktake.planning.needs import SETTLED, Need
from stocktake.planning.resources import NOTHING
from stocktake.planning.years import PlanYears
from stocktake.units import MONTHS, add_months, month_in_words

_MONTHS = 3


@dataclass(frozen=True, slots=True)
class PieceOfWork:
    """Work with a day to begin; ``days`` is staff days, None where nobody has said."""

    id: str
    title: str
    begins: date
    days: Decimal | None


@dataclass(frozen=True, slots=True)
class QuarterLoad:
    """One quarter: what begins in it, the days it wants and the days there are.

    Attributes:
        start: first day of the quarter.
        wanted_days: staff days of the work that gives them.
        free_days: days free for change in a quarter; None when not known.
        not_estimated: pieces of work that give no days.
    """

    start: date
    work: tuple[PieceOfWork, ...]
    wanted_days: Decimal
    free_days: Decimal | None
    not_estimated: int

    @property
    def label(self) -> str:
        """The quarter as it is printed: October to December 2026."""
        last = add_months(self.start, _MONTHS - 1)
        return f"{MONTHS[self.start.month - 1]} to {month_in_words(last)}"

    @property
    def short_days(self) -> Decimal | None:
        """Days wanted beyond those free, never below 0; None when the free days are not known."""
        if self.free_days is None:
            return None
        return max(NOTHING, self.wanted_days - self.free_days)


def quarter_start(day: date) -> date:
    """Return the first day of the quarter a day falls in: April, July, October or January."""
    return date(day.year, day.month - (day.month - 1) % _MONTHS, 1)


def work_from_needs(needs: Iterable[Need]) -> tuple[PieceOfWork, ...]:
    """Take the needs still to be met; a need has no lead time, so its date is when it begins."""
    return tuple(
        PieceOfWork(need.id, need.need, need.by_when, need.effort_days)
        for need in needs
        if need.by_when is not None and need.status not in SETTLED
    )


def quarter_loads(
    work: Iterable[PieceOfWork], free_days: Decimal | None, today: date, years: PlanYears
) -> tuple[QuarterLoad, ...]:
    """Set work beside free days for each quarter from today to the end of the plan.

    Work that should already have begun falls in the current quarter.
    """
    pieces = sorted(work, key=lambda piece: (piece.begins, piece.id))
    first = quarter_start(today)
    quarters = []
    start = first
    while start <= years.ends[-1]:
        begun = tuple(p for p in pieces if max(first, quarter_start(p.begins)) == start)
        wanted = sum((p.days for p in begun if p.days is not None), NOTHING)
        blank = sum(1 for p in begun if p.days is None)
        quarters.append(QuarterLoad(start, begun, wanted, free_days, blank))
        start = add_months(start, _MONTHS)
    return tuple(quarters)
