"""One option of a list."""

from __future__ import annotations

from stocktake.questionnaire.answers import Value
from stocktake.questionnaire.as_typed import code_of
from stocktake.questionnaire.form import Field
from stocktake.questionnaire.types.base import QuestionType, decode_text, label_of


def parse(text: str, field: Field) -> str | None:
    """Read an option by its label or code; raises ``NotUnderstood`` when none fits."""
    return code_of(text, field) if text.strip() else None


def show(value: Value, field: Field) -> str:
    """Show the option's label."""
    return label_of(str(value), field)


TYPE = QuestionType(
    name="choice",
    editor="choice",
    family="choice",
    example="",
    parse=parse,
    show=show,
    decode=decode_text,
)
