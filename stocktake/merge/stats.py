"""Statistics that are valid for ordered levels, worked out from counts when they are looked at.

Levels are never averaged into a score; the list-weighted index belongs on the workings sheet,
beside the distribution. Source: content/expectations.md G2.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from itertools import accumulate

from stocktake.merge.counts import Count, Histogram, LevelCounts, all_of
from stocktake.merge.exact import percent, total
from stocktake.units import round_half_up

INDEX_PRACTICES = 3
"""Practices with a level and a list size below which no index is shown."""

_WITHIN_PRACTICES = 4
"""Practices from which the share within one level of the middle is shown."""

OUTLIER_DISTANCE = 2
"""Levels away from the middle at which a practice is an outlier."""


class Agreement(StrEnum):
    """How close together practices are: the spread is at most 1, is 2, or is 3 or more."""

    STRONG = "strong"
    MIXED = "mixed"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class LevelStats:
    """How the practices of a group stand in one domain; None where nobody has a level.

    Attributes:
        answered: practices with a level.
        lower_median, upper_median: the middle, which is an interval when the number is even.
        weighted_median: the level at which half the patients are reached.
        index: list-weighted mean, unrounded; only for the workings sheet.
        agreement: None with fewer than two practices.
        within_one: practices within one level of the middle; None below four practices.
    """

    answered: int
    lower_median: int | None = None
    upper_median: int | None = None
    weighted_median: int | None = None
    minimum: int | None = None
    maximum: int | None = None
    index: Decimal | None = None
    agreement: Agreement | None = None
    within_one: int | None = None

    @property
    def median_words(self) -> str:
        """The middle as it is printed: "2" or "2 to 3"."""
        return _interval(self.lower_median, self.upper_median)

    @property
    def range_words(self) -> str:
        """Lowest to highest as it is printed: "1 to 3"."""
        return _interval(self.minimum, self.maximum)

    @property
    def index_words(self) -> str:
        """The index to one decimal place; blank when it may not be shown."""
        return "" if self.index is None else f"{round_half_up(self.index, 1)}"

    def distance(self, level: int) -> int:
        """How far a level is from the middle, 0 inside it."""
        if self.lower_median is None or self.upper_median is None:
            return 0
        return max(0, self.lower_median - level, level - self.upper_median)

    def is_outlier(self, level: int) -> bool:
        """Whether a practice at this level stands apart from the others."""
        return self.distance(level) >= OUTLIER_DISTANCE


def _interval(low: int | None, high: int | None) -> str:
    if low is None:
        return ""
    return str(low) if low == high else f"{low} to {high}"


def level_stats(counts: LevelCounts) -> LevelStats:
    """Work out the statistics of one domain."""
    numbers = [count.practices for count in counts.at]
    known = [level for level, number in enumerate(numbers) if number]
    answered = sum(numbers)
    if not known:
        return LevelStats(0)
    low, high = (_level_at(numbers, place) for place in ((answered + 1) // 2, answered // 2 + 1))
    stats = LevelStats(
        answered=answered,
        lower_median=low,
        upper_median=high,
        weighted_median=weighted_median(counts),
        minimum=known[0],
        maximum=known[-1],
        index=weighted_index(counts),
        agreement=agreement(known[0], known[-1]) if answered > 1 else None,
    )
    if answered < _WITHIN_PRACTICES:
        return stats
    near = sum(number for level, number in enumerate(numbers) if stats.distance(level) <= 1)
    return replace(stats, within_one=near)


def _level_at(numbers: list[int], place: int) -> int:
    """The level of the practice at a place, from 1, when they stand in order."""
    reached = accumulate(numbers)
    return next(level for level, sum_so_far in enumerate(reached) if sum_so_far >= place)


def medians(ordered: list[int]) -> tuple[int, int]:
    """The lower and the upper median of sorted levels."""
    size = len(ordered)
    return ordered[(size + 1) // 2 - 1], ordered[size // 2]


def agreement(minimum: int, maximum: int) -> Agreement:
    """Put the spread of a domain in a word."""
    spread = maximum - minimum
    if spread <= 1:
        return Agreement.STRONG
    return Agreement.MIXED if spread == 2 else Agreement.SPLIT


def weighted_median(counts: LevelCounts) -> int | None:
    """The smallest level at or below which half the patients are; None without list sizes."""
    patients = counts.known.patients
    if not patients:
        return None
    reached = [total(count.patients for count in counts.at[: v + 1]) for v in range(len(counts.at))]
    return next(level for level, sum_so_far in enumerate(reached) if sum_so_far * 2 >= patients)


def weighted_index(counts: LevelCounts) -> Decimal | None:
    """The mean level weighted by list size, unrounded; None below three practices."""
    known = counts.known
    if known.practices - known.without_list < INDEX_PRACTICES or not known.patients:
        return None
    weighted = total(level * count.patients for level, count in enumerate(counts.at))
    return weighted / known.patients


def share_at_or_above(counts: LevelCounts, required: int | None) -> Decimal | None:
    """Per cent of patients in practices at or above a requirement; None where there is none."""
    if required is None:
        return None
    return percent(all_of(counts.at[required:]).patients, counts.known.patients)


def outliers(levels: Mapping[str, int | None], stats: LevelStats) -> tuple[str, ...]:
    """The practices, by code, that stand apart in a domain."""
    return tuple(
        code
        for code, level in sorted(levels.items())
        if level is not None and stats.is_outlier(level)
    )


@dataclass(frozen=True, slots=True)
class Quartiles:
    """The middle half of a set of minutes; the lowest and the highest are never given."""

    lower: int
    median: Decimal
    upper: int


def quartiles(histogram: Histogram) -> Quartiles | None:
    """Work out median and quartiles by position; None when nobody has answered."""
    values = list(histogram.values)
    if not values:
        return None
    low, high = medians(values)
    size = len(values)
    return Quartiles(
        values[-(-size // 4) - 1], Decimal(low + high) / 2, values[-(-3 * size // 4) - 1]
    )


def patients_share(count: Count, everyone: Count) -> Decimal | None:
    """Per cent of patients; None while any list size it would need is missing."""
    if count.without_list or everyone.without_list:
        return None
    return percent(count.patients, everyone.patients)
