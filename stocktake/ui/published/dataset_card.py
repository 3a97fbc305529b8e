"""One published file: every figure of it beside the answer it could fill, to accept or to leave."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QWidget

from stocktake.opendata.pack import PackSource
from stocktake.phrases import counted
from stocktake.questionnaire.sheet import Sheet
from stocktake.tasks.published_offers import Offer
from stocktake.ui.announce import announce
from stocktake.ui.published.offer_rows import OfferRow, OfferRows, why_apart
from stocktake.ui.published.row_panel import RowPanel
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Heading, Hint, Words
from stocktake.ui.widgets.measured import Measured
from stocktake.ui.widgets.tick_table import TickTable

HOW = (
    "Press Space on a row to tick or untick it. Under the table stands more about the row you are "
    "on, with a way to its question."
)


class DatasetCard(Card):
    """The figures of one file.

    Signals:
        accepted: the offers to answer with, as a tuple.
        question_asked: the id of a question to go to.
    """

    accepted = Signal(tuple)
    question_asked = Signal(str)

    def __init__(self, source: PackSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.source = source
        self._sheet: Sheet | None = None
        self._together: tuple[Offer, ...] = ()
        self._is_locked = False
        period = f", {source.period.words}" if source.period else ""
        self.heading = Heading(f"{source.title}{period}")
        self._words = Words()
        self.table = TickTable(f"{source.title}: figures to accept")
        self.rows = OfferRows(self.table)
        self.table.setModel(self.rows)
        self.ticked = PlainButton("Accept the ticked figures", "tick")
        self.all = PlainButton("Accept all", "tick")
        for button in (self.ticked, self.all):
            button.setAccessibleDescription(self.heading.text())
        self.panel = RowPanel()
        self._how = Hint(HOW)
        self._buttons = QWidget()
        row = FlowRow(self._buttons)
        row.addWidget(self.all)
        row.addWidget(self.ticked)
        for widget in (
            *(self.heading, self._words, self.table, self._buttons),
            *(Measured(self._how), Measured(self.panel), Measured(Hint(source.attribution))),
        ):
            self.add(widget)
        self.ticked.clicked.connect(self._on_ticked_clicked)
        self.all.clicked.connect(self._on_all_clicked)
        self.table.tick_asked.connect(self._on_tick_asked)
        self.table.selectionModel().currentChanged.connect(self._on_current_changed)
        self.panel.taken.connect(self._on_taken)
        self.panel.question_asked.connect(self.question_asked)

    def show_rows(
        self, rows: Sequence[OfferRow], sheet: Sheet, today: date, *, is_locked: bool
    ) -> None:
        """Show the figures as they stand now, with the same row in hand."""
        self._sheet, self._is_locked = sheet, is_locked
        place = self.table.currentIndex()
        self.rows.set_rows(rows)
        offers = [each.offer for each in rows if each.offer is not None]
        self._together = tuple(
            each
            for each in offers
            if each.can_be_taken_together(today) and not why_apart(each, sheet, today)
        )
        self._say_counts(rows, offers, sheet, today)
        if place.isValid() and rows:
            row = min(place.row(), len(rows) - 1)
            self.table.setCurrentIndex(self.rows.index(row, place.column()))
        self._show_row()
        self._show_ticked()

    def _say_counts(
        self, rows: Sequence[OfferRow], offers: Sequence[Offer], sheet: Sheet, today: date
    ) -> None:
        new = len(self._together)
        apart = sum(each.can_be_taken and bool(why_apart(each, sheet, today)) for each in offers)
        words = f"{counted(len(rows), 'figure')}{f', {new} of them new' if new else ''}."
        if apart:
            verb = "has" if apart == 1 else "have"
            words += f" {apart} {verb} to be looked at one by one: the table says why."
        self._words.setText(words)
        every = "the" if new == 1 else "all"
        self.all.setText(f"Accept {every} {counted(new, 'new figure')} of this file")
        self.all.setVisible(new > 0 and not self._is_locked)
        can_take = any(each.can_take for each in rows) and not self._is_locked
        self.ticked.setVisible(can_take)
        self._how.setVisible(can_take)

    def _show_ticked(self) -> None:
        count = len(self.rows.ticked())
        self.ticked.setEnabled(count > 0)
        words = (
            f"Accept the {counted(count, 'ticked figure')}" if count else "Accept ticked figures"
        )
        self.ticked.setText(words)

    def _show_row(self) -> None:
        if self._sheet is not None:
            place = self.table.currentIndex()
            row = self.rows.rows()[place.row()] if place.isValid() else None
            self.panel.show_row(row, self._sheet, is_locked=self._is_locked)

    def focus_table(self) -> None:
        """Go back to the row in hand."""
        self.table.setFocus()

    @Slot(int)
    def _on_tick_asked(self, place: int) -> None:
        if self._is_locked:
            return
        if self.rows.turn(place):
            self._show_ticked()
        else:
            announce(self, "There is nothing to accept on this row.")

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._show_row()

    @Slot()
    def _on_ticked_clicked(self) -> None:
        self._accept(self.rows.ticked())

    @Slot()
    def _on_all_clicked(self) -> None:
        self._accept(self._together)

    @Slot(object)
    def _on_taken(self, offer: Offer) -> None:
        self._accept((offer,))

    def _accept(self, offers: tuple[Offer, ...]) -> None:
        if offers and not self._is_locked:
            # The button that was pressed may go; the table stays.
            self.focus_table()
            self.accepted.emit(offers)
