"""Undo and redo over one practice and round, all its forms on one stack.

What can be undone is worked out from the history, so a restart changes nothing; and what is undone
is itself a change with its history. Left out are exports, removals, a change of the practice's own
code and names, and the form: and sign-offs, whose copies are frozen and are reopened instead, and
evidence files, because one that was taken away is gone for good. The files beside an answer stay
whatever is undone, and the history of the answer says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from stocktake.errors import StocktakeError
from stocktake.store.history import HistoryEntry, Kind, Trace
from stocktake.store.putting_back import Standing
from stocktake.tasks.open_practice import Entered, OpenPractice
from stocktake.tasks.step_words import StepWords
from stocktake.tasks.undo_effect import Effect, Possible, effect_of, possible
from stocktake.tasks.undo_stack import Item, Part, UndoStack

_UNSETTLING = (Kind.SUBMISSION.value, Kind.REMOVED.value)
"""Kinds of change after which other submissions may be the practice's, or entries gone."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something that can be undone, or done again.

    Attributes:
        form_id, section, question: where it was; empty where it was in no one place.
        short: what it was, for a menu: "change to 4.2".
        words: the same with the question's words: "change to 4.2, Staff by role".
    """

    form_id: str
    section: str
    question: str
    short: str
    words: str


@dataclass(frozen=True, slots=True)
class Undone:
    """What undoing, or doing again, did.

    Attributes:
        entered: by form, what follows from it in the sheet, and when it was on the disk.
        left: places left as they were, because they had been changed in some other way since.
        words: what was undone, and what of it could not be.
    """

    form_id: str
    section: str
    question: str
    entered: Mapping[str, Entered]
    left: int
    words: str

    @property
    def saved_at(self) -> datetime:
        """When it was on the disk."""
        return max(each.saved_at for each in self.entered.values())


@dataclass(frozen=True, slots=True)
class _Found:
    """A step with everything needed to take it: its groups, and those of nothing above it.

    Attributes:
        effects: by submission, what it changed there.
        lost: entries of it that cannot be read any more.
    """

    groups: tuple[str, ...]
    effects: Mapping[int, Effect]
    lost: int
    step: Step


class Undoing:
    """The steps of an open practice, read as far as they are new each time it is asked.

    Raises:
        StocktakeError: from every method, when the file cannot be read.
    """

    def __init__(self, practice: OpenPractice) -> None:
        self._practice = practice
        self._history = practice.workspace.history
        self._words = StepWords()
        self._begin()

    def _begin(self) -> None:
        self._stack = UndoStack()
        self._forms: dict[int, str] = {}
        self._others: frozenset[int | None] = frozenset()
        self._at = 0
        self._mark = ""
        self._known: dict[tuple[str, bool], _Found | None] = {}

    def next_undo(self) -> Step | None:
        """The step that undoing would take back; None when there is none."""
        found = self._next(is_undo=True)
        return found.step if found else None

    def next_redo(self) -> Step | None:
        """The step that would be done again; None when there is none."""
        found = self._next(is_undo=False)
        return found.step if found else None

    def undo(self) -> Undone:
        """Take the last step back; it is on the disk when this returns.

        Raises:
            StocktakeError: ``nothing_to_undo``, ``open_to_read`` when nothing may be changed, or
                it could not be saved.
        """
        return self._take(is_undo=True)

    def redo(self) -> Undone:
        """Do the step last undone again; it is on the disk when this returns.

        Raises:
            StocktakeError: as ``undo``.
        """
        return self._take(is_undo=False)

    def _take(self, *, is_undo: bool) -> Undone:
        if self._practice.read_only:
            raise StocktakeError(
                "open_to_read",
                "This is open to read only, so nothing in it can be undone.",
                "Open the newest year, in a file that can be saved to.",
            )
        found = self._next(is_undo=is_undo)
        if found is None:
            raise StocktakeError("nothing_to_undo", "There is nothing to undo or do again.", "")
        kind = Kind.UNDONE if is_undo else Kind.REDONE
        back = {
            self._forms[number]: self._possible(number, effect if is_undo else effect.turned())
            for number, effect in found.effects.items()
        }
        standings = {form_id: each.standing for form_id, each in back.items()}
        entered = self._practice.put_back(standings, found.groups, kind)
        left = sum(each.left for each in back.values()) + found.lost
        step = found.step
        words = f"{step.words}{_left_in_words(left)}"
        return Undone(step.form_id, step.section, step.question, entered, left, words)

    def _possible(self, submission_id: int, effect: Effect) -> Possible:
        answers = self._practice.sheet(self._forms[submission_id]).answers
        here = set(answers) & effect.answers.keys()
        order = self._practice.workspace.answers.order
        now = Standing(
            {place: answers[place] if place in here else None for place in effect.answers},
            {table: order(submission_id, table) for table in effect.rows},
        )
        return possible(effect, now)

    # Reading

    def _next(self, *, is_undo: bool) -> _Found | None:
        if self._practice.read_only:
            return None
        self._follow()
        items = self._stack.done if is_undo else self._stack.undone
        if not items:
            return None
        key = (items[-1].groups[-1], is_undo)
        if key not in self._known:
            self._known[key] = self._find(items)
        return self._known[key]

    def _find(self, items: list[Item]) -> _Found | None:
        """The topmost step that changed anything, with those above it that did not."""
        passed: tuple[str, ...] = ()
        for item in reversed(items):
            passed = (*item.groups, *passed)
            entries = {part.submission_id: self._entries(item, part) for part in item.parts}
            lost = sum(part.count - len(entries[part.submission_id]) for part in item.parts)
            effects = {number: effect_of(each) for number, each in entries.items()}
            if not lost:
                effects = {n: effect for n, effect in effects.items() if not effect.is_nothing}
            if effects:
                number = next(iter(effects))
                step = self._step(number, effects[number], entries[number])
                return _Found(passed, effects, lost, step)
        return None

    def _entries(self, item: Item, part: Part) -> tuple[HistoryEntry, ...]:
        every = self._history.between(part.submission_id, part.first, part.last)
        return tuple(entry for entry in every if entry.group in item.groups)

    def _step(self, submission_id: int, effect: Effect, entries: tuple[HistoryEntry, ...]) -> Step:
        form_id = self._forms[submission_id]
        loaded = self._practice.sheet(form_id).loaded
        said = self._words.of(loaded, effect, entries[0].by if entries else None)
        return Step(form_id, said.section, said.question, said.short, said.words)

    def _follow(self) -> None:
        """Read what is new in the history; all of it when entries have been removed."""
        if self._at and self._history.mark_of(self._at) != self._mark:
            self._begin()
        new = self._history.traces(self._at) if self._at else self._read_all()
        if self._at and any(self._is_unsettling(trace) for trace in new):
            before = self._forms
            self._look_for_forms()
            if before != self._forms or any(each.kind == Kind.REMOVED for each in new):
                self._begin()
                new = self._read_all()
        if new:
            self._stack.feed(trace for trace in new if trace.submission_id in self._forms)
            self._at = new[-1].id
            self._mark = self._history.mark_of(self._at)
            self._known.clear()

    def _read_all(self) -> tuple[Trace, ...]:
        self._look_for_forms()
        return self._history.traces(of=tuple(self._forms))

    def _is_unsettling(self, trace: Trace) -> bool:
        is_new = trace.submission_id not in self._forms and trace.submission_id not in self._others
        return is_new or trace.kind in _UNSETTLING

    def _look_for_forms(self) -> None:
        """Find the submissions of the practice and round, by the form each is of."""
        every = self._practice.workspace.returns.list()
        subject = self._practice.subject
        mine: dict[str, int] = {}
        for each in every:
            is_ours = (each.subject.kind, each.subject.code) == (subject.kind, subject.code)
            if is_ours and each.round == self._practice.round:
                mine.setdefault(each.form_id, each.id)
        self._forms = {number: form_id for form_id, number in mine.items()}
        self._others = frozenset({None, *(each.id for each in every)} - self._forms.keys())


def _left_in_words(left: int) -> str:
    """What to say of places that were left alone; empty when there were none."""
    if not left:
        return ""
    if left == 1:
        return ". One answer was left as it is, because it has changed in another way since"
    return f". {left} answers were left as they are, because they have changed since"
