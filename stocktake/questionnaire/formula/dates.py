"""Dates in formulas: reading them, moving them, and writing them in English."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal

from stocktake.units import MONTHS

_EPOCH = date(1970, 1, 1)
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T.*)?")
_DIRECTIVE = re.compile(r"%(.?)", re.DOTALL)
_SECONDS_A_DAY = Decimal(86_400)

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _moment(day: date) -> datetime:
    return day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)  # noqa: DTZ001


_WRITTEN: dict[str, Callable[[date], str]] = {
    "Y": lambda day: f"{day.year:04d}",
    "y": lambda day: f"{day.year % 100:02d}",
    "m": lambda day: f"{day.month:02d}",
    "n": lambda day: str(day.month),
    "B": lambda day: MONTHS[day.month - 1],
    "b": lambda day: MONTHS[day.month - 1][:3],
    "d": lambda day: f"{day.day:02d}",
    "e": lambda day: str(day.day),
    "A": lambda day: _DAYS[day.weekday()],
    "a": lambda day: _DAYS[day.weekday()][:3],
    "H": lambda day: f"{_moment(day).hour:02d}",
    "M": lambda day: f"{_moment(day).minute:02d}",
    "S": lambda day: f"{_moment(day).second:02d}",
    "%": lambda day: "%",
}
"""What ``format-date`` writes for each directive: those of ODK, and %B and %A in full.

English whatever the computer's language, so that two computers write the same.
"""


def unknown_directive(pattern: str) -> str:
    """Return the first directive of a date format that cannot be written, or nothing."""
    for match in _DIRECTIVE.finditer(pattern):
        if match[1] not in _WRITTEN:
            return match[0]
    return ""


def write_date(day: date, pattern: str) -> str:
    """Write a date by a format in which every directive is known."""
    return _DIRECTIVE.sub(lambda match: _WRITTEN[match[1]](day), pattern)


def read_date(text: str) -> date | None:
    """Read a date written as 2026-06-30, with or without a time after it; None if it is not one."""
    match = _ISO.fullmatch(text.strip())
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def days_since_epoch(day: date) -> Decimal:
    """A date as a number: days since 1 January 1970, as in ODK."""
    return days_between(day, _EPOCH)


def date_from_days(days: Decimal) -> date | None:
    """The date a number of days after 1 January 1970; None outside the years 1 to 9999."""
    return moved(_EPOCH, days)


def days_between(later: date, earlier: date) -> Decimal:
    """Days from one date to another; parts of a day only where one of them has a time."""
    if not isinstance(later, datetime) and not isinstance(earlier, datetime):
        return Decimal((later - earlier).days)
    gap = _moment(later).replace(tzinfo=None) - _moment(earlier).replace(tzinfo=None)
    return Decimal(gap.days) + Decimal(gap.seconds) / _SECONDS_A_DAY


def moved(day: date, days: Decimal) -> date | None:
    """Move a date by whole days, leaving off any part of one; None outside the years 1 to 9999."""
    if abs(days) > 10_000_000:
        return None
    try:
        return day + timedelta(days=int(days))
    except OverflowError:
        return None


def is_before(first: date, second: date) -> bool:
    """Whether one date comes before another; a date without a time is its first moment."""
    return days_between(first, second) < 0
