from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stocktake.questionnaire.form import Question
from stocktake.ui.editors.rating import RatingCard, RatingEditor
from stocktake.ui.theme import Theme

ANCHORS = ("Nothing", "One person", "Once a year", "Twice a year and used", "Segmented by need")


@pytest.fixture
def editor(qtbot: QtBot) -> RatingEditor:
    made = RatingEditor(Question(id="q", type="rating", label="Q", anchors=ANCHORS))
    made.set_name("How well do we know our list?")
    qtbot.addWidget(made)
    made.resize(500, 700)
    made.show()
    with qtbot.wait_active(made):
        made.activateWindow()
    made.setFocus()
    return made


def cards(editor: RatingEditor) -> list[RatingCard]:
    return editor.findChildren(RatingCard)


def press(qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key)


def test_arrow_keys_move_without_choosing(qtbot: QtBot, editor: RatingEditor) -> None:
    with qtbot.assert_not_emitted(editor.edited, wait=0):
        press(qtbot, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up)
    assert QApplication.focusWidget() is cards(editor)[2]
    assert editor.value() is None


def test_space_chooses_the_card_in_hand(qtbot: QtBot, editor: RatingEditor) -> None:
    with qtbot.wait_signal(editor.edited) as heard:
        press(qtbot, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert heard.args == [Decimal(3)]
    assert [card.isChecked() for card in cards(editor)] == [False, False, False, True, False]


@pytest.mark.parametrize("level", range(5))
def test_a_digit_chooses_at_once(qtbot: QtBot, editor: RatingEditor, level: int) -> None:
    with qtbot.wait_signal(editor.edited) as heard:
        press(qtbot, Qt.Key(Qt.Key.Key_0.value + level))
    assert heard.args == [Decimal(level)]
    assert QApplication.focusWidget() is cards(editor)[level]


def test_a_digit_off_the_scale_does_nothing(qtbot: QtBot, editor: RatingEditor) -> None:
    with qtbot.assert_not_emitted(editor.edited, wait=0):
        press(qtbot, Qt.Key.Key_5)


def test_delete_clears(qtbot: QtBot, editor: RatingEditor) -> None:
    editor.set_value(Decimal(2))
    with qtbot.wait_signal(editor.edited) as heard:
        press(qtbot, Qt.Key.Key_Delete)
    assert heard.args == [None]
    assert not any(card.isChecked() for card in cards(editor))


def test_choosing_the_same_again_is_no_news(qtbot: QtBot, editor: RatingEditor) -> None:
    editor.set_value(Decimal(2))
    with qtbot.assert_not_emitted(editor.edited, wait=0):
        press(qtbot, Qt.Key.Key_2)
    assert cards(editor)[2].isChecked()


def test_nothing_is_chosen_at_first(editor: RatingEditor) -> None:
    assert not any(card.isChecked() for card in cards(editor))


def test_a_card_says_its_digit_its_name_and_its_description(editor: RatingEditor) -> None:
    said = [card.accessibleName() for card in cards(editor)]
    assert said[3] == "3, Reliable: Twice a year and used"


def test_the_cards_are_one_stop_of_the_tab_key(qtbot: QtBot, editor: RatingEditor) -> None:
    def tab_stops() -> list[int]:
        return [
            card.level for card in cards(editor) if card.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]

    assert tab_stops() == [0]
    editor.set_value(Decimal(4))
    assert tab_stops() == [4]


def test_cards_stand_in_a_row_when_there_is_room(qtbot: QtBot, editor: RatingEditor) -> None:
    editor.resize(1000, 400)
    qtbot.wait_until(lambda: len({card.y() for card in cards(editor)}) == 1)
    editor.resize(500, 900)
    qtbot.wait_until(lambda: len({card.x() for card in cards(editor)}) == 1)


def test_twice_the_text_needs_twice_the_room_for_a_row(
    qtbot: QtBot, editor: RatingEditor, theme: Theme
) -> None:
    theme.apply("light", 200)
    editor.resize(1001, 900)
    qtbot.wait_until(lambda: len({card.x() for card in cards(editor)}) == 1)
