"""Questions and answers that were opened or dropped on the window: taken to their page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from stocktake.errors import StocktakeError
from stocktake.ui.desk import Desk
from stocktake.ui.main_window import MainWindow

if TYPE_CHECKING:
    from stocktake.tasks.asking_arriving import Arrived

NO_PRACTICE = "The question is kept. Open your practice to answer it."


class OpenedQuestions(QObject):
    """Reads such files and shows what is in them."""

    def __init__(self, desk: Desk, window: MainWindow) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window

    def take(self, paths: Sequence[Path]) -> None:
        """Read files and go where they belong."""
        # Imported when asked for: reading workbooks is not needed before the window is up.
        from stocktake.ui.asking.arriving import Arriving

        Arriving(self._desk, self).read(paths, self._on_arrived, self._say)

    @Slot(object)
    def _on_arrived(self, arrived: Arrived) -> None:
        from stocktake.ui.asking.arriving import PAGES, say_arrived

        page = PAGES.get(arrived.where)
        if page is None:
            say_arrived(self._window.notice, arrived, "")
            return
        self._window.show_page(page, {"asking": arrived.asking_id, "arrived": arrived})
        if page == "position" and self._desk.practice is None:
            self._window.notice.say("info", NO_PRACTICE, "A question from your PCN")

    @Slot(object)
    def _say(self, error: StocktakeError) -> None:
        self._window.notice.say("problem", f"{error.what} {error.how_to_fix}".strip())
