"""What work is paid and what it costs: the margin of each service, and of all of them together.

A cost is the one the services table shows, to the penny, so that the two never disagree. What is
not known is named and is never taken as nothing.
Source: content/stocktake.md B.2 (ind.unit_cost, ind.unit_margin); content/expectations.md C3.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from stocktake.errors import StocktakeError
from stocktake.rates.line_cost import NOTHING

Missing = Literal["cost", "volume", "price"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One service as it is done and paid for; None is not known.

    Attributes:
        cost_gbp: cost of one unit before the resilience uplift, to the penny.
        paid_gbp: price paid for one unit; 0 when it is done unpaid.
        volume: units a year.
    """

    id: str
    name: str
    cost_gbp: Decimal | None = None
    paid_gbp: Decimal | None = None
    volume: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Margin:
    """What one service brings in, costs and leaves, in pounds; None where something is missing.

    Attributes:
        unit_gbp: paid less cost of one unit; below 0 is a loss.
        paid_gbp, cost_gbp, margin_gbp: the same for a year.
        missing: what has to be given before the year can be worked out.
    """

    work: Work
    unit_gbp: Decimal | None
    paid_gbp: Decimal | None
    cost_gbp: Decimal | None
    margin_gbp: Decimal | None
    missing: tuple[Missing, ...]

    @property
    def is_loss(self) -> bool:
        """Whether one unit is known to cost more than it is paid."""
        return self.unit_gbp is not None and self.unit_gbp < 0

    @property
    def is_unpaid(self) -> bool:
        """Whether it is known to be done for nothing."""
        return self.work.paid_gbp == 0


@dataclass(frozen=True, slots=True)
class Margins:
    """All services together, in pounds a year; sums hold only services known in full.

    Attributes:
        each: one margin a service, in the order given.
        paid_gbp, cost_gbp, margin_gbp: sums over the services known in full.
        given_away_gbp: cost of the work among them that is done unpaid.
        lost_gbp: what the others that are paid below cost lose, as an amount above 0.
    """

    each: tuple[Margin, ...]
    paid_gbp: Decimal
    cost_gbp: Decimal
    margin_gbp: Decimal
    given_away_gbp: Decimal
    lost_gbp: Decimal

    @property
    def known(self) -> tuple[Margin, ...]:
        """Services known in full."""
        return tuple(each for each in self.each if not each.missing)

    @property
    def not_known(self) -> tuple[Margin, ...]:
        """Services with something missing, which no sum holds."""
        return tuple(each for each in self.each if each.missing)

    @property
    def losses(self) -> tuple[Margin, ...]:
        """Services known in full that lose money, largest loss in a year first."""
        found = [each for each in self.known if (each.margin_gbp or NOTHING) < 0]
        return tuple(sorted(found, key=lambda each: (each.margin_gbp, each.work.name)))


def margins(services: Iterable[Work]) -> Margins:
    """Work out the margin of each service and of all together.

    Raises:
        StocktakeError: ``negative_amount``, naming the service.
    """
    each = tuple(_margin(work) for work in services)
    known = [found for found in each if not found.missing]
    unpaid = [found for found in known if found.is_unpaid]
    below = [found for found in known if found.is_loss and not found.is_unpaid]
    return Margins(
        each=each,
        paid_gbp=_sum(found.paid_gbp for found in known),
        cost_gbp=_sum(found.cost_gbp for found in known),
        margin_gbp=_sum(found.margin_gbp for found in known),
        given_away_gbp=_sum(found.cost_gbp for found in unpaid),
        lost_gbp=NOTHING - _sum(found.margin_gbp for found in below),
    )


def _margin(work: Work) -> Margin:
    if any(amount is not None and amount < 0 for amount in _amounts(work)):
        raise StocktakeError(
            "negative_amount",
            f"{work.name}: cost, price and number a year cannot be below 0.",
            "Check the figures of this service.",
        )
    names: tuple[Missing, ...] = ("cost", "volume", "price")
    missing = tuple(
        name for name, amount in zip(names, _amounts(work), strict=True) if amount is None
    )
    cost, volume, price = _amounts(work)
    paid = None if price is None or volume is None else price * volume
    costs = None if cost is None or volume is None else cost * volume
    return Margin(
        work=work,
        unit_gbp=None if price is None or cost is None else price - cost,
        paid_gbp=paid,
        cost_gbp=costs,
        margin_gbp=None if paid is None or costs is None else paid - costs,
        missing=missing,
    )


def _amounts(work: Work) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    return work.cost_gbp, work.volume, work.paid_gbp


def _sum(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum((each for each in amounts if each is not None), NOTHING)
