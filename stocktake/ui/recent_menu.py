"""The files opened lately, in the File menu; what has gone is greyed with the reason."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QMenu

from stocktake.ui.desk import Desk
from stocktake.ui.main_window import MainWindow

if TYPE_CHECKING:
    from stocktake.tasks.recent_files import RecentFile


class RecentMenu(QMenu):
    """Filled each time it is opened; the files are looked for away from the window."""

    def __init__(self, desk: Desk, window: MainWindow) -> None:
        super().__init__("Recent files", window)
        self._desk = desk
        self.setToolTipsVisible(False)
        window.add_menu("File", self)
        self.aboutToShow.connect(self.refresh)

    @Slot()
    def refresh(self) -> None:
        """List the files as they are kept, and find out which are there."""
        from stocktake.tasks.recent_files import looked_for, not_looked_for

        files = self._desk.settings.recent_files
        self._fill(not_looked_for(files))
        if files:
            work = partial(looked_for, files)
            self._desk.jobs.start(work, self._on_looked_for, may_hang=True)

    def _fill(self, files: tuple[RecentFile, ...]) -> None:
        self.clear()
        workspace = self._desk.workspace
        for each in files:
            is_open = workspace is not None and workspace.path == each.path
            last = "open now" if is_open else each.reason or each.folder
            # A single & would be taken for the letter to press.
            action = self.addAction(f"{each.name} – {last}".replace("&", "&&"))
            action.setEnabled(not is_open and not each.reason)
            action.triggered.connect(partial(self._ask_for, each.path))
        if not files:
            self.addAction("No file has been opened yet").setEnabled(False)

    def _ask_for(self, path: Path, *_: bool) -> None:
        self._desk.file_asked.emit(path, False)

    @Slot(object)
    def _on_looked_for(self, found: tuple[RecentFile, ...]) -> None:
        if any(each.reason for each in found):
            self._fill(found)
