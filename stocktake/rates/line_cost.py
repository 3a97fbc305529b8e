"""The cost and price of one line: staff, supplies, equipment, room, overhead and management.

Everything is worked out exactly and rounded once, half up to a penny, when it is published.
Source: content/expectations.md C3.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from stocktake.errors import StocktakeError
from stocktake.rates.rate_settings import shipped_rate_settings
from stocktake.rates.record import Record
from stocktake.rates.role_cost import no_bookable_hours

_MINUTES_PER_HOUR = 60
NOTHING = Decimal(0)


def _starting(setting_id: str) -> Callable[[], Decimal]:
    return lambda: shipped_rate_settings().value(setting_id)


@dataclass(frozen=True, slots=True)
class RateSettings:
    """The settings every line of a card shares; shares are 0.15 for 15%.

    Attributes:
        hour_cost_gbp: exact pounds for one bookable hour by role code, with on-costs.
        overhead: share added to staff cost.
        management: share added to direct cost and overhead, for lead time, audit and claims.
        room_gbp_per_hour: cost of a room.
        uplift: resilience uplift that turns a cost into a price.

    What is not given starts from ``forms/catalogues/rate_settings.toml``.
    Source: content/expectations.md C3 (the defaults there are unsourced, and are settings).
    """

    hour_cost_gbp: Mapping[str, Fraction]
    overhead: Decimal = field(default_factory=_starting("overhead"))
    management: Decimal = field(default_factory=_starting("management"))
    room_gbp_per_hour: Decimal = field(default_factory=_starting("room_gbp_per_hour"))
    uplift: Decimal = field(default_factory=_starting("uplift"))


class Equipment(Record, frozen=True):
    """A piece of equipment shared over a year's volume: pounds to buy, years of life, upkeep."""

    purchase_gbp: Decimal
    life_years: Decimal
    yearly_maintenance_gbp: Decimal = NOTHING


class Line(Record, frozen=True, kw_only=True):
    """One unit of a service.

    Attributes:
        minutes: staff minutes a unit, by role code.
        missed_share: share of appointments missed, such as 0.05.
        equipment_gbp: equipment cost a unit where it is already known; added to ``equipment``.
        yearly_volume: units a year; needed with ``equipment`` or ``setup_gbp``.
        setup_gbp, contract_years: one-off cost, spread over the contract.
        indemnity_gbp: per item; 0 where the state scheme covers it.
    """

    minutes: dict[str, Decimal]
    consumables_gbp: Decimal = NOTHING
    room_minutes: Decimal = NOTHING
    missed_share: Decimal = NOTHING
    equipment: Equipment | None = None
    equipment_gbp: Decimal = NOTHING
    yearly_volume: Decimal = NOTHING
    setup_gbp: Decimal = NOTHING
    contract_years: Decimal = Decimal(1)
    indemnity_gbp: Decimal = NOTHING


@dataclass(frozen=True, slots=True)
class LineCost:
    """What one unit costs, in exact pounds, before and after the resilience uplift.

    Attributes:
        staff: all staff time, with the share of missed appointments in it.
        by_role: staff time by role code before missed appointments, in the order of the line.
    """

    staff: Fraction
    consumables: Fraction
    equipment: Fraction
    room: Fraction
    overhead: Fraction
    management: Fraction
    setup: Fraction
    indemnity: Fraction
    uplift: Fraction
    by_role: tuple[tuple[str, Fraction], ...]

    @property
    def missed(self) -> Fraction:
        """Staff time lost to missed appointments."""
        return self.staff - sum((paid for _, paid in self.by_role), Fraction(0))

    @property
    def direct(self) -> Fraction:
        """Staff, supplies, equipment and room."""
        return self.staff + self.consumables + self.equipment + self.room

    @property
    def cost(self) -> Fraction:
        """The line cost before the resilience uplift."""
        return self.direct + self.overhead + self.management + self.setup + self.indemnity

    @property
    def price(self) -> Fraction:
        """The line cost with the resilience uplift."""
        return self.cost * (1 + self.uplift)

    @property
    def pay_part(self) -> Fraction:
        """The part that rises with pay: A of content/expectations.md C3, "Uplift to year t"."""
        return self.staff + self.management

    @property
    def other_part(self) -> Fraction:
        """The part that rises with other costs: B of the same. Set-up rises with neither."""
        return self.consumables + self.equipment + self.room + self.overhead + self.indemnity

    @property
    def cost_gbp(self) -> Decimal:
        """The cost to the penny, as a service shows it."""
        return published(self.cost)

    @property
    def price_gbp(self) -> Decimal:
        """The price to the penny, as it is published."""
        return published(self.price)

    def price_after(self, pay_rises: list[Decimal], other_rises: list[Decimal]) -> Fraction:
        """Return the price after some years, with one rise a year for pay and for the rest.

        Always worked from base-year values. Set-up is fixed, because it is already spread.

        Args:
            pay_rises: share by which pay costs rise each year, such as 0.035.
            other_rises: the same for all other costs, as many years as ``pay_rises``.
        """
        pay = other = Fraction(1)
        for pay_rise, other_rise in zip(pay_rises, other_rises, strict=True):
            pay *= 1 + Fraction(pay_rise)
            other *= 1 + Fraction(other_rise)
        return (self.pay_part * pay + self.other_part * other + self.setup) * (1 + self.uplift)


def published(pounds: Fraction) -> Decimal:
    """Round exact pounds half up to a penny."""
    pence = floor(abs(pounds) * 100 + Fraction(1, 2))
    return Decimal(pence if pounds >= 0 else -pence).scaleb(-2)


def line_cost(line: Line, settings: RateSettings) -> LineCost:
    """Work out what one unit of a service costs.

    Raises:
        StocktakeError: ``missed_share``, ``negative_amount``, ``share_out_of_range``,
            ``no_volume``, ``no_life``, ``no_years`` or ``role_cost_missing``, each saying what to
            change.

    Source: content/expectations.md C3, "Line price"; tested by C-T1 to C-T5.
    """
    _check(line, settings)
    by_role = _by_role(line, settings)
    paid = sum((each for _, each in by_role), Fraction(0))
    staff = paid / (1 - Fraction(line.missed_share))
    room = Fraction(line.room_minutes) / _MINUTES_PER_HOUR * Fraction(settings.room_gbp_per_hour)
    equipment = Fraction(line.equipment_gbp) + _equipment(line)
    consumables = Fraction(line.consumables_gbp)
    overhead = Fraction(settings.overhead) * staff
    direct = staff + consumables + equipment + room
    return LineCost(
        staff=staff,
        consumables=consumables,
        equipment=equipment,
        room=room,
        overhead=overhead,
        management=Fraction(settings.management) * (direct + overhead),
        setup=_setup(line),
        indemnity=Fraction(line.indemnity_gbp),
        uplift=Fraction(settings.uplift),
        by_role=by_role,
    )


def _by_role(line: Line, settings: RateSettings) -> tuple[tuple[str, Fraction], ...]:
    return tuple(
        (role, Fraction(minutes) / _MINUTES_PER_HOUR * settings.hour_cost_gbp[role])
        for role, minutes in line.minutes.items()
        if minutes
    )


def _equipment(line: Line) -> Fraction:
    if line.equipment is None:
        return Fraction(0)
    bought = Fraction(line.equipment.purchase_gbp) / Fraction(line.equipment.life_years)
    yearly = bought + Fraction(line.equipment.yearly_maintenance_gbp)
    return yearly / Fraction(line.yearly_volume)


def _setup(line: Line) -> Fraction:
    if not line.setup_gbp:
        return Fraction(0)
    return Fraction(line.setup_gbp) / (Fraction(line.yearly_volume) * Fraction(line.contract_years))


def _check(line: Line, settings: RateSettings) -> None:
    if not 0 <= line.missed_share < 1:
        raise StocktakeError(
            "missed_share",
            "The share of missed appointments has to be below 100%.",
            "Give the percentage of booked appointments that patients miss.",
        )
    check_settings(settings)
    _check_amounts(line)
    _check_spreading(line)
    for role, minutes in line.minutes.items():
        if minutes and role not in settings.hour_cost_gbp:
            raise StocktakeError(
                "role_cost_missing",
                "This line uses minutes of a role that has no cost an hour yet.",
                "Give the cost of an hour for every role in the line, or take its minutes out.",
            )


def check_settings(settings: RateSettings) -> None:
    """Refuse shared figures that no line can be worked out with.

    Raises:
        StocktakeError: ``share_out_of_range`` or ``negative_amount``.
    """
    shares = (settings.overhead, settings.management, settings.uplift)
    if any(not 0 <= share <= 1 for share in shares):
        raise StocktakeError(
            "share_out_of_range",
            "Overheads, management and the resilience uplift have to be between 0% and 100%.",
            "Check the percentages that all lines share.",
        )
    if settings.room_gbp_per_hour < 0 or any(each < 0 for each in settings.hour_cost_gbp.values()):
        raise StocktakeError(
            "negative_amount",
            "The cost of an hour cannot be below 0.",
            "Check the cost of a room and the cost of an hour of each role.",
        )


def _check_amounts(line: Line) -> None:
    amounts = [*line.minutes.values(), line.consumables_gbp, line.room_minutes, line.equipment_gbp]
    amounts += [line.yearly_volume, line.setup_gbp, line.indemnity_gbp]
    if line.equipment:
        amounts += [line.equipment.purchase_gbp, line.equipment.yearly_maintenance_gbp]
    if any(amount < 0 for amount in amounts):
        raise StocktakeError(
            "negative_amount",
            "Minutes and costs cannot be below 0.",
            "Check the minutes, supplies, room, equipment and set-up of this line.",
        )


def _check_spreading(line: Line) -> None:
    """Refuse to share equipment or set-up over no units or no years."""
    if not (line.equipment or line.setup_gbp):
        return
    if line.yearly_volume == 0:
        raise StocktakeError(
            "no_volume",
            "Equipment and set-up costs are shared over the units done in a year, which is 0 here.",
            "Give the number done in a year, or take the equipment and set-up out.",
        )
    if line.equipment and line.equipment.life_years <= 0:
        raise StocktakeError(
            "no_life",
            "The years that equipment lasts have to be above 0.",
            "Give the number of years over which its price is spread.",
        )
    if line.setup_gbp and line.contract_years <= 0:
        raise StocktakeError(
            "no_years",
            "The years of a contract have to be above 0.",
            "Give the number of years over which set-up is spread.",
        )


def wte_needed(yearly_volume: Decimal, minutes: Decimal, bookable_hours: Decimal) -> Fraction:
    """Return the WTE of one role that a year's volume takes.

    Args:
        yearly_volume: units a year.
        minutes: minutes of the role for each unit.
        bookable_hours: hours a year of one WTE that can be booked.

    Raises:
        StocktakeError: ``no_bookable_hours`` or ``negative_amount``.

    Source: content/expectations.md C3, "Capacity and break-even".
    """
    if bookable_hours <= 0:
        raise no_bookable_hours()
    if yearly_volume < 0 or minutes < 0:
        raise StocktakeError(
            "negative_amount",
            "Minutes and the number done in a year cannot be below 0.",
            "Check the minutes and the number done in a year.",
        )
    hours = Fraction(yearly_volume) * Fraction(minutes) / _MINUTES_PER_HOUR
    return hours / Fraction(bookable_hours)


def break_even_volume(cost: LineCost, price_gbp: Decimal, yearly_fixed_gbp: Decimal) -> int:
    """Return the fewest units a year at which the price covers a yearly fixed cost.

    Raises:
        StocktakeError: ``never_breaks_even`` when the price does not exceed the cost of a unit, or
            ``negative_amount``.

    Source: content/expectations.md C3, "Capacity and break-even".
    """
    if yearly_fixed_gbp < 0:
        raise StocktakeError(
            "negative_amount",
            "The fixed cost of a year cannot be below 0.",
            "Give what the service costs in a year however many are done.",
        )
    margin = Fraction(price_gbp) - (cost.cost - cost.setup)
    if margin <= 0:
        raise StocktakeError(
            "never_breaks_even",
            "This never breaks even: the price does not cover the cost of one unit.",
            "Look again at the price, or at the minutes and supplies.",
        )
    return ceil(Fraction(yearly_fixed_gbp) / margin)
