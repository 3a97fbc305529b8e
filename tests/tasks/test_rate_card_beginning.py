"""Three ways to begin a card; none of them claims what the practice has not said."""

from __future__ import annotations

from decimal import Decimal

from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.rates.pricing import price_card
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.rate_card_beginning import (
    empty_card,
    sample_card,
    services_card,
    services_known,
)
from stocktake.tasks.rate_services import MADE_UP


def test_an_empty_card_says_whose_it_is(practice: OpenPractice) -> None:
    card = empty_card(practice)
    assert (card.publisher, card.list_size, card.base_year) == ("Quayside Surgery", 9120, "2026/27")
    assert (card.lines, card.roles, card.status) == ((), (), "draft")
    assert card.id != empty_card(practice).id


def test_the_sample_has_its_eighteen_prices_and_claims_no_staff(practice: OpenPractice) -> None:
    card = sample_card(practice)
    prices = [each.price_gbp for each in price_card(card).lines]
    assert len(prices) == 18
    assert prices[0] == Decimal("12.63")
    assert {(role.staff_count, role.source) for role in card.roles} == {(0, MADE_UP)}
    assert (card.publisher, card.changes) == ("Quayside Surgery", ())


def test_the_sample_is_at_the_prices_of_the_round(practice: OpenPractice) -> None:
    later = OpenPractice(practice.workspace, practice.subject, "2028/29", "")
    card = sample_card(later)
    assert card.base_year == "2028/29"
    assert [each.year for each in card.uplift.years] == ["2029/30", "2030/31", "2031/32"]
    assert price_card(card).problems == ()


def test_a_practice_without_services_begins_an_empty_card(practice: OpenPractice) -> None:
    assert services_known(practice.sheet(STOCKTAKE)) == 0
    assert services_card(practice).lines == ()
