"""A table some of whose rows can be ticked in their first column."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from stocktake.ui.widgets.wrapped_table import WrappedTable


class TickTable(WrappedTable):
    """Space, Enter or a click on the first column asks to tick or untick.

    Signals:
        tick_asked: the row.
    """

    tick_asked = Signal(int)

    def __init__(self, name: str, *, height: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(name, height=height, parent=parent)
        self.clicked.connect(self._on_first_clicked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick the row in hand."""
        keys = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in keys and self.currentIndex().isValid():
            self.tick_asked.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _on_first_clicked(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self.tick_asked.emit(index.row())
