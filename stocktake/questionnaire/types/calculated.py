"""A figure or word worked out from other answers; it is shown and never typed."""

from __future__ import annotations

from decimal import Decimal

from stocktake.questionnaire.answers import Value
from stocktake.questionnaire.form import Field
from stocktake.questionnaire.types.base import QuestionType, decode_text, label_of, parse_text
from stocktake.units import number_in_words, pounds_in_words


def show(value: Value, field: Field) -> str:
    """Show a figure with its thousands separated and in pounds where the unit says so."""
    if isinstance(value, Decimal):
        is_money = field.unit in ("pounds", "£")
        return pounds_in_words(value) if is_money else number_in_words(value, field.places)
    return label_of(str(value), field)


TYPE = QuestionType(
    name="calculated",
    editor="none",
    family="number",
    example="",
    parse=parse_text,
    show=show,
    decode=decode_text,
)
