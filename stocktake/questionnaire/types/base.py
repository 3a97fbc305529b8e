"""What a type of question is: how its answers are read, shown and brought back from storage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from stocktake.questionnaire.answers import MAX_TEXT_LENGTH, Value
from stocktake.questionnaire.as_typed import NotUnderstood, without_invisible
from stocktake.questionnaire.form import Field

Family = Literal["text", "number", "date", "yes_no", "choice", "choices", "rating", "table"]
"""How answers behave in formulas and in Excel: several types share one family."""

EditorName = Literal[
    "line", "long_text", "number", "date", "yes_no", "choice", "choices", "rating", "table", "none"
]
"""The way of editing a type asks for; the window keeps one widget for each."""


@dataclass(frozen=True, slots=True)
class QuestionType:
    """One type of question.

    Attributes:
        name: what form files call it.
        editor: the way of editing it asks for.
        family: how its answers behave in formulas and workbooks.
        example: an answer as a person might type it, for tests and blank forms.
        parse: typed or pasted text to a value, or None for a blank; raises ``NotUnderstood``.
        show: a value in words, with thousands, labels and units as the field has them.
        decode: stored text (``encode_value``) back to the value.
        length: characters asked for in a text.
    """

    name: str
    editor: EditorName
    family: Family
    example: str
    parse: Callable[[str, Field], Value | None]
    show: Callable[[Value, Field], str]
    decode: Callable[[str], Value]
    length: int | None = None


def decode_number(text: str) -> Value:
    """Read a stored number; every digit is kept."""
    return Decimal(text)


def decode_text(text: str) -> Value:
    """Read a stored text or code."""
    return text


def parse_text(text: str, field: Field) -> str | None:
    """Read a text: surrounding space and what no screen shows goes, and nothing is ever cut.

    Raises:
        NotUnderstood: it is longer than any answer may be.
    """
    tidy = without_invisible(text).strip()
    if len(tidy) > MAX_TEXT_LENGTH:
        raise NotUnderstood(
            f"That is {len(tidy):,} characters; an answer holds {MAX_TEXT_LENGTH:,}.",
            "Shorten it, or attach the document as evidence.",
        )
    return tidy or None


def show_text(value: Value, field: Field) -> str:
    """Show a text as it stands, or the label where it is a row that a table started with."""
    return label_of(str(value), field)


def label_of(code: str, field: Field) -> str:
    """The label of an option, or the code itself when the option is not there any more."""
    return next((choice.label for choice in field.choice if choice.code == code), code)
