"""A toggle by assistive software counts as a click; what the program shows by itself does not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QAbstractButton, QPushButton, QRadioButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from stocktake.questionnaire.form import Question
from stocktake.ui.editors.rating import RatingCard, RatingEditor
from stocktake.ui.widgets.assisted import Assisted, show_checked
from stocktake.ui.widgets.state_bar import StateBar


class Box(QWidget):
    """Two buttons of which one is on, and one that stands alone."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        self.heard: list[tuple[str, bool]] = []
        self.buttons: list[QAbstractButton] = [QRadioButton("a"), QRadioButton("b")]
        alone = QPushButton("c")
        alone.setCheckable(True)
        self.buttons.append(alone)
        for button in self.buttons:
            column.addWidget(button)
            Assisted(button)
            button.clicked.connect(self._on_clicked)

    @Slot()
    def _on_clicked(self) -> None:
        button = self.sender()
        assert isinstance(button, QAbstractButton)
        self.heard.append((button.text(), button.isChecked()))


@pytest.fixture
def box(qtbot: QtBot) -> Box:
    made = Box()
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_toggle_without_a_press_is_told_as_one_click(box: Box) -> None:
    box.buttons[0].toggle()
    box.buttons[1].toggle()
    box.buttons[2].toggle()
    box.buttons[2].toggle()
    assert box.heard == [("a", True), ("b", True), ("c", True), ("c", False)]


@pytest.mark.parametrize("at", [0, 2])
def test_a_press_is_told_once_by_mouse_key_and_program(qtbot: QtBot, box: Box, at: int) -> None:
    button = box.buttons[at]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    button.click()
    assert [name for name, _ in box.heard] == [button.text()] * 3


def test_after_a_press_that_was_drawn_away_a_toggle_is_told(qtbot: QtBot, box: Box) -> None:
    button = box.buttons[2]
    qtbot.mousePress(button, Qt.MouseButton.LeftButton)
    away = button.rect().bottomRight() * 3
    qtbot.mouseMove(button, away)
    button.setDown(False)
    qtbot.mouseRelease(button, Qt.MouseButton.LeftButton, pos=away)
    assert box.heard == []
    button.toggle()
    assert box.heard == [("c", True)]


def test_what_is_only_shown_is_not_told_and_the_last_one_goes_off(box: Box) -> None:
    show_checked(box.buttons[0], True)
    show_checked(box.buttons[0], False)
    assert not box.buttons[0].isChecked()
    assert box.heard == []


def test_a_rating_is_chosen_by_a_toggle(qtbot: QtBot) -> None:
    editor = RatingEditor(Question(id="q", type="rating", label="Q"))
    qtbot.addWidget(editor)
    with qtbot.wait_signal(editor.edited) as heard:
        editor.findChildren(RatingCard)[3].toggle()
    assert heard.args == [Decimal(3)]


def test_a_state_is_set_and_taken_off_by_a_toggle(qtbot: QtBot) -> None:
    bar = StateBar([("not_known", "Not known"), ("later", "Come back later")])
    qtbot.addWidget(bar)
    heard: list[str] = []
    bar.chosen.connect(heard.append)
    button = next(b for b in bar.findChildren(QAbstractButton) if b.text() == "Not known")
    button.toggle()
    button.toggle()
    assert heard == ["not_known", ""]
