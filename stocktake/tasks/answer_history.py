"""The history of one question in plain words: when, who, from what to what, and how it came."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from stocktake.questionnaire.answers import BLANK, STATE_WORDS, Answer, Origin, State, Value
from stocktake.questionnaire.form import Column, Field, Question
from stocktake.questionnaire.issues import row_name
from stocktake.questionnaire.sheet import Sheet
from stocktake.questionnaire.types import show
from stocktake.store.history import BEGUN, HistoryEntry, Kind
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.step_words import DUPLICATED, PASTED
from stocktake.tasks.undo_stack import IN_PLACE

MOST_OF_A_TEXT = 200
"""Characters of an answer that are repeated; the answer itself has the rest."""

SOURCES = {
    Origin.TYPED: "entered",
    Origin.ACCEPTED: "accepted from a published figure",
    Origin.BROUGHT_BACK: "brought back",
    Origin.CARRIED_FORWARD: "carried forward",
}

WAYS = {
    Kind.UNDONE: "undone",
    Kind.REDONE: "done again",
    Kind.TAKEN_IN: "came with a whole return",
    Kind.MENDED: "put back after damage",
}

STAYS = "Undo leaves it here; Remove, beside the file, takes it away"
GONE = "Its copy here is gone for good, and Undo does not bring it back"

NAMING_TYPES = ("choice", "text", "long_text")
"""Types of column whose cells can say which row one is in."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One change of an answer, or of one cell or the rows of a table.

    Attributes:
        role: whose hand it was in, as a role; empty when none was given.
        place: the row and column of a cell in words; empty outside a table.
        what: what changed, a sentence for each thing.
        source: how it came: entered, pasted, brought back, undone and the like.
    """

    at: datetime
    role: str
    place: str
    what: tuple[str, ...]
    source: str


def answer_history(
    practice: OpenPractice, form_id: str, question_id: str, most: int = 50
) -> tuple[Turn, ...]:
    """Tell the latest changes of a question, newest first; of a table, of all its cells and rows.

    Raises:
        StocktakeError: the history cannot be read.
    """
    opened = practice.open_return(form_id)
    question = opened.sheet.loaded.questions.get(question_id)
    if question is None:
        return ()
    entries = practice.workspace.history.of_question(opened.id, question_id)
    names = _row_names(opened.sheet, question, entries)
    turns: list[Turn] = []
    for entry in reversed(entries):
        turn = _turn(opened.sheet, question, entry, names)
        if turn is not None:
            turns.append(turn)
        if len(turns) == most:
            break
    return tuple(turns)


def rows_told(
    practice: OpenPractice, form_id: str, question_id: str
) -> tuple[tuple[str, str], ...]:
    """Name the rows of a table that are kept or have a history: the id of each, and its words.

    Raises:
        StocktakeError: the history cannot be read.
    """
    opened = practice.open_return(form_id)
    question = opened.sheet.loaded.questions.get(question_id)
    if question is None or not question.columns:
        return ()
    entries = practice.workspace.history.of_question(opened.id, question_id)
    names = _row_names(opened.sheet, question, entries)
    kept = (*opened.sheet.answers.rows(question_id), *(each.address.row for each in entries))
    return tuple((row, names.get(row, "A row")) for row in dict.fromkeys(kept) if row)


def _turn(
    sheet: Sheet, question: Question, entry: HistoryEntry, names: Mapping[str, str]
) -> Turn | None:
    """One entry in words; None when it changed nothing that can be said."""
    place = ""
    if entry.by.kind is Kind.ROWS:
        what = tuple(_rows_in_words(entry, names))
    else:
        field = _field(question, entry.address.column)
        old, new = entry.old_answer or BLANK, entry.new_answer or BLANK
        what = tuple(_in_words(sheet, field, old, new))
        if entry.address.row:
            label = field.label if field is not question else "a column no longer asked"
            place = f"{names.get(entry.address.row, 'A row')}, {label}"
    if not what:
        return None
    return Turn(entry.at, entry.by.role, place, what, _source(entry))


def _field(question: Question, column_id: str) -> Question | Column:
    return next((column for column in question.columns if column.id == column_id), question)


def _source(entry: HistoryEntry) -> str:
    is_brought_back = entry.by.kind is Kind.TAKEN_IN and entry.by.note not in ("", BEGUN)
    if entry.by.kind in WAYS and not is_brought_back:
        return WAYS[entry.by.kind]
    if entry.by.note in (PASTED, DUPLICATED):
        return entry.by.note.lower()
    if entry.by.note == IN_PLACE:
        return ""
    if entry.by.kind is Kind.ROWS or entry.by.note not in ("", BEGUN):
        return entry.by.note
    answer = entry.new_answer or entry.old_answer or BLANK
    return SOURCES[answer.origin]


# Rows


def _row_names(
    sheet: Sheet, question: Question, entries: tuple[HistoryEntry, ...]
) -> Mapping[str, str]:
    """What each row is called now, or was called last."""
    names: dict[str, str] = {}
    naming = [column for column in question.columns if column.type in NAMING_TYPES]
    for entry in reversed(entries):
        for answer in (entry.new_answer, entry.old_answer) if entry.address.column else ():
            field = _field(question, entry.address.column)
            if field in naming and answer is not None and answer.value is not None:
                names.setdefault(entry.address.row, _cut(show(answer.value, field)))
    for code, label in _starters(question):
        names[code] = label
    for row in sheet.rows(question.id) if question.columns else ():
        names[row] = row_name(sheet, question, row)
    return names


def _starters(question: Question) -> Iterator[tuple[str, str]]:
    key = next((column for column in question.columns if column.id == question.key), None)
    for option in key.choice if key is not None else ():
        yield option.code, option.label


def _rows_in_words(entry: HistoryEntry, names: Mapping[str, str]) -> Iterator[str]:
    before, after = entry.old_order, entry.new_order
    for words, rows in (
        ("Row added", [row for row in after if row not in before]),
        ("Row taken out", [row for row in before if row not in after]),
    ):
        if rows:
            yield f"{words}: {', '.join(names.get(row, 'a row') for row in rows)}"
    if set(before) == set(after):
        yield "Rows put in another order"


# Answers


def _in_words(sheet: Sheet, field: Field, old: Answer, new: Answer) -> Iterator[str]:
    """Everything that differs between two answers, a sentence for each."""
    before, after = _said(sheet, field, old), _said(sheet, field, new)
    if before != after:
        yield f"From {before} to {after}"
    if old.note != new.note:
        yield _text_in_words("Note", old.note, new.note)
    if old.note_shared != new.note_shared:
        yield "Note may leave with the answer" if new.note_shared else "Note stays here"
    if old.estimate != new.estimate:
        yield "Marked as an estimate" if new.estimate else "No longer marked as an estimate"
    if old.carried_forward and not new.carried_forward and before == after:
        yield "Confirmed"
    if new.carried_forward and not old.carried_forward:
        yield "To be confirmed"
    yield from (f"File added: {n}. {STAYS}" for n in new.evidence if n not in old.evidence)
    yield from (f"File taken away: {n}. {GONE}" for n in old.evidence if n not in new.evidence)
    for key in {**old.reasons, **new.reasons}:
        if (was := old.reasons.get(key, "")) != (now := new.reasons.get(key, "")):
            yield _text_in_words("Reason", was, now)


def _text_in_words(name: str, old: str, new: str) -> str:
    if not new:
        return f"{name} taken away"
    return f"{name} {'changed to' if old else 'added'}: “{_cut(new)}”"


def _said(sheet: Sheet, field: Field, answer: Answer) -> str:
    """An answer in words: its value, or the state that stands for it."""
    if answer.state is State.ANSWERED and answer.value is not None:
        return _cut(_value_in_words(sheet, field, answer.value)) or "an empty text"
    if answer.state is State.ANSWERED:
        return STATE_WORDS[State.BLANK]
    return STATE_WORDS[answer.state]


def _value_in_words(sheet: Sheet, field: Field, value: Value) -> str:
    """A value as it is read; of a cell that points at a row of another table, the row's name."""
    for table_id in field.refers_to if isinstance(field, Column) else ():
        table = sheet.loaded.questions.get(table_id)
        if table is not None and value in sheet.answers.rows(table_id):
            return row_name(sheet, table, str(value))
    return show(value, field)


def _cut(words: str) -> str:
    return words if len(words) <= MOST_OF_A_TEXT else f"{words[: MOST_OF_A_TEXT - 1].rstrip()}…"
