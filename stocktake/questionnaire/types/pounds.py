"""An amount of money in pounds."""

from __future__ import annotations

from decimal import Decimal

from stocktake.questionnaire.answers import Value
from stocktake.questionnaire.as_typed import parse_number
from stocktake.questionnaire.form import Field
from stocktake.questionnaire.types.base import QuestionType, decode_number
from stocktake.units import pounds_in_words


def show(value: Value, field: Field) -> str:
    """Show an amount with the pound sign."""
    number = Decimal(str(value))
    return pounds_in_words(number)


TYPE = QuestionType(
    name="pounds",
    editor="number",
    family="number",
    example="£1,200.50",
    parse=parse_number,
    show=show,
    decode=decode_number,
)
