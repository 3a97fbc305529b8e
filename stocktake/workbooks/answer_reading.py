"""Answers read back from sheets, against what the workbook held when it was exported.

A cell that still says what was put there keeps its answer to the last digit; anything else is read
the way typed answers are and listed as a difference. What cannot be read is a problem with its
sheet and cell and changes nothing: never a blank, never a zero (design/reliability.md 3.4, T12).
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, field, replace

from stocktake.errors import Problem
from stocktake.phrases import counted
from stocktake.questionnaire.answers import BLANK, Address, Answer, Answers, State, Value
from stocktake.questionnaire.form import Column, Field, Question
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.submission import Submission
from stocktake.questionnaire.types import show
from stocktake.workbooks.answer_rows import Found, FoundCells, FoundRow, FoundTable
from stocktake.workbooks.cell_answers import (
    UnreadableError,
    is_kept,
    is_marked,
    joined,
    names_row,
    read_cell,
)
from stocktake.workbooks.cell_text import clean_text
from stocktake.workbooks.cells import Cell, column_letters
from stocktake.workbooks.layout import (
    NOT_KNOWN,
    cell_form,
    is_row_id,
    option_id,
    read_state,
    says_the_same,
    state_words,
    tidy,
)
from stocktake.workbooks.payload import Place


@dataclass(frozen=True, slots=True)
class Difference:
    """One answer that is not what was exported.

    Attributes:
        question: what the question or column is called.
        was, now: the answers; ``was_words`` and ``now_words`` are fit to show.
    """

    address: Address
    question: str
    place: Place | None
    was: Answer
    now: Answer
    was_words: str
    now_words: str


@dataclass
class Reading:
    """What the sheets say for one submission."""

    answers: Answers
    places: dict[Address, Place] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_answers(
    found: Found,
    base: Submission,
    form: LoadedForm,
    file_name: str,
    held: Collection[str] | None = None,
) -> Reading:
    """Read a member's answers from its sheets.

    Args:
        found: the rows of its sheets.
        base: the submission as it was exported; with no answers when that is not known.
        form: the form they were given to.
        file_name: for the words of problems.
        held: given when what was exported is not known: the questions, and rows as table/row, that
            had answers then. Otherwise the base says, and differences can be told.
    """
    reader = _Reader(found, base, form, file_name)
    if held is not None:
        reader.has_base, reader.held = False, held
    return reader.read()


class _Reader:
    """The reading of one submission from what was found."""

    def __init__(self, found: Found, base: Submission, form: LoadedForm, file_name: str) -> None:
        self.found = found
        self.base = base
        self.form = form
        self.file_name = file_name
        self.has_base = True
        self.held: Collection[str] = ()
        rows = {t: base.answers.rows(t) for t in base.answers.tables}
        self.reading = Reading(Answers(base.answers.items(), rows))

    def read(self) -> Reading:
        for name, row in self._question_rows().items():
            question = self.form.questions.get(name)
            if question is not None:
                self._question(question, row)
            else:
                self._problem("unknown_question", row.place, *_UNKNOWN_QUESTION)
        for table, block in self.found.tables.items():
            question = self.form.questions.get(table)
            if question is not None and question.type == "table":
                self._table(question, block)
        self._missing()
        self.reading.problems += self.found.problems
        return self.reading

    def _question_rows(self) -> dict[str, FoundRow]:
        """Rows by question; one whose own row is gone is known by the rows of its options."""
        rows: dict[str, FoundRow] = {}
        for name, row in self.found.rows.items():
            question, mark, _ = name.partition("#")
            if not mark:
                rows[question] = row
            elif question not in self.found.rows:
                rows.setdefault(question, FoundRow(row.place, None, "", ""))
        return rows

    def _question(self, question: Question, row: FoundRow) -> None:
        address = Address(question.id)
        was = self.base.answers[address]
        self.reading.places[address] = row.place
        if question.type == "calculated":
            return
        note = row.note + self.found.rest(question.id, is_note=True)
        try:
            is_same, value = self._value(question, row, was)
            state, estimate, carried = read_state(row.state)
        except UnreadableError as fault:
            self._problem(fault.code, row.place, fault.what, fault.how)
            return
        except ValueError:
            what = f"“{row.state[:40]}” is not one of the states."
            self._problem("unknown_state", row.place, what, "Choose one from the list.")
            return
        marks = (state, estimate, carried)
        is_noted = tidy(note) != tidy(was.note)
        if is_same and not is_noted and marks == (was.state, was.estimate, was.carried_forward):
            return
        if state is not State.ANSWERED and value is not None:
            state = State.ANSWERED if state in (was.state, State.BLANK) else state
        elif state is State.ANSWERED and value is None and question.type != "table":
            state = State.BLANK
        now = replace(
            was,
            value=value if state is State.ANSWERED else None,
            state=state,
            estimate=estimate,
            carried_forward=carried and is_same,
            note=clean_text(note).strip() if is_noted else was.note,
            note_shared=bool(tidy(note)),
        )
        self._keep(address, was, now, row.place)

    def _value(self, question: Question, row: FoundRow, was: Answer) -> tuple[bool, Value | None]:
        """Read the answer of a row: whether it is as exported, and the value."""
        if question.type == "table":
            return True, None
        if question.type == "choices":
            return self._chosen(question, was)
        cell = joined(row.answer, self.found.rest(question.id))
        if self.has_base and says_the_same(cell_form(was.value, question), cell):
            return True, was.value
        value = read_cell(cell, question, from_1904=self.found.from_1904)
        return self.has_base and value is not None and value == was.value, value

    def _chosen(self, question: Question, was: Answer) -> tuple[bool, Value | None]:
        """Gather the options that are marked, in the order of the list."""
        start = option_id(question.id, "")
        rows = {n.removeprefix(start): r for n, r in self.found.rows.items() if n.startswith(start)}
        known = [choice.code for choice in question.choice]
        marked = [code for code, row in rows.items() if is_marked(row)]
        old = was.value if isinstance(was.value, tuple) else ()
        for code in marked:
            if code not in known and code not in old:
                raise UnreadableError("unknown_option", *_UNKNOWN_OPTION)
        if set(marked) == set(old):
            return True, was.value
        order = {code: at for at, code in enumerate(known)}
        return False, tuple(sorted(marked, key=lambda code: order.get(code, len(order)))) or None

    def _table(self, question: Question, block: FoundTable) -> None:
        columns = {c.id: c for c in question.columns if c.id in block.columns}
        before = self.base.answers.rows(question.id)
        order: list[str] = []
        for number, row in enumerate(block.rows):
            is_there = row.row_id in before or f"{question.id}/{row.row_id}" in self.held
            if not is_there and not row.cells.keys() - {question.key}:
                continue
            row_id = self._row_id(question, row, number, order)
            order.append(row_id)
            for column in columns.values():
                self._cell(question, row_id, column, row, block)
        for row_id in before:
            if row_id not in order:
                self._row_gone(question, row_id)
        if order or before:
            self.reading.answers.set_rows(question.id, order)

    def _row_id(self, question: Question, row: FoundCells, number: int, used: list[str]) -> str:
        """Keep a row's id; a row added by hand gets one that is the same at every reading."""
        if is_row_id(row.row_id) and row.row_id not in used:
            return row.row_id
        seed = f"{self.base.return_id}|{question.id}|{row.row_id}|{number}"
        return hashlib.sha256(seed.encode()).hexdigest()[:8]

    def _cell(
        self, question: Question, row_id: str, column: Column, row: FoundCells, block: FoundTable
    ) -> None:
        address = Address(question.id, row_id, column.id)
        was = self.base.answers[address]
        at = f"{column_letters(block.columns[column.id])}{row.row}"
        place = self.reading.places[address] = Place(row.sheet, at)
        rest = self.found.rest(f"{question.id}/{row.row_id}/{column.id}")
        cell = joined(row.cells.get(column.id), rest)
        if column.type == "calculated" or column.read_only or is_kept(was, column, cell):
            return
        is_untouched_key = self.has_base and column.id == question.key and was == BLANK
        if is_untouched_key and names_row(column, row_id, cell):
            return
        try:
            now = self._cell_answer(column, cell, was)
        except UnreadableError as fault:
            self._problem(fault.code, place, fault.what, fault.how)
        else:
            self._keep(address, was, now, place)

    def _cell_answer(self, column: Column, cell: Cell | None, was: Answer) -> Answer:
        if cell is None:
            return replace(was, value=None, state=State.BLANK, estimate=False)
        if cell.kind == "text" and tidy(cell.value).casefold() == NOT_KNOWN.casefold():
            return replace(was, value=None, state=State.NOT_KNOWN, estimate=False)
        if column.refers_to:
            value: Value | None = self._reference(column, cell)
        else:
            value = read_cell(cell, column, from_1904=self.found.from_1904)
        carried = was.carried_forward and value == was.value
        return replace(was, value=value, state=State.ANSWERED, carried_forward=carried)

    def _reference(self, column: Column, cell: Cell) -> Value:
        """Read a cell that points at rows by their ids: of tables here, or of the catalogue."""
        words = [word.strip() for word in cell.value.split(";") if word.strip()]
        rows = {row.row_id for t in column.refers_to for row in self._rows_of(t)}
        is_elsewhere = any(target not in self.form.questions for target in column.refers_to)
        known = [word in rows or (is_elsewhere and is_row_id(word)) for word in words]
        if cell.kind != "text" or not words or not all(known):
            raise UnreadableError("unknown_row", *_UNKNOWN_ROW)
        return tuple(words) if column.type == "choices" else words[0]

    def _rows_of(self, table: str) -> list[FoundCells]:
        block = self.found.tables.get(table)
        return block.rows if block else []

    def _row_gone(self, question: Question, row_id: str) -> None:
        """List the answers of a row that was taken out."""
        cells = self.reading.answers.remove_row(question.id, row_id)
        for address, was in cells.items():
            if was.state is not State.BLANK:
                self._differ(address, was, BLANK, None)

    def _keep(self, address: Address, was: Answer, now: Answer, place: Place) -> None:
        if now == was:
            return
        if now.state is not State.BLANK or now.note or was != BLANK:
            self.reading.answers[address] = now
        if self.has_base:
            self._differ(address, was, now, place)

    def _differ(self, address: Address, was: Answer, now: Answer, place: Place | None) -> None:
        question = self.form.fields[address.field_id]
        words = (_words(was, question), _words(now, question))
        self.reading.differences.append(
            Difference(address, question.label, place, was, now, *words)
        )

    def _missing(self) -> None:
        """Say how many answers have no row any more; they stay as they were exported."""
        gone = [
            self.form.label(address.question)
            for address, answer in self.base.answers.items()
            if not address.row and answer != BLANK and address.question not in self.found.rows
        ]
        gone += [self.form.label(t) for t in self.base.answers.tables if t not in self.found.tables]
        gone += [
            self.form.label(address.column)
            for address in self.base.answers
            if address.row and not self._has_column(address)
        ]
        how = "Their answers were kept as they were exported."
        if not self.has_base:
            gone = [self._held_label(name) for name in self.held if not self._is_found(name)]
            how = "What they held is not known any more. Ask for the workbook as it was exported."
        gone = list(dict.fromkeys(gone))
        if gone:
            named = "; ".join(gone[:3]) + (" and others" if len(gone) > 3 else "")
            is_one = len(gone) == 1
            what = f"{counted(len(gone), 'question')} {'is' if is_one else 'are'} not on the sheets"
            self.reading.problems.append(
                Problem("rows_gone", self.file_name, f"{what} any more: {named}.", how)
            )

    def _is_found(self, name: str) -> bool:
        """Whether a question, or a row of a table, still stands on the sheets."""
        table, mark, row = name.partition("/")
        if not mark:
            return name in self.found.rows
        return any(each.row_id == row for each in self._rows_of(table))

    def _held_label(self, name: str) -> str:
        table, mark, row = name.partition("/")
        label = self.form.label(table)
        return f"{label} ({row})" if mark and self._rows_of(table) else label

    def _has_column(self, address: Address) -> bool:
        block = self.found.tables.get(address.question)
        return block is None or address.column in block.columns

    def _problem(self, code: str, place: Place, what: str, how: str) -> None:
        where = f"{self.file_name}, {place.sheet} {place.cell}"
        self.reading.problems.append(Problem(code, where, what, how))


_UNKNOWN_QUESTION = (
    "There is no such question in the form.",
    "Check whether the Id was overtyped; the row was left out.",
)
_UNKNOWN_OPTION = (
    "An option is marked that is not in the list.",
    "Check whether the Id was overtyped; the answer was kept as it was.",
)
_UNKNOWN_ROW = ("It names a row that is not in the table.", "Type the row's id as it stands there.")


def _words(answer: Answer, question: Field) -> str:
    """Write an answer for the list of differences."""
    if answer.state is not State.ANSWERED or answer.value is None:
        words = state_words(answer)
    else:
        words = show(answer.value, question)
        words += ", an estimate" if answer.estimate else ""
    return f"{words} (note: {answer.note})" if answer.note else words
