"""A document on screen: read, not changed, and opening nothing."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from stocktake.documents.html import WebPage
from stocktake.ui.widgets.paper_view import PaperView

LONG = "".join(f"<p>line {number}</p>" for number in range(200))


def shown(qtbot: QtBot, html: str) -> PaperView:
    view = PaperView("The document")
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show()
    view.show_page(WebPage(html, {}))
    return view


def test_it_is_read_and_not_changed(qtbot: QtBot) -> None:
    view = shown(qtbot, "<p>Words</p>")
    QTest.keyClicks(view, "more")
    assert view.toPlainText() == "Words"


def test_it_begins_at_the_top_and_scrolls_with_the_keys(qtbot: QtBot) -> None:
    view = shown(qtbot, LONG)
    assert view.verticalScrollBar().value() == 0
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.verticalScrollBar().value() > 0
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert view.verticalScrollBar().value() == 0


def test_another_document_takes_its_place(qtbot: QtBot) -> None:
    view = shown(qtbot, LONG)
    view.show_page(WebPage("<p>Other</p>", {}))
    assert view.toPlainText() == "Other"
