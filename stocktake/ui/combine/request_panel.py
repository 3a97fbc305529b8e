"""E-mails that ask for a file, ready to be copied: one for each practice that has to send one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from stocktake.tasks.asking_again import Request
from stocktake.ui.announce import announce
from stocktake.ui.combine.add_step import stack
from stocktake.ui.look import SPACE_BLOCK
from stocktake.ui.theme import scaled
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.labels import Heading, Hint
from stocktake.ui.widgets.link_list import Link, LinkList

TITLE = "E-mails that ask for a file"
ABOUT = "Choose one, copy it, and put your name under it. Nothing is sent from here."
HEIGHT = 260
"""Pixels of the words at 100% text."""


class RequestPanel(QWidget):
    """Hidden while nothing has to be asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._requests: tuple[Request, ...] = ()
        self.links = LinkList(TITLE)
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
        links.add(self.links)
        stack(self, Heading(TITLE), Hint(ABOUT), links, self._card, space=SPACE_BLOCK)
        self.links.opened.connect(self._on_links_opened)
        self.copy.clicked.connect(self._on_copy_clicked)
        self.hide()

    def show_requests(self, requests: Sequence[Request]) -> None:
        """Offer these."""
        if tuple(requests) != self._requests:
            self._requests = tuple(requests)
            self._card.hide()
            self.links.show_links(
                [Link(r.about, r.why, key=(str(n),)) for n, r in enumerate(self._requests)]
            )
        self.setVisible(bool(requests))

    @Slot(tuple)
    def _on_links_opened(self, key: tuple[str, ...]) -> None:
        request = self._requests[int(key[0])]
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
