"""The files kept beside an answer, one under another, with what can be done with each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.store.attachments import Attachment
from stocktake.tasks.evidence import size_in_words
from stocktake.ui.look import SPACE_BLOCK, SPACE_INSIDE
from stocktake.ui.widgets.buttons import SmallButton
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Hint, Words
from stocktake.units import date_in_words


class EvidenceList(QWidget):
    """Shows files; what is done with one is asked of whoever holds the list.

    Signals:
        open_asked, save_asked, remove_asked: the name of the file.
    """

    open_asked = Signal(str)
    save_asked = Signal(str)
    remove_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Attachment, ...] = ()
        self._read_only = False
        self._rows: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_BLOCK)

    def show_files(self, files: Sequence[Attachment], *, read_only: bool) -> None:
        """Show other files; nothing moves while they are the same."""
        if (tuple(files), read_only) == (self._shown, self._read_only) and self._rows:
            return
        self._shown, self._read_only = tuple(files), read_only
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(each) for each in files]
        for row in self._rows:
            self._column.addWidget(row)
        self.setVisible(bool(self._rows))

    def _row(self, file: Attachment) -> QWidget:
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_INSIDE)
        added = file.added_at.astimezone()
        column.addWidget(Words(file.name, "strong"))
        said = f"{size_in_words(file.size)}, added {date_in_words(added.date())} at {added:%H:%M}"
        column.addWidget(Hint(said))
        buttons = FlowRow(None, SPACE_INSIDE)
        doings = (
            ("Open", "search", self.open_asked),
            ("Save a copy", "save", self.save_asked),
            ("Remove", "remove", self.remove_asked),
        )
        for words, icon, asked in doings:
            button = SmallButton(words, icon)
            button.setAccessibleName(f"{words}: {file.name}")
            button.clicked.connect(partial(asked.emit, file.name))
            button.setEnabled(words != "Remove" or not self._read_only)
            buttons.addWidget(button)
        column.addWidget(buttons)
        return row
