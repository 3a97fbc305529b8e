"""A day, typed day first: 31/10/2026, 31.10.26 or 31 October 2026."""

from __future__ import annotations

import re
from datetime import date

from stocktake.questionnaire.answers import Value
from stocktake.questionnaire.as_typed import NotUnderstood
from stocktake.questionnaire.form import Field
from stocktake.questionnaire.types.base import QuestionType
from stocktake.units import date_in_words

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_TYPED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s/.\-]+(\w+)\.?[\s/.\-,]+(\d{4}|\d{2})")


def _month(word: str) -> int:
    if word.isdigit():
        return int(word)
    start = word[:3].casefold()
    return _MONTHS.index(start) + 1 if start in _MONTHS else 0


def parse(text: str, field: Field) -> date | None:
    """Read a day typed day first, or written as in a data file (2026-10-31).

    Raises:
        NotUnderstood: it is not a day in the calendar.
    """
    tidy = " ".join(text.split())
    if not tidy:
        return None
    if found := _ISO.fullmatch(tidy):
        year, month, day = (int(part) for part in found.groups())
    elif found := _TYPED.fullmatch(tidy):
        day, month, year = int(found[1]), _month(found[2]), int(found[3])
        year += 2000 if year < 100 else 0
    else:
        day = month = year = 0
    try:
        return date(year, month, day)
    except ValueError:
        raise NotUnderstood(
            f"“{tidy}” is not a date.", "Type day, month and year, such as 31/10/2026."
        ) from None


def show(value: Value, field: Field) -> str:
    """Show a day the way a person says it: 31 October 2026."""
    return date_in_words(value) if isinstance(value, date) else str(value)


def decode(text: str) -> Value:
    """Read a stored day."""
    return date.fromisoformat(text)


TYPE = QuestionType(
    name="date",
    editor="date",
    family="date",
    example="31/10/2026",
    parse=parse,
    show=show,
    decode=decode,
)
