"""A page's column: scrolls up and down only, and keeps lines short enough to read."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from stocktake.ui.look import MEASURE, SPACE_PAGE, SPACE_QUESTION

_ORDINARY = "Choose the highest description that is true today on an ordinary week."
"""Ordinary words, to learn how wide a character is."""


class ScrollColumn(QScrollArea):
    """Holds widgets one under another, 75 characters wide at most unless told otherwise."""

    def __init__(self, parent: QWidget | None = None, *, is_wide: bool = False) -> None:
        super().__init__(parent)
        self._is_wide = is_wide
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sheet = QWidget()
        self._column = QWidget()
        self.column = QVBoxLayout(self._column)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(SPACE_QUESTION)
        row = QHBoxLayout(self._sheet)
        row.setContentsMargins(SPACE_PAGE, SPACE_PAGE, SPACE_PAGE, SPACE_PAGE)
        row.addWidget(self._column, 1000, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        self.setWidget(self._sheet)
        self._set_measure()

    def add(self, widget: QWidget) -> None:
        """Put a widget at the foot of the column."""
        self.column.addWidget(widget)

    def add_layout(self, layout: QLayout) -> None:
        """Put a row or a grid at the foot of the column."""
        self.column.addLayout(layout)

    def measure(self) -> int:
        """Return the widest the column may be, in pixels."""
        return measure_of(self)

    def is_cut_off(self) -> bool:
        """Tell whether anything stands wider than the column can show."""
        return self._sheet.minimumSizeHint().width() > self.viewport().width()

    def _set_measure(self) -> None:
        if not self._is_wide:
            self._column.setMaximumWidth(self.measure())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self._set_measure()


def measure_of(widget: QWidget) -> int:
    """Return how wide 75 characters of a widget's text are, in pixels."""
    return round(widget.fontMetrics().horizontalAdvance(_ORDINARY) / len(_ORDINARY) * MEASURE)
