"""The menu bar: every command there is, with its keys, those of the page in front among them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from stocktake.ui.page import MENU

FIRST = ("File", "Edit")
"""Menus that stand first."""
LAST = ("Go", "View", "Help")
"""Menus that stand last; a page's own come between."""


class Menus(QObject):
    """Keeps the window's commands, and swaps those of the page in front."""

    def __init__(self, bar: QMenuBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self._menus: dict[str, QMenu] = {}
        self._of_page: list[QAction] = []

    def add(self, menu: str, words: str, slot: Callable[..., None], *keys: str) -> QAction:
        """Add a command that is there on every page; the first of its keys is the one shown."""
        action = QAction(words, self)
        action.setShortcuts([QKeySequence(each) for each in keys])
        action.triggered.connect(slot)
        self._menu(menu).addAction(action)
        return action

    def show_page_commands(self, actions: Iterable[QAction]) -> None:
        """Take away the last page's commands and put in this page's."""
        for action in self._of_page:
            self._menu(str(action.property(MENU))).removeAction(action)
        self._of_page = [action for action in actions if action.property(MENU)]
        for action in self._of_page:
            self._menu(str(action.property(MENU))).addAction(action)
        for menu in self._menus.values():
            menu.menuAction().setVisible(not menu.isEmpty())

    def words(self) -> dict[str, list[str]]:
        """Return the words of every command now shown, by menu."""
        return {
            title: [action.text() for action in menu.actions()]
            for title, menu in self._menus.items()
            if not menu.isEmpty()
        }

    def _menu(self, title: str) -> QMenu:
        if title not in self._menus:
            menu = QMenu(title, self._bar)
            self._menus[title] = menu
            after = [each for each in self._menus if _rank(each) > _rank(title)]
            before = min(after, key=_rank, default="")
            if before:
                self._bar.insertMenu(self._menus[before].menuAction(), menu)
            else:
                self._bar.addMenu(menu)
        return self._menus[title]


def _rank(title: str) -> int:
    if title in FIRST:
        return FIRST.index(title)
    if title in LAST:
        return 100 + LAST.index(title)
    return 50
