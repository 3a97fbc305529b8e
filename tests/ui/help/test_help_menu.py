from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from window import begin, block_of, key, opened, show

from stocktake.app import Program
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.ui.keymap import keymap
from stocktake.ui.pages import PAGES
from stocktake.ui.pages.help import HelpPage
from stocktake.ui.places import place_of
from stocktake.ui.theme import Theme

OpenWindow = Callable[[], AbstractContextManager[Program]]


@pytest.fixture
def open_window(qapp: QApplication, theme: Theme, tmp_path: Path) -> OpenWindow:
    """Opens the real window on a folder of its own."""
    return partial(opened, qapp, theme, tmp_path)


def test_f1_opens_the_help_about_the_page_in_front(open_window: OpenWindow) -> None:
    with open_window() as program:
        begin(program)
        for page, title in (("plan", "The plan"), ("combine", "Combining workbooks")):
            show(program, page)
            key(Qt.Key.Key_F1)
            shown = program.window.page
            assert isinstance(shown, HelpPage)
            assert title in shown.heading.text()
        key(Qt.Key.Key_F1)
        assert "Combining" in program.window.page.heading.text()


def test_f1_on_a_part_of_the_settings_opens_the_help_about_that_part(
    open_window: OpenWindow,
) -> None:
    with open_window() as program:
        begin(program)
        for panel, title in (("keys", "Keys"), ("desks", "Your files"), ("files", "Your files")):
            show(program, "settings", panel=panel)
            key(Qt.Key.Key_F1)
            shown = program.window.page
            assert isinstance(shown, HelpPage)
            assert title in shown.heading.text()
            at_top = shown.text.cursorForPosition(QPoint(20, 12)).block().text()
            assert ("more than one desk" in at_top) == (panel == "desks")


def test_f1_on_a_question_shows_what_is_said_about_the_question(open_window: OpenWindow) -> None:
    with open_window() as program:
        begin(program)
        show(program, "section", **place_of(STOCKTAKE, "profile", "profile.pcn_name"))
        block_of(program, "profile.pcn_name").focus_answer()
        key(Qt.Key.Key_F1)
        assert not isinstance(program.window.page, HelpPage)


def test_every_command_of_every_page_is_known_beforehand_and_none_share_keys(
    open_window: OpenWindow,
) -> None:
    """One that is missing: add it to ``OF_PAGES`` in ``ui/keymap.py``."""
    with open_window() as program:
        begin(program)
        known = {each.id for each in type(keymap())().commands()}
        for spec in PAGES:
            page = show(program, spec.name)
            names = {action.property("command") for action in page.actions()} - {None}
            assert names <= known, spec.name
            menus = program.window.menuBar().actions()
            actions = [a for menu in menus if menu.menu() for a in menu.menu().actions()]
            keys = [keys.toString() for a in actions for keys in a.shortcuts()]
            assert sorted(keys) == sorted(set(keys)), spec.name
