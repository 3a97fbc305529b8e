"""The fields of one role's cost, and a role with one of them changed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import msgspec

from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import Value
from stocktake.rates.card import Basis, CardRole, RateCard
from stocktake.rates.line_cost import NOTHING, published
from stocktake.rates.rate_settings import shipped_rate_settings
from stocktake.rates.role_cost import Pay, on_costs, role_cost
from stocktake.tasks.rate_services import MADE_UP, SOURCE, pay_from
from stocktake.ui.models.wrapped_rows import WrappedRow
from stocktake.ui.rate_card.figure_fields import Spec
from stocktake.ui.rate_card.line_fields import plain
from stocktake.ui.rate_card.words import pounds
from stocktake.units import number_in_words, round_half_up

_ALL = Decimal(100)
OWN = "Our own figure"
"""The source of a figure that was typed in, until somebody says more."""
BASES: tuple[tuple[Basis, str], ...] = (
    ("pay", "Built up from pay"),
    ("paid_hour", "From a paid hour"),
    ("stated", "As stated"),
)
BASIS_WORDS = {**dict(BASES), "reference": "Published reference"}

_PAY = (
    Spec(
        "yearly_gbp",
        "Pay of one whole-time post a year",
        "pounds",
        "The average of those who do it",
    ),
    Spec("leave_days", "Days of leave"),
    Spec("bank_holiday_days", "Bank holidays"),
    Spec("sickness_days", "Days of sickness"),
    Spec("training_days", "Days of training"),
    Spec("bookable_share", "Time that can be booked", "percent", "Of paid time at work", _ALL),
    Spec("weekly_hours", "Hours a week"),
)
_SOURCE = Spec("source", "Where it comes from", "text")
FIELDS: dict[str, tuple[Spec, ...]] = {
    "pay": (*_PAY, Spec("staff_count", "People it is drawn from"), _SOURCE),
    "paid_hour": (
        Spec("cost_gbp", "One paid hour, with on-costs", "pounds"),
        Spec("share", "Time that can be booked", "percent", "Of paid time", _ALL),
        Spec("bookable_hours_a_year", "Bookable hours a year", hint="Of one whole-time post"),
        Spec("staff_count", "People it is drawn from"),
        _SOURCE,
    ),
    "stated": (
        Spec("cost_gbp", "One hour that can be booked", "pounds"),
        Spec("bookable_hours_a_year", "Bookable hours a year", hint="Of one whole-time post"),
        Spec("staff_count", "People it is drawn from"),
        _SOURCE,
    ),
    "reference": (
        Spec("cost_gbp", "One hour, as published", "pounds"),
        Spec("bookable_hours_a_year", "Bookable hours a year", hint="Of one whole-time post"),
        Spec("source", "The reference", "text", "Its name, such as a manual of unit costs"),
        Spec("edition", "Its edition", "text", "Such as 2025"),
    ),
}
"""The fields of each way of costing an hour."""


def begun_role(role_id: str, card: RateCard) -> CardRole:
    """A role of those that cards start from, with nothing said of its cost yet."""
    start = shipped_rate_settings().role(role_id)
    basis: Basis = "reference" if card.mode == "reference" else "pay"
    label = start.label if start else role_id
    return CardRole(id=role_id, label=label, basis=basis)


def with_basis(role: CardRole, basis: Basis) -> CardRole:
    """Return a role costed another way; nothing of the old cost is taken for the new one."""
    start = shipped_rate_settings().role(role.id)
    share = start.bookable_share if start and basis == "paid_hour" else Decimal(1)
    kept = role.bookable_hours_a_year
    if not kept and start and basis != "pay":
        kept = role_cost(pay_from(start, NOTHING), on_costs()).bookable_hours
    return CardRole(
        id=role.id, label=role.label, basis=basis, hours=share, staff_count=role.staff_count,
        bookable_hours_a_year=kept,
    )  # fmt: skip


def role_values(role: CardRole) -> dict[str, Value | None]:
    """What stands in the fields of a role."""
    values: dict[str, Value | None] = {
        "cost_gbp": role.cost_gbp or None,
        "share": plain(role.hours * 100),
        "bookable_hours_a_year": role.bookable_hours_a_year or None,
        "staff_count": Decimal(role.staff_count) if role.staff_count else None,
        "source": role.source or None,
        "edition": role.edition or None,
    }
    pay = role.pay or _start_pay(role.id)
    for name in Pay.__struct_fields__:
        values[name] = plain(getattr(pay, name))
    values["bookable_share"] = plain(pay.bookable_share * 100)
    values["yearly_gbp"] = pay.yearly_gbp or None
    return values


def changed_role(role: CardRole, key: str, value: Value | None, today: date) -> CardRole:
    """Return a role with one field changed, checked today.

    A blank is never 0 days away: it takes back the figure that cards start from.
    """
    changes: dict[str, object] = {"checked_on": today}
    if role.source in (SOURCE, MADE_UP) and key not in ("source", "staff_count"):
        # It is not what stands there any more, and must not be fetched from there again.
        changes["source"] = OWN
    amount = value if isinstance(value, Decimal) else NOTHING
    if key in ("source", "edition"):
        changes[key] = str(value or "").strip()
    elif key == "staff_count":
        changes[key] = int(amount)
    elif key == "share":
        start = _start_pay(role.id).bookable_share
        changes["hours"] = start if value is None else amount / 100
    elif key in Pay.__struct_fields__:
        start_pay = _start_pay(role.id)
        if value is None:
            amount = getattr(start_pay, key)
        elif key == "bookable_share":
            amount /= 100
        changes["pay"] = msgspec.structs.replace(role.pay or start_pay, **{key: amount})
    else:
        changes[key] = amount
    return msgspec.structs.replace(role, **changes)


def is_costed(role: CardRole) -> bool:
    """Whether anything is said of a role's cost, so that it may stand on the card."""
    if role.basis == "pay":
        return role.pay is not None and role.pay.yearly_gbp > 0
    return role.cost_gbp > 0


def build_up_rows(role: CardRole, card: RateCard) -> list[WrappedRow]:
    """How a role's hour comes about from pay; none for other ways or while it cannot be."""
    if role.basis != "pay" or role.pay is None:
        return []
    try:
        cost = role_cost(role.pay, on_costs(card.value))
    except StocktakeError:
        # Said beside the hour itself.
        return []
    return [
        WrappedRow(("Pay a year", f"£{pounds(cost.pay)}")),
        WrappedRow(("National Insurance", f"£{pounds(cost.national_insurance)}")),
        WrappedRow(("Pension", f"£{pounds(cost.pension)}")),
        WrappedRow(("Levy", f"£{pounds(cost.levy)}")),
        WrappedRow(("Cost of a year", f"£{pounds(cost.year_gbp)}")),
        WrappedRow(("Days at work", number_in_words(plain(cost.days)))),
        WrappedRow(("Hours that can be booked", f"{round_half_up(cost.bookable_hours, 2):,f}")),
        WrappedRow(("An hour that can be booked", f"£{pounds(published(cost.hour))}")),
    ]


def _start_pay(role_id: str) -> Pay:
    start = shipped_rate_settings().role(role_id)
    if start is not None:
        return pay_from(start, NOTHING)
    return Pay(
        yearly_gbp=NOTHING, leave_days=NOTHING, bank_holiday_days=NOTHING, sickness_days=NOTHING,
        training_days=NOTHING, bookable_share=Decimal(1),
    )  # fmt: skip
