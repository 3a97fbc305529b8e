"""How values behave in formulas: their number, text and truth, comparing and arithmetic.

Numbers are ``Decimal`` with 28 digits and never become infinite: what cannot be worked out is None,
and so is blank. Blank is the empty text for ``=`` and ``!=``, and every ``< <= > >=`` with a blank
is false (design/xlsform.md D.4, traps).
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable
from datetime import date
from decimal import (
    ROUND_HALF_EVEN,
    Context,
    Decimal,
    DecimalException,
    DivisionByZero,
    InvalidOperation,
    Overflow,
)

from stocktake.questionnaire.answers import MAX_TEXT_LENGTH, Value
from stocktake.questionnaire.formula.dates import (
    days_between,
    days_since_epoch,
    moved,
    read_date,
)

Operand = Value | bool | None
"""A value inside a formula; None is blank, or could not be worked out."""

ARITHMETIC = Context(
    prec=28,
    rounding=ROUND_HALF_EVEN,
    Emin=-999,
    Emax=999,
    traps=[InvalidOperation, DivisionByZero, Overflow],
)
"""28 digits; anything that would not be a number is an error, caught and told as a reason."""

_NUMBER = re.compile(r"\s*-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)\s*")
_TRUE_WORDS = {"yes": True, "true": True, "no": False, "false": False}

_ORDER: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class Unworkable(Exception):  # noqa: N818 - it is a finding, told to the reader, and not a fault
    """A value that cannot be worked out, with the reason in words."""


def settled(value: Operand) -> Operand:
    """Bring a value from outside into the range formulas work in; empty and endless are None."""
    if isinstance(value, Decimal):
        if not value.is_finite():
            return None
        try:
            return ARITHMETIC.plus(value)
        except DecimalException:
            return None
    return None if value in ("", ()) else value


def text_of(value: Operand) -> str:
    """A value as text: blank is empty, 1.50 is 1.5, several choices stand between spaces."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return number_text(value)
    if isinstance(value, date):
        return value.isoformat()
    return " ".join(value) if isinstance(value, tuple) else value


def joined(parts: Iterable[Operand], between: str = "") -> str:
    """Join values as text.

    Raises:
        Unworkable: together they are longer than an answer may be.
    """
    written = between.join(text_of(part) for part in parts)
    if len(written) > MAX_TEXT_LENGTH:
        raise Unworkable("the text is too long to put together")
    return written


def number_text(value: Decimal) -> str:
    """Write a number without an exponent or needless zeros."""
    written = f"{value:f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def number_of(value: Operand) -> Decimal | None:
    """A value as a number; None when blank. A date is days since 1 January 1970, as in ODK.

    Raises:
        Unworkable: it is a text that is not a number.
    """
    if value is None or isinstance(value, Decimal):
        return value
    if isinstance(value, bool):
        return Decimal(value)
    if isinstance(value, date):
        return days_since_epoch(value)
    text = text_of(value)
    if not text.strip():
        return None
    if not _NUMBER.fullmatch(text):
        raise Unworkable("a word stands where a number is needed")
    try:
        return ARITHMETIC.create_decimal(text.strip())
    except DecimalException:
        raise Unworkable("a number is too long") from None


def truth_of(value: Operand) -> bool:
    """A value as true or false: blank and 0 are false; any text, even 'no', is true, as in ODK."""
    if isinstance(value, Decimal):
        return bool(value)
    return bool(value)


def date_of(value: Operand) -> date | None:
    """A value as a date, if it is one or is a text that says one."""
    if isinstance(value, date):
        return value
    return read_date(value) if isinstance(value, str) else None


def equal(left: Operand, right: Operand) -> bool:
    """Whether two values are equal. Blank equals '', a number its digits, a choice its code.

    Blank is neither true nor false, so that a yes-or-no figure can be tested for being blank.
    """
    if isinstance(left, bool) or isinstance(right, bool):
        if left in (None, "", ()) or right in (None, "", ()):
            return False
        return _as_truth(left) == _as_truth(right)
    if isinstance(left, date) or isinstance(right, date):
        first, second = date_of(left), date_of(right)
        if first is None or second is None:
            return text_of(left) == text_of(right)
        return days_between(first, second) == 0
    if isinstance(left, Decimal) or isinstance(right, Decimal):
        try:
            first_number, second_number = number_of(left), number_of(right)
        except Unworkable:
            return False
        # A blank is '' here, which no number equals.
        return first_number is not None and first_number == second_number
    return text_of(left) == text_of(right)


def _as_truth(value: Operand) -> bool:
    """Truth for comparing with true or false, where 'no' (an answer to yes or no) is false."""
    if isinstance(value, str):
        return _TRUE_WORDS.get(value, bool(value))
    return truth_of(value)


def compare(sign: str, left: Operand, right: Operand) -> bool:
    """Work out ``= != < <= > >=``."""
    if sign in ("=", "!="):
        return equal(left, right) == (sign == "=")
    if left is None or right is None:
        return False
    if isinstance(left, date) or isinstance(right, date):
        first, second = date_of(left), date_of(right)
        if first is not None and second is not None:
            return _ORDER[sign](days_between(first, second), Decimal(0))
        if isinstance(left, str) or isinstance(right, str):
            return False
    try:
        first_number, second_number = number_of(left), number_of(right)
    except Unworkable:
        return False
    if first_number is None or second_number is None:
        return False
    return _ORDER[sign](first_number, second_number)


def arithmetic(sign: str, left: Operand, right: Operand) -> Decimal | date | None:
    """Work out ``+ - * div mod``; None when either value is blank.

    Dividing by 0 is the caller's to notice, who can name the answer that is 0.

    Raises:
        Unworkable: a value is not a number, or dates are used in a way that means nothing.
    """
    if isinstance(left, date) or isinstance(right, date):
        return _with_dates(sign, left, right)
    first, second = number_of(left), number_of(right)
    if first is None or second is None:
        return None
    try:
        return _worked(sign, first, second)
    except DecimalException:
        raise Unworkable("the figures are too large to work out") from None


def _worked(sign: str, first: Decimal, second: Decimal) -> Decimal:
    if sign == "+":
        return ARITHMETIC.add(first, second)
    if sign == "-":
        return ARITHMETIC.subtract(first, second)
    if sign == "*":
        return ARITHMETIC.multiply(first, second)
    if sign == "div":
        return ARITHMETIC.divide(first, second)
    # As in XPath, what is left over has the sign of what is divided.
    return ARITHMETIC.remainder(first, second)


def _with_dates(sign: str, left: Operand, right: Operand) -> Decimal | date | None:
    """Date less date is days; a date and a number of days, added or taken off, is a date."""
    if left is None or right is None:
        return None
    first, second = date_of(left), date_of(right)
    if sign == "-" and first is not None and second is not None:
        return days_between(first, second)
    day: date | None = None
    if sign in ("+", "-") and first is not None and second is None:
        days = number_of(right) or Decimal(0)
        day = moved(first, days if sign == "+" else -days)
    elif sign == "+" and second is not None and first is None:
        day = moved(second, number_of(left) or Decimal(0))
    else:
        raise Unworkable("a date can be moved by a number of days, or taken from another date")
    if day is None:
        raise Unworkable("the date is out of range")
    return day
