from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from stocktake.ui.question.tab_order import put_in_order
from stocktake.ui.widgets.hands_on import HandsOn


def shown(qtbot: QtBot) -> tuple[QWidget, HandsOn, list[QPushButton]]:
    """A window with a holder of two buttons between two others, made in no order at all."""
    window, holder = QWidget(), HandsOn()
    last, second, first, third = (QPushButton(each) for each in ("last", "2", "first", "3"))
    inside = QVBoxLayout(holder)
    outside = QVBoxLayout(window)
    outside.addWidget(first)
    outside.addWidget(holder)
    outside.addWidget(last)
    inside.addWidget(second)
    inside.addWidget(third)
    holder.hand_on_to(second)
    put_in_order([window])
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    return window, holder, [first, second, third, last]


def tabbed(window: QWidget) -> str:
    focus = window.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Tab)
    now = window.focusWidget()
    assert isinstance(now, QPushButton)
    return now.text()


def test_the_focus_goes_to_what_is_inside(qtbot: QtBot) -> None:
    window, holder, (_, second, *_) = shown(qtbot)
    holder.setFocus()
    assert window.focusWidget() is second


def test_tab_goes_once_round_in_reading_order_whatever_takes_the_focus_inside(
    qtbot: QtBot,
) -> None:
    window, holder, (first, _, third, _) = shown(qtbot)
    first.setFocus()
    holder.hand_on_to(third)
    assert [tabbed(window) for _ in range(5)] == ["2", "3", "last", "first", "2"]


def test_nothing_inside_takes_nothing(qtbot: QtBot) -> None:
    holder = HandsOn()
    qtbot.addWidget(holder)
    holder.show()
    holder.setFocus()
    assert holder.focusWidget() is None
