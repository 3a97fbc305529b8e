"""The panel beside a section's questions, there only while the window has room for it."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.ui.question.section_view import SectionView
from stocktake.ui.theme import scaled
from stocktake.ui.widgets.scroll_column import ScrollColumn

LEAST_WIDTH = 240
"""Pixels at 100% text; the page it stands in gives it more as there is room."""


class SidePanel(QWidget):
    """Holds the figures of the section in front; without room they stand at its foot."""

    def __init__(self) -> None:
        super().__init__()
        self._scroll = ScrollColumn(is_wide=True)
        self._scroll.column.addStretch()
        self._view: SectionView | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)
        self.hide()

    @staticmethod
    def room(pixels: int) -> int:
        """A width of page at the text size in use."""
        return scaled(pixels)

    def show_view(self, view: SectionView, wide: bool) -> None:
        """Take the figures of a section in, or give them back to its foot."""
        if self._view is not None and self._view is not view:
            self._view.take_back_strip()
            self._view = None
        shown = wide and view.strip.has_figures
        if shown and self._view is None:
            self._scroll.column.insertWidget(0, view.strip)
            self._view = view
        elif not shown and self._view is not None:
            self._view.take_back_strip()
            self._view = None
        self.setMinimumWidth(scaled(LEAST_WIDTH))
        self.setVisible(shown)

    def clear(self) -> None:
        """Give the figures back to their section, which is about to go."""
        if self._view is not None:
            self._view.take_back_strip()
            self._view = None
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hairline that sets the panel apart."""
        painter = QPainter(self)
        line = self.rect()
        line.setRight(line.left())
        painter.fillRect(line, self.palette().color(QPalette.ColorRole.Mid))
