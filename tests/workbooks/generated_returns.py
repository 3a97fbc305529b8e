"""Returns made up by chance, as odd as answers may be: every type, every state, every sign."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from stocktake.questionnaire.answers import Address, Answer, Answers, State, Value
from stocktake.questionnaire.form import Column, Field, Question
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.submission import Submission
from stocktake.questionnaire.types import TYPES

WORDS = (
    "=1+1 is not a formula", "+44 20 7946 0000", "-5 GPs", "@rota", "'quoted", "007", "1e5", "3-4",
    "12/11/2026", "TRUE", "#REF!", "#N/A", "No", "50%", "£1,200", "1,5", "_x0041_",
    "_x000D_", "&amp; <b>", "]]>", "line one\nline two", "a\ttab", "Zoë’s “note” – done", "😀 𝒜 é",
    "مرحبا", "日本語", "\u00a0hard\u00a0space\u00a0", "a" * 300, "stocktake-answers", "x/end",
    "Row", "=HYPERLINK(\"file:///x\")", "two  spaces", "\u200bzero width", "Ａ full width",
)  # fmt: skip
STATES = (
    State.NOT_KNOWN,
    State.NOT_APPLICABLE,
    State.COME_BACK_LATER,
    State.PREFER_NOT_TO_SAY,
)


def generated(form: LoadedForm, like: Submission, seed: int) -> Submission:
    """A return with a good part of its questions answered; the same seed gives the same one."""
    chance = random.Random(seed)
    answers = Answers()
    for question in form.questions.values():
        if question.type == "table":
            _fill_table(answers, question, chance)
        elif question.type != "calculated" and chance.random() < 0.8:
            answers[Address(question.id)] = _answer(question, chance)
    return replace(like, answers=answers, return_id=f"return-{seed}", form_hash=form.hash)


def _answer(question: Question, chance: random.Random) -> Answer:
    noted = chance.random() < 0.2
    note = chance.choice(WORDS).strip() if noted else ""
    if chance.random() < 0.15:
        return Answer(state=chance.choice(STATES), note=note, note_shared=bool(note))
    value = value_of(question, chance)
    if value is None:
        return Answer(state=State.NOT_KNOWN)
    is_estimate = chance.random() < 0.1
    return Answer(value, State.ANSWERED, estimate=is_estimate, note=note, note_shared=bool(note))


def _fill_table(answers: Answers, question: Question, chance: random.Random) -> None:
    key = next((column for column in question.columns if column.id == question.key), None)
    starters = [choice.code for choice in key.choice if choice.starter][:4] if key else []
    rows = [*starters, *(f"row{number}" for number in range(chance.randint(0, 4)))]
    for row in rows:
        for column in question.columns:
            is_typed = column.type != "calculated" and not column.read_only
            if not is_typed or column.refers_to or (row in starters and column.id == question.key):
                continue
            if chance.random() < 0.7 and (value := value_of(column, chance)) is not None:
                cell = Answer(value, State.ANSWERED)
                is_unsure = column.id != question.key and chance.random() < 0.1
                cell = Answer(state=State.NOT_KNOWN) if is_unsure else cell
                answers[Address(question.id, row, column.id)] = cell


def value_of(field: Field | Column, chance: random.Random) -> Value | None:
    """A value that may be an answer; None where a question has no options to choose from."""
    family = TYPES[field.type].family
    codes = [choice.code for choice in field.choice]
    if family == "choice":
        return chance.choice(codes) if codes else None
    if family == "choices":
        few = sorted(chance.sample(codes, min(len(codes), chance.randint(1, 3))), key=codes.index)
        return tuple(few) or None
    if family == "yes_no":
        return chance.choice(("yes", "no"))
    if family == "rating":
        return Decimal(chance.randint(0, 4))
    if family == "date":
        return date(1948, 7, 5) + timedelta(days=chance.randint(0, 40_000))
    if family == "text":
        return chance.choice(WORDS).strip()
    digits = chance.choice((0, 1, 2, 4))
    figure = Decimal(chance.randint(-99, 99_999_999)).scaleb(-digits)
    return figure.to_integral_value() if field.type == "number" else figure
