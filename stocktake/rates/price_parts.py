"""How a price is made up: its parts in order, whose pennies add up to the price exactly.

Every part is known exactly and also to the penny. Pennies are shared out so that they sum to the
published price: each part is rounded down, and the pennies left go to the parts that lost most.
A part that is a whole number of pence therefore never changes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor

from stocktake.rates.line_cost import LineCost, published


@dataclass(frozen=True, slots=True)
class PricePart:
    """One step from nothing to the price.

    Attributes:
        code: ``role.`` and the role's id, or the name of the part.
        label: what to call it on a chart or in a table.
        exact: pounds, unrounded.
        pounds: to the penny; all parts together are the published price.
    """

    code: str
    label: str
    exact: Fraction
    pounds: Decimal


def price_parts(cost: LineCost, role_names: Mapping[str, str]) -> tuple[PricePart, ...]:
    """Return the parts of a price in the order of a waterfall, leaving out those that are nothing.

    Args:
        role_names: what each role is called, by its code.

    Source: content/expectations.md C3, "Line price", in the order the formulae stand there.
    """
    steps = [
        *((f"role.{role}", role_names.get(role, role), paid) for role, paid in cost.by_role),
        ("missed", "Missed appointments", cost.missed),
        ("consumables", "Consumables", cost.consumables),
        ("equipment", "Equipment", cost.equipment),
        ("room", "Room", cost.room),
        ("overhead", "Overheads", cost.overhead),
        ("management", "Management", cost.management),
        ("setup", "Set-up", cost.setup),
        ("indemnity", "Indemnity", cost.indemnity),
        ("uplift", "Resilience uplift", cost.price - cost.cost),
    ]
    kept = [step for step in steps if step[2]]
    shown = to_the_penny([exact for _, _, exact in kept])
    return tuple(
        PricePart(code, label, exact, pounds)
        for (code, label, exact), pounds in zip(kept, shown, strict=True)
    )


def to_the_penny(amounts: Sequence[Fraction]) -> tuple[Decimal, ...]:
    """Round amounts of pounds to pennies that add up to the rounded whole.

    No amount moves by a penny or more, and whole pennies stay as they are.
    """
    pence = [floor(amount * 100) for amount in amounts]
    whole = int(published(sum(amounts, Fraction(0))) * 100)
    lost = sorted(range(len(pence)), key=lambda at: pence[at] - amounts[at] * 100)
    for at in lost[: whole - sum(pence)]:
        pence[at] += 1
    return tuple(Decimal(each).scaleb(-2) for each in pence)
