from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from stocktake.ui.panes import first_stop, focus_next_pane


def test_panes_that_are_hidden_or_hold_nothing_to_use_are_passed_by(qtbot: QtBot) -> None:
    window = QWidget()
    row = QHBoxLayout(window)
    panes = []
    for number in range(4):
        pane = QWidget()
        inside = QVBoxLayout(pane)
        inside.addWidget(QLabel("Words") if number == 1 else QLineEdit())
        row.addWidget(pane)
        panes.append(pane)
    qtbot.addWidget(window)
    window.show()
    panes[2].hide()
    with qtbot.wait_active(window):
        window.activateWindow()
    assert first_stop(panes[1]) is None
    first_stop(panes[0]).setFocus()
    focus_next_pane(panes, 1)
    assert panes[3].isAncestorOf(QApplication.focusWidget())
    focus_next_pane(panes, 1)
    assert panes[0].isAncestorOf(QApplication.focusWidget())
    focus_next_pane(panes, -1)
    assert panes[3].isAncestorOf(QApplication.focusWidget())
