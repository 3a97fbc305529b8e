"""What a step of the history changed, and what of it can still be taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from stocktake.questionnaire.answers import BLANK, Address, Answer
from stocktake.store.history import OF_AN_ANSWER, HistoryEntry, Kind
from stocktake.store.putting_back import Standing
from stocktake.store.sections import COMPLETE

Pair = tuple[Answer | None, Answer | None]
Order = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """What stood before a step and after it, at every place it touched."""

    answers: Mapping[Address, Pair] = field(default_factory=dict)
    rows: Mapping[str, tuple[Order, Order]] = field(default_factory=dict)
    sections: Mapping[str, tuple[bool, bool]] = field(default_factory=dict)
    route: tuple[str, str] = ("", "")

    @property
    def is_nothing(self) -> bool:
        """Whether all stands as before, as when a figure is typed and typed over again at once.

        Evidence does not count: a file that was taken away cannot come back.
        """
        return (
            all(says_the_same(old, new) for old, new in self.answers.values())
            and all(old == new for old, new in self.rows.values())
            and all(old == new for old, new in self.sections.values())
            and self.route[0] == self.route[1]
        )

    def turned(self) -> Effect:
        """The same step the other way round."""
        return Effect(
            {address: (new, old) for address, (old, new) in self.answers.items()},
            {table: (new, old) for table, (old, new) in self.rows.items()},
            {section: (new, old) for section, (old, new) in self.sections.items()},
            (self.route[1], self.route[0]),
        )


def effect_of(entries: tuple[HistoryEntry, ...]) -> Effect:
    """Gather the entries of a step: at each place the first of what was, the last of what is."""
    answers: dict[Address, Pair] = {}
    rows: dict[str, tuple[Order, Order]] = {}
    sections: dict[str, tuple[bool, bool]] = {}
    route = ("", "")
    for entry in entries:
        place = entry.address
        if entry.by.kind is Kind.ROWS:
            first = rows.get(place.question, (entry.old_order, ()))[0]
            rows[place.question] = (first, entry.new_order)
        elif entry.by.kind is Kind.SECTION:
            was = sections.get(place.question, (entry.old == COMPLETE, False))[0]
            sections[place.question] = (was, entry.new == COMPLETE)
        elif entry.by.kind is Kind.ROUTE:
            route = (route[0] or entry.old, entry.new)
        elif entry.by.kind in OF_AN_ANSWER:
            old = answers[place][0] if place in answers else entry.old_answer
            answers[place] = (old, entry.new_answer)
    return Effect(answers, rows, sections, route)


def says_the_same(one: Answer | None, other: Answer | None) -> bool:
    """Whether two answers say the same, whoever said it and when, their evidence apart."""
    if one is None or other is None:
        # An answer that holds nothing but evidence stands for none.
        return _said(one or BLANK) == _said(other or BLANK) and (
            one is other or bool((one or other or BLANK).evidence)
        )
    return _said(one) == _said(other)


def _said(answer: Answer) -> Answer:
    return replace(answer, role="", changed_at=None, evidence=(), reasons=dict(answer.reasons))


@dataclass(frozen=True, slots=True)
class Possible:
    """What of a step can be taken back.

    Attributes:
        left: places left as they are, because they are not as the step left them.
    """

    standing: Standing
    left: int


def possible(effect: Effect, now: Standing) -> Possible:
    """Work out how things shall stand, given how they stand now.

    Args:
        effect: what to take back: at each place, what shall stand and what should stand now.
        now: what stands at those places.
    """
    answers: dict[Address, Answer | None] = {}
    left = 0
    for address, (wanted, expected) in effect.answers.items():
        there = now.answers[address]
        if says_the_same(there, expected):
            answers[address] = _with_evidence(wanted, there)
        elif not says_the_same(there, wanted):
            left += 1
    rows = {
        table: _order(now.rows[table], expected, wanted)
        for table, (wanted, expected) in effect.rows.items()
    }
    sections = {section: wanted for section, (wanted, _) in effect.sections.items()}
    return Possible(Standing(answers, rows, sections, effect.route[0]), left)


def _with_evidence(wanted: Answer | None, there: Answer | None) -> Answer | None:
    """The answer as it was, beside the files that are attached to it now."""
    if there is None or (wanted is None and not there.evidence):
        return wanted
    return replace(wanted or BLANK, evidence=there.evidence)


def _order(now: Order, expected: Order, wanted: Order) -> Order:
    """The order as it was, without rows removed for good since and with those added since."""
    removed = set(expected) - set(now)
    added = [row for row in now if row not in expected and row not in wanted]
    return (*(row for row in wanted if row not in removed), *added)
