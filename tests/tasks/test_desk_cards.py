"""A rate card changed at two desks is listed part by part, decided, and never lost."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from desks import NOW, ROLE, AtDesk, two_desks
from filled_practice import QUAYSIDE

from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import Address
from stocktake.rates.card import RateCard
from stocktake.rates.publishing import canonical
from stocktake.store.published_cards import PublishedVersion
from stocktake.store.workspace import Workspace
from stocktake.tasks.card_places import CARDS
from stocktake.tasks.desk_cards import CARD, shared_cards_differ, take_in_card
from stocktake.tasks.desk_copy import Standing
from stocktake.tasks.desk_differences import DeskDifferences
from stocktake.tasks.desk_taking import take_in_rest
from stocktake.tasks.rate_card import WorkingCard
from stocktake.tasks.returned import Decision
from tests.rate_cards import CHANGED, reworked, sample_card


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[tuple[AtDesk, AtDesk]]:
    """Both with the same card to begin with."""
    for one, three in two_desks(tmp_path):
        one.answer("profile.known_changes", "as agreed")
        keep(one, sample_card())
        one.write()
        three.carry_on(three.look())
        yield one, three


def keep(desk: AtDesk, card: RateCard | None) -> None:
    WorkingCard(desk.workspace, desk.practice).keep(card, f"Changed at {desk.desk.name}")


def card_at(desk: AtDesk) -> RateCard | None:
    return WorkingCard(desk.workspace, desk.practice).card


def priced(amount: int, line: str = "phlebotomy") -> RateCard:
    return reworked(sample_card(), line, consumables_gbp=Decimal(amount))


def apart(desks: tuple[AtDesk, AtDesk]) -> tuple[Standing, DeskDifferences]:
    one, three = desks
    three.write()
    found = one.look()
    return found, one.differences(found)


def listed(found: DeskDifferences) -> list[tuple[str, str, str, Decision | None]]:
    return [
        (each.label, each.ours_words, each.theirs_words, each.proposed)
        for one in found.cards
        for _, each in one.returned.differences
    ]


def test_what_only_the_other_desk_changed_is_proposed_and_taken_in(
    desks: tuple[AtDesk, AtDesk],
) -> None:
    one, three = desks
    keep(one, priced(7, "spirometry"))
    keep(three, priced(2))
    _, found = apart(desks)
    assert listed(found) == [
        ("Phlebotomy, one visit", "Consumables £: 1.1", "Consumables £: 2", Decision.THEIRS)
    ]
    assert found.cards[0].where == f"{QUAYSIDE.name}, 2026/27, rate card"
    take_in_card(one.workspace, found.cards[0], {}, ROLE)
    both = reworked(priced(2), "spirometry", consumables_gbp=Decimal(7))
    assert card_at(one) == both
    assert WorkingCard(one.workspace, one.practice).undo() is not None
    assert card_at(one) == priced(7, "spirometry")


def test_what_both_changed_must_be_decided_and_is_asked_once(
    desks: tuple[AtDesk, AtDesk],
) -> None:
    one, three = desks
    keep(one, priced(3))
    keep(three, priced(2))
    copy, found = apart(desks)
    assert [each[3] for each in listed(found)] == [None]
    (card,) = found.cards
    with pytest.raises(StocktakeError, match="still to decide"):
        take_in_card(one.workspace, card, {}, ROLE)
    key = (CARD, "card", Address("lines.phlebotomy"))
    take_in_card(one.workspace, card, {key: Decision.OURS}, ROLE)
    assert card_at(one) == priced(3)
    assert listed(one.differences(copy)) == []
    keep(three, reworked(priced(2), "spirometry", consumables_gbp=Decimal(9)))
    _, again = apart(desks)
    assert [each[0] for each in listed(again)] == ["Spirometry with reversibility"]


def test_a_line_taken_out_there_is_never_taken_out_here_unasked(
    desks: tuple[AtDesk, AtDesk],
) -> None:
    one, three = desks
    one.answer("profile.known_changes", "moved on")
    keep(three, CHANGED(sample_card(), lines=sample_card().lines[1:]))
    _, found = apart(desks)
    ((_, _, words, proposed),) = listed(found)
    assert (words, proposed) == ("Not on this card", None)


def test_a_card_put_away_or_begun_apart_is_decided_as_a_whole(
    desks: tuple[AtDesk, AtDesk],
) -> None:
    one, three = desks
    keep(one, priced(3))
    keep(three, None)
    _, found = apart(desks)
    assert [each[0] for each in listed(found)] == ["The whole card"]
    assert [each[3] for each in listed(found)] == [None]
    keep(three, CHANGED(sample_card(), id="another", title="Begun again"))
    _, found = apart(desks)
    ((_, _, words, proposed),) = listed(found)
    assert (words, proposed) == ("Begun again, 18 lines", None)
    key = (CARD, "card", Address("card"))
    take_in_card(one.workspace, found.cards[0], {key: Decision.THEIRS}, ROLE)
    kept = card_at(one)
    assert kept is not None
    assert kept.title == "Begun again"


def test_a_card_of_a_pcn_that_was_put_away_there_is_called_what_it_was(tmp_path: Path) -> None:
    place = f"{CARDS}pcn"
    with (
        Workspace.create(tmp_path / "here.stocktake") as here,
        Workspace.create(tmp_path / "there.stocktake") as there,
    ):
        for workspace in (here, there):
            WorkingCard(workspace, None, place).keep(sample_card(), "Begun")
        WorkingCard(there, None, place).keep(None, "Put the card away")
        (found,) = shared_cards_differ(here, there, "Desk 3")
    assert found.where == sample_card().title


def test_a_card_begun_there_only_and_what_was_published_there_are_added(
    desks: tuple[AtDesk, AtDesk],
) -> None:
    one, three = desks
    one.answer("profile.known_changes", "moved on")
    text = canonical(CHANGED(sample_card(), title="A card of the network"))
    three.workspace.rate_cards.keep("card:net", text, "Begun", role=ROLE)
    made = PublishedVersion("ab" * 32, "c", "1.0.0", "Our card", "{}", ROLE, NOW, "")
    three.workspace.published_cards.keep(made)
    copy, found = apart(desks)
    assert [each.where for each in found.cards] == ["A card of the network"]
    assert [each[3] for each in listed(found)] == [Decision.THEIRS]
    assert ("Our card, version 1.0.0",) in [each.lines for each in found.besides]
    take_in_card(one.workspace, found.cards[0], {}, ROLE)
    take_in_rest(one.workspace, copy, found, ROLE)
    step = one.workspace.rate_cards.now("card:net")
    assert step is not None
    assert step.text == text
    assert one.workspace.published_cards.all() == (made,)
