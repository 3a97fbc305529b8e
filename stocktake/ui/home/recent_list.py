"""The files opened lately, on the first page; what has gone is greyed and says why."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.tasks.recent_files import RecentFile, looked_for, not_looked_for
from stocktake.ui.desk import Desk
from stocktake.ui.look import SPACE_FIELD
from stocktake.ui.widgets.labels import Heading, Words
from stocktake.ui.widgets.task_row import TaskRow


class RecentList(QWidget):
    """Hidden while no other file than the open one is known.

    Attributes:
        rows: those that can be opened.
        gone: what is said of those that cannot.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.rows: list[TaskRow] = []
        self.gone: list[Words] = []
        self._shown: tuple[RecentFile, ...] = ()
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_FIELD)
        column.addWidget(Heading("Recent files"))
        column.addLayout(self._list)
        self.hide()

    def refresh(self) -> None:
        """List the files as they are kept, and find out which are there, away from the window."""
        files = self._others()
        known = {each.path: each for each in self._shown}
        self._fill(tuple(known.get(each.path, each) for each in not_looked_for(files)))
        if files:
            work = partial(looked_for, files)
            self._desk.jobs.start(work, self._on_looked_for, may_hang=True)

    def _others(self) -> tuple[str, ...]:
        workspace = self._desk.workspace
        here = workspace.path if workspace is not None else None
        return tuple(each for each in self._desk.settings.recent_files if Path(each) != here)

    def _fill(self, files: tuple[RecentFile, ...]) -> None:
        self.setVisible(bool(files))
        if files == self._shown:
            return
        self._shown = files
        while self._list.count():
            item = self._list.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.rows, self.gone = [], []
        for each in files:
            if each.reason:
                words = Words(f"{each.name}: {each.reason}\n{each.folder}", "hint", "muted")
                words.setContentsMargins(4, SPACE_FIELD, 4, SPACE_FIELD)
                self.gone.append(words)
                self._list.addWidget(words)
            else:
                row = TaskRow(each.name, each.folder)
                row.clicked.connect(partial(self._ask_for, each.path))
                self.rows.append(row)
                self._list.addWidget(row)

    def _ask_for(self, path: Path, checked: bool = False) -> None:
        self._desk.file_asked.emit(path, False)

    @Slot(object)
    def _on_looked_for(self, found: tuple[RecentFile, ...]) -> None:
        if tuple(str(each.path) for each in found) == self._others():
            self._fill(found)
