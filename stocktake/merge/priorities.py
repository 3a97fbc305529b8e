"""One voice on priorities: what practices' own confirmed lists say together.

A practice that has not confirmed its list is "no view yet": it adds no points but stays below the
line of every share. Nothing is ever filled in from points, levels or the catalogue.
Source: content/expectations.md G3; design/data-model.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import add
from types import MappingProxyType

from stocktake.merge.agreement import kendall_w
from stocktake.merge.counts import NOBODY, Count, all_of, one
from stocktake.merge.exact import sum_tables
from stocktake.merge.member import Expected, Member, RankedItem
from stocktake.merge.stats import patients_share
from stocktake.merge.words import practices_and_patients
from stocktake.phrases import listed, spelt

PLACES = 5
"""Places of a list: the first gets 5 points, the fifth 1."""

TOP = 3
"""Places that count as wanting something acted on first."""

_LINE_PERCENT = 75
"""Support by practices and by patients that makes one voice."""

_LATE = date.max


@dataclass(frozen=True, slots=True)
class ItemVotes:
    """What the confirmed lists give one item.

    Attributes:
        points: Borda points, 5 for a first place to 1 for a fifth.
        listed: practices with it anywhere in their list.
        support: practices with it in their top three.
        due, impact: the earliest and the highest that any list gives; they settle ties.
    """

    item: str
    label: str = ""
    kind: str = "expectation"
    points: int = 0
    listed: Count = NOBODY
    support: Count = NOBODY
    due: date | None = None
    impact: int | None = None

    def __add__(self, other: ItemVotes) -> ItemVotes:
        """Add two groups' votes for the same item."""
        dues = [day for day in (self.due, other.due) if day]
        impacts = [impact for impact in (self.impact, other.impact) if impact is not None]
        return ItemVotes(
            self.item,
            max(self.label, other.label),
            max(self.kind, other.kind),
            self.points + other.points,
            self.listed + other.listed,
            self.support + other.support,
            min(dues, default=None),
            max(impacts, default=None),
        )


@dataclass(frozen=True, slots=True)
class Votes:
    """The confirmed lists of a group, added up; the parts of every share.

    Attributes:
        said: practices that confirmed a list.
        no_view: practices that have not, also those from which nothing has come.
    """

    items: Mapping[str, ItemVotes] = field(default_factory=dict)
    said: Count = NOBODY
    no_view: Count = NOBODY

    def __add__(self, other: Votes) -> Votes:
        """Add two groups."""
        return all_votes((self, other))

    @property
    def everyone(self) -> Count:
        """Every practice of the group, whether or not it has said."""
        return self.said + self.no_view


def all_votes(votes: Sequence[Votes]) -> Votes:
    """Add up the lists of many groups."""
    return Votes(
        sum_tables([each.items for each in votes], lambda items: reduce(add, items)),
        all_of([each.said for each in votes]),
        all_of([each.no_view for each in votes]),
    )


def votes_of(member: Member) -> Votes:
    """Count one practice's list."""
    practice = one(member.list_size)
    if not member.top_five:
        return Votes(no_view=practice)
    items: dict[str, ItemVotes] = {}
    for ranked in member.top_five:
        if 1 <= ranked.place <= PLACES and ranked.item not in items:
            items[ranked.item] = _vote(ranked, practice)
    return Votes(MappingProxyType(items), said=practice)


def _vote(ranked: RankedItem, practice: Count) -> ItemVotes:
    return ItemVotes(
        ranked.item,
        ranked.label,
        ranked.kind,
        PLACES + 1 - ranked.place,
        practice,
        practice if ranked.place <= TOP else NOBODY,
        ranked.due,
        ranked.impact,
    )


def votes_missing(expected: Expected) -> Votes:
    """Count a practice from which nothing has come."""
    return Votes(no_view=one(expected.list_size))


@dataclass(frozen=True, slots=True)
class Priority:
    """One item of the joint list.

    Attributes:
        support_percent: per cent of patients; None while a list size is missing.
        is_one_voice: at least 75% of practices and 75% of patients want it in their top three.
    """

    votes: ItemVotes
    support_percent: Decimal | None
    is_one_voice: bool
    words: str

    @property
    def label(self) -> str:
        """What it is called."""
        return self.votes.label or self.votes.item


@dataclass(frozen=True, slots=True)
class Outlier:
    """Something in a practice's top three that is not in the joint top five."""

    code: str
    item: str
    label: str


@dataclass(frozen=True, slots=True)
class OneVoice:
    """The joint position, in the order of the joint list.

    Attributes:
        said, asked: practices that confirmed a list, and all of them.
        headline: what page 1 says above the lines.
        agreement: Kendall's W, only for the workings sheet; None where it may not be shown.
    """

    priorities: tuple[Priority, ...]
    said: int
    asked: int
    headline: str
    outliers: tuple[Outlier, ...]
    agreement: Decimal | None

    @property
    def one_voice(self) -> tuple[Priority, ...]:
        """Items on which the practices speak with one voice."""
        return tuple(priority for priority in self.priorities if priority.is_one_voice)

    @property
    def wanted_by_some(self) -> tuple[Priority, ...]:
        """Items in somebody's top three that fall short of one voice."""
        return tuple(
            priority
            for priority in self.priorities
            if not priority.is_one_voice and priority.votes.support.practices
        )


def one_voice(members: Sequence[Member], missing: Sequence[Expected] = ()) -> OneVoice:
    """Combine the confirmed lists of a PCN."""
    votes = sum((votes_missing(expected) for expected in missing), Votes())
    votes = sum((votes_of(member) for member in members), votes)
    lists = [member.top_five for member in members if member.top_five]
    return voice_of(votes, kendall_w(lists), members)


def voice_of(votes: Votes, agreement: Decimal | None, members: Iterable[Member] = ()) -> OneVoice:
    """Combine confirmed lists that were added up.

    Args:
        votes: of all practices, also those from which nothing has come.
        agreement: Kendall's W, where it may be shown.
        members: practices whose own lists are looked at for outliers.
    """
    ordered = sorted(votes.items.values(), key=joint_order)
    return OneVoice(
        priorities=tuple(_priority(item, votes.everyone) for item in ordered),
        said=votes.said.practices,
        asked=votes.everyone.practices,
        headline=headline(votes),
        outliers=_outliers(members, [item.item for item in ordered[:PLACES]]),
        agreement=agreement,
    )


def joint_order(item: ItemVotes) -> tuple[object, ...]:
    """Order by points; ties by earlier due date, higher impact, then id (B4)."""
    return (-item.points, item.due or _LATE, -(item.impact or 0), item.item)


def _priority(item: ItemVotes, everyone: Count) -> Priority:
    share = patients_share(item.support, everyone)
    enough = item.support.practices * 100 >= _LINE_PERCENT * everyone.practices
    return Priority(
        item,
        share,
        enough and share is not None and share >= _LINE_PERCENT,
        _support_words(item, share, everyone.practices),
    )


def _support_words(item: ItemVotes, share: Decimal | None, asked: int) -> str:
    """Say who wants an item; the patients of a single practice would say which it is."""
    supporters = item.support.practices
    known = share if supporters > 1 else None
    count = practices_and_patients(supporters, asked, known)
    want = "wants" if supporters == 1 else "want"
    comma = "" if known is None else ","
    return f"{count}{comma} {want} {item.label or item.item} acted on first"


def headline(votes: Votes) -> str:
    """Say how many have confirmed, and what all of those want, until everybody has."""
    said, asked = votes.said.practices, votes.everyone.practices
    if not said:
        return "no practice has confirmed its five yet"
    have = "has" if said == 1 else "have"
    text = f"{said} of {asked} {have} said"
    together = [
        item.label or item.item
        for item in sorted(votes.items.values(), key=joint_order)
        # Weaknesses and needs are rows of one practice, so nobody else can want them.
        if item.support.practices == said and item.kind == "expectation"
    ]
    if said == asked or said == 1 or not together:
        return text
    by = "both" if said == 2 else f"all {spelt(said)}"
    return f"{text}; {listed(together)} wanted by {by}"


def _outliers(members: Iterable[Member], joint_top: list[str]) -> tuple[Outlier, ...]:
    return tuple(
        Outlier(member.code, ranked.item, ranked.label or ranked.item)
        for member in sorted(members, key=lambda each: each.code)
        for ranked in member.top_five or ()
        if ranked.place <= TOP and ranked.item not in joint_top
    )
