"""Find, next hit and go to a number, from any page of the window."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from stocktake.ui.announce import tell
from stocktake.ui.desk import Desk
from stocktake.ui.main_window import MainWindow
from stocktake.ui.page import Page
from stocktake.ui.places import FIND, place_of, section_page


class Finder(QObject):
    """Carries out the window's commands for finding, and remembers where one was before."""

    def __init__(self, desk: Desk, window: MainWindow) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._name = ""
        self._page: Page | None = None
        window.add_command("Edit", "Find", self._on_find_triggered, "Ctrl+F")
        window.add_command("Edit", "Next hit", self._on_next_triggered, "F3")
        window.add_command("Edit", "Previous hit", self._on_previous_triggered, "Shift+F3")
        window.add_command("Go", "Go to question number", self._on_number_triggered, "Ctrl+G")
        window.page_shown.connect(self._on_page_shown)
        desk.opened.connect(self._on_desk_opened)

    def _ask(self, field: str) -> None:
        self._window.show_page(FIND, {"field": field})

    def _step(self, by: int) -> None:
        if self._desk.practice is None or not self._desk.search.words:
            self._ask("words")
            return
        if self._window.page is not None:
            self._window.page.leaving()
        from stocktake.ui.contents.open_forms import open_sheets

        hit = self._desk.search.step(open_sheets(self._desk), by)
        if hit is None:
            self._ask("words")
            return
        place = place_of(hit.form, hit.entry.section, hit.entry.id)
        self._window.show_page(section_page(hit.form), place)
        tell(self._window, self._desk.search.place_in_words())

    @Slot()
    def _on_find_triggered(self) -> None:
        self._ask("words")

    @Slot()
    def _on_number_triggered(self) -> None:
        self._ask("number")

    @Slot()
    def _on_next_triggered(self) -> None:
        self._step(1)

    @Slot()
    def _on_previous_triggered(self) -> None:
        self._step(-1)

    @Slot(str)
    def _on_page_shown(self, name: str) -> None:
        if name == FIND and self._page is not None and self._name != FIND:
            self._desk.search.came_from = (self._name, self._page.place())
        self._name, self._page = name, self._window.page

    @Slot()
    def _on_desk_opened(self) -> None:
        """What was found in another practice is not gone on with in this one."""
        search = self._desk.search
        search.hits, search.came_from = (), ("", {})
