"""A number that may have decimals."""

from __future__ import annotations

from decimal import Decimal

from stocktake.questionnaire.answers import Value
from stocktake.questionnaire.as_typed import parse_number
from stocktake.questionnaire.form import Field
from stocktake.questionnaire.types.base import QuestionType, decode_number
from stocktake.units import number_in_words


def show(value: Value, field: Field) -> str:
    """Show a number as it was typed, with its thousands separated."""
    number = Decimal(str(value))
    return number_in_words(number, field.places)


TYPE = QuestionType(
    name="decimal",
    editor="number",
    family="number",
    example="12.75",
    parse=parse_number,
    show=show,
    decode=decode_number,
)
