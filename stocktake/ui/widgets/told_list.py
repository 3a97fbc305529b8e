"""A list to read: each thing with a line about it, and nowhere to go."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.ui.look import SPACE_FIELD
from stocktake.ui.widgets.labels import Hint, Words
from stocktake.ui.widgets.link_list import Link


class ToldList(QWidget):
    """Shows the title and the line of each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_FIELD)
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
            self._column.addWidget(Words(each.title))
            self._column.addWidget(Hint(each.covers))
