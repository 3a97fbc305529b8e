"""A sentence, the table it sums up, and a button that leads on where there is more of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.ui.look import SPACE_FIELD
from stocktake.ui.models.figures import FigureColumn
from stocktake.ui.models.wrapped_rows import WrappedRow, WrappedRows
from stocktake.ui.widgets.buttons import QuietButton
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.labels import Words
from stocktake.ui.widgets.measured import Measured
from stocktake.ui.widgets.wrapped_table import WrappedTable


class ToldTable(QWidget):
    """One part of a page.

    Signals:
        opened: the key of the row that was opened.
        more_asked: the button was pressed.
    """

    opened = Signal(tuple)
    more_asked = Signal()

    def __init__(
        self, name: str, columns: Sequence[FigureColumn], more: str = "", *, opens: bool = False
    ) -> None:
        """Make the part.

        Args:
            name: what the table is, for screen readers.
            columns: its headings.
            more: what the button says; empty where there is nothing more to see.
            opens: its rows lead somewhere.
        """
        super().__init__()
        self._words = Words()
        self.table = WrappedTable(name, opens=opens)
        self._rows = WrappedRows(columns, self.table)
        self.table.setModel(self._rows)
        self._card = Card()
        self._card.add(self.table)
        self.more = QuietButton(more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_FIELD)
        for widget in (Measured(self._words), self._card):
            column.addWidget(widget)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        # Only once it stands in this part: shown before, it would flash up as its own window.
        self.more.setVisible(bool(more))
        self.table.opened.connect(self._on_table_opened)
        self.more.clicked.connect(self._on_more_clicked)

    def tell(
        self,
        sentence: str,
        rows: Sequence[WrappedRow],
        columns: Sequence[FigureColumn] | None = None,
    ) -> None:
        """Show a sentence and the rows under it, under other headings where given.

        Without rows there is no table.
        """
        self._words.setText(sentence)
        self._words.setVisible(bool(sentence))
        self._rows.set_rows(rows, columns)
        self._card.setVisible(bool(rows))

    @Slot(int)
    def _on_table_opened(self, row: int) -> None:
        self.opened.emit(self._rows.row_at(row).key)

    @Slot()
    def _on_more_clicked(self) -> None:
        self.more_asked.emit()
