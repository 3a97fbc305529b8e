"""E-mails that ask for a file, ready to be copied: one for each practice that has to send one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from stocktake.phrases import start_upper
from stocktake.tasks.asking_again import Request
from stocktake.ui.announce import announce
from stocktake.ui.combine.stacked import stack
from stocktake.ui.look import SPACE_BLOCK
from stocktake.ui.models.figures import FigureColumn
from stocktake.ui.models.wrapped_rows import WrappedRow, WrappedRows
from stocktake.ui.theme import scaled
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.labels import Heading, Hint
from stocktake.ui.widgets.wrapped_table import WrappedTable

TITLE = "E-mails that ask for a file"
ABOUT = (
    "Press one, or go to it and press Enter; then copy it and put your name under it. Nothing is "
    "sent from here."
)
COLUMNS = tuple(map(FigureColumn, ("About", "Why")))
TABLE_HEIGHT = 420
"""Pixels of the list at 100% text; a folder may hold a hundred files that could not be read."""
HEIGHT = 260
"""Pixels of the words at 100% text."""


class RequestPanel(QWidget):
    """Hidden while nothing has to be asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._requests: tuple[Request, ...] = ()
        self.table = WrappedTable(TITLE, opens=True, height=TABLE_HEIGHT)
        self._rows = WrappedRows(COLUMNS, self.table)
        self.table.setModel(self._rows)
        self._card = Card()
        self._heading = Heading()
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.copy = PlainButton("Copy the e-mail", "copy")
        self._said = Hint()
        for widget in (self._heading, self.text, self.copy, self._said):
            self._card.add(widget)
        self._card.hide()
        links = Card()
        links.add(self.table)
        stack(self, Heading(TITLE), Hint(ABOUT), links, self._card, space=SPACE_BLOCK)
        self.table.opened.connect(self._on_table_opened)
        self.copy.clicked.connect(self._on_copy_clicked)
        self.hide()

    def show_requests(self, requests: Sequence[Request]) -> None:
        """Offer these."""
        if tuple(requests) != self._requests:
            self._requests = tuple(requests)
            self._card.hide()
            rows = ((each.about, start_upper(each.why)) for each in self._requests)
            self._rows.set_rows(list(map(WrappedRow, rows)))
        self.setVisible(bool(requests))

    @Slot(int)
    def _on_table_opened(self, place: int) -> None:
        request = self._requests[place]
        self._heading.set_words(request.subject)
        self.text.setPlainText(request.text)
        self.text.setAccessibleName(f"E-mail to send: {request.subject}")
        self.text.setFixedHeight(scaled(HEIGHT))
        self.copy.setAccessibleDescription(request.subject)
        self._said.setText("")
        self._card.show()
        self._heading.setFocus()

    @Slot()
    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self._said.setText("Copied. Paste it into an e-mail.")
        announce(self, self._said.text())
