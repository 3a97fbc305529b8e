"""Whole-time equivalents; 1.0 is 37.5 hours a week."""

from __future__ import annotations

from decimal import Decimal

from stocktake.questionnaire.answers import Value
from stocktake.questionnaire.as_typed import parse_number
from stocktake.questionnaire.form import Field
from stocktake.questionnaire.types.base import QuestionType, decode_number
from stocktake.units import number_in_words


def show(value: Value, field: Field) -> str:
    """Show whole-time equivalents with at least one decimal, so 3 reads as 3.0."""
    number = Decimal(str(value))
    is_whole = number == number.to_integral_value()
    return number_in_words(number, 1) if is_whole else number_in_words(number)


TYPE = QuestionType(
    name="wte",
    editor="number",
    family="number",
    example="3.2",
    parse=parse_number,
    show=show,
    decode=decode_number,
)
