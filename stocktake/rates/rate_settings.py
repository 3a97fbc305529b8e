"""The figures a rate card starts from, each with its source and the day it was checked.

They are data, in ``forms/catalogues/rate_settings.toml``: nothing of a price stands in code.
Source: content/expectations.md C3 (defaults, role table and notes 1 and 2).
"""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Literal

import msgspec

from stocktake.errors import StocktakeError
from stocktake.paths import shipped
from stocktake.rates.record import Record

UNSOURCED = "unsourced"
"""Said in place of a source where there is none."""

NEEDED = (
    "ni_share",
    "ni_threshold_gbp",
    "pension_share",
    "levy_share",
    "working_days",
    "overhead",
    "management",
    "uplift",
    "room_gbp_per_hour",
)
"""Ids of the settings that the arithmetic asks for."""


class Setting(Record, frozen=True, kw_only=True):
    """One figure that every line of a card shares.

    Attributes:
        unit: what the value counts; a share is 0.15 for 15%.
        lowest, highest: what is taken without a question.
        source, address: where the figure was published; empty when nobody has published it.
        checked_on: the day it was last held against its source.
        note: what to know before relying on it.
    """

    id: str
    label: str
    unit: Literal["share", "pounds_a_year", "pounds_an_hour", "days"]
    value: Decimal
    lowest: Decimal
    highest: Decimal
    source: str = ""
    address: str = ""
    checked_on: date
    note: str = ""


class RoleStart(Record, frozen=True, kw_only=True):
    """What a role starts from: days away in a year, and the share of time that can be booked.

    Attributes:
        bookable_share: share of paid time at work that can be booked, such as 0.85.
        hour_lowest_gbp, hour_highest_gbp: pounds a bookable hour taken without a question.
    """

    id: str
    label: str
    leave_days: Decimal
    bank_holiday_days: Decimal
    sickness_days: Decimal
    training_days: Decimal
    bookable_share: Decimal
    hour_lowest_gbp: Decimal
    hour_highest_gbp: Decimal
    source: str = ""
    checked_on: date
    note: str = ""


class Limit(Record, frozen=True, kw_only=True):
    """The highest figure taken without a question: pounds, or minutes for ``minutes``."""

    id: str
    label: str
    highest: Decimal


class RateCatalogue(Record, frozen=True, kw_only=True):
    """Every figure a card starts from."""

    id: str
    title: str
    version: str
    checked_on: date
    settings: tuple[Setting, ...] = msgspec.field(name="setting")
    roles: tuple[RoleStart, ...] = msgspec.field(name="role")
    limits: tuple[Limit, ...] = msgspec.field(name="limit")

    def setting(self, setting_id: str) -> Setting:
        """Return a setting by its id."""
        return next(each for each in self.settings if each.id == setting_id)

    def value(self, setting_id: str) -> Decimal:
        """Return the value of a setting by its id."""
        return self.setting(setting_id).value

    def limit(self, limit_id: str) -> Limit:
        """Return a limit by its id."""
        return next(each for each in self.limits if each.id == limit_id)

    def role(self, role_id: str) -> RoleStart | None:
        """Return what a role starts from, or None for a role of the practice's own."""
        return next((each for each in self.roles if each.id == role_id), None)


def read_rate_settings(text: str) -> RateCatalogue:
    """Read the figures a card starts from.

    Raises:
        StocktakeError: ``rate_settings`` when the file cannot be read, lacks a setting, names one
            twice or gives a value outside its own limits.
    """
    try:
        data = tomllib.loads(text, parse_float=Decimal)
        catalogue = msgspec.convert(data, RateCatalogue)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as fault:
        raise _refused(str(fault)) from None
    counted = Counter(each.id for each in catalogue.settings)
    roles = Counter(each.id for each in catalogue.roles)
    for name, count in (counted + roles).items():
        if count > 1:
            raise _refused(f"{name} stands there twice")
    for name in NEEDED:
        if name not in counted:
            raise _refused(f"{name} is missing")
    for setting in catalogue.settings:
        limits = (setting.lowest, setting.value, setting.highest)
        if not all(each.is_finite() for each in limits) or sorted(limits) != list(limits):
            raise _refused(f"{setting.id} is outside its own limits")
    for role in catalogue.roles:
        if not 0 < role.bookable_share <= 1:
            raise _refused(f"the bookable share of {role.id} is not between 0 and 1")
    return catalogue


def _refused(fault: str) -> StocktakeError:
    return StocktakeError(
        "rate_settings",
        f"The figures that rate cards start from cannot be read: {fault}.",
        "Install Stocktake again.",
    )


@cache
def shipped_rate_settings() -> RateCatalogue:
    """The figures that come with the program."""
    path = shipped("forms") / "catalogues" / "rate_settings.toml"
    return read_rate_settings(path.read_text(encoding="utf-8"))
