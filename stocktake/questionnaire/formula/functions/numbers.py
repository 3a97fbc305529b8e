"""Numbers: ``number``, ``int``, ``round``, ``floor``, ``ceiling``, ``abs``, ``pow``."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from stocktake.questionnaire.formula.values import ARITHMETIC, Operand, Unworkable, number_of

_MOST_PLACES = 28


def _whole(rounding: str) -> Callable[[Operand], Decimal | None]:
    """Make a function that brings a number to a whole one, in one direction."""

    def call(value: Operand) -> Decimal | None:
        number = number_of(value)
        return None if number is None else number.to_integral_value(rounding)

    return call


def _round(value: Operand, places: Operand = Decimal(0)) -> Decimal | None:
    """Round half away from zero, as ODK does: -1.5 is -2."""
    number, digits = number_of(value), number_of(places)
    if number is None or digits is None:
        return None
    low, high = Decimal(-_MOST_PLACES), Decimal(_MOST_PLACES)
    wanted = int(max(low, min(high, digits)))
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent >= -wanted:
        return number
    step = Decimal(1).scaleb(-wanted, ARITHMETIC)
    if wanted >= 0:
        return number.quantize(step, ROUND_HALF_UP)
    # To tens or hundreds: shift, so that the result is written 1200 and not 1.2E+3.
    whole = ARITHMETIC.divide(number, step).to_integral_value(ROUND_HALF_UP)
    return ARITHMETIC.multiply(whole, step).quantize(Decimal(1))


def _abs(value: Operand) -> Decimal | None:
    number = number_of(value)
    return None if number is None else abs(number)


def _pow(value: Operand, power: Operand) -> Decimal | None:
    """Raise to a power, whole or not; anything to the power 0 is 1."""
    number, exponent = number_of(value), number_of(power)
    if number is None or exponent is None:
        return None
    if not exponent:
        return Decimal(1)
    if not number and exponent < 0:
        raise Unworkable("0 cannot be raised to a negative power")
    if number < 0 and exponent != exponent.to_integral_value():
        raise Unworkable("a negative number cannot be raised to a fraction")
    return ARITHMETIC.power(number, exponent)


PLAIN: dict[str, Callable[..., Operand]] = {
    "number": number_of,
    "int": _whole(ROUND_DOWN),
    "floor": _whole(ROUND_FLOOR),
    "ceiling": _whole(ROUND_CEILING),
    "round": _round,
    "abs": _abs,
    "pow": _pow,
}
