"""A rate card: who publishes it, what its lines hold, and the figures they share.

One model serves a draft, a published card and another provider's card. A draft may hold the pay a
role's cost is built from; a published card never does.
Source: content/expectations.md C3, C5 and C6.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

from stocktake.rates.line_cost import Line
from stocktake.rates.pooled_cost import PooledCost
from stocktake.rates.rate_settings import shipped_rate_settings
from stocktake.rates.record import Record
from stocktake.rates.role_cost import Pay
from stocktake.rates.uplift import Uplift
from stocktake.units import date_in_words

Mode = Literal["own_costs", "reference"]
Basis = Literal["pay", "paid_hour", "stated", "reference"]
Status = Literal["draft", "consultation", "adopted"]
PublisherKind = Literal["practice", "pcn", "federation", "other"]

CC_BY = "CC BY 4.0"
OPEN_GOVERNMENT = "Open Government Licence v3.0"
LICENCES = (CC_BY, OPEN_GOVERNMENT)
"""Licences suggested for a card. Source: content/expectations.md C6."""


class CardSetting(Record, frozen=True, kw_only=True):
    """A figure of the card in place of the one cards start from; see ``Setting`` for its unit."""

    id: str
    value: Decimal
    source: str = ""
    checked_on: date | None = None


class CardRole(Record, frozen=True, kw_only=True):
    """What an hour of a role costs: ``cost_gbp`` buys ``hours`` that can be booked.

    Attributes:
        basis: built from pay; a paid hour from payroll; a bookable hour as stated; or a published
            reference, which already holds on-costs and overheads.
        pay: a draft's build-up, used in place of ``cost_gbp`` and ``hours``; never published.
        cost_gbp: pounds for the time bought; for ``pay``, the cost of a year.
        hours: bookable hours in it; for ``paid_hour``, the bookable share of one hour.
        bookable_hours_a_year: of one WTE, to work out how many WTE a line takes; 0 is not given.
        staff_count: people the cost is drawn from; 0 is not given.
        source, edition, checked_on: where the figure comes from and when that was checked.
    """

    id: str
    label: str
    basis: Basis
    pay: Pay | None = None
    cost_gbp: Decimal = Decimal(0)
    hours: Decimal = Decimal(1)
    bookable_hours_a_year: Decimal = Decimal(0)
    staff_count: int = 0
    source: str = ""
    edition: str = ""
    checked_on: date | None = None


class Scope(Record, frozen=True, kw_only=True):
    """What a line is for, in words. What a line leaves empty is taken from the card's own scope."""

    included: str = ""
    excluded: str = ""
    eligibility: str = ""
    minimum_volume: str = ""
    quality: str = ""
    delivered_by: str = ""
    core_statement: str = ""

    def filled_from(self, shared: Scope) -> Scope:
        """Return this scope with its empty words taken from what all lines share."""
        words = {name: getattr(self, name) or getattr(shared, name) for name in SCOPE_WORDS}
        return Scope(**words)


SCOPE_WORDS = Scope.__struct_fields__


class CardLine(Record, frozen=True, kw_only=True):
    """One line of a card.

    Attributes:
        unit: what one price pays for, such as visit or patient-year.
        work: minutes and costs of one unit; None where only a price is known, as in another
            provider's price list.
        service: code of the same service in the stocktake, empty when there is none.
        published_gbp: the price a published card states; None in a draft, whose price is live.
        pooled: costs of several practices together, in place of ``work``; never one practice's own.
    """

    id: str
    name: str
    unit: str
    work: Line | None = None
    service: str = ""
    scope: Scope = Scope()
    published_gbp: Decimal | None = None
    pooled: PooledCost | None = None

    @property
    def lacks_minutes(self) -> bool:
        """Whether it says nothing yet of anybody's time, so that a price would only look right."""
        return self.work is not None and not any(self.work.minutes.values())


class ChangeNote(Record, frozen=True, kw_only=True):
    """What changed in one version, in words."""

    version: str
    made_on: date
    words: str


class RateCard(Record, frozen=True, kw_only=True):
    """A whole card.

    Attributes:
        id: for ever; two cards with one id are versions of each other.
        version: MAJOR.MINOR.PATCH: method, price or line, wording.
        contact_role: whom to ask, as a role and never as a name.
        list_size: registered patients covered; 0 is not given.
        base_year: financial year of its prices, such as 2026/27.
        effective_from, effective_to, review_on: the days it applies from and to, and is looked at.
        adopted_by, adopted_on: the body that adopted it, and when.
        mode: own costs, or published references that already hold overheads and rooms.
        scope: words that all lines share.
    """

    id: str
    title: str
    version: str = "0.1.0"
    publisher: str = ""
    publisher_kind: PublisherKind = "practice"
    contact_role: str = ""
    area: str = ""
    list_size: int = 0
    base_year: str
    effective_from: date | None = None
    effective_to: date | None = None
    review_on: date | None = None
    status: Status = "draft"
    adopted_by: str = ""
    adopted_on: date | None = None
    licence: str = CC_BY
    mode: Mode = "own_costs"
    settings: tuple[CardSetting, ...] = ()
    roles: tuple[CardRole, ...] = ()
    uplift: Uplift = Uplift()
    scope: Scope = Scope()
    lines: tuple[CardLine, ...] = ()
    changes: tuple[ChangeNote, ...] = ()

    def setting(self, setting_id: str) -> CardSetting:
        """Return a figure with its source: the card's own, or the one that cards start from."""
        own = next((each for each in self.settings if each.id == setting_id), None)
        start = shipped_rate_settings().setting(setting_id)
        return own or CardSetting(
            id=start.id, value=start.value, source=start.source, checked_on=start.checked_on
        )

    def value(self, setting_id: str) -> Decimal:
        """Return the value of a figure; see ``setting``."""
        return self.setting(setting_id).value

    @property
    def is_pooled(self) -> bool:
        """Whether a line of it stands on costs of several practices together."""
        return any(line.pooled is not None for line in self.lines)

    @property
    def status_in_words(self) -> str:
        """Draft, proposed or adopted: a card is proposed until a body and a date have adopted it.

        Source: content/expectations.md C6.
        """
        if self.status == "draft":
            return "Draft"
        if self.status == "adopted" and self.adopted_by and self.adopted_on:
            return f"Adopted by {self.adopted_by} on {date_in_words(self.adopted_on)}"
        return "Proposed"


def with_setting(card: RateCard, setting: CardSetting) -> RateCard:
    """Return the card with one figure of its own."""
    kept = tuple(each for each in card.settings if each.id != setting.id)
    return msgspec.structs.replace(card, settings=(*kept, setting))
