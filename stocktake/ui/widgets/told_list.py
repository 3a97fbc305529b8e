"""A list to read: each thing with a line about it, and nowhere to go."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.ui.widgets.labels import Hint, Words
from stocktake.ui.widgets.link_list import Link

GAP = 12
"""Pixels between two things."""


class ToldList(QWidget):
    """Shows the title and the line of each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP)
        self._shown: tuple[Link, ...] = ()

    def tell(self, things: Sequence[Link]) -> None:
        """Show another list."""
        if tuple(things) == self._shown:
            return
        self._shown = tuple(things)
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for each in things:
            self._column.addWidget(_told(each))


def _told(thing: Link) -> QWidget:
    told = QWidget()
    column = QVBoxLayout(told)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(Words(thing.title))
    if thing.covers:
        column.addWidget(Hint(thing.covers))
    return told
