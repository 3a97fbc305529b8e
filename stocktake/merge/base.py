"""The base of a figure: how many practices it is from, out of how many, and of how many patients.

Printed on every chart, because practices may share different kinds of figure.
Source: content/expectations.md G1 and G6; content/stocktake.md B.5.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from stocktake.merge.counts import NOBODY, Count, all_of, one
from stocktake.merge.member import Expected, Member
from stocktake.merge.stats import patients_share
from stocktake.merge.totals import GroupTotals, shared_kinds
from stocktake.merge.words import practices_and_patients

KINDS = ("ratings", "gaps", "priorities", "needs", "weaknesses", "staff", "money", "duties")
"""Kinds of figure that practices share or keep, in the order they are printed."""

_EARLY_PERCENT = 50
"""Practices in a hundred below which a figure is an early view."""


@dataclass(frozen=True, slots=True)
class Base:
    """What a figure rests on.

    Attributes:
        kind: what was shared: "returns" for anything at all, or ratings, needs, money and so on.
        patients: per cent; None while a list size is missing.
    """

    kind: str
    practices: int
    out_of: int
    patients: Decimal | None

    @property
    def is_early(self) -> bool:
        """Whether fewer than half of the practices have shared it."""
        return self.practices * 100 < _EARLY_PERCENT * self.out_of

    @property
    def words(self) -> str:
        """The base as it is printed: "4 of 6 practices, 71% of patients"."""
        words = practices_and_patients(self.practices, self.out_of, self.patients)
        return f"{words} (early view)" if self.is_early else words


def base_of(kind: str, counted: Count, everyone: Count) -> Base:
    """Set a count beside all the practices there are."""
    share = patients_share(counted, everyone)
    return Base(kind, counted.practices, everyone.practices, share)


def everyone_of(members: Sequence[Member], missing: Sequence[Expected]) -> Count:
    """Count all practices, whether or not anything has come from them."""
    sizes = [member.list_size for member in members] + [each.list_size for each in missing]
    return all_of(one(size) for size in sizes)


def bases(members: Sequence[Member], missing: Sequence[Expected]) -> dict[str, Base]:
    """The base of every kind of figure; "returns" is the base of the whole."""
    everyone = everyone_of(members, missing)
    kinds: dict[str, list[Count]] = {"returns": [one(member.list_size) for member in members]}
    for kind in KINDS:
        kinds[kind] = [one(m.list_size) for m in members if kind in shared_kinds(m)]
    return {kind: base_of(kind, all_of(counts), everyone) for kind, counts in kinds.items()}


def bases_of_totals(totals: GroupTotals, missing: Sequence[Expected]) -> dict[str, Base]:
    """The base of every kind of figure in sums of which no practice is here, without duties."""
    everyone = totals.everyone + all_of(one(each.list_size) for each in missing)
    found = {"returns": base_of("returns", totals.everyone, everyone)}
    for kind in KINDS:
        if kind != "duties":
            found[kind] = base_of(kind, totals.bases.get(kind, NOBODY), everyone)
    return found


def kinds_in_words(found: dict[str, Base]) -> str:
    """Say what was shared by how many: "ratings from 4, needs from 3, money from 1"."""
    return ", ".join(f"{kind} from {found[kind].practices}" for kind in KINDS if kind in found)
