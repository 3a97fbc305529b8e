"""A meeting by keyboard: cards stay hidden until they are turned, and the agreed level is kept."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from reviewing import Reviewed, displayed, unnamed
from signing import SAID

from stocktake.questionnaire.answers import State
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.ui.meeting.hand import LaidCard
from stocktake.ui.meeting.room import MeetingRoom
from stocktake.ui.pages.meeting import MeetingPage
from stocktake.ui.widgets.labels import Words


@pytest.fixture
def page(qtbot: QtBot, reviewed: Reviewed) -> Iterator[MeetingPage]:
    reviewed.open()
    made = displayed(qtbot, MeetingPage(reviewed.desk))
    yield made
    if made.room is not None:
        made.room.reject()


def begun(qtbot: QtBot, page: MeetingPage, people: int = 3) -> MeetingRoom:
    page.how_many.set_choice(str(people))
    page.start.click()
    assert page.room is not None
    qtbot.waitExposed(page.room)
    return page.room


def lay(qtbot: QtBot, room: MeetingRoom, *levels: int) -> None:
    for level in levels:
        card = room.focusWidget()
        assert card is not None
        qtbot.keyClick(card, Qt.Key(Qt.Key.Key_0.value + level))


def names(room: MeetingRoom) -> list[str]:
    return [each.accessibleName() for each in room.findChildren(LaidCard) if each.isVisible()]


def said(room: MeetingRoom) -> str:
    return "\n".join(each.text() for each in room.findChildren(Words) if each.isVisible())


def test_it_says_how_many_were_agreed(page: MeetingPage) -> None:
    assert page.so_far.text() == "0 of 41 ratings were agreed together."


def test_a_signed_stocktake_is_not_rated_again_before_it_is_reopened(
    page: MeetingPage, reviewed: Reviewed
) -> None:
    practice = reviewed.desk.practice
    assert practice is not None
    number = practice.open_return(STOCKTAKE).id
    practice.workspace.sign_offs.sign([number], SAID, role="Practice manager")
    reviewed.desk.read_afresh()
    page.refresh()
    assert not page.start.isEnabled()
    words = "\n".join(each.text() for each in page.findChildren(Words) if each.isVisible())
    assert "Reopen to change" in words


def test_no_card_is_told_before_all_are_turned(qtbot: QtBot, page: MeetingPage) -> None:
    room = begun(qtbot, page)
    assert room.editor is not None
    room.editor.setFocus()
    lay(qtbot, room, 1, 3)
    assert names(room) == ["Person 1: card laid", "Person 2: card laid", "Person 3: no card yet"]
    assert room.editor.value() is None
    assert "Person 3 of 3: choose your card" in said(room)
    assert not room.turn.isVisible()
    lay(qtbot, room, 2)
    assert room.turn.isVisible()
    assert names(room) == [f"Person {n}: card laid" for n in (1, 2, 3)]
    room.turn.click()
    assert names(room) == ["A card with 1", "A card with 2", "A card with 3"]
    assert "one 1, one 2 and one 3" in said(room)


def test_the_agreed_level_is_saved_and_the_next_rating_comes(
    qtbot: QtBot, page: MeetingPage, reviewed: Reviewed
) -> None:
    room = begun(qtbot, page)
    question = room.question
    assert room.editor is not None
    room.editor.setFocus()
    lay(qtbot, room, 1, 3, 2)
    room.turn.click()
    assert not room.keep.isEnabled()
    lay(qtbot, room, 2)
    room.said.setText("Fridays")
    room.keep.click()
    kept = reviewed.desk.sheet(STOCKTAKE).answers.get(question.id)
    assert kept.value == Decimal(2)
    assert kept.note.endswith("agreed 2. Fridays.")
    assert room.question != question
    assert names(room) == [f"Person {n}: no card yet" for n in (1, 2, 3)]
    assert page.desk.workspace is not None


def test_when_all_chose_the_same_it_is_offered_as_agreed(qtbot: QtBot, page: MeetingPage) -> None:
    room = begun(qtbot, page, 2)
    assert room.editor is not None
    room.editor.setFocus()
    lay(qtbot, room, 3, 3)
    room.turn.click()
    assert room.keep.isEnabled()
    assert not room.said.isVisible()


def test_one_can_be_left_for_later_and_a_card_taken_back(
    qtbot: QtBot, page: MeetingPage, reviewed: Reviewed
) -> None:
    room = begun(qtbot, page)
    question = room.question
    assert room.editor is not None
    room.editor.setFocus()
    lay(qtbot, room, 1)
    room.back.click()
    assert names(room)[0] == "Person 1: no card yet"
    room.later.click()
    answer = reviewed.desk.sheet(STOCKTAKE).answers.get(question.id)
    assert answer.state is State.COME_BACK_LATER


def test_leaving_in_between_keeps_what_was_agreed_and_no_half_laid_cards(
    qtbot: QtBot, page: MeetingPage, reviewed: Reviewed
) -> None:
    room = begun(qtbot, page, 2)
    first = room.question
    assert room.editor is not None
    room.editor.setFocus()
    lay(qtbot, room, 3, 3)
    room.turn.click()
    room.keep.click()
    second = room.question
    assert room.editor is not None
    room.editor.setFocus()
    lay(qtbot, room, 4)
    qtbot.keyClick(room, Qt.Key.Key_Escape)
    answers = reviewed.desk.sheet(STOCKTAKE).answers
    assert answers.get(first.id).value == Decimal(3)
    assert answers.get(second.id).value is None
    assert page.room is None
    assert page.so_far.text() == "1 of 41 ratings were agreed together."


def test_everything_has_a_name(qtbot: QtBot, page: MeetingPage) -> None:
    assert unnamed(page) == []
    room = begun(qtbot, page)
    assert unnamed(room) == []
