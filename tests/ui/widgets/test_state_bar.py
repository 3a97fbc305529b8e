import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from stocktake.ui.widgets.state_bar import StateBar

STATES = (
    ("not_known", "Not known"),
    ("not_applicable", "Not applicable"),
    ("come_back_later", "Come back later"),
)


@pytest.fixture
def bar(qtbot: QtBot) -> StateBar:
    made = StateBar(STATES)
    made.set_name("How many patients are registered?")
    qtbot.addWidget(made)
    made.resize(600, 60)
    made.show()
    with qtbot.wait_active(made):
        made.activateWindow()
    made.findChildren(QPushButton)[0].setFocus()
    return made


def press(qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key)


def test_arrow_keys_move_and_choose_nothing(qtbot: QtBot, bar: StateBar) -> None:
    with qtbot.assert_not_emitted(bar.chosen, wait=0):
        press(qtbot, Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert QApplication.focusWidget().text() == "Come back later"
    press(qtbot, Qt.Key.Key_Right)
    assert QApplication.focusWidget().text() == "Not known"


def test_space_chooses_and_chooses_again_to_clear(qtbot: QtBot, bar: StateBar) -> None:
    heard: list[str] = []
    bar.chosen.connect(heard.append)
    press(qtbot, Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_Space)
    assert heard == ["not_applicable", ""]
    assert bar.choice() == ""


def test_one_choice_replaces_another(qtbot: QtBot, bar: StateBar) -> None:
    press(qtbot, Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Space)
    assert [each.isChecked() for each in bar.findChildren(QPushButton)] == [False, True, False]


def test_showing_a_choice_is_silent(qtbot: QtBot, bar: StateBar) -> None:
    with qtbot.assert_not_emitted(bar.chosen, wait=0):
        bar.set_choice("come_back_later")
        bar.set_choice("")
        bar.set_choice("not_known")
    assert bar.choice() == "not_known"


def test_it_is_one_stop_of_the_tab_key(bar: StateBar) -> None:
    bar.set_choice("come_back_later")
    stops = [
        each.text()
        for each in bar.findChildren(QPushButton)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert stops == ["Come back later"]


def test_what_is_chosen_has_a_tick_and_not_colour_alone(bar: StateBar) -> None:
    bar.set_choice("not_known")
    assert [each.icon().isNull() for each in bar.findChildren(QPushButton)] == [False, True, True]


def test_each_says_its_state_and_of_which_question(bar: StateBar) -> None:
    first = bar.findChildren(QPushButton)[0]
    assert first.accessibleName() == "Not known"
    assert first.accessibleDescription() == "How many patients are registered?"


def test_read_only_cannot_be_pressed(qtbot: QtBot, bar: StateBar) -> None:
    bar.set_read_only(True)
    with qtbot.assert_not_emitted(bar.chosen, wait=0):
        bar.findChildren(QPushButton)[0].click()
