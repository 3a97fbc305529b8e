"""A line to search with, seen from outside."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from stocktake.ui.widgets.search_box import SearchBox


def test_the_button_that_empties_it_has_a_name(qtbot: QtBot) -> None:
    box = SearchBox("Find a question")
    qtbot.addWidget(box)
    names = [each.accessibleName() for each in box.findChildren(QAbstractButton)]
    assert names == ["Empty “Find a question”"]
