"""What one unit of a line costs several practices together: their costs over their volumes.

A pooled line holds sums of a year and never one practice's own; it is priced only from five
practices. Kept as sums, pools can be added up again to the last digit.
Source: content/expectations.md C1 (competition caution), C3, G6 and G7.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from stocktake.errors import StocktakeError
from stocktake.rates.line_cost import NOTHING, LineCost
from stocktake.rates.record import Record

FEWEST_PRACTICES = 5
"""Practices from which costs and minutes may be shown together. Source: content G6."""

PARTS = (
    "staff",
    "consumables",
    "equipment",
    "room",
    "overhead",
    "management",
    "setup",
    "indemnity",
)
"""The parts of a cost, in the order they are added up in."""

ALL_STAFF = "all_staff"
"""Stands for the roles of a pooled line, whose staff time is one sum."""


class PooledCost(Record, frozen=True, kw_only=True):
    """One year of a line, all practices of the pool together.

    Attributes:
        practices: how many are in it.
        volume: units that they do in the year.
        staff_gbp, consumables_gbp and so on: pounds of that year by part of the cost.
    """

    practices: int
    volume: Decimal
    staff_gbp: Decimal = NOTHING
    consumables_gbp: Decimal = NOTHING
    equipment_gbp: Decimal = NOTHING
    room_gbp: Decimal = NOTHING
    overhead_gbp: Decimal = NOTHING
    management_gbp: Decimal = NOTHING
    setup_gbp: Decimal = NOTHING
    indemnity_gbp: Decimal = NOTHING

    def part(self, name: str) -> Decimal:
        """Pounds of the year for one of ``PARTS``."""
        return Decimal(getattr(self, f"{name}_gbp"))


def pooled_line_cost(pooled: PooledCost, uplift: Decimal) -> LineCost:
    """Return what one unit costs the practices together, with the card's resilience uplift.

    Raises:
        StocktakeError: ``pool_too_small`` below five practices, ``no_volume`` without any units,
            ``negative_amount``.

    Source: content/expectations.md C1 (pooled costs) and G6.
    """
    _check(pooled)
    unit = {name: Fraction(pooled.part(name)) / Fraction(pooled.volume) for name in PARTS}
    return LineCost(**unit, uplift=Fraction(uplift), by_role=((ALL_STAFF, unit["staff"]),))


def _check(pooled: PooledCost) -> None:
    if pooled.practices < FEWEST_PRACTICES:
        raise StocktakeError(
            "pool_too_small",
            "Its costs are pooled from fewer than five practices, so they are held.",
            "Take this line out, or wait until five practices have shared its costs.",
        )
    if pooled.volume <= 0:
        raise StocktakeError(
            "no_volume",
            "Nothing is done in a year, so there is no cost of one.",
            "Give the number that the practices do in a year, all together.",
        )
    if any(pooled.part(name) < 0 for name in PARTS):
        raise StocktakeError(
            "negative_amount", "Pooled costs cannot be below 0.", "Check the costs of this line."
        )
