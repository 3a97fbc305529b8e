"""A working card as it is kept, with every pay and penny in it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from stocktake.errors import StocktakeError
from stocktake.rates.publishing import canonical
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.rate_card import WorkingCard
from stocktake.tasks.rate_card_text import basis_now, card_from_text
from tests.rate_cards import cards, reference_card, sample_card


@given(cards())
@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
def test_a_card_comes_back_as_it_was_kept(card) -> None:
    assert card_from_text(canonical(card)) == card


def test_what_is_no_card_says_what_to_do() -> None:
    with pytest.raises(StocktakeError, match="cannot be read") as refused:
        card_from_text('{"id": 3}')
    assert "Undo" in refused.value.how_to_fix


def test_the_services_table_takes_its_lines_and_shared_figures(practice: OpenPractice) -> None:
    working = WorkingCard(practice.workspace, practice)
    assert basis_now(practice.workspace, 1) is None
    working.keep(sample_card(), "Begun")
    basis = basis_now(practice.workspace, 1)
    assert basis is not None
    assert (basis.settings.room_gbp_per_hour, basis.works["ecg"].room_minutes) == (9, 20)


def test_a_card_by_published_references_gives_the_table_nothing(practice: OpenPractice) -> None:
    WorkingCard(practice.workspace, practice).keep(reference_card(), "Begun")
    assert basis_now(practice.workspace, 1) is None
