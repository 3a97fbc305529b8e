"""Widgets taken off a page are not seen again, and are let go."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from stocktake.ui.widgets.taking_out import take_out


def test_what_is_taken_out_is_hidden_at_once_and_then_gone(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    column = QVBoxLayout(holder)
    stays, goes = QLabel("stays"), QLabel("goes")
    column.addWidget(stays)
    column.addWidget(goes)
    holder.show()
    with qtbot.wait_signal(goes.destroyed):
        take_out(column, [goes])
        assert not goes.isVisible()
        assert column.count() == 1
    assert stays.isVisible()
