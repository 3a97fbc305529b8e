"""The lead's own notes about a round, which go into the PCN workbook only when that is ticked."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from stocktake.ui.combine.said_field import SaidField
from stocktake.ui.combine.stacked import stack
from stocktake.ui.look import SPACE_FIELD
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.labels import Hint, Words
from stocktake.ui.widgets.option_row import OptionRow

NOTES = "Your own notes about this round"
HINT = "Kept on this computer. They go into no paper."
TRAVEL = "Put these notes into the PCN workbook, on its page of problems and decisions"
WHO_READS = "Whoever is given the PCN workbook can then read them."
CAME = "Notes that came with a PCN workbook"


class NotesCard(Card):
    """A field, a tick, and notes that came from another computer.

    Signals:
        typed: the person changed the notes, or where they go.
    """

    typed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._came = ""
        self.field = SaidField(NOTES, HINT)
        self.travels = OptionRow(TRAVEL, is_one_of=False)
        self.travels.setAccessibleDescription(WHO_READS)
        self._who = Hint(WHO_READS)
        self._came_words = Words()
        self.take = PlainButton("Put them under mine")
        self._others = QWidget()
        stack(self._others, Words(CAME, "strong"), self._came_words, self.take, space=SPACE_FIELD)
        for widget in (self.field, self.travels, self._who, self._others):
            self.add(widget)
        self._others.hide()
        self.field.typed.connect(self._on_typed)
        self.travels.clicked.connect(self.typed)
        self.take.clicked.connect(self._on_take_clicked)

    def text(self) -> str:
        """The notes as they stand."""
        return self.field.text()

    def setPlainText(self, text: str) -> None:
        """Put notes in as though they had been typed."""
        self.field.setPlainText(text)

    def show_notes(self, text: str, *, travels: bool) -> None:
        """Show what was kept, silently."""
        self.field.show_text(text)
        self.travels.set_chosen(travels)
        self._show_came()

    def show_came(self, came: str) -> None:
        """Offer notes that came with a workbook, unless they stand here already."""
        self._came = came.strip()
        self._show_came()

    def set_for_pcn(self, is_pcn: bool) -> None:
        """Offer the tick only where there is a PCN workbook to put them into."""
        self.travels.setVisible(is_pcn)
        self._who.setVisible(is_pcn)

    def _show_came(self) -> None:
        self._came_words.setText(self._came)
        self._others.setVisible(bool(self._came) and self._came not in self.text())

    @Slot()
    def _on_typed(self) -> None:
        self._show_came()
        self.typed.emit()

    @Slot()
    def _on_take_clicked(self) -> None:
        ours = self.text().rstrip()
        self.field.setPlainText(f"{ours}\n\n{self._came}" if ours else self._came)
        self.field.field.setFocus()
