"""Answers in words, for a reader: the same ones on screen, beside last year's, and in a list."""

from __future__ import annotations

from stocktake.questionnaire.answers import STATE_WORDS, Answer, State, answered
from stocktake.questionnaire.form import Column, Question
from stocktake.questionnaire.sheet import Sheet
from stocktake.questionnaire.types import TYPES, show

_SAID_BY_THE_VALUE = ("", "pounds", "%", "year")
"""Units that the value shows by itself."""


def value_in_words(field: Question | Column, answer: Answer) -> str:
    """A value with its unit, whatever state it stands under; empty where there is none."""
    words = show(answer.value, field)
    is_number = field.type in ("number", "decimal", "wte")
    unit = field.unit if is_number and field.unit not in _SAID_BY_THE_VALUE else ""
    return f"{words} {unit}".strip() if words else ""


def unit_beside(field: Question | Column) -> str:
    """The unit to print beside a label; empty where the label or the value says it already."""
    is_said = field.unit in _SAID_BY_THE_VALUE or field.unit.casefold() in field.label.casefold()
    return "" if is_said else field.unit


def answer_in_words(field: Question | Column, answer: Answer) -> str:
    """An answer for a reader: its value, or what was said instead; empty for a blank."""
    if answer.state is State.ANSWERED:
        return value_in_words(field, answer)
    return "" if answer.state is State.BLANK else STATE_WORDS[answer.state]


def unanswered_in_words(sheet: Sheet, question: Question) -> str:
    """What to say of a blank: "Not answered", and what is offered in its place if anything is."""
    default = sheet.default_of(question) if question.type != "table" else None
    offered = value_in_words(question, answered(default)) if default is not None else ""
    said = STATE_WORDS[State.BLANK]
    is_told = offered and offered not in STATE_WORDS.values()
    return f"{said} (offered: {offered})" if is_told else said


def row_in_words(sheet: Sheet, table: Question, row: str) -> str:
    """The answered cells of one row of a table, but for the one it is known by."""
    cells = []
    for column in table.columns:
        if column.id == table.key or column.read_only or column.type == "calculated":
            continue
        words = beside_label(column, sheet.answers.get(table.id, row, column.id))
        if words:
            cells.append(f"{column.label}: {words}")
    return "; ".join(cells)


def beside_label(field: Question | Column, answer: Answer) -> str:
    """An answer for a reader who has the label before it; empty for a blank."""
    if answer.state is not State.ANSWERED:
        return answer_in_words(field, answer)
    is_number = TYPES[field.type].family == "number"
    return f"{show(answer.value, field)} {unit_beside(field) if is_number else ''}".strip()
