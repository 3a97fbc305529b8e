"""The preview of an export: every cell that leaves, what could be ticked, and what stays."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.phrases import counted
from stocktake.tasks.leaving import Leaving
from stocktake.ui.look import SPACE_BLOCK
from stocktake.ui.models.leaving_rows import LeavingRows, rows_of
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.labels import Heading, Hint
from stocktake.ui.widgets.one_of import OneOf
from stocktake.ui.widgets.search_box import SearchBox
from stocktake.ui.widgets.tick_table import TickTable

HEIGHT = 440
"""Pixels of the table at 100% text."""
ALL, LEAVES, STAYS = "all", "leaves", "stays"
FILTERS = (
    (ALL, "Everything listed"),
    (LEAVES, "What leaves"),
    (STAYS, "What you could tick"),
)


class LeavingPreview(QWidget):
    """Shows what one choice lets out.

    Signals:
        tick_asked: the LeavingRow to tick or untick.
    """

    tick_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._leaving: Leaving | None = None
        self._read_only = False
        self._count = Heading()
        self._staying = Hint()
        self._show = OneOf("Show", FILTERS, in_row=True)
        self._show.set_choice(ALL)
        self._search = SearchBox("Find in the preview")
        self._found = Hint()
        self._rows = LeavingRows(self)
        self.table = TickTable("What would leave, cell by cell", height=HEIGHT)
        self.table.setModel(self._rows)
        card = Card()
        for part in (self._show, self._search, self._found, self.table):
            card.add(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_BLOCK)
        for widget in (self._count, self._staying, card):
            column.addWidget(widget)
        self._show.chosen.connect(self._on_filter_chosen)
        self._search.searched.connect(self._on_searched)
        self.table.tick_asked.connect(self._on_tick_asked)

    def show_leaving(self, leaving: Leaving, *, read_only: bool = False) -> None:
        """Show what leaves, keeping the place in the table; read only, nothing can be ticked."""
        self._leaving, self._read_only = leaving, read_only
        stays = sum(held.count for held in leaving.held_back)
        goes = sum(1 for cell in leaving.cells if cell.address is not None)
        verb = "stays" if stays == 1 else "stay"
        self._count.set_words(f"{counted(goes, 'answer')} would leave, {stays:,} {verb} here")
        self._staying.setText("\n".join(f"{held.words}." for held in leaving.held_back))
        self._staying.setVisible(bool(leaving.held_back))
        self._fill()

    def _fill(self) -> None:
        if self._leaving is None:
            return
        shown = self._show.choice()
        words = self._search.text()
        rows = [
            row
            for row in rows_of(self._leaving)
            if (shown != LEAVES or row.goes) and (shown != STAYS or row.can_tick)
            if row.holds(words)
        ]
        current = self.table.currentIndex()
        self._rows.set_rows(rows)
        shown_rows = counted(len(rows), "row")
        how = "" if self._read_only else " Press Space on a row to tick or untick it."
        self._found.setText(f"{shown_rows} shown.{how}")
        if current.isValid() and rows:
            row = min(current.row(), len(rows) - 1)
            self.table.setCurrentIndex(self._rows.index(row, current.column()))

    @Slot(str)
    def _on_filter_chosen(self, _: str) -> None:
        self._fill()

    @Slot(str)
    def _on_searched(self, _: str) -> None:
        self._fill()

    @Slot(int)
    def _on_tick_asked(self, row: int) -> None:
        asked = self._rows.row_at(row)
        if asked.can_tick and not self._read_only:
            self.tick_asked.emit(asked)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
