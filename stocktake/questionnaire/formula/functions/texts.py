"""Text: joining, looking inside, cutting, patterns, and the scan for names. Blank is ''."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from stocktake.questionnaire.formula.faults import FormulaError
from stocktake.questionnaire.formula.patterns import MAX_SUBJECT, compile_pattern
from stocktake.questionnaire.formula.running import Run
from stocktake.questionnaire.formula.syntax import Call, Text
from stocktake.questionnaire.formula.values import Operand, Unworkable, joined, number_of, text_of
from stocktake.questionnaire.naming import names_someone


def _translate(value: Operand, characters: Operand, replacements: Operand) -> str:
    """Swap characters one for one; those without a replacement are dropped. The first wins."""
    new = text_of(replacements)
    table: dict[int, str | None] = {}
    for place, character in enumerate(text_of(characters)):
        table.setdefault(ord(character), new[place] if place < len(new) else None)
    return text_of(value).translate(table)


def _substr(value: Operand, start: Operand, end: Operand = None) -> str:
    """Cut from ``start``, counted from 0, up to but not with ``end``; negative counts backwards."""
    text = text_of(value)
    first, last = number_of(start), number_of(end)
    return text[_place(first, text, 0) : _place(last, text, len(text))]


def _place(number: Decimal | None, text: str, otherwise: int) -> int:
    if number is None:
        return otherwise
    length = Decimal(len(text))
    bounded = int(max(-length, min(length, number)))
    return bounded + len(text) if bounded < 0 else bounded


def _regex(run: Run, call: Call) -> bool:
    """Whether the whole text matches; a text too long to match is told as the reason."""
    subject = text_of(run.value(call.arguments[0]))
    pattern = call.arguments[1]
    if not isinstance(pattern, Text):
        raise Unworkable("the pattern of regex() must be written in the formula")
    if len(subject) > MAX_SUBJECT:
        raise Unworkable(f"the text is longer than {MAX_SUBJECT:,} characters")
    try:
        return compile_pattern(pattern.value, at=pattern.position + 1).matches(subject)
    except FormulaError as error:
        raise Unworkable(error.message) from error


PLAIN: dict[str, Callable[..., Operand]] = {
    "string": text_of,
    "concat": lambda *parts: joined(parts),
    "contains": lambda text, part: text_of(part) in text_of(text),
    "starts-with": lambda text, part: text_of(text).startswith(text_of(part)),
    "ends-with": lambda text, part: text_of(text).endswith(text_of(part)),
    "string-length": lambda text: Decimal(len(text_of(text))),
    "normalize-space": lambda text: " ".join(text_of(text).split()),
    "translate": _translate,
    "substr": _substr,
    "may-name-someone": lambda text: bool(names_someone(text_of(text))),
}

CHOOSING: dict[str, Callable[[Run, Call], Operand]] = {"regex": _regex}
