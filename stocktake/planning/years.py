"""The six financial years of a plan, and the year the practice's own destination is set for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from stocktake.units import FIRST_PLAN_YEAR, PLAN_YEARS, year_end, year_label

DESTINATION_YEAR = 2031
"""The destination is asked for March 2032, the end of 2031/32. Source: stocktake.md A.3.12."""


@dataclass(frozen=True, slots=True)
class PlanYears:
    """The years of a plan; ``first`` is the round's financial year, at t = 0."""

    first: int = FIRST_PLAN_YEAR

    @property
    def years(self) -> tuple[int, ...]:
        """The financial years, by the calendar year each starts in."""
        return tuple(range(self.first, self.first + PLAN_YEARS))

    @property
    def last(self) -> int:
        """The last financial year of the plan."""
        return self.first + PLAN_YEARS - 1

    @property
    def ends(self) -> tuple[date, ...]:
        """31 March ending each year."""
        return _ends(self.years)

    @property
    def labels(self) -> tuple[str, ...]:
        """The years as they are printed: 2026/27."""
        return tuple(year_label(year) for year in self.years)


@cache
def _ends(years: tuple[int, ...]) -> tuple[date, ...]:
    return tuple(year_end(year) for year in years)


DEFAULT_YEARS = PlanYears()
"""2026/27 to 2031/32."""
