from PySide6.QtWidgets import QMenuBar
from pytestqt.qtbot import QtBot

from stocktake.ui.menus import Menus
from stocktake.ui.page import Page


def nothing(*_: object) -> None:
    """Stand for a command."""


def test_menus_stand_in_the_usual_order_whatever_came_first(qtbot: QtBot) -> None:
    bar = QMenuBar()
    qtbot.addWidget(bar)
    menus = Menus(bar)
    for title in ("Help", "View", "File", "Go", "Edit"):
        menus.add(title, f"{title} command", nothing)
    page = Page("Section")
    qtbot.addWidget(page)
    page.add_command("Question", "Next", nothing)
    menus.show_page_commands(page.actions())
    order = [action.text().replace("&", "") for action in bar.actions() if action.isVisible()]
    assert order == ["File", "Edit", "Question", "Go", "View", "Help"]


def test_a_menu_with_nothing_in_it_is_not_shown(qtbot: QtBot) -> None:
    bar = QMenuBar()
    qtbot.addWidget(bar)
    menus = Menus(bar)
    page = Page("Section")
    qtbot.addWidget(page)
    page.add_command("Question", "Next", nothing)
    menus.show_page_commands(page.actions())
    menus.show_page_commands(())
    assert [action.text() for action in bar.actions() if action.isVisible()] == []


def test_a_command_has_all_its_keys(qtbot: QtBot) -> None:
    bar = QMenuBar()
    qtbot.addWidget(bar)
    action = Menus(bar).add("View", "Larger text", nothing, "Ctrl++", "Ctrl+=")
    assert [keys.toString() for keys in action.shortcuts()] == ["Ctrl++", "Ctrl+="]
