"""What today's service needs to be safe: the series "to be safe today".

It comes from the practice's own list of needs and is never added to what expectations take.
Source: design/data-model.md; content/stocktake.md A.3.11 and ind.needs_by_year.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from stocktake.planning.resources import NOTHING, Amounts
from stocktake.planning.years import PlanYears
from stocktake.units import financial_year

SETTLED = frozenset({"done", "refused"})
"""Needs on which no more work will start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One row of the list of needs; money in pounds, None where it was not given."""

    id: str
    need: str
    domain: str = ""
    kind: str = ""
    provider: str = ""
    status: str = ""
    by_when: date | None = None
    oneoff_gbp: Decimal | None = None
    yearly_gbp: Decimal | None = None
    effort_days: Decimal | None = None


@dataclass(frozen=True, slots=True)
class SafeToday:
    """Needs counted and costed by financial year.

    Attributes:
        counts: needs wanted in each year; one already past its date falls in the first.
        oneoff, recurrent: pounds by year; yearly money runs from the year of need on.
        later: needs wanted after the plan.
        undated: needs without a date, in no year.
        rows, rows_costed: needs listed, and how many give any money.
    """

    years: tuple[int, ...]
    counts: tuple[int, ...]
    oneoff: Amounts
    recurrent: Amounts
    later: int
    undated: int
    rows: int
    rows_costed: int

    @property
    def money(self) -> Amounts:
        """One-off and yearly pounds together, by year."""
        return tuple(a + b for a, b in zip(self.oneoff, self.recurrent, strict=True))

    @property
    def total_gbp(self) -> Decimal:
        """All pounds inside the plan's years."""
        return sum(self.money, NOTHING)


def safe_today(needs: Sequence[Need], years: PlanYears) -> SafeToday:
    """Count and cost the needs by the year in which each is wanted."""
    dated = [
        (max(years.first, financial_year(need.by_when)), need) for need in needs if need.by_when
    ]
    costed = [n for n in needs if n.oneoff_gbp is not None or n.yearly_gbp is not None]
    return SafeToday(
        years=years.years,
        counts=tuple(sum(1 for wanted, _ in dated if wanted == year) for year in years.years),
        oneoff=tuple(
            sum((n.oneoff_gbp or NOTHING for wanted, n in dated if wanted == year), NOTHING)
            for year in years.years
        ),
        recurrent=tuple(
            sum((n.yearly_gbp or NOTHING for wanted, n in dated if wanted <= year), NOTHING)
            for year in years.years
        ),
        later=sum(1 for wanted, _ in dated if wanted > years.last),
        undated=len(needs) - len(dated),
        rows=len(needs),
        rows_costed=len(costed),
    )
