"""The lead's notes stay on the computer unless they are ticked to travel."""

from pytestqt.qtbot import QtBot

from stocktake.tasks.pcn_kept import RoundKept
from stocktake.tasks.pcn_rulings import Rulings, carried_in, records_to_write
from stocktake.ui.combine.notes_card import NotesCard
from stocktake.ui.combine.work import Wanted, travelling_notes


def test_notes_travel_only_with_a_tick() -> None:
    assert RoundKept(notes="Ring").travelling_notes == ""
    assert RoundKept(notes="Ring\n", notes_travel=True).travelling_notes == "Ring"
    assert RoundKept(notes="  ").travelling_notes is None


def test_notes_that_came_go_on_until_there_are_some_here() -> None:
    assert travelling_notes(Wanted(notes_came="Theirs")) == "Theirs"
    assert travelling_notes(Wanted(notes="", notes_came="Theirs")) == ""
    assert travelling_notes(Wanted(notes="Ours", notes_came="Theirs")) == "Ours"


def test_notes_of_other_rounds_and_pcns_go_on_as_they_came() -> None:
    before = records_to_write((), "U1", "2025/26", Rulings(), (), "Old")
    theirs = records_to_write((), "U2", "2026/27", Rulings(), (), "Not ours")
    now = records_to_write((*before, *theirs), "U1", "2026/27", Rulings(), (), "New")
    assert carried_in(now, "U1").notes == {"2025/26": "Old", "2026/27": "New"}
    assert carried_in(now, "U2").notes == {"2026/27": "Not ours"}


def test_there_is_no_tick_where_no_pcn_workbook_is_written(qtbot: QtBot) -> None:
    card = NotesCard()
    qtbot.addWidget(card)
    card.show()
    card.set_for_pcn(False)
    assert not card.travels.isVisible()
    card.set_for_pcn(True)
    assert card.travels.isVisible()


def test_notes_that_stand_here_already_are_not_offered_again(qtbot: QtBot) -> None:
    card = NotesCard()
    qtbot.addWidget(card)
    card.show()
    card.show_came("Ring")
    assert card.take.isVisible()
    card.show_notes("Ring today", travels=True)
    assert not card.take.isVisible()
