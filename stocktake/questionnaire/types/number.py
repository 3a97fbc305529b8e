"""A whole number: people, patients, appointments."""

from __future__ import annotations

from decimal import Decimal

from stocktake.questionnaire.answers import Value
from stocktake.questionnaire.as_typed import parse_number
from stocktake.questionnaire.form import Field
from stocktake.questionnaire.types.base import QuestionType, decode_number
from stocktake.units import number_in_words


def show(value: Value, field: Field) -> str:
    """Show a whole number with its thousands separated; a year is written as years are."""
    number = Decimal(str(value))
    return f"{number:f}" if field.unit == "year" else number_in_words(number)


TYPE = QuestionType(
    name="number",
    editor="number",
    family="number",
    example="9,120",
    parse=parse_number,
    show=show,
    decode=decode_number,
)
