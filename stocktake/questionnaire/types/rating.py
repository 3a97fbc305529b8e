"""A rating on the common scale, 0 to 4, with five described anchors."""

from __future__ import annotations

from decimal import Decimal

from stocktake.questionnaire.answers import Value
from stocktake.questionnaire.as_typed import NotUnderstood
from stocktake.questionnaire.form import Field
from stocktake.questionnaire.scale import LEVELS
from stocktake.questionnaire.types.base import QuestionType, decode_number
from stocktake.units import number_in_words


def parse(text: str, field: Field) -> Decimal | None:
    """Read a level by its digit, with or without its description after it.

    Raises:
        NotUnderstood: it is not a level from 0 to 4.
    """
    tidy = text.strip()
    if not tidy:
        return None
    digit = tidy.split()[0].removesuffix(".0").rstrip(".:,")
    if digit not in {"0", "1", "2", "3", "4"}:
        raise NotUnderstood(f"“{tidy}” is not a level.", "Choose a level from 0 to 4.")
    return Decimal(digit)


def show(value: Value, field: Field) -> str:
    """Show the digit and the name of the level: 3 Reliable; a number that is none as it is."""
    number = Decimal(str(value))
    names = (f"{level.number} {level.name}" for level in LEVELS if level.number == number)
    return next(names, number_in_words(number))


TYPE = QuestionType(
    name="rating",
    editor="rating",
    family="rating",
    example="3",
    parse=parse,
    show=show,
    decode=decode_number,
)
