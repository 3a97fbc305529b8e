"""A field of several lines with its name over it, for what the lead says in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from stocktake.ui.look import SPACE_INSIDE
from stocktake.ui.theme import scaled
from stocktake.ui.widgets.labels import Hint, Words

HEIGHT = 90
"""Pixels of the lines at 100% text."""


class SaidField(QWidget):
    """Plain lines; nothing is cut.

    Signals:
        typed: the person changed the words.
    """

    typed = Signal()

    def __init__(self, name: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_shown_by_us = False
        self.field = QPlainTextEdit()
        self.field.setAccessibleName(name)
        self.field.setAccessibleDescription(hint)
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(scaled(HEIGHT))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_INSIDE)
        column.addWidget(Words(name, "strong"))
        if hint:
            column.addWidget(Hint(hint))
        column.addWidget(self.field)
        self.field.textChanged.connect(self._on_text_changed)

    def text(self) -> str:
        """The words as they stand."""
        return self.field.toPlainText()

    def lines(self) -> tuple[str, ...]:
        """The lines that say something."""
        lines = (line.strip() for line in self.text().splitlines())
        return tuple(line for line in lines if line)

    def show_text(self, text: str) -> None:
        """Show other words, silently."""
        if text != self.text():
            self._is_shown_by_us = True
            self.field.setPlainText(text)
            self._is_shown_by_us = False

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show other lines, silently; the same lines leave half-typed ones as they are."""
        if tuple(lines) != self.lines():
            self.show_text("\n".join(lines))

    def setPlainText(self, text: str) -> None:
        """Put words in as though they had been typed."""
        self.field.setPlainText(text)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self.field.setFixedHeight(scaled(HEIGHT))

    @Slot()
    def _on_text_changed(self) -> None:
        if not self._is_shown_by_us:
            self.typed.emit()
