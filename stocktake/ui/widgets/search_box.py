"""A line to search with."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from stocktake.ui.widgets.line_edit import LineEdit

PAUSE_MS = 150
"""Milliseconds after the last key before the search is made."""


class SearchBox(LineEdit):
    """Searches as one types; Enter goes to the next hit and Esc empties the line, then leaves.

    Signals:
        searched: the words, after a short pause.
        next_asked: Enter was pressed; True backwards (with Shift).
        closed: Esc was pressed on an empty line, or on any where it leaves at once.
    """

    searched = Signal(str)
    next_asked = Signal(bool)
    closed = Signal()

    def __init__(
        self, name: str, parent: QWidget | None = None, *, leaves_at_once: bool = False
    ) -> None:
        super().__init__(parent)
        self._leaves_at_once = leaves_at_once
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self.setClearButtonEnabled(True)
        for button in self.findChildren(QAbstractButton):
            # Qt makes it, draws a sign on it and leaves it without a name.
            button.setAccessibleName(f"Empty “{name}”")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self.textChanged.connect(self._on_text_changed)
        self._pause.timeout.connect(self._on_pause_timeout)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give Enter and Esc their meaning here."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.next_asked.emit(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif event.key() == Qt.Key.Key_Escape and self.text() and not self._leaves_at_once:
            self.clear()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_text_changed(self) -> None:
        self._pause.start()

    @Slot()
    def _on_pause_timeout(self) -> None:
        self.searched.emit(self.text().strip())
