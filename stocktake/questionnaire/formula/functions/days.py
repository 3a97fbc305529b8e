"""Dates: ``today``, ``now``, ``date``, ``format-date``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from stocktake.questionnaire.formula.dates import (
    date_from_days,
    read_date,
    unknown_directive,
    write_date,
)
from stocktake.questionnaire.formula.running import Run
from stocktake.questionnaire.formula.syntax import Call
from stocktake.questionnaire.formula.values import Operand, Unworkable, text_of


def _date(value: Operand) -> date | None:
    """A text such as 2026-06-30, a number of days since 1970, or a date less its time."""
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, Decimal):
        day = date_from_days(value)
    else:
        day = read_date(value) if isinstance(value, str) else None
    if day is None:
        raise Unworkable("a date is written as 2026-06-30")
    return day


def _format_date(value: Operand, pattern: Operand) -> str | None:
    """Write a date in English by a format such as %d %B %Y."""
    day = value if isinstance(value, date) else _date(value)
    written = text_of(pattern)
    unknown = unknown_directive(written)
    if unknown:
        raise Unworkable(f"{unknown} is not a part of a date that can be written")
    return None if day is None else write_date(day, written)


PLAIN: dict[str, Callable[..., Operand]] = {"date": _date, "format-date": _format_date}

CHOOSING: dict[str, Callable[[Run, Call], Operand]] = {
    "today": lambda run, call: run.context.today,
    "now": lambda run, call: run.context.now,
}
