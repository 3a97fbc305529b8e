"""Several options of a list."""

from __future__ import annotations

from stocktake.questionnaire.answers import Value
from stocktake.questionnaire.as_typed import code_of
from stocktake.questionnaire.form import Field
from stocktake.questionnaire.types.base import QuestionType, label_of


def parse(text: str, field: Field) -> tuple[str, ...] | None:
    """Read options separated by semicolons, each by label or code.

    They are put in the order of the list, each once, so that two people's same answer is the same.
    Raises ``NotUnderstood`` when one does not fit.
    """
    chosen = {code_of(part, field) for part in text.split(";") if part.strip()}
    order = [choice.code for choice in field.choice]
    return tuple(sorted(chosen, key=order.index)) or None


def show(value: Value, field: Field) -> str:
    """Show the options' labels, separated by semicolons."""
    codes = value if isinstance(value, tuple) else (str(value),)
    return "; ".join(label_of(code, field) for code in codes)


def decode(text: str) -> Value:
    """Read stored codes, separated by spaces."""
    return tuple(text.split())


TYPE = QuestionType(
    name="choices",
    editor="choices",
    family="choices",
    example="",
    parse=parse,
    show=show,
    decode=decode,
)
