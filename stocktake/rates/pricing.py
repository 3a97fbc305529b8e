"""A card's prices: one engine for the card, the services table and another provider's card.

In reference mode an hour already holds on-costs, overheads and rooms, so the charges for overheads,
management and rooms are nothing whatever the card says: the same cost cannot be counted twice.
Source: content/expectations.md C2 (last paragraph), C3 and C-T4.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from stocktake.errors import Problem, StocktakeError
from stocktake.rates.card import CardLine, CardRole, RateCard
from stocktake.rates.line_cost import (
    NOTHING,
    LineCost,
    RateSettings,
    check_settings,
    line_cost,
    published,
    wte_needed,
)
from stocktake.rates.pooled_cost import ALL_STAFF, PooledCost, pooled_line_cost
from stocktake.rates.price_parts import PricePart, price_parts
from stocktake.rates.role_cost import bookable_hour, on_costs, role_cost
from stocktake.rates.uplift import YearPrice, check_uplift, prices_by_year

HELD_BY_A_REFERENCE = ("overhead", "management", "room_gbp_per_hour")
"""Settings that a reference hour already holds."""

STAFF = "Staff, all roles"
"""What the staff time of a pooled line is called, whose roles are one sum."""

WHOLE_CARD = "The card"
"""Where a problem stands that is not one line's."""


@dataclass(frozen=True, slots=True)
class RoleTime:
    """Time of one role in a line: minutes a unit, and the WTE a year's volume takes if known."""

    role: str
    label: str
    minutes: Decimal
    wte: Fraction | None


@dataclass(frozen=True, slots=True)
class PricedLine:
    """A line with its price, to the penny.

    Attributes:
        cost: how it was worked out; None where the card only states a price.
        parts: how the price is made up; their pounds add up to ``price_gbp``.
        years: the price in the base year and each year with its rises.
    """

    line: CardLine
    price_gbp: Decimal
    cost: LineCost | None = None
    parts: tuple[PricePart, ...] = ()
    times: tuple[RoleTime, ...] = ()
    years: tuple[YearPrice, ...] = ()


@dataclass(frozen=True, slots=True)
class PricedCard:
    """A card's lines with their prices, and what keeps the others from having one."""

    card: RateCard
    lines: tuple[PricedLine, ...]
    problems: tuple[Problem, ...] = ()


def hour_of(role: CardRole, card: RateCard) -> Fraction:
    """Return the exact cost of a bookable hour of a role, in pounds.

    Raises:
        StocktakeError: see ``role_cost`` and ``bookable_hour``.
    """
    if role.pay is not None and role.basis == "pay":
        return role_cost(role.pay, on_costs(card.value)).hour
    return bookable_hour(role.cost_gbp, role.hours)


def yearly_hours_of(role: CardRole, card: RateCard) -> Decimal | None:
    """Return the hours a year of one WTE that can be booked, or None when they are not known."""
    if role.basis == "pay":
        return role_cost(role.pay, on_costs(card.value)).bookable_hours if role.pay else role.hours
    return role.bookable_hours_a_year or None


def rate_settings_of(card: RateCard) -> RateSettings:
    """Return what every line of a card shares, in the form the engine takes.

    A role whose cost cannot be worked out is left out; a line that uses it then says so.

    Raises:
        StocktakeError: ``mixed_modes`` when references and own costs stand in one card.
    """
    check_mode(card)
    hours = {}
    for role in card.roles:
        try:
            hours[role.id] = hour_of(role, card)
        except StocktakeError:
            # Said by name in ``price_line``, so that one role does not stop the lines without it.
            continue
    charges = {name: charge(card, name) for name in HELD_BY_A_REFERENCE}
    return RateSettings(hours, uplift=card.value("uplift"), **charges)


def charge(card: RateCard, setting_id: str) -> Decimal:
    """Return a charge as it is used: nothing where a reference hour already holds it."""
    held = card.mode == "reference" and setting_id in HELD_BY_A_REFERENCE
    return NOTHING if held else card.value(setting_id)


def check_mode(card: RateCard) -> None:
    """Refuse a card that would count overheads twice for some of its roles.

    Raises:
        StocktakeError: ``mixed_modes``, or ``mixed_pool`` where lines of one practice's own stand
            beside pooled ones.
    """
    if card.is_pooled and any(line.pooled is None for line in card.lines):
        raise StocktakeError(
            "mixed_pool",
            "Lines of pooled costs and lines of one practice's own are mixed.",
            "Keep them in two cards, so that everybody can see whose costs a price stands on.",
        )
    wrong = [
        role for role in card.roles if (role.basis == "reference") != (card.mode == "reference")
    ]
    if wrong:
        names = ", ".join(role.label for role in wrong)
        raise StocktakeError(
            "mixed_modes",
            f"Published references and your own costs are mixed: {names}.",
            "Use one or the other for every role, or overheads would be counted twice.",
        )


def price_line(card: RateCard, line: CardLine) -> PricedLine:
    """Work out the price of one line of a card.

    Raises:
        StocktakeError: the line, a role it uses or the rises cannot be worked out; or ``no_price``
            when it has neither work nor a stated price, ``negative_amount`` when that is below 0.
    """
    if line.pooled is not None:
        return _price_pooled(card, line, line.pooled)
    if line.work is None:
        if line.published_gbp is None:
            raise StocktakeError(
                "no_price", "This line has no minutes and no price.", "Give its minutes by role."
            )
        if line.published_gbp < 0:
            raise StocktakeError(
                "negative_amount", "A price cannot be below 0.", "Check the price of this line."
            )
        return PricedLine(line, published(Fraction(line.published_gbp)))
    settings = rate_settings_of(card)
    used = [role for role in card.roles if line.work.minutes.get(role.id)]
    for role in used:
        hour_of(role, card)
    cost = line_cost(line.work, settings)
    names = {role.id: role.label for role in card.roles}
    return PricedLine(
        line=line,
        price_gbp=cost.price_gbp,
        cost=cost,
        parts=price_parts(cost, names),
        times=_times(card, line.work.minutes, names, line.work.yearly_volume),
        years=prices_by_year(cost, card.base_year, card.uplift),
    )


def _price_pooled(card: RateCard, line: CardLine, pooled: PooledCost) -> PricedLine:
    """Price a line on what it costs several practices together."""
    if line.work is not None:
        raise StocktakeError(
            "pooled_and_own",
            "This line has both minutes of its own and pooled costs.",
            "Keep one of them.",
        )
    cost = pooled_line_cost(pooled, card.value("uplift"))
    return PricedLine(
        line=line,
        price_gbp=cost.price_gbp,
        cost=cost,
        parts=price_parts(cost, {ALL_STAFF: STAFF}),
        years=prices_by_year(cost, card.base_year, card.uplift),
    )


def price_card(card: RateCard) -> PricedCard:
    """Work out every line that can be; what cannot is a problem with the line's name.

    What no line can be worked out with is one problem of the whole card, and not one of each line.
    """
    try:
        check_settings(rate_settings_of(card))
        check_uplift(card.base_year, card.uplift)
    except StocktakeError as fault:
        whole = Problem(fault.code, WHOLE_CARD, fault.what, fault.how_to_fix)
        return PricedCard(card, (), (whole,))
    lines, problems = [], []
    for line in card.lines:
        try:
            lines.append(price_line(card, line))
        except StocktakeError as fault:
            problems.append(Problem(fault.code, line.name, fault.what, fault.how_to_fix))
    return PricedCard(card, tuple(lines), tuple(problems))


def _times(
    card: RateCard, minutes: Mapping[str, Decimal], names: Mapping[str, str], volume: Decimal
) -> tuple[RoleTime, ...]:
    yearly = {role.id: yearly_hours_of(role, card) for role in card.roles if minutes.get(role.id)}
    times = []
    for role, each in minutes.items():
        if each:
            hours = yearly[role]
            wte = wte_needed(volume, each, hours) if hours and volume else None
            times.append(RoleTime(role, names[role], each, wte))
    return tuple(times)
