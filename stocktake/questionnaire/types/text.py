"""A line of text, up to 200 characters unless the question says otherwise."""

from __future__ import annotations

from stocktake.questionnaire.types.base import QuestionType, decode_text, parse_text, show_text

TYPE = QuestionType(
    name="text",
    editor="line",
    family="text",
    example="Quayside Surgery",
    parse=parse_text,
    show=show_text,
    decode=decode_text,
    length=200,
)
