"""A line undoes what is typed in it until that is handed over; then Ctrl+Z is the window's."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from stocktake.ui.editors.long_text import GrowingText
from stocktake.ui.widgets.line_edit import LineEdit

Keys = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Window(QWidget):
    """A line and a text in a window that has an Undo and a Redo of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.line, self.text = LineEdit(), GrowingText()
        column = QVBoxLayout(self)
        column.addWidget(self.line)
        column.addWidget(self.text)
        self.heard: list[str] = []
        self._add("undo", "Ctrl+Z")
        self._add("redo", "Ctrl+Y", "Ctrl+Shift+Z")

    def _add(self, name: str, *keys: str) -> None:
        action = QAction(name, self)
        action.setShortcuts(list(keys))
        action.triggered.connect(lambda: self.heard.append(name))
        self.addAction(action)


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    made = Window()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.line.setFocus()
    return made


def test_typing_is_undone_in_the_line_first_and_then_by_the_window(window: Window) -> None:
    window.line.setText("9000")
    QTest.keyClicks(window.line, "9")
    QTest.keyClick(window.line, Keys.Key_Z, CONTROL)
    assert (window.line.text(), window.heard) == ("9000", [])
    QTest.keyClick(window.line, Keys.Key_Z, CONTROL)
    assert (window.line.text(), window.heard) == ("9000", ["undo"])


def test_typing_undone_is_typed_again(window: Window) -> None:
    QTest.keyClicks(window.line, "9120")
    QTest.keyClick(window.line, Keys.Key_Z, CONTROL)
    assert window.line.text() == ""
    QTest.keyClick(window.line, Keys.Key_Y, CONTROL)
    assert (window.line.text(), window.heard) == ("9120", [])
    QTest.keyClick(window.line, Keys.Key_Y, CONTROL)
    assert window.heard == ["redo"]


def test_what_was_handed_over_is_the_windows_to_undo(window: Window) -> None:
    QTest.keyClicks(window.line, "9120")
    window.line.settle()
    QTest.keyClick(window.line, Keys.Key_Z, CONTROL)
    assert (window.line.text(), window.heard) == ("9120", ["undo"])
    QTest.keyClick(window.line, Keys.Key_Z, CONTROL | SHIFT)
    assert window.heard == ["undo", "redo"]


def test_undoing_typing_is_told_as_typing(window: Window) -> None:
    told: list[str] = []
    window.line.textEdited.connect(told.append)
    QTest.keyClicks(window.line, "9")
    QTest.keyClick(window.line, Keys.Key_Z, CONTROL)
    assert told == ["9", ""]


def test_a_line_to_read_only_leaves_undo_to_the_window(window: Window) -> None:
    window.line.setReadOnly(True)
    QTest.keyClick(window.line, Keys.Key_Z, CONTROL)
    assert window.heard == ["undo"]


def test_a_text_undoes_its_typing_until_it_is_handed_over(window: Window) -> None:
    window.text.setFocus()
    QTest.keyClicks(window.text, "Phones jam")
    QTest.keyClick(window.text, Keys.Key_Z, CONTROL)
    assert (window.text.toPlainText(), window.heard) == ("", [])
    QTest.keyClick(window.text, Keys.Key_Y, CONTROL)
    assert (window.text.toPlainText(), window.heard) == ("Phones jam", [])
    window.text.settle()
    QTest.keyClick(window.text, Keys.Key_Z, CONTROL)
    QTest.keyClick(window.text, Keys.Key_Y, CONTROL)
    assert (window.text.toPlainText(), window.heard) == ("Phones jam", ["undo", "redo"])
