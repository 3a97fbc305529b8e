"""Begin a rate card: empty, from the services table of the stocktake, or from the sample card."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from stocktake.paths import shipped
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.questionnaire.sheet import Sheet
from stocktake.rates.card import RateCard
from stocktake.rates.publishing import read_card_toml
from stocktake.rates.uplift import rebased
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.rate_card import new_card_id
from stocktake.tasks.rate_services import MADE_UP, filled_card, services


def empty_card(practice: OpenPractice) -> RateCard:
    """Return a card that says only whose it is and for which year."""
    sheet = practice.sheet(STOCKTAKE)
    size = sheet.value("profile.list_size")
    name = practice.subject.name
    return RateCard(
        id=new_card_id(),
        title=f"{name} rate card",
        publisher=name,
        contact_role="Practice manager",
        list_size=int(size) if isinstance(size, Decimal) else 0,
        base_year=practice.round,
    )


def services_card(practice: OpenPractice) -> RateCard:
    """Return a card with the services of the stocktake, their minutes and the costs of time."""
    return filled_card(empty_card(practice), practice.sheet(STOCKTAKE))


def sample_card(practice: OpenPractice) -> RateCard:
    """Return the eighteen lines of the sample card as a draft of this practice.

    Nothing is claimed that the practice has not said: no staff were counted and no figure has a
    source.
    """
    path = shipped("resources") / "sample" / "harbour_and_vale_card.toml"
    made_up = read_card_toml(path.read_text(encoding="utf-8"))
    begun = empty_card(practice)
    roles = tuple(
        msgspec.structs.replace(role, staff_count=0, source=MADE_UP, checked_on=None)
        for role in made_up.roles
    )
    return msgspec.structs.replace(
        begun,
        scope=made_up.scope,
        uplift=rebased(made_up.uplift, begun.base_year),
        roles=roles,
        lines=made_up.lines,
    )


def next_years_card(card: RateCard, base_year: str) -> RateCard:
    """Return last year's card as it begins another: a draft at that year's prices.

    Nothing was adopted at those prices yet. Rises that led to that year or before it are gone by;
    the figures themselves stay until somebody changes them, each with the day it was checked.
    """
    return msgspec.structs.replace(
        card,
        base_year=base_year,
        uplift=rebased(card.uplift, base_year),
        status="draft",
        adopted_by="",
        adopted_on=None,
    )


def services_known(sheet: Sheet) -> int:
    """How many services beyond the core contract the stocktake names."""
    return len(services(sheet))
