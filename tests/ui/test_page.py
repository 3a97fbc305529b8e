from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stocktake.errors import StocktakeError
from stocktake.ui.page import MENU, FailedPage, Page


class Quiet(Page):
    """A page with one command."""

    def act(self) -> None:
        self.done = True


def test_a_page_without_a_heading_takes_the_focus_itself(qtbot: QtBot) -> None:
    page = Page("Settings")
    qtbot.addWidget(page)
    page.show()
    with qtbot.wait_active(page):
        page.activateWindow()
    page.focus_first()
    assert QApplication.focusWidget() is page


def test_a_command_stands_in_its_menu_with_its_keys(qtbot: QtBot) -> None:
    page = Quiet("Settings")
    qtbot.addWidget(page)
    action = page.add_command("Question", "Note", page.act, "Ctrl+M")
    assert action.property(MENU) == "Question"
    assert action.shortcut().toString() == "Ctrl+M"
    action.trigger()
    assert page.done


def test_a_failed_page_says_what_to_do(qtbot: QtBot) -> None:
    page = FailedPage("Plan", StocktakeError("x", "The form is not there.", "Install it again."))
    qtbot.addWidget(page)
    assert page.heading is not None
    assert page.heading.text() == "The form is not there."
