"""How counts, lists and shares of a group of practices are written."""

from __future__ import annotations

from decimal import Decimal

from stocktake.phrases import counted
from stocktake.units import round_half_up


def plain_number(value: Decimal) -> str:
    """Write a number without noughts at its end: 0.4, not 0.40."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent_in_words(share: Decimal) -> str:
    """Write a percentage to the nearest whole number.

    A share just short of a whole, or just above none, is not rounded into saying all or none.
    """
    rounded = round_half_up(share)
    if rounded == 100 and share < 100:
        return "over 99%"
    if rounded == 0 and share > 0:
        return "under 1%"
    return f"{rounded}%"


def of_practices(count: int, out_of: int) -> str:
    """Write how many practices: "4 of 6 practices"."""
    return f"{count} of {counted(out_of, 'practice')}"


def practices_and_patients(count: int, out_of: int, patients: Decimal | None) -> str:
    """Write how many practices and what share of patients; None is a share that is not known."""
    if patients is None:
        return of_practices(count, out_of)
    return f"{of_practices(count, out_of)}, {percent_in_words(patients)} of patients"
