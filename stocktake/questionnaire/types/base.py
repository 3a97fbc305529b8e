"""What a type of question is: how its answers are read, shown and brought back from storage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal

from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import MAX_TEXT_LENGTH, Value
from stocktake.questionnaire.form import Field

Family = Literal["text", "number", "date", "yes_no", "choice", "choices", "rating", "table"]
"""How answers behave in formulas and in Excel: several types share one family."""

EditorName = Literal[
    "line", "long_text", "number", "date", "yes_no", "choice", "choices", "rating", "table", "none"
]
"""The way of editing a type asks for; the window keeps one widget for each."""


class NotUnderstood(StocktakeError):  # noqa: N818 - it names what happened to what was typed
    """What was typed cannot be read as an answer; the words say what would be."""

    def __init__(self, what: str, how_to_fix: str) -> None:
        super().__init__("not_understood", what, how_to_fix)


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


def parse_number(text: str, field: Field) -> Decimal | None:
    """Read a number the way people type and paste them: "9,120", " 9120 ", "£1,200.50", "12%".

    Raises:
        NotUnderstood: it is not a number, or not a whole one where only whole ones count.
    """
    # Excel pastes non-breaking and narrow spaces, and the true minus sign.
    plain = "".join(text.split()).replace("−", "-")
    plain = plain.removeprefix("£").removesuffix("%").replace(",", "")
    plain = plain.replace("£", "", 1) if plain.startswith("-£") else plain
    if not plain:
        return None
    try:
        number = Decimal(plain)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) >= Decimal("1e15") or "_" in plain:
        raise NotUnderstood(
            f"“{text.strip()}” is not a number.", "Type figures only, such as 9120."
        )
    number = Decimal(f"{number:f}")
    if field.type == "number" and number != number.to_integral_value():
        raise NotUnderstood(f"“{text.strip()}” is not a whole number.", "Leave out the decimals.")
    return number.quantize(Decimal(1)) if field.type == "number" else number


def parse_text(text: str, field: Field) -> str | None:
    """Read a text: surrounding space goes, and nothing is ever cut.

    Raises:
        NotUnderstood: it is longer than any answer may be.
    """
    tidy = text.strip()
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


def code_of(text: str, field: Field) -> str:
    """Find the option somebody meant by typing or pasting its label or code.

    Raises:
        NotUnderstood: no option fits.
    """
    wanted = " ".join(text.split()).casefold()
    for choice in field.choice:
        if wanted in (choice.code.casefold(), " ".join(choice.label.split()).casefold()):
            return choice.code
    raise NotUnderstood(
        f"“{text.strip()}” is not one of the choices.",
        "Choose one of: " + "; ".join(choice.label for choice in field.choice[:12]) + ".",
    )
