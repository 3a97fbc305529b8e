"""The types of question.

To add one: write ``types/<name>.py`` with a ``TYPE``, add its module to ``TYPES`` below and its
name to ``TypeName`` in ``form.py``. A test fails until its example survives storing and an editor
exists for it.
"""

from __future__ import annotations

from stocktake.questionnaire.answers import Value
from stocktake.questionnaire.as_typed import NotUnderstood
from stocktake.questionnaire.form import Field
from stocktake.questionnaire.types import (
    calculated,
    choice,
    choices,
    date,
    decimal,
    long_text,
    number,
    percent,
    pounds,
    rating,
    table,
    text,
    wte,
    yes_no,
)
from stocktake.questionnaire.types.base import EditorName, Family, QuestionType

__all__ = ["TYPES", "EditorName", "Family", "NotUnderstood", "QuestionType", "parse", "show"]

TYPES: dict[str, QuestionType] = {
    module.TYPE.name: module.TYPE
    for module in (
        text,
        long_text,
        number,
        decimal,
        wte,
        pounds,
        percent,
        date,
        yes_no,
        choice,
        choices,
        rating,
        table,
        calculated,
    )
}


def parse(typed: str, field: Field) -> Value | None:
    """Read typed or pasted text as an answer to this field; None is a blank.

    Raises:
        NotUnderstood: it cannot be read as one; the words say what would be.
    """
    return TYPES[field.type].parse(typed, field)


def show(value: Value | None, field: Field) -> str:
    """Show an answer in words; a blank is the empty text."""
    return "" if value is None else TYPES[field.type].show(value, field)
