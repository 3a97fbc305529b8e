from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDateEdit,
    QScrollArea,
    QSlider,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from stocktake.ui.wheel_guard import WheelGuard


@pytest.fixture
def guard(qapp: QApplication) -> Iterator[WheelGuard]:
    made = WheelGuard()
    qapp.installEventFilter(made)
    yield made
    qapp.removeEventFilter(made)


def turn_wheel(widget: QWidget) -> None:
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle, QPointF(widget.mapToGlobal(middle.toPoint())), QPoint(0, 0), QPoint(0, -240),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


@pytest.fixture
def page(qtbot: QtBot) -> QScrollArea:
    area, inside = QScrollArea(), QWidget()
    rows = QVBoxLayout(inside)
    combo, spin, day, slider = QComboBox(), QSpinBox(), QDateEdit(), QSlider()
    combo.addItems(["a", "b", "c"])
    spin.setValue(5)
    slider.setMinimumHeight(200)
    for widget in (combo, spin, day, slider):
        rows.addWidget(widget)
    rows.addSpacing(2000)
    area.setWidget(inside)
    area.resize(300, 300)
    qtbot.addWidget(area)
    area.show()
    return area


@pytest.mark.parametrize("kind", [QComboBox, QSpinBox, QDateEdit, QSlider])
@pytest.mark.parametrize("focused", [True, False], ids=["focused", "not focused"])
def test_the_wheel_scrolls_the_page_and_changes_nothing(
    guard: WheelGuard, page: QScrollArea, kind: type[QWidget], focused: bool
) -> None:
    control = page.findChildren(kind)[0]
    if focused:
        control.setFocus()
    before = state_of(control)
    turn_wheel(control)
    assert state_of(control) == before
    assert page.verticalScrollBar().value() > 0


def test_without_the_guard_the_wheel_would_change_a_number(page: QScrollArea) -> None:
    spin = page.findChildren(QSpinBox)[0]
    turn_wheel(spin)
    assert spin.value() != 5


def test_the_scroll_bar_itself_still_turns(guard: WheelGuard, page: QScrollArea) -> None:
    turn_wheel(page.verticalScrollBar())
    assert page.verticalScrollBar().value() > 0


def state_of(control: QWidget) -> object:
    if isinstance(control, QComboBox):
        return control.currentText()
    return control.text() if isinstance(control, QSpinBox | QDateEdit) else control.value()
