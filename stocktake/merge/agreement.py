"""Kendall's W: how far ranked lists agree, 0 to 1. It stands only on the workings sheet.

Ranks are counted in halves, as whole numbers, because the average of tied places is always a whole
or a half; so nothing is rounded. Source: content/expectations.md G3 and G7; design/data-model.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from operator import add

from stocktake.merge.exact import add_tables
from stocktake.merge.member import RankedItem

LEAST_LISTS = 3
"""Lists, and items on all of them, below which W is not shown."""


@dataclass(frozen=True, slots=True)
class RankSums:
    """Sums of ranks over lists of the same items; the part of W that can be added.

    Attributes:
        doubled: twice the sum of ranks, by item.
        lists: how many lists were added.
        ties: the sum of t**3 - t over every group of t tied items.
        is_mixed: lists of different items were added, so that no W can be worked out.
    """

    doubled: Mapping[str, int] = field(default_factory=dict)
    lists: int = 0
    ties: int = 0
    is_mixed: bool = False

    def __add__(self, other: RankSums) -> RankSums:
        """Add two groups."""
        differ = bool(self.lists and other.lists) and self.doubled.keys() != other.doubled.keys()
        if differ or self.is_mixed or other.is_mixed:
            return mixed(self.lists + other.lists)
        return RankSums(
            add_tables(self.doubled, other.doubled, add),
            self.lists + other.lists,
            self.ties + other.ties,
        )

    @property
    def w(self) -> Decimal | None:
        """Kendall's W with the tie correction; None where it may not be shown."""
        m, n = self.lists, len(self.doubled)
        if self.is_mixed or m < LEAST_LISTS or n < LEAST_LISTS:
            return None
        sums = list(self.doubled.values())
        # With every rank doubled, S is four times too large and carries n once more below.
        fourfold_s_times_n = n * sum(each * each for each in sums) - sum(sums) ** 2
        below = m * m * (n**3 - n) - m * self.ties
        if below == 0:
            return None
        return Decimal(3 * fourfold_s_times_n) / Decimal(n * below)


def mixed(lists: int) -> RankSums:
    """Lists of different items: nothing is kept of them but how many they are."""
    return RankSums(lists=lists, is_mixed=True)


def rank_sums(ranking: Sequence[RankedItem], among: Iterable[str] | None = None) -> RankSums:
    """Rank one list's items 1, 2, 3, ..., giving tied places their average.

    Args:
        among: rank only these items, as if the list held no others; None ranks all.
    """
    wanted = None if among is None else set(among)
    places: dict[str, int] = {}
    for ranked in ranking:
        if wanted is None or ranked.item in wanted:
            places.setdefault(ranked.item, ranked.place)
    tied = Counter(places.values())
    before = {place: sum(tied[other] for other in tied if other < place) for place in tied}
    doubled = {item: 2 * before[place] + tied[place] + 1 for item, place in places.items()}
    ties = sum(count**3 - count for count in tied.values())
    return RankSums(doubled, int(bool(doubled)), ties)


def kendall_w(lists: Sequence[Sequence[RankedItem]]) -> Decimal | None:
    """Work out W over the items that every list ranks; None below three lists or three items."""
    if len(lists) < LEAST_LISTS:
        return None
    shared = set.intersection(*({ranked.item for ranked in ranking} for ranking in lists))
    return sum((rank_sums(ranking, shared) for ranking in lists), RankSums()).w
