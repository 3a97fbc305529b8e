"""The working card: kept with every pay and penny in it, and taken back step by step."""

from __future__ import annotations

from decimal import Decimal

import pytest

from stocktake.errors import StocktakeError
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.rate_card import WorkingCard, load_card
from tests.rate_cards import CHANGED, reworked, sample_card


def test_a_practice_has_no_card_before_it_is_begun(practice: OpenPractice) -> None:
    assert load_card(practice.workspace, practice) is None


def test_a_change_is_kept_and_can_be_taken_back_and_done_again(practice: OpenPractice) -> None:
    working = WorkingCard(practice.workspace, practice)
    working.keep(sample_card(), "Begun from the sample card")
    dearer = reworked(sample_card(), "phlebotomy", consumables_gbp=Decimal("1.30"))
    working.keep(dearer, "Phlebotomy, consumables")
    assert load_card(practice.workspace, practice) == dearer
    assert working.next_undo == "Phlebotomy, consumables"
    working.undo()
    assert working.card == sample_card()
    assert working.next_redo == "Phlebotomy, consumables"
    working.redo()
    assert working.card == dearer


def test_a_card_that_is_put_away_can_be_had_back(practice: OpenPractice) -> None:
    working = WorkingCard(practice.workspace, practice)
    working.keep(sample_card(), "Begun")
    working.keep(None, "Put away")
    assert working.card is None
    working.undo()
    assert working.card == sample_card()


def test_the_workspace_has_a_card_of_its_own(practice: OpenPractice) -> None:
    pooled = CHANGED(sample_card(), title="Pooled")
    WorkingCard(practice.workspace, None).keep(pooled, "Begun")
    assert load_card(practice.workspace) == pooled
    assert load_card(practice.workspace, practice) is None


def test_a_card_of_an_old_round_is_only_read(practice: OpenPractice) -> None:
    practice.read_only = True
    working = WorkingCard(practice.workspace, practice)
    with pytest.raises(StocktakeError, match="only be read"):
        working.keep(sample_card(), "Begun")
    assert working.undo() is None
    assert working.next_undo == working.next_redo == ""
