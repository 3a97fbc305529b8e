"""What one bookable hour of a role costs, from pay or from a published reference.

Bottom-up, leave, sickness and training are the cost of cover: dividing the year's cost by the hours
that are left recovers it, so cover is never added again. Everything is exact until it is published.
Source: content/expectations.md C3.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from stocktake.errors import StocktakeError
from stocktake.rates.rate_settings import shipped_rate_settings
from stocktake.rates.record import Record
from stocktake.units import HOURS_PER_WTE

_DAYS_A_WEEK = 5


class Pay(Record, frozen=True, kw_only=True):
    """One whole-time post of a role. It stays in the practice: a published card never holds it.

    Attributes:
        yearly_gbp: pay a year, before on-costs; the average where several people share the role.
        leave_days, bank_holiday_days, sickness_days, training_days: weekdays away in a year.
        bookable_share: share of paid time at work that can be booked, above 0 and up to 1.
        weekly_hours: paid hours a week.
    """

    yearly_gbp: Decimal
    leave_days: Decimal
    bank_holiday_days: Decimal
    sickness_days: Decimal
    training_days: Decimal
    bookable_share: Decimal
    weekly_hours: Decimal = HOURS_PER_WTE


@dataclass(frozen=True, slots=True)
class OnCosts:
    """What an employer pays on top of pay: shares such as 0.15, and pounds a year."""

    ni_share: Decimal
    ni_threshold_gbp: Decimal
    pension_share: Decimal
    levy_share: Decimal
    working_days: Decimal


@dataclass(frozen=True, slots=True)
class RoleCost:
    """How the cost of an hour came about: pounds a year, days and hours a year, all exact."""

    pay: Decimal
    national_insurance: Decimal
    pension: Decimal
    levy: Decimal
    days: Decimal
    bookable_hours: Decimal

    @property
    def year_gbp(self) -> Decimal:
        """Pay with everything paid on top of it, in pounds a year."""
        return self.pay + self.national_insurance + self.pension + self.levy

    @property
    def hour(self) -> Fraction:
        """Pounds for one bookable hour."""
        return Fraction(self.year_gbp) / Fraction(self.bookable_hours)


def on_costs(value: Callable[[str], Decimal] | None = None) -> OnCosts:
    """Gather the on-costs from settings.

    Args:
        value: looks a setting up by its id; None takes the figures that come with the program.
    """
    look = value or shipped_rate_settings().value
    return OnCosts(
        ni_share=look("ni_share"),
        ni_threshold_gbp=look("ni_threshold_gbp"),
        pension_share=look("pension_share"),
        levy_share=look("levy_share"),
        working_days=look("working_days"),
    )


def role_cost(pay: Pay, costs: OnCosts) -> RoleCost:
    """Work out what a year and a bookable hour of a role cost.

    Raises:
        StocktakeError: ``negative_amount``, ``share_out_of_range`` or ``no_bookable_hours``.

    Source: content/expectations.md C3, "Role cost (bottom-up mode)"; tested by C-T0.
    """
    _check(pay, costs)
    away = pay.leave_days + pay.bank_holiday_days + pay.sickness_days + pay.training_days
    days = costs.working_days - away
    if days <= 0 or pay.weekly_hours <= 0:
        raise no_bookable_hours()
    return RoleCost(
        pay=pay.yearly_gbp,
        national_insurance=costs.ni_share
        * max(Decimal(0), pay.yearly_gbp - costs.ni_threshold_gbp),
        pension=costs.pension_share * pay.yearly_gbp,
        levy=costs.levy_share * pay.yearly_gbp,
        days=days,
        bookable_hours=days * pay.weekly_hours / _DAYS_A_WEEK * pay.bookable_share,
    )


def bookable_hour(cost_gbp: Decimal, bookable_hours: Decimal) -> Fraction:
    """Return the exact cost of an hour that can be booked.

    Args:
        cost_gbp: pounds for the time bought, such as a year of a post or one paid hour.
        bookable_hours: hours of it that can be booked, such as 0.85 of one paid hour.

    Raises:
        StocktakeError: ``no_bookable_hours`` or ``negative_amount``.
    """
    if bookable_hours <= 0:
        raise no_bookable_hours()
    if cost_gbp < 0:
        raise _negative()
    return Fraction(cost_gbp) / Fraction(bookable_hours)


def no_bookable_hours() -> StocktakeError:
    """Say that no time is left that could be booked."""
    return StocktakeError(
        "no_bookable_hours",
        "No time is left that can be booked, so an hour has no cost.",
        "Check the hours a week, the days away and the share of time that can be booked.",
    )


def _check(pay: Pay, costs: OnCosts) -> None:
    amounts = (pay.yearly_gbp, pay.leave_days, pay.bank_holiday_days, pay.sickness_days)
    if any(each < 0 for each in (*amounts, pay.training_days, costs.ni_threshold_gbp)):
        raise _negative()
    if pay.bookable_share <= 0:
        raise no_bookable_hours()
    shares = (pay.bookable_share, costs.ni_share, costs.pension_share, costs.levy_share)
    if any(not 0 <= each <= 1 for each in shares):
        raise StocktakeError(
            "share_out_of_range",
            "A share has to be between 0% and 100%.",
            "Check the bookable share, National Insurance, the pension contribution and the levy.",
        )


def _negative() -> StocktakeError:
    return StocktakeError(
        "negative_amount",
        "Pay, hours and days away cannot be below 0.",
        "Check the pay and the days of leave, sickness and training of this role.",
    )
