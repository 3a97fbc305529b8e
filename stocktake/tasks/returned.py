"""What a returned file would change: the answers here beside those that came, and what went out.

Three-way where it is known what went out: what they did not touch stays as it is here, what only
they changed is proposed, and what both changed is for a person to decide. An answer taken away is
never proposed. Nothing here reads a file or saves anything.

Source: design/screens.md F.11; design/reliability.md 3.4.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from stocktake.phrases import counted
from stocktake.questionnaire.answers import (
    BLANK,
    STATE_WORDS,
    Address,
    Answer,
    Answers,
    State,
    encode_value,
)
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.types import show
from stocktake.workbooks.layout import tidy
from stocktake.workbooks.payload import place_key

ROW_GONE = "row taken out"
"""What is kept in ``settled`` of a row that they took out."""


class Decision(StrEnum):
    """What becomes of one difference."""

    OURS = "ours"
    THEIRS = "theirs"
    BOTH = "both"


class Sort(StrEnum):
    """What a difference is of."""

    ANSWER = "answer"
    NOTE = "note"
    ROW_GONE = "row gone"
    CARD = "card"


@dataclass(frozen=True, slots=True)
class Differing:
    """One difference between the answers here and those that came.

    Attributes:
        section, label, row: as they are read; ``row`` is what a row of a table is called.
        ours, theirs: the answers; of a note, ``theirs_words`` is what it adds.
        proposed: what is done unless a person says otherwise; None must be decided.
        settled: what is kept once it is decided, so that it is not asked again.
        ours_at, ours_by: when and by whom the answer here was last changed.
    """

    sort: Sort
    address: Address
    section: str
    label: str
    row: str
    ours: Answer
    theirs: Answer
    ours_words: str
    theirs_words: str
    proposed: Decision | None
    settled: str
    ours_at: datetime | None = None
    ours_by: str = ""

    @property
    def is_clash(self) -> bool:
        """Whether a person has to decide."""
        return self.proposed is None

    @property
    def key(self) -> tuple[str, Address]:
        """Tells it from the others of the same file."""
        return self.sort.value, self.address

    @property
    def settled_key(self) -> str:
        """Where it is kept once it is decided."""
        return f"{self.sort.value}:{place_key(self.address)}"


@dataclass(frozen=True, slots=True)
class Sides:
    """The two sides of a comparison.

    Attributes:
        ours: the answers here.
        theirs: the answers that came.
        base: what went out; None when that is not known.
        settled: what was decided before, by ``Differing.settled_key``.
        questions: the questions that may differ at all; None for every one.
    """

    ours: Answers
    theirs: Answers
    base: Answers | None = None
    settled: Mapping[str, Collection[str]] | None = None
    questions: Collection[str] | None = None


def compare(loaded: LoadedForm, sides: Sides) -> tuple[Differing, ...]:
    """List every difference, in the order of the form."""
    return _Comparing(loaded, sides).all()


class _Comparing:
    """One comparison."""

    def __init__(self, loaded: LoadedForm, sides: Sides) -> None:
        self.loaded = loaded
        self.sides = sides
        self.found: list[Differing] = []

    def all(self) -> tuple[Differing, ...]:
        theirs, base = self.sides.theirs, self.sides.base
        by_question: dict[str, list[Address]] = {}
        for address in (*theirs, *(base or ())):
            listed = by_question.setdefault(address.question, [])
            if address not in listed:
                listed.append(address)
        for question in self.loaded.questions.values():
            if question.id in by_question and self._is_asked_of(question.id):
                gone = self._rows_gone(question.id)
                for address in self._ordered(question.id, by_question[question.id]):
                    if address.row not in gone:
                        self._answer(address)
                    if not address.row:
                        self._note(address)
        settled = self.sides.settled or {}
        return tuple(d for d in self.found if d.settled not in settled.get(d.settled_key, ()))

    def _is_asked_of(self, question: str) -> bool:
        return self.sides.questions is None or question in self.sides.questions

    def _ordered(self, table: str, addresses: list[Address]) -> list[Address]:
        """Cells row by row as the rows stand there, columns as in the form."""
        rows = {row: at for at, row in enumerate(self.sides.theirs.rows(table))}
        columns = {c.id: at for at, c in enumerate(self.loaded.questions[table].columns)}
        known = [a for a in addresses if not a.row or a.column in columns]
        return sorted(
            known, key=lambda a: (bool(a.row), rows.get(a.row, len(rows)), columns.get(a.column, 0))
        )

    def _rows_gone(self, table: str) -> set[str]:
        """Rows that went out and did not come back; each is one difference while it is here."""
        base, ours = self.sides.base, self.sides.ours
        if base is None:
            return set()
        gone = set(base.rows(table)) - set(self.sides.theirs.rows(table))
        for row in (each for each in ours.rows(table) if each in gone):
            cells = [v for a, v in ours.items() if a.question == table and a.row == row]
            said = sum(answer.state is not State.BLANK for answer in cells)
            if said:
                self._row_gone(table, row, said)
        return gone

    def _row_gone(self, table: str, row: str, said: int) -> None:
        count = counted(said, "answer")
        question = self.loaded.questions[table]
        self._add(
            Sort.ROW_GONE, Address(table, row), question.label, (count, "The row was taken out")
        )

    def _answer(self, address: Address) -> None:
        sides = self.sides
        ours, theirs = sides.ours[address], sides.theirs[address]
        ours_said, theirs_said = said(ours), said(theirs)
        base_said = said(sides.base[address]) if sides.base is not None else None
        if theirs_said in (ours_said, base_said) or self._names_its_row(address):
            return
        is_cleared = theirs_said == said(BLANK)
        if is_cleared and base_said is None:
            # Without knowing what went out, a blank says nothing.
            return
        is_ours_untouched = base_said == ours_said
        is_free = ours_said == said(BLANK) and base_said in (None, ours_said)
        is_proposed = not is_cleared and (is_free or is_ours_untouched)
        field = self.loaded.fields[address.field_id]
        words = (in_words(ours, self.loaded, address), in_words(theirs, self.loaded, address))
        proposed = Decision.THEIRS if is_proposed else None
        self._add(Sort.ANSWER, address, field.label, words, proposed, theirs_said)

    def _names_its_row(self, address: Address) -> bool:
        """Whether it only says which starter row a row is, which the row's id says already."""
        question = self.loaded.questions[address.question]
        value = self.sides.theirs[address].value
        return bool(address.row) and address.column == question.key and value == address.row

    def _note(self, address: Address) -> None:
        base = self.sides.base[address].note if self.sides.base is not None else ""
        theirs = self.sides.theirs[address].note
        added = added_note(base, theirs)
        ours = self.sides.ours[address].note
        is_whole_here = bool(base) and tidy(theirs) in tidy(ours)
        if not added or is_whole_here or has_lines(ours, added):
            return
        label = f"Note: {self.loaded.label(address.question)}"
        words = (ours or "No note", added)
        self._add(Sort.NOTE, address, label, words, Decision.THEIRS, added)

    def _add(
        self,
        sort: Sort,
        address: Address,
        label: str,
        words: tuple[str, str],
        proposed: Decision | None = None,
        settled: str = ROW_GONE,
    ) -> None:
        ours = self.sides.ours[address]
        self.found.append(
            Differing(
                sort=sort,
                address=address,
                section=self.loaded.section_of[address.question].title,
                label=label,
                row=self.row_name(address),
                ours=ours,
                theirs=self.sides.theirs[address],
                ours_words=words[0],
                theirs_words=words[1],
                proposed=proposed,
                settled=settled,
                ours_at=ours.changed_at,
                ours_by=ours.role,
            )
        )

    def row_name(self, address: Address) -> str:
        """What the row of a cell is called, with its table; empty outside tables."""
        if not address.row:
            return ""
        question = self.loaded.questions[address.question]
        label = question.label if address.column else ""
        name = self._first_words(address)
        # The label of a table can be a question.
        return f"{label}{'' if label.endswith('?') else ':'} {name}" if label else name

    def _first_words(self, address: Address) -> str:
        question = self.loaded.questions[address.question]
        for column in question.columns:
            label = next((c.label for c in column.choice if c.code == address.row), "")
            if column.id == question.key and label:
                return label
        for column in question.columns:
            if column.type not in ("choice", "text"):
                continue
            for answers in (self.sides.ours, self.sides.theirs):
                value = answers.get(address.question, address.row, column.id).usable
                if value is not None:
                    return show(value, column)
        return "a new row"


def said(answer: Answer) -> str:
    """What an answer says, whoever said it and however it is spelt: 4.0 is 4, and order is none.

    A note to come back later says nothing yet.
    """
    state = BLANK.state if answer.state is State.COME_BACK_LATER else answer.state
    if state is not State.ANSWERED:
        return state.value
    value = answer.value
    if isinstance(value, Decimal):
        value = value.normalize()
    elif isinstance(value, tuple):
        value = tuple(sorted(value))
    elif isinstance(value, str):
        value = tidy(value)
    return f"{state.value}|{encode_value(value)}|{int(answer.estimate)}"


def in_words(answer: Answer, loaded: LoadedForm, address: Address) -> str:
    """An answer in words for the list of differences."""
    if not answer.is_answered:
        return STATE_WORDS[answer.state]
    words = show(answer.value, loaded.fields[address.field_id])
    return f"{words} (an estimate)" if answer.estimate else words


def added_note(base: str, theirs: str) -> str:
    """What somebody added to a note that went out as ``base``; a note taken away adds nothing."""
    base, theirs = tidy(base), tidy(theirs)
    if theirs == base:
        return ""
    return theirs.removeprefix(base).strip() if base and theirs.startswith(base) else theirs


def has_lines(note: str, text: str) -> bool:
    """Whether a text stands in a note as lines of its own, and not as a part of other words."""
    return f"\n{tidy(text)}\n" in f"\n{tidy(note)}\n"
