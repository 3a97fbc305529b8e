"""The Help menu: help for the page in front, the keys, what is new, a report, and About."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from stocktake.ui.main_window import MainWindow

HELP, ABOUT, REPORT = "help", "about", "report"
"""The pages that the menu leads to."""


class HelpMenu(QObject):
    """Knows which page was in front when help was asked for."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._page = ""
        add = window.add_command
        add("Help", "Help for this page", self._on_help_asked, "F1")
        add("Help", "Keys", self._on_keys_asked)
        add("Help", "What is new", self._on_new_asked)
        add("Help", "Report a problem", self._on_report_asked)
        add("Help", "About Stocktake", self._on_about_asked)
        window.page_shown.connect(self._on_page_shown)

    @Slot(str)
    def _on_page_shown(self, name: str) -> None:
        self._page = name

    @Slot()
    def _on_help_asked(self) -> None:
        # Asked for again on the help itself, it stays where one is reading.
        shown = self._window.page
        place = {"page": self._page, "part": shown.part() if shown is not None else ""}
        self._window.show_page(HELP, {} if self._page == HELP else place)

    @Slot()
    def _on_keys_asked(self) -> None:
        self._window.show_page(HELP, {"topic": "keys"})

    @Slot()
    def _on_new_asked(self) -> None:
        self._window.show_page(HELP, {"topic": "whats_new"})

    @Slot()
    def _on_report_asked(self) -> None:
        self._window.show_page(REPORT)

    @Slot()
    def _on_about_asked(self) -> None:
        self._window.show_page(ABOUT)
