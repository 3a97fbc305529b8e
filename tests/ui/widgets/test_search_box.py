"""A line to search with, seen from outside."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from stocktake.ui.widgets.search_box import SearchBox


def test_the_button_that_empties_it_has_a_name(qtbot: QtBot) -> None:
    box = SearchBox("Find a question")
    qtbot.addWidget(box)
    names = [each.accessibleName() for each in box.findChildren(QAbstractButton)]
    assert names == ["Empty “Find a question”"]


def test_escape_empties_it_and_then_leaves(qtbot: QtBot) -> None:
    box = SearchBox("Find a question")
    qtbot.addWidget(box)
    qtbot.keyClicks(box, "calls")
    with qtbot.assert_not_emitted(box.closed, wait=0):
        qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == ""
    with qtbot.wait_signal(box.closed):
        qtbot.keyClick(box, Qt.Key.Key_Escape)
