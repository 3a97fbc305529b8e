"""Cards of a PCN or federation: begun, renamed, put away, and every step can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from stocktake.errors import StocktakeError
from stocktake.store.workspace import Workspace
from stocktake.tasks.rate_card import WorkingCard
from stocktake.tasks.shared_cards import (
    WHOLE_FILE,
    SharedCard,
    begin_shared,
    rename_shared,
    shared_cards,
)
from tests.rate_cards import sample_card

TODAY = date(2026, 11, 22)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "w.stocktake") as made:
        yield made


def test_a_card_says_whose_it_is_and_is_of_this_year(workspace: Workspace) -> None:
    place = begin_shared(workspace, "pcn", "  Vale   PCN ", TODAY, "PCN lead")
    card = WorkingCard(workspace, None, place).card
    assert card is not None
    assert (card.title, card.publisher, card.contact_role) == (
        "Vale PCN rate card",
        "Vale PCN",
        "PCN manager",
    )
    assert card.base_year == "2026/27"
    assert shared_cards(workspace) == (SharedCard(place, "Vale PCN rate card"),)


def test_renaming_and_putting_away_are_steps_that_can_be_undone(workspace: Workspace) -> None:
    place = begin_shared(workspace, "federation", "Fen", TODAY)
    rename_shared(workspace, place, "Fen network")
    working = WorkingCard(workspace, None, place)
    working.keep(None, "Put the card away")
    assert shared_cards(workspace) == (SharedCard(place, "Fen network", is_put_away=True),)
    working.undo()
    working.undo()
    assert shared_cards(workspace) == (SharedCard(place, "Fen rate card"),)


def test_two_cards_do_not_share_a_name_nor_their_steps(workspace: Workspace) -> None:
    first = begin_shared(workspace, "pcn", "Vale", TODAY)
    with pytest.raises(StocktakeError, match="already"):
        begin_shared(workspace, "pcn", "vale", TODAY)
    second = begin_shared(workspace, "pcn", "Fen", TODAY)
    with pytest.raises(StocktakeError, match="already"):
        rename_shared(workspace, second, "Vale rate card")
    WorkingCard(workspace, None, second).keep(sample_card(), "Changed")
    card = WorkingCard(workspace, None, first).card
    assert card is not None
    assert card.lines == ()


@pytest.mark.parametrize("name", ["", "   ", "x" * 121])
def test_a_card_needs_a_name_one_can_read(workspace: Workspace, name: str) -> None:
    with pytest.raises(StocktakeError) as caught:
        begin_shared(workspace, "pcn", name, TODAY)
    assert caught.value.code == "no_name"
    assert shared_cards(workspace) == ()


def test_the_card_of_the_whole_file_is_listed_too(workspace: Workspace) -> None:
    WorkingCard(workspace, None).keep(sample_card(), "Begun")
    assert shared_cards(workspace) == (SharedCard(WHOLE_FILE, sample_card().title),)
