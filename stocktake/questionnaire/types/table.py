"""A table of rows; its answers are its cells, each by its own column's type."""

from __future__ import annotations

from stocktake.questionnaire.types.base import QuestionType, decode_text, parse_text, show_text

TYPE = QuestionType(
    name="table",
    editor="table",
    family="table",
    example="",
    parse=parse_text,
    show=show_text,
    decode=decode_text,
)
