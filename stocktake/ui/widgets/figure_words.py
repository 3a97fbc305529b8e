"""A figure that matters: large, with its unit beside it and what it is above it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stocktake.ui.look import SPACE_INSIDE
from stocktake.ui.widgets.labels import Hint, ShortWords


class FigureWords(QWidget):
    """One large figure."""

    def __init__(self, name: str, figure: str, unit: str = "", note: str = "") -> None:
        super().__init__()
        self._figure = ShortWords(figure, "figure")
        row = QHBoxLayout()
        row.setSpacing(SPACE_INSIDE)
        row.addWidget(self._figure)
        row.addWidget(ShortWords(unit), 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Hint(name))
        column.addLayout(row)
        if note:
            column.addWidget(Hint(note))
        self.setAccessibleName(" ".join(part for part in (name, figure, unit, note) if part))
