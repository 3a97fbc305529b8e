"""What work is paid and what it costs: the margin of each service, and of all of them together.

A cost is the one the services table shows, to the penny, so that the two never disagree. What is
not known is named and is never taken as nothing.
Source: content/stocktake.md B.2 (ind.unit_cost, ind.unit_margin); content/expectations.md C3.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
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


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What a change to one service would do, in pounds a year.

    Attributes:
        after: all services as they would be; cost that stays is not in it.
        staying_gbp: cost of the work let go that would still be paid for.
        margin_gbp: what all of them would leave, after the cost that stays.
        change_gbp: that less what they leave now; above 0 is better.
    """

    after: Margins
    staying_gbp: Decimal
    margin_gbp: Decimal
    change_gbp: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What would be done about one service.

    Attributes:
        work_id: the service.
        paid_gbp: another price for one unit; None leaves it as it is.
        kept_share: share of the volume still done here: 0 to stop, 0.5 to share half of it.
        staying_share: share of the cost let go that would still be paid for, such as rent and
            staff who cannot do other paid work. 0 supposes that all of it can be released.
    """

    work_id: str
    paid_gbp: Decimal | None = None
    kept_share: Decimal = Decimal(1)
    staying_share: Decimal = NOTHING


def what_if(found: Margins, change: Change) -> WhatIf:
    """Work out stopping, repricing or sharing one service.

    Raises:
        StocktakeError: ``share_out_of_range``; ``not_known`` when the service is not there or
            something about it is missing; ``negative_amount``.

    Source: content/expectations.md D5 for cost that can only partly be released.
    """
    if not all(0 <= share <= 1 for share in (change.kept_share, change.staying_share)):
        raise StocktakeError(
            "share_out_of_range", "A share has to be between 0% and 100%.", "Check the shares."
        )
    now = next((each for each in found.known if each.work.id == change.work_id), None)
    if now is None or now.work.volume is None or now.cost_gbp is None:
        raise StocktakeError(
            "not_known",
            "This service cannot be tried out yet.",
            "Give its minutes, its number a year and its price first.",
        )
    price = now.work.paid_gbp if change.paid_gbp is None else change.paid_gbp
    other = replace(now.work, paid_gbp=price, volume=now.work.volume * change.kept_share)
    after = margins(other if each.work == now.work else each.work for each in found.each)
    staying = now.cost_gbp * (1 - change.kept_share) * change.staying_share
    margin = after.margin_gbp - staying
    return WhatIf(after, staying, margin, margin - found.margin_gbp)


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
