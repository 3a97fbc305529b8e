"""A sheet of paper on the page, for things that belong together."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.ui.drawing import rounded
from stocktake.ui.look import SPACE_BLOCK, SPACE_FIELD


class Card(QWidget):
    """Surface with a hairline round it; put things in with ``add``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(*(SPACE_BLOCK,) * 4)
        self.column.setSpacing(SPACE_FIELD)

    def add(self, widget: QWidget) -> None:
        """Put a widget at the foot of the card."""
        self.column.addWidget(widget)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sheet."""
        painter = QPainter(self)
        palette = self.palette()
        rounded(
            painter,
            self.rect(),
            palette.color(QPalette.ColorRole.Base),
            palette.color(QPalette.ColorRole.Mid),
        )
