"""The five things a practice wants its PCN to act on, in its own order.

The list counts only once somebody has confirmed it, with who and when; it is never filled in from
points, levels or the catalogue. Source: content/expectations.md G3; content/stocktake.md A.3.13.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from stocktake.planning.expectations import PlannedExpectation
from stocktake.planning.needs import SETTLED, Need
from stocktake.planning.priority import GapStatus, Priority
from stocktake.units import date_in_words

PLACES = 5
"""Places in the list."""

NO_VIEW_YET = "no view yet"
"""What a list that has not been confirmed is called everywhere."""

ItemKind = Literal["expectation", "weakness", "need"]

_IMPACT_ORDER = {"high": 0, "medium": 1, "low": 2}
_FAR_OFF = date.max


@dataclass(frozen=True, slots=True)
class TopItem:
    """One place of the list; ``item`` is an expectation's id or the row id of another list."""

    place: int
    kind: ItemKind
    item: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class TopFive:
    """The list as it stands, in order, with who confirmed it and when."""

    items: tuple[TopItem, ...] = ()
    confirmed_by: str = ""
    confirmed_on: date | None = None

    @property
    def is_confirmed(self) -> bool:
        """Whether the list counts: it holds something, and says who confirmed it and when."""
        return bool(self.items and self.confirmed_by and self.confirmed_on)

    @property
    def counted(self) -> tuple[TopItem, ...] | None:
        """The list where it counts; None is "no view yet"."""
        return self.items if self.is_confirmed else None


NO_LIST = TopFive()


@dataclass(frozen=True, slots=True, kw_only=True)
class Weakness:
    """One weakness a practice listed; ``impact`` is high, medium or low."""

    id: str
    weakness: str
    domain: str = ""
    theme: str = ""
    impact: str = ""
    fixer: str = ""
    needed_by: date | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something offered beside the five empty places, with the reason it stands where it does.

    Attributes:
        points: priority of an expectation, 0 to 100; None for the other kinds.
    """

    kind: ItemKind
    item: str
    words: str
    why: str
    points: Decimal | None = None


def candidates(
    ranked: Iterable[tuple[PlannedExpectation, Priority, GapStatus]],
    weaknesses: Iterable[Weakness],
    needs: Iterable[Need],
) -> tuple[Candidate, ...]:
    """List what can be chosen: expectations in priority order, then weaknesses, then needs.

    Args:
        ranked: expectations, most pressing first; those that do not apply or are at the level
            needed are left out, those whose gap cannot be told come last.
        weaknesses: sorted here by impact, then by when each has to be fixed.
        needs: sorted here by date; those met or refused are left out.
    """
    offered = [
        Candidate("expectation", row.id, row.title, rank.why, rank.points)
        for row, rank, status in ranked
        if status is not GapStatus.DOES_NOT_APPLY and rank.points != 0
    ]
    by_impact = sorted(
        weaknesses,
        key=lambda w: (_IMPACT_ORDER.get(w.impact, 3), w.needed_by or _FAR_OFF, w.id),
    )
    offered += [Candidate("weakness", w.id, w.weakness, _weakness_why(w)) for w in by_impact]
    open_needs = [need for need in needs if need.status not in SETTLED]
    by_date = sorted(open_needs, key=lambda n: (n.by_when or _FAR_OFF, n.id))
    offered += [Candidate("need", n.id, n.need, _by_date("needed", n.by_when)) for n in by_date]
    return tuple(offered)


def _weakness_why(weakness: Weakness) -> str:
    matters = f"matters today: {weakness.impact}" if weakness.impact else ""
    when = _by_date("to be fixed", weakness.needed_by)
    return ", ".join(part for part in (matters, when) if part)


def _by_date(verb: str, day: date | None) -> str:
    return f"{verb} by {date_in_words(day)}" if day else ""
