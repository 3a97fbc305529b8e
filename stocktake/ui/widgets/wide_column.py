"""A page's column for charts and tables: wide, while its words keep to a line one can read."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QHBoxLayout, QWidget

from stocktake.ui.look import SPACE_BLOCK
from stocktake.ui.theme import scaled
from stocktake.ui.widgets.scroll_column import ScrollColumn, measure_of

WIDEST = 1120
"""Pixels at 100% text; a wider chart is harder to follow across."""


class WideColumn(ScrollColumn):
    """Takes the whole width; what is put in through ``narrowed`` keeps to 75 characters."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._narrow: list[QWidget] = []
        super().__init__(parent, is_wide=True)

    def narrowed(self, widget: QWidget) -> QHBoxLayout:
        """Return a row that keeps words, or controls made of words, to a line one can read."""
        self._narrow.append(widget)
        self._narrow_to_measure(widget)
        # Alone in a column, a widget is asked for its height at a width it will never have.
        row = QHBoxLayout()
        row.addWidget(widget, 1000)
        row.addStretch(1)
        return row

    def bring_to_top(self, widget: QWidget) -> None:
        """Scroll so that something on the page stands at its top."""
        top = widget.mapTo(self._sheet, QPoint(0, 0)).y()
        self.verticalScrollBar().setValue(max(0, top - SPACE_BLOCK))

    def _set_measure(self) -> None:
        self._column.setMaximumWidth(scaled(WIDEST))
        for widget in self._narrow:
            self._narrow_to_measure(widget)

    def _narrow_to_measure(self, widget: QWidget) -> None:
        # A heading in larger letters needs more room for as many characters.
        widget.setMaximumWidth(max(self.measure(), measure_of(widget)))
