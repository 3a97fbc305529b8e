"""A list of things to go to, one row each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.ui.look import Tone
from stocktake.ui.widgets.task_row import TaskRow

_KEY = "key"


@dataclass(frozen=True, slots=True)
class Link:
    """One row of a list.

    Attributes:
        title: what it is.
        covers: a line about it.
        status: a word or two on the right; ``count`` stands under it.
        key: what whoever made the list knows it by.
        tone: how the status looks; the words say it too.
    """

    title: str
    covers: str = ""
    status: str = ""
    count: str = ""
    key: tuple[str, ...] = ()
    tone: Tone = "text"


class LinkList(QWidget):
    """Rows with hairlines between; Enter, Space or a click opens one.

    Signals:
        opened: the key of the row.
    """

    opened = Signal(tuple)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._rows: list[TaskRow] = []
        self._links: tuple[Link, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_links(self, links: Sequence[Link]) -> None:
        """Show another list; nothing happens when it is the one shown."""
        if tuple(links) == self._links:
            return
        self._links = tuple(links)
        for row in self._rows[len(links) :]:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        # Rows stay for what stands there now: making one costs more than all its words.
        self._rows = self._rows[: len(links)]
        while len(self._rows) < len(links):
            self._rows.append(self._new_row())
        for row, link in zip(self._rows, links, strict=True):
            row.set_title(link.title)
            row.set_covers(link.covers)
            row.set_progress(link.status, link.count, link.tone)
            row.setProperty(_KEY, link.key)

    def _new_row(self) -> TaskRow:
        row = TaskRow("")
        row.clicked.connect(self._on_row_clicked)
        self._column.addWidget(row)
        return row

    def links(self) -> tuple[Link, ...]:
        """What is shown."""
        return self._links

    def rows(self) -> tuple[TaskRow, ...]:
        """The rows, in order."""
        return tuple(self._rows)

    @Slot()
    def _on_row_clicked(self) -> None:
        self.opened.emit(tuple(cast(TaskRow, self.sender()).property(_KEY)))
