"""Answers read as what a plan can be made of: beyond their limits they count as not answered.

Such an answer is kept, and its check says so. A received workbook can hold any number at all.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from stocktake.questionnaire.answers import Value
from stocktake.questionnaire.scale import LEVELS

_FIRST_DAY, _LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
"""Days a plan can be made of; beyond them a year was mistyped."""

MOST_LEAD_MONTHS = 60
"""The longest time to get ready, in months. Source: content/expectations.md B1."""

MOST_IMPACT = 5
"""The most that an expectation can matter. Source: content/expectations.md B1."""


def read_whole(value: Value | None, least: int, most: int) -> int | None:
    """Read a whole number between two others; anything else is none."""
    if not isinstance(value, Decimal) or not least <= value <= most or value != int(value):
        return None
    return int(value)


def read_level(value: Value | None) -> int | None:
    """Read a level, 0 to 4; anything else is not one."""
    return read_whole(value, 0, len(LEVELS) - 1)


def read_day(value: Value | None) -> date | None:
    """Read a day that a plan can be made of."""
    return value if isinstance(value, date) and _FIRST_DAY <= value <= _LAST_DAY else None
