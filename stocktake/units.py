"""Money, time and rounding, named once.

Financial years run from 1 April to 31 March and are known by the calendar year in which they start:
2026 is 2026/27. Money is ``Decimal`` pounds and is rounded half up to a penny only when published.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext

HOURS_PER_WTE = Decimal("37.5")
"""Hours a week of one whole-time equivalent (WTE). Source: content/stocktake.md A.3.3."""

FIRST_PLAN_YEAR = 2026
"""The financial year at t = 0 of the five-year plan, 2026/27."""

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""In English, whatever the computer's language, so that two computers write the same."""

PLAN_YEARS = 6
"""Years in the plan, 2026/27 to 2031/32."""


def round_half_up(value: Decimal, places: int = 0) -> Decimal:
    """Round for display: halves go away from zero, to ``places`` decimal places."""
    step = Decimal(1).scaleb(-places)
    with localcontext() as context:
        context.prec = 60
        return value.quantize(step, rounding=ROUND_HALF_UP)


def number_in_words(value: Decimal, places: int | None = None) -> str:
    """Write a number with thousands separated; ``places`` None keeps the digits it has."""
    rounded = value if places is None else round_half_up(value, places)
    return f"{rounded:,f}"


def pounds_in_words(value: Decimal) -> str:
    """Write an amount in pounds: whole pounds without pence, otherwise to the penny."""
    rounded = round_half_up(value, 2)
    whole = rounded == rounded.to_integral_value()
    figure = f"{abs(rounded):,.0f}" if whole else f"{abs(rounded):,.2f}"
    return f"-£{figure}" if rounded < 0 else f"£{figure}"


def date_in_words(day: date) -> str:
    """Write a day the way a person says it: 12 March 2027."""
    return f"{day.day} {month_in_words(day)}"


def month_in_words(day: date) -> str:
    """Write the month a day is in, with its year: March 2027."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def financial_year(day: date) -> int:
    """Return the financial year a day falls in, by the calendar year it starts in."""
    return day.year if day.month >= 4 else day.year - 1


def year_label(start: int) -> str:
    """Write a financial year as 2026/27."""
    return f"{start}/{(start + 1) % 100:02d}"


def year_from_label(label: str) -> int:
    """Read a financial year written as 2026/27.

    Raises:
        ValueError: the label is not of that form, or its two halves are not consecutive.
    """
    start = int(label[:4])
    if label != year_label(start):
        raise ValueError(f"not a financial year: {label}")
    return start


def year_end(start: int) -> date:
    """Return the last day of a financial year, 31 March."""
    return date(start + 1, 3, 31)


def add_months(day: date, months: int) -> date:
    """Move a day by whole months; a month-end stays a month-end.

    Source: content/expectations.md B5.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    month += 1
    last = monthrange(year, month)[1]
    is_month_end = day.day == monthrange(day.year, day.month)[1]
    return date(year, month, last if is_month_end else min(day.day, last))


def complete_months(start: date, end: date) -> int:
    """Count complete calendar months from ``start`` to ``end``, negative if ``end`` is earlier.

    A month-end start counts as complete on the last day of a shorter month.
    Source: content/expectations.md B2 and B-T1.
    """
    if end < start:
        return -complete_months(end, start)
    months = (end.year - start.year) * 12 + end.month - start.month
    reached = min(start.day, monthrange(end.year, end.month)[1])
    return months if end.day >= reached else months - 1
