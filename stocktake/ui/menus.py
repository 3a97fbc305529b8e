"""The menu bar: every command there is, with its keys, those of the page in front among them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

from stocktake.ui.keymap import keymap, written
from stocktake.ui.page import MENU

FIRST = ("File", "Edit")
"""Menus that stand first."""
LAST = ("Go", "View", "Help")
"""Menus that stand last; a page's own come between."""
KEPT_FREE = "U"
"""Letters that Alt does something else with: Alt+U is for estimates."""


class Menus(QObject):
    """Keeps the window's commands, and swaps those of the page in front.

    A page's command takes its keys from a command of the window that has the same: F1 on a question
    opens what is said about that question.
    """

    def __init__(self, bar: QMenuBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self._menus: dict[str, QMenu] = {}
        self._letters = ""
        self._of_window: list[QAction] = []
        self._of_page: list[QAction] = []

    def add(self, menu: str, words: str, slot: Callable[..., None], *keys: str) -> QAction:
        """Add a command that is there on every page; the first of its keys is the one shown."""
        action = QAction(words, self)
        keymap().join(action, menu, keys, is_of_page=False)
        action.triggered.connect(slot)
        self._of_window.append(action)
        self._menu(menu).addAction(action)
        return action

    def add_menu(self, menu: str, inner: QMenu) -> None:
        """Put a menu into a menu, such as that of the files opened lately."""
        self._menu(menu).addMenu(inner)

    def show_page_commands(self, actions: Iterable[QAction]) -> None:
        """Take away the last page's commands and put in this page's."""
        for action in self._of_page:
            self._menu(str(action.property(MENU))).removeAction(action)
        self._of_page = [action for action in actions if action.property(MENU)]
        for action in self._of_page:
            self._menu(str(action.property(MENU))).addAction(action)
        for menu in self._menus.values():
            menu.menuAction().setVisible(not menu.isEmpty())
        self.give_way()

    def give_way(self) -> None:
        """Let the page in front have its keys; call it when keys have been changed."""
        nearer = [keys for action in self._of_page for keys in action.shortcuts()]
        taken = {written(keys.toString()) for keys in nearer}
        for action in self._of_window:
            keymap().put_on(action, taken)

    def words(self) -> dict[str, list[str]]:
        """Return the words of every command now shown, by menu."""
        return {
            title: [action.text() for action in menu.actions()]
            for title, menu in self._menus.items()
            if not menu.isEmpty()
        }

    def _menu(self, title: str) -> QMenu:
        if title not in self._menus:
            menu = QMenu(self._with_letter(title), self._bar)
            self._menus[title] = menu
            after = [each for each in self._menus if _rank(each) > _rank(title)]
            before = min(after, key=_rank, default="")
            if before:
                self._bar.insertMenu(self._menus[before].menuAction(), menu)
            else:
                self._bar.addMenu(menu)
        return self._menus[title]

    def _with_letter(self, title: str) -> str:
        """Mark the letter that opens the menu with Alt: the first that nothing else has."""
        for at, letter in enumerate(title.upper()):
            if letter.isalpha() and letter not in self._letters + KEPT_FREE:
                self._letters += letter
                keymap().menu_letters.add(letter)
                return f"{title[:at]}&{title[at:]}"
        return title


def _rank(title: str) -> int:
    if title in FIRST:
        return FIRST.index(title)
    if title in LAST:
        return 100 + LAST.index(title)
    return 50
