"""What was said of the lines and units of two cards: which are the same work; kept and undone.

It belongs to the two cards and not to a file, so the next version of the other card is read with
it. Each thing said is a step that can be taken back.
Source: content/expectations.md C6 (same template for every provider), G7 rule 4.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

import msgspec

from stocktake.rates.card import RateCard
from stocktake.rates.comparing import Mappings, UnitMapping
from stocktake.store.workspace import Workspace
from stocktake.tasks.card_places import PAIRS
from stocktake.tasks.other_card import likely_lines

_NO_LINE = "\x00"
"""Begins what stands for no line of theirs; no card has such an id."""


class _Said(msgspec.Struct, frozen=True):
    """As it is kept: their line by ours, the empty text for none, and how many of a unit."""

    lines: dict[str, str] = {}
    units: dict[str, dict[str, Decimal]] = {}


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two cards with what was said of them.

    Attributes:
        lines: their line's id by ours; empty where somebody said that there is none.
        units: how many of theirs make one of ours, by our unit and theirs.
    """

    lines: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[tuple[str, str], Decimal] = field(default_factory=dict)

    def mappings(self, ours: RateCard, theirs: RateCard) -> Mappings:
        """What to compare by: what was said, and what is likely of all the other lines."""
        there = {line.id for line in theirs.lines}
        here = {line.id for line in ours.lines}
        said = {o: t for o, t in self.lines.items() if o in here and (not t or t in there)}
        taken = {their for their in said.values() if their}
        found = {o: t for o, t in likely_lines(ours, theirs).items() if t not in taken}
        found |= {our: their or f"{_NO_LINE}{our}" for our, their in said.items()}
        units = (UnitMapping(*pair, many) for pair, many in self.units.items())
        return Mappings(found, tuple(units))


class CardPairs:
    """Keeps what is said of two cards.

    Raises:
        StocktakeError: from every method, when the file cannot be read or saved to.
    """

    def __init__(self, workspace: Workspace, ours: RateCard, theirs: RateCard, role: str) -> None:
        self._workspace = workspace
        self._place = f"{PAIRS}{ours.id}:{theirs.id}"
        self._names = {line.id: line.name for line in ours.lines}
        self._role = role

    @property
    def now(self) -> Pairing:
        """What was said so far."""
        said = self._said()
        units = {(ours, its): n for ours, many in said.units.items() for its, n in many.items()}
        return Pairing(said.lines, units)

    @property
    def next_undo(self) -> str:
        """What would be undone, in words; empty for nothing."""
        step = self._workspace.rate_cards.next_undo(self._place)
        return step.what if step is not None and not self._workspace.read_only else ""

    def pair(self, our_id: str, their_id: str) -> None:
        """Say that a line of theirs is one of ours; with the empty id, that none is."""
        said = self._said()
        lines = {o: t for o, t in said.lines.items() if not their_id or t != their_id}
        name = self._names.get(our_id, "A line")
        what = f"{name}: paired by hand" if their_id else f"{name}: said to be only ours"
        self._keep(msgspec.structs.replace(said, lines=lines | {our_id: their_id}), what)

    def count_unit(self, ours: str, theirs: str, how_many: Decimal | None) -> None:
        """Say how many of their units make one of ours; None takes it back."""
        said = self._said()
        units = {unit: dict(many) for unit, many in said.units.items()}
        units.setdefault(ours, {}).pop(theirs, None)
        if how_many is not None:
            units[ours][theirs] = how_many
        kept = {unit: many for unit, many in units.items() if many}
        self._keep(msgspec.structs.replace(said, units=kept), f"How many {theirs} make one {ours}")

    def undo(self) -> str:
        """Take back what was last said; returns what it was, empty for nothing."""
        step = self._workspace.rate_cards.undo(self._place) if self.next_undo else None
        return step.what if step is not None else ""

    def _said(self) -> _Said:
        step = self._workspace.rate_cards.now(self._place)
        try:
            return msgspec.json.decode(step.text, type=_Said) if step is not None else _Said()
        except msgspec.MsgspecError:
            # Nothing but pairs is lost by it, and they can be said again.
            return _Said()

    def _keep(self, said: _Said, what: str) -> None:
        if said != self._said():
            text = msgspec.json.encode(said).decode()
            self._workspace.rate_cards.keep(self._place, text, what, role=self._role)
