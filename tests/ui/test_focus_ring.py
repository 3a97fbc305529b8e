from PySide6.QtWidgets import QApplication, QComboBox, QFocusFrame, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from stocktake.ui.focus_ring import FocusRing
from stocktake.ui.look import RING, RING_GAP
from stocktake.ui.widgets.labels import Heading


def test_the_ring_stands_round_whatever_has_the_focus(qtbot: QtBot, qapp: QApplication) -> None:
    ring = FocusRing(qapp)
    window = QWidget()
    rows = QVBoxLayout(window)
    rows.setContentsMargins(20, 20, 20, 20)
    heading, line, combo = Heading("Gaps"), QLineEdit(), QComboBox()
    combo.setEditable(True)
    for widget in (heading, line, combo):
        rows.addWidget(widget)
    qtbot.addWidget(window)
    window.show()
    with qtbot.wait_active(window):
        window.activateWindow()
    for widget in (line, combo):
        widget.setFocus()
        [frame] = window.findChildren(QFocusFrame)
        reach = RING + RING_GAP
        assert frame.widget() is widget
        assert frame.geometry() == widget.geometry().adjusted(-reach, -reach, reach, reach)
        assert frame.isVisible()
    heading.setFocus()
    assert not any(frame.isVisible() for frame in window.findChildren(QFocusFrame))
    ring.deleteLater()


def test_the_ring_outlives_the_window_it_stood_in(qtbot: QtBot, qapp: QApplication) -> None:
    ring = FocusRing(qapp)
    for _ in range(2):
        window = QWidget()
        line = QLineEdit(window)
        window.show()
        with qtbot.wait_active(window):
            window.activateWindow()
        line.setFocus()
        assert len(window.findChildren(QFocusFrame)) == 1
        window.close()
        with qtbot.wait_signal(window.destroyed):
            window.deleteLater()
    ring.deleteLater()
