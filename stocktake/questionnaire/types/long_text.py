"""Several lines of text, up to 2,000 characters unless the question says otherwise."""

from __future__ import annotations

from stocktake.questionnaire.types.base import QuestionType, decode_text, parse_text, show_text

TYPE = QuestionType(
    name="long_text",
    editor="long_text",
    family="text",
    example="Two hundred new homes are being built beside the branch site.",
    parse=parse_text,
    show=show_text,
    decode=decode_text,
    length=2_000,
)
