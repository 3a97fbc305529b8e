"""The lines of the card with their prices, and what can be done with the card."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from stocktake.phrases import counted
from stocktake.rates.card import RateCard
from stocktake.ui.look import SPACE_FIELD
from stocktake.ui.models.wrapped_rows import WrappedRows
from stocktake.ui.rate_card import words
from stocktake.ui.widgets.buttons import PlainButton, QuietButton
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Heading, Hint, Words
from stocktake.ui.widgets.wrapped_table import WrappedTable

NO_LINES = "The card has no lines yet. Add the first one."


class TablePanel(QWidget):
    """The table of lines.

    Attributes:
        table: Enter or a click on a name opens the line.

    Signals:
        chosen: the id of the line that was come to.
        opened: the id of the line that is to be edited.
        add_asked, update_asked, undo_asked, redo_asked, away_asked: a button was pressed.
    """

    chosen = Signal(str)
    opened = Signal(str)
    add_asked = Signal()
    update_asked = Signal()
    undo_asked = Signal()
    redo_asked = Signal()
    away_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_showing = False
        self.heading = Heading("The card")
        self._status = Hint()
        self._differing = Words("", tone="attention")
        self.table = WrappedTable("Lines of the card", opens=True)
        self._rows = WrappedRows(words.LINE_COLUMNS, self.table)
        self.table.setModel(self._rows)
        self._nothing = Words(NO_LINES)
        self._sheet = Card()
        self._sheet.add(self._nothing)
        self._sheet.add(self.table)
        self.add_button = PlainButton("Add a line", "add")
        self.update_button = PlainButton("Bring up to date from our services")
        self.undo_button = QuietButton("Undo")
        self.redo_button = QuietButton("Redo")
        self.away_button = QuietButton("Put this card away")
        self._buttons = FlowRow()
        for button in self._all_buttons():
            self._buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_FIELD)
        for widget in (self.heading, self._status, self._sheet, self._differing, self._buttons):
            column.addWidget(widget)
        column.addStretch(1)
        self._connect()

    def _all_buttons(self) -> tuple[QPushButton, ...]:
        return (
            self.add_button,
            self.update_button,
            self.undo_button,
            self.redo_button,
            self.away_button,
        )

    def _connect(self) -> None:
        self.table.opened.connect(self._on_opened)
        self.table.selectionModel().currentChanged.connect(self._on_current_changed)
        asked = (self.add_asked, self.update_asked, self.undo_asked, self.redo_asked)
        for button, signal in zip(self._all_buttons(), (*asked, self.away_asked), strict=True):
            button.clicked.connect(signal)

    def show_card(
        self, card: RateCard, paid: Mapping[str, Decimal], differing: str, line_id: str
    ) -> None:
        """Show the lines of a card.

        Args:
            card: the card.
            paid: what a unit of each service is paid now.
            differing: what the services table has otherwise, in words; empty for nothing.
            line_id: the line in hand.
        """
        self.heading.set_words(card.title)
        said = f"{card.status_in_words}. {counted(len(card.lines), 'line')}, prices of"
        self._status.setText(f"{said} {card.base_year}.")
        rows = words.line_rows(card, dict(paid))
        self._is_showing = True
        self._rows.set_rows(rows)
        at = next((n for n, row in enumerate(rows) if row.key == (line_id,)), -1)
        if at >= 0:
            self.table.setCurrentIndex(self._rows.index(at, 0))
        self._is_showing = False
        self.table.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        self._differing.setText(differing)
        self._differing.setVisible(bool(differing))

    def show_steps(self, undo: str, redo: str, *, read_only: bool) -> None:
        """Say what would be undone and done again, and what can be done."""
        steps: tuple[tuple[QPushButton, str, str], ...] = (
            (self.undo_button, "Undo", undo),
            (self.redo_button, "Redo", redo),
        )
        for button, word, what in steps:
            # A short button: the whole of it is said when one is on it.
            button.setAccessibleDescription(what)
            button.setToolTip(f"{word}: {what}" if what else "")
            button.setEnabled(bool(what))
        for each in (self.add_button, self.update_button, self.away_button):
            each.setEnabled(not read_only)

    @Slot(int)
    def _on_opened(self, row: int) -> None:
        self.opened.emit(self._rows.row_at(row).key[0])

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid() and not self._is_showing:
            self.chosen.emit(self._rows.row_at(now.row()).key[0])
