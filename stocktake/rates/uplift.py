"""What a price becomes in later years: one rise for pay and one for the rest, year by year.

A later price is always worked out from base-year values; an uplifted price is never uplifted again.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from stocktake.errors import StocktakeError
from stocktake.rates.line_cost import LineCost, published
from stocktake.rates.record import Record
from stocktake.units import year_from_label, year_label

LOWEST_RISE = Decimal("-0.5")
HIGHEST_RISE = Decimal(1)
"""Rises outside these are slips of the pen, such as 3.5 for 3.5%."""


class UpliftYear(Record, frozen=True, kw_only=True):
    """One year's rises, as shares such as 0.035 for 3.5%.

    Attributes:
        year: the financial year the rises lead to, such as 2027/28.
        pay: rise in pay costs on the year before.
        other: rise in all other costs on the year before.
        edition: which edition of the index, since published figures are revised.
        source: where the figures come from; empty when nobody has published them.
    """

    year: str
    pay: Decimal
    other: Decimal
    edition: str = ""
    source: str = ""


class Uplift(Record, frozen=True, kw_only=True):
    """How prices rise: the name of the index and the rises of each year, in order."""

    index: str = ""
    years: tuple[UpliftYear, ...] = ()


@dataclass(frozen=True, slots=True)
class YearPrice:
    """The price of one unit in one financial year, exact and to the penny."""

    year: str
    exact: Fraction
    pounds: Decimal


def check_uplift(base_year: str, uplift: Uplift) -> None:
    """Refuse rises that cannot be used.

    Raises:
        StocktakeError: ``years_do_not_follow`` when a year is missing, unreadable or out of order;
            ``rise_out_of_range`` when a rise is not between -50% and 100%.
    """
    try:
        start = year_from_label(base_year)
    except ValueError:
        raise _not_following(base_year) from None
    for later, each in enumerate(uplift.years, start=1):
        if each.year != year_label(start + later):
            raise _not_following(each.year)
        if not all(LOWEST_RISE <= rise <= HIGHEST_RISE for rise in (each.pay, each.other)):
            raise StocktakeError(
                "rise_out_of_range",
                f"The rises for {each.year} have to be between -50% and 100%.",
                "Give 3.5% as 3.5%, and not as 350%.",
            )


def rebased(uplift: Uplift, base_year: str) -> Uplift:
    """Return the rises that follow on another base year, as far as they follow without a gap.

    Raises:
        ValueError: the base year cannot be read.
    """
    wanted = year_from_label(base_year) + 1
    kept: list[UpliftYear] = []
    for each in uplift.years:
        if each.year == year_label(wanted + len(kept)):
            kept.append(each)
    return Uplift(index=uplift.index, years=tuple(kept))


def prices_by_year(cost: LineCost, base_year: str, uplift: Uplift) -> tuple[YearPrice, ...]:
    """Return the price in the base year and in each year that has its rises, and no further.

    Raises:
        StocktakeError: see ``check_uplift``.

    Source: content/expectations.md C3, "Uplift to year t"; tested by C-T2.
    """
    check_uplift(base_year, uplift)
    names = [base_year, *(each.year for each in uplift.years)]
    prices = []
    for later, name in enumerate(names):
        gone = uplift.years[:later]
        exact = cost.price_after([each.pay for each in gone], [each.other for each in gone])
        prices.append(YearPrice(name, exact, published(exact)))
    return tuple(prices)


def _not_following(year: str) -> StocktakeError:
    return StocktakeError(
        "years_do_not_follow",
        f"“{year}” is not the next financial year.",
        "Give the years one after another from the base year, written as 2027/28.",
    )
