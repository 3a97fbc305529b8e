"""Answers given to one version of a form, as they stand on another.

Nothing is thrown away without being said: what the newer form no longer asks is named, what means
something else now is to be confirmed, and a value that cannot be an answer any more goes into the
note of its question.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from stocktake.questionnaire.answer_words import value_in_words
from stocktake.questionnaire.answers import Address, Answer, Answers, State, Value
from stocktake.questionnaire.form import Column, Question
from stocktake.questionnaire.form_changes import FormChanges, is_another
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.own_rows import with_own_rows
from stocktake.questionnaire.types import TYPES, show

CONFIRMABLE = (
    State.ANSWERED,
    State.NOT_KNOWN,
    State.NOT_APPLICABLE,
    State.PREFER_NOT_TO_SAY,
)
"""States that somebody can confirm; what was to be come back to still is."""


@dataclass(frozen=True, slots=True)
class Moved:
    """Answers as they stand on the newer form.

    Attributes:
        answers: by their address in the newer form; each question's or cell's own.
        rows: row ids of each table that is still asked, in order.
        left: addresses in the older form that have no place in the newer one.
    """

    answers: Mapping[Address, Answer]
    rows: Mapping[str, tuple[str, ...]]
    left: tuple[Address, ...]


def move(answers: Answers, old: LoadedForm, new: LoadedForm, changes: FormChanges) -> Moved:
    """Lay answers over a newer version of their form.

    An answer whose question means something else now is marked to be confirmed.
    """
    then, now = with_own_rows(old, answers), with_own_rows(new, answers)
    kept: dict[Address, Answer] = {}
    left: list[Address] = []
    for address, answer in answers.items():
        there = _renamed(address, changes.renamed)
        if there.field_id not in now.fields or there.question not in now.questions:
            left.append(address)
            continue
        field = now.fields[there.field_id]
        before = then.fields.get(address.field_id, field)
        fitted = fit(answer, before, field)
        is_cell = bool(address.column)
        is_other = is_another(before, field) if is_cell else changes.is_to_look_at(there.question)
        if is_other and fitted.state in CONFIRMABLE:
            fitted = replace(fitted, carried_forward=True)
        kept[there] = fitted
    tables = (
        (_renamed(Address(table), changes.renamed).question, table) for table in answers.tables
    )
    rows = {there: answers.rows(table) for there, table in tables if there in now.questions}
    return Moved(kept, rows, tuple(left))


def _renamed(address: Address, renamed: Mapping[str, str]) -> Address:
    """Where an answer stands when its question, or the expectation it is about, has another id."""
    if not renamed:
        return address
    question, column = address.question, address.column
    now = _renamed_id(question, renamed)
    if column.startswith(f"{question}."):
        column = now + column.removeprefix(question)
    return Address(now, address.row, column)


def _renamed_id(question: str, renamed: Mapping[str, str]) -> str:
    if question in renamed:
        return renamed[question]
    card, dot, part = question.partition(".")
    if dot and (card in renamed or part in renamed):
        return f"{renamed.get(card, card)}.{renamed.get(part, part)}"
    return question


def fit(answer: Answer, old: Question | Column, new: Question | Column) -> Answer:
    """An answer as an answer to the newer question; what cannot be one goes into its note."""
    if answer.value is None or old == new:
        return answer
    value = fitting(answer.value, old, new)
    if value == answer.value:
        return answer
    if value is not None:
        return replace(answer, value=value)
    before = f"Answered before this question changed: {value_in_words(old, answer)}"
    note = f"{answer.note}\n{before}" if answer.note else before
    state = State.COME_BACK_LATER if answer.state is State.ANSWERED else answer.state
    return replace(answer, value=None, state=state, note=note)


def fitting(value: Value, old: Question | Column, new: Question | Column) -> Value | None:
    """A value as the newer question would hold it; None where it cannot."""
    family = TYPES[new.type].family
    if family == "text":
        return value if isinstance(value, str) and not old.choice else show(value, old)
    if family in ("number", "rating"):
        return value if isinstance(value, Decimal) and _is_in(value, new) else None
    if family == "date":
        return value if TYPES[old.type].family == "date" else None
    return _chosen(value, old, new)


def _is_in(value: Decimal, new: Question | Column) -> bool:
    is_whole = value == value.to_integral_value()
    return (
        is_whole and 0 <= value <= 4 if new.type == "rating" else is_whole or new.type != "number"
    )


def _chosen(value: Value, old: Question | Column, new: Question | Column) -> Value | None:
    """A choice among the options there are now; rows of other tables are not options."""
    if isinstance(value, Decimal) or not isinstance(value, str | tuple):
        return None
    if isinstance(new, Column) and new.refers_to:
        return value if old.type == new.type else None
    codes = {"yes", "no"} if new.type == "yes_no" else {choice.code for choice in new.choice}
    chosen: Iterable[str] = (value,) if isinstance(value, str) else value
    found = tuple(code for code in chosen if code in codes)
    if not found:
        return None
    if new.type == "choices":
        return found
    return found[0] if len(tuple(chosen)) == 1 else None
