"""A percentage from 0 to 100."""

from __future__ import annotations

from decimal import Decimal

from stocktake.questionnaire.answers import Value
from stocktake.questionnaire.as_typed import parse_number
from stocktake.questionnaire.form import Field
from stocktake.questionnaire.types.base import QuestionType, decode_number
from stocktake.units import number_in_words


def show(value: Value, field: Field) -> str:
    """Show a percentage with its sign."""
    number = Decimal(str(value))
    return f"{number_in_words(number)}%"


TYPE = QuestionType(
    name="percent",
    editor="number",
    family="number",
    example="62.5%",
    parse=parse_number,
    show=show,
    decode=decode_number,
)
