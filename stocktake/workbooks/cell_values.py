"""What the raw text of a cell means: numbers, dates and the formats that tell them apart."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Literal

from stocktake.workbooks.cells import Kind
from stocktake.workbooks.limits import MAX_FORMAT_CHARACTERS

Format = Literal["", "date", "percent"]

_DATE_IDS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_PERCENT_IDS = frozenset({9, 10})
# What a number format shows literally, or says about colour and conditions.
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_FIRST_SURE_DAY, _LAST_DAY = 61, 2_958_466
_EXACT_DIGITS = 15


def format_of(number: int, code: str) -> Format:
    """Tell from a number format whether its numbers are dates or percentages.

    Source of the built-in numbers: ECMA-376 part 1, 18.8.30.
    """
    if number in _DATE_IDS:
        return "date"
    if number in _PERCENT_IDS:
        return "percent"
    if not code or len(code) > MAX_FORMAT_CHARACTERS:
        return ""
    plain = _LITERAL.sub("", code.partition(";")[0]).casefold().replace("general", "")
    if any(letter in plain for letter in "dmyhs"):
        return "date"
    return "percent" if "%" in plain else ""


def number_value(text: str) -> tuple[Kind, str]:
    """Read the stored text of a number; Excel itself is sure of 15 digits, so no more are kept."""
    plain = text.strip()
    if len(plain) > 400 or not _NUMBER.fullmatch(plain):
        return "error", plain[:20]
    try:
        number = Decimal(plain)
        if len(number.as_tuple().digits) > _EXACT_DIGITS:
            number = Decimal(f"{float(plain):.{_EXACT_DIGITS}g}")
    except (InvalidOperation, OverflowError, ValueError):
        return "error", plain[:20]
    if not number.is_finite() or abs(number.adjusted()) > 30:
        return "error", plain[:20]
    return "number", f"{number:f}"


def date_value(text: str, *, from_1904: bool) -> tuple[Kind, str]:
    """Read the number of a day. Days before March 1900 are not certain, and are errors.

    Source: ECMA-376 part 1, 18.17.4.1.
    """
    kind, plain = number_value(text)
    if kind != "number":
        return kind, plain
    serial = float(plain) + (1462 if from_1904 else 0)
    if not _FIRST_SURE_DAY <= serial < _LAST_DAY:
        return "error", plain[:20]
    moment = datetime(1899, 12, 30) + timedelta(seconds=round(serial * 86_400))  # noqa: DTZ001
    return "date", moment_text(moment)


def iso_value(text: str) -> tuple[Kind, str]:
    """Read a date that a workbook keeps as text."""
    try:
        moment = datetime.fromisoformat(text.strip()[:26])
    except ValueError:
        return "error", text[:20]
    return "date", moment_text(moment.replace(tzinfo=None))


def moment_text(moment: datetime) -> str:
    """Write a day, with its time only when it has one."""
    is_whole = (moment.hour, moment.minute, moment.second) == (0, 0, 0)
    return moment.date().isoformat() if is_whole else moment.isoformat(timespec="seconds")
