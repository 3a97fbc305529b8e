"""A page's column for charts and tables: wide, while its words keep to a line one can read."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from stocktake.ui.theme import scaled
from stocktake.ui.widgets.scroll_column import ScrollColumn

WIDEST = 1120
"""Pixels at 100% text; a wider chart is harder to follow across."""


class WideColumn(ScrollColumn):
    """Takes the whole width; what is passed to ``keep_narrow`` keeps to 75 characters."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._narrow: list[QWidget] = []
        super().__init__(parent, is_wide=True)

    def keep_narrow(self, widget: QWidget) -> None:
        """Keep words, or controls made of words, to a line one can read."""
        self._narrow.append(widget)
        widget.setMaximumWidth(self.measure())

    def _set_measure(self) -> None:
        self._column.setMaximumWidth(scaled(WIDEST))
        for widget in self._narrow:
            widget.setMaximumWidth(self.measure())
