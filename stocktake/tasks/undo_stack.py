"""What can be undone and done again, worked out from the history alone.

The history is fed in, oldest first, and two stacks come of it: a change goes onto what was done and
empties what was undone; an undoing moves a step from one to the other. So the stacks are the same
after a restart, and the clock decides nothing but whether two changes were one burst of typing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import groupby
from operator import attrgetter

from stocktake.questionnaire.answers import Address
from stocktake.store.history import BEGUN, Kind, Trace

MERGED_WITHIN = timedelta(seconds=2)
"""Changes of one answer that follow each other so closely are one. Source: screens.md F.0."""

LONGEST_BURST = timedelta(seconds=15)
"""How much typing without a rest is undone at once, so that a long text is not lost whole."""

IN_PLACE = "Where they were put"
"""The note of an order of rows that belongs to the paste or the first cell right before it."""

_STEPS = frozenset({Kind.ANSWER, Kind.ROWS, Kind.SECTION, Kind.ROUTE, Kind.TAKEN_IN})
_MOVES = frozenset({Kind.UNDONE, Kind.REDONE})


@dataclass(frozen=True, slots=True)
class Part:
    """What a step changed in one submission.

    Attributes:
        first, last: ids of its first and last entry in the history.
        count: how many entries it has.
    """

    submission_id: int
    first: int
    last: int
    count: int


@dataclass(frozen=True, slots=True)
class Item:
    """One step: the groups of the history that make it up, and its part in each submission."""

    groups: tuple[str, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class _Group:
    """What matters of a group for whether the next one belongs to the same burst.

    Attributes:
        began: when the burst began, and ``at`` when it was last added to; None: cannot be read.
        typed: the answer that was typed; None for a paste, a row taken out and the like.
        table: the table whose rows were answered or put in order.
        is_order: nothing but the order of rows changed, and ``is_in_place`` with the paste or the
            first cell right before it.
    """

    submission_id: int
    began: datetime | None
    at: datetime | None
    typed: Address | None
    table: str
    is_order: bool
    is_in_place: bool
    takes_away: bool


@dataclass(slots=True)
class UndoStack:
    """The two stacks, the next step of each last."""

    done: list[Item] = field(default_factory=list)
    undone: list[Item] = field(default_factory=list)
    _last: _Group | None = None
    _seen: set[int] = field(default_factory=set)

    def feed(self, traces: Iterable[Trace]) -> None:
        """Follow what was added to the history, whole groups in the order of their ids."""
        for _, entries in groupby(traces, key=attrgetter("group")):
            self._follow(tuple(entries))

    def _follow(self, entries: tuple[Trace, ...]) -> None:
        kinds = {entry.kind for entry in entries}
        last, self._last = self._last, None
        by_return = _by_submission(entries)
        if kinds & _MOVES:
            named = {name for entry in entries for name in entry.named}
            self._move(named, is_undone=Kind.UNDONE in kinds)
        elif Kind.SIGNED in kinds:
            for number in by_return:
                self._forget(number)
        elif kinds <= _STEPS:
            self._push(tuple(e for e in by_return.values() if not self._is_beginning(e)), last)
        self._seen.update(by_return)

    def _is_beginning(self, entries: tuple[Trace, ...]) -> bool:
        """Whether this is what a return came with, which is no change of it."""
        first = entries[0]
        is_new = first.submission_id not in self._seen
        # What is brought back is noted, what a whole return comes with is not.
        return first.note == BEGUN or (is_new and first.kind == Kind.TAKEN_IN and not first.note)

    def _move(self, named: set[str], *, is_undone: bool) -> None:
        source, target = (self.done, self.undone) if is_undone else (self.undone, self.done)
        moved = [item for item in reversed(source) if not named.isdisjoint(item.groups)]
        source[:] = [item for item in source if named.isdisjoint(item.groups)]
        target.extend(moved)

    def _forget(self, submission_id: int) -> None:
        """Let nothing from before a return was signed be undone, also after it is reopened."""
        for steps in (self.done, self.undone):
            steps[:] = [left for item in steps if (left := _without(item, submission_id)).parts]

    def _push(self, by_return: tuple[tuple[Trace, ...], ...], last: _Group | None) -> None:
        if not by_return:
            return
        self.undone.clear()
        parts = tuple(map(_part, by_return))
        item = Item((by_return[0][0].group,), parts)
        group = _group(parts[0].submission_id, by_return[0]) if len(parts) == 1 else None
        if group is not None and last is not None and self.done and _belongs(group, last):
            before = self.done.pop()
            item = _together(before, item)
            is_order = group.is_order and last.is_order
            group = replace(
                group, began=last.began, typed=group.typed or last.typed, is_order=is_order
            )
        self.done.append(item)
        self._last = group


def _by_submission(entries: tuple[Trace, ...]) -> dict[int, tuple[Trace, ...]]:
    """The entries of a group by the submission they are of."""
    found: dict[int, tuple[Trace, ...]] = {}
    for entry in entries:
        if entry.submission_id is not None:
            found[entry.submission_id] = (*found.get(entry.submission_id, ()), entry)
    return found


def _part(entries: tuple[Trace, ...]) -> Part:
    return Part(entries[0].submission_id or 0, entries[0].id, entries[-1].id, len(entries))


def _together(before: Item, item: Item) -> Item:
    """Two groups of one submission as one step."""
    old, new = before.parts[0], item.parts[0]
    part = replace(new, first=old.first, count=old.count + new.count)
    return Item((*before.groups, *item.groups), (part,))


def _without(item: Item, submission_id: int) -> Item:
    parts = tuple(part for part in item.parts if part.submission_id != submission_id)
    return replace(item, parts=parts)


def _group(number: int, entries: tuple[Trace, ...]) -> _Group:
    at = _moment(entries[0].at)
    cells = [entry.address for entry in entries if entry.kind == Kind.ANSWER]
    places = {(address.question, address.row) for address in cells}
    is_one = len(places) == 1 and (bool(cells[0].row) or len(cells) == 1)
    takes_away = any(entry.is_taken_away for entry in entries)
    is_typed = is_one and not entries[0].note and not takes_away
    return _Group(
        submission_id=number,
        began=at,
        at=at,
        typed=cells[0] if is_typed else None,
        table=entries[0].address.question,
        is_order=all(entry.kind == Kind.ROWS for entry in entries),
        is_in_place=entries[0].note == IN_PLACE,
        takes_away=takes_away,
    )


def _belongs(new: _Group, last: _Group) -> bool:
    """Whether a change goes on with the one right before it."""
    if new.submission_id != last.submission_id or not _is_soon(new, last):
        return False
    if new.is_order:
        is_part = new.is_in_place or last.is_order
        return new.table == last.table and is_part and not last.takes_away
    return new.typed is not None and new.typed == last.typed


def _is_soon(new: _Group, last: _Group) -> bool:
    if new.at is None or last.at is None or last.began is None:
        return False
    # A clock that was moved back makes a negative pause, which is no burst of typing.
    pause, whole = new.at - last.at, new.at - last.began
    return timedelta(0) <= pause <= MERGED_WITHIN and timedelta(0) <= whole <= LONGEST_BURST


def _moment(text: str) -> datetime | None:
    """Read when a change was made; None when that is damaged or has no time zone."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None
