"""The wheel scrolls the page, whatever it is turned over."""

import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from stocktake.ui.widgets.calm_combo import CalmComboBox


def page_with(qtbot: QtBot, combo: QComboBox) -> QScrollArea:
    area, inside = QScrollArea(), QWidget()
    rows = QVBoxLayout(inside)
    combo.addItems(["a", "b", "c"])
    rows.addWidget(combo)
    rows.addSpacing(2000)
    area.setWidget(inside)
    area.resize(300, 300)
    qtbot.addWidget(area)
    area.show()
    return area


def turn_wheel(page: QScrollArea, combo: QComboBox) -> None:
    """As a person does, from outside the window; sent to the control it would go no further."""
    middle = QPointF(combo.mapTo(page, combo.rect().center()))
    QTest.wheelEvent(page.windowHandle(), middle, QPoint(0, -240))
    QApplication.processEvents()


@pytest.mark.parametrize("is_focused", [True, False])
def test_the_wheel_scrolls_the_page_and_changes_nothing(qtbot: QtBot, is_focused: bool) -> None:
    combo = CalmComboBox()
    page = page_with(qtbot, combo)
    if is_focused:
        combo.setFocus()
    turn_wheel(page, combo)
    assert combo.currentText() == "a"
    assert page.verticalScrollBar().value() > 0


def test_any_other_combo_box_would_change(qtbot: QtBot) -> None:
    combo = QComboBox()
    page = page_with(qtbot, combo)
    turn_wheel(page, combo)
    assert combo.currentText() != "a"
    assert page.verticalScrollBar().value() == 0
