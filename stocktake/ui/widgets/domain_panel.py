"""A domain opened up: what asks for its level, and the ratings its level comes from."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from stocktake.ui.models.behind import Behind
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.labels import Heading, Words
from stocktake.ui.widgets.link_list import LinkList


class DomainPanel(Card):
    """Hidden until a domain is shown.

    Signals:
        opened: (form, section, question) of the row that was pressed.
        closed: the panel was put away.
    """

    opened = Signal(tuple)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = Heading()
        self._level = Words()
        self._notes = Words()
        self._lists = {
            title: (Words(title, "strong"), LinkList(title))
            for title in ("What asks for it", "Asked of your PCN", "Your ratings")
        }
        self._close = PlainButton("Close")
        for widget in (self._heading, self._level, self._notes):
            self.add(widget)
        for words, links in self._lists.values():
            self.add(words)
            self.add(links)
            links.opened.connect(self.opened)
        self.add(self._close)
        self._close.clicked.connect(self._on_close_clicked)
        self.hide()

    def show_domain(self, behind: Behind) -> None:
        """Show what is behind a domain."""
        self._heading.set_words(behind.title)
        self._level.setText(behind.level)
        self._notes.setText(" ".join(behind.notes))
        self._notes.setVisible(bool(behind.notes))
        shown = (behind.expectations, behind.of_pcn, behind.ratings)
        for (words, links), rows in zip(self._lists.values(), shown, strict=True):
            links.show_links(rows)
            words.setVisible(bool(rows))
            links.setVisible(bool(rows))
        self.show()

    def focus_heading(self) -> None:
        """Put the focus on the heading, so that it is read and scrolled to."""
        self._heading.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_close_clicked(self) -> None:
        self.hide()
        self.closed.emit()
