"""E-mails to ask for files: as many as there are refused files, and the window does not mind."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from quick_files import cells

from stocktake.tasks.asking_again import Request
from stocktake.ui.combine.request_panel import RequestPanel


def many(count: int) -> list[Request]:
    return [Request(f"file {n}.xlsx", "damaged", f"File {n}", f"Hello {n},") for n in range(count)]


def test_a_hundred_e_mails_take_no_more_of_the_window_than_one(qtbot: QtBot) -> None:
    panel = RequestPanel()
    qtbot.addWidget(panel)
    panel.show_requests(many(1))
    one = len(panel.findChildren(QWidget))
    panel.show_requests(many(100))
    assert len(panel.findChildren(QWidget)) == one
    assert cells(panel, "E-mails that ask for a file")[99] == ("file 99.xlsx", "Damaged")


def test_the_one_that_is_pressed_is_shown_and_copied(qtbot: QtBot) -> None:
    panel = RequestPanel()
    qtbot.addWidget(panel)
    panel.show_requests(many(3))
    panel.show()
    panel.table.opened.emit(2)
    assert panel.text.accessibleName() == "E-mail to send: File 2"
    panel.copy.click()
    assert QGuiApplication.clipboard().text() == "Subject: File 2\n\nHello 2,"
    panel.show_requests(many(2))
    assert not panel.copy.isVisible()
