"""The quick way to fill in the rates: four costs of time and an overhead, from payroll.

A cost of paid time becomes a cost of time that can be booked by dividing by the bookable share.
Source: content/stocktake.md A.3.4 ("One rates engine"); content/expectations.md C3.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

import msgspec

from stocktake.rates.line_cost import Line, LineCost, RateSettings, line_cost
from stocktake.rates.rate_settings import shipped_rate_settings
from stocktake.rates.role_cost import bookable_hour

GP, NURSE, HCA, ADMIN = "gp", "nurse", "hca", "admin"
"""Roles of the quick way, one for each column of minutes in the services table."""

_HOUR_OF_A_SESSION = Decimal("0.24")
"""An hour is 60 of a GP session's 250 minutes. Source: content/stocktake.md A.3.4."""

_ASKED_AT: Mapping[str, str] = MappingProxyType(
    {
        GP: "services.session_cost",
        NURSE: "services.nurse_hour_cost",
        HCA: "services.hca_hour_cost",
        ADMIN: "services.admin_hour_cost",
    }
)
_OVERHEAD_ASKED_AT = "services.overhead_pct"


@dataclass(frozen=True, slots=True)
class QuickCosts:
    """The practice's own four costs in pounds and its overhead; None is not answered.

    Attributes:
        session_gbp: one GP session, with on-costs, before overheads (services.session_cost).
        nurse_hour_gbp, hca_hour_gbp, admin_hour_gbp: one paid hour, with on-costs.
        overhead_pct: overheads to add, 0 to 100 (services.overhead_pct).
    """

    session_gbp: Decimal | None = None
    nurse_hour_gbp: Decimal | None = None
    hca_hour_gbp: Decimal | None = None
    admin_hour_gbp: Decimal | None = None
    overhead_pct: Decimal | None = None

    def paid_hours(self) -> dict[str, Decimal]:
        """Return the cost of a paid hour by role, leaving out those not answered."""
        session = self.session_gbp
        paid = {
            GP: None if session is None else session * _HOUR_OF_A_SESSION,
            NURSE: self.nurse_hour_gbp,
            HCA: self.hca_hour_gbp,
            ADMIN: self.admin_hour_gbp,
        }
        return {role: cost for role, cost in paid.items() if cost is not None}

    def bookable_hour_costs(self) -> dict[str, Fraction]:
        """Return the cost of a bookable hour by role, leaving out those not answered."""
        paid = self.paid_hours()
        return {role: bookable_hour(cost, bookable_share(role)) for role, cost in paid.items()}


def bookable_share(role: str) -> Decimal:
    """Return the share of a quick role's paid time that can be booked, such as 0.85.

    Source: content/expectations.md C3, role table; kept in the catalogue of rate settings.
    """
    start = shipped_rate_settings().role(role)
    return start.bookable_share if start else Decimal(1)


def filled_from(line: Line, card_line: Line | None) -> Line:
    """Give a service what only the rate card's line knows; its own minutes and supplies stay.

    Room, equipment, missed appointments, set-up and indemnity come from the card, with the volume
    they are shared over, and the minutes of roles the service says nothing of. Without a line on
    the card they are left out.

    Source: content/stocktake.md A.3.4 ("One rates engine").
    """
    if card_line is None:
        return line
    return msgspec.structs.replace(
        card_line,
        minutes={**card_line.minutes, **line.minutes},
        consumables_gbp=line.consumables_gbp,
    )


@dataclass(frozen=True, slots=True)
class QuickCost:
    """A line's cost the quick way, or the ids of the questions it still needs."""

    cost: LineCost | None
    missing: tuple[str, ...] = ()


def quick_line_cost(
    line: Line,
    costs: QuickCosts,
    settings: RateSettings,
    card_hours: Mapping[str, Fraction] | None = None,
) -> QuickCost:
    """Work out a line with the practice's own costs in place of the settings' role costs.

    Management, room and uplift stay as the settings have them. Nothing is worked out while a cost
    the line needs is missing: it is never taken as 0 or from the settings.

    Args:
        line: one unit of the service.
        costs: from payroll.
        settings: what every line shares.
        card_hours: cost of a bookable hour by role that the practice's rate card has of its own;
            it is used before the one from payroll.

    Raises:
        StocktakeError: the line itself cannot be worked out; see ``line_cost``.

    Source: content/stocktake.md A.3.4 ("One rates engine"): a service never shows two costs.
    """
    hours = costs.bookable_hour_costs() | dict(card_hours or {})
    used = [role for role, minutes in line.minutes.items() if minutes]
    missing = [_ASKED_AT[role] for role in _ASKED_AT if role in used and role not in hours]
    if costs.overhead_pct is None or missing:
        overhead = [_OVERHEAD_ASKED_AT] if costs.overhead_pct is None else []
        return QuickCost(None, (*missing, *overhead))
    own = replace(settings, hour_cost_gbp=hours, overhead=costs.overhead_pct / 100)
    return QuickCost(line_cost(line, own))
