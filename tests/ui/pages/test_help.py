from unittest.mock import patch

import pytest
from PySide6.QtPrintSupport import QPrintDialog
from pytestqt.qtbot import QtBot
from reviewing import Reviewed, displayed, unnamed

from stocktake.ui.help.topics import topics
from stocktake.ui.pages.help import HelpPage


@pytest.fixture
def page(qtbot: QtBot, reviewed: Reviewed) -> HelpPage:
    return displayed(qtbot, HelpPage(reviewed.desk))


def test_every_page_of_the_help_is_listed_and_opens(page: HelpPage) -> None:
    assert [link.key[0] for link in page.contents.links()] == [each.name for each in topics()]
    for each in topics():
        page.contents.chosen.emit(each.name)
        assert page.heading.text() == each.title
        assert page.text.toPlainText()
        assert unnamed(page) == []


def test_it_opens_where_it_is_asked_to(page: HelpPage) -> None:
    page.go_to({"page": "gaps"})
    assert page.heading.text() == "What is expected, and your gaps"
    page.go_to({"topic": "words", "heading": "wte"})
    assert page.text.verticalScrollBar().value() > 0
    page.go_to({"page": "a page that came later"})
    assert page.heading.text() == "Words we use"


def test_searching_lists_the_pages_found_and_enter_opens_the_first(
    qtbot: QtBot, page: HelpPage
) -> None:
    page.contents.search.setText("backup")
    qtbot.wait_until(lambda: len(page.contents.links()) < len(topics()))
    page.contents.search.next_asked.emit(False)
    assert page.heading.text() == "Your files, backups and moving"
    page.contents.search.setText("wombat")
    qtbot.wait_until(lambda: page.contents._none.isVisible())
    page.contents.search.clear()
    qtbot.wait_until(lambda: len(page.contents.links()) == len(topics()))


def test_a_link_leads_to_another_page(page: HelpPage) -> None:
    page.go_to({"topic": "first_hour"})
    page.text.asked.emit("ratings", "")
    assert page.heading.text() == "The ratings, 0 to 4"


def test_narrow_the_contents_fold_away_over_the_words(qtbot: QtBot, page: HelpPage) -> None:
    page.resize(700, 600)
    qtbot.wait_until(lambda: page._fold.isVisible() and not page.contents.isVisible())
    page._fold.set_open(True)
    assert page.contents.isVisible()
    page.escape()
    assert not page.contents.isVisible()
    page.resize(1200, 600)
    qtbot.wait_until(lambda: page.contents.isVisible() and not page._fold.isVisible())


def test_printing_begins_with_the_computers_own_window(page: HelpPage) -> None:
    with (
        patch.object(QPrintDialog, "exec", lambda _: 1),
        patch("stocktake.ui.pages.help.print_help") as printed,
    ):
        page._print.click()
    assert printed.call_args.args[1] == "Your first hour"
