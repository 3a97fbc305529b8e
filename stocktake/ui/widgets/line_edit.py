"""The line that people type in, with room at its ends and an undo that steps aside."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget


class LineEdit(QLineEdit):
    """A line edit; Ctrl+Z is its own only while there is typing to undo.

    Signals:
        left: the focus has gone elsewhere.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextMargins(6, 0, 6, 0)

    def event(self, event: QEvent) -> bool:
        """Let Ctrl+Z and Ctrl+Y through to the page when there is nothing here to undo."""
        if event.type() is QEvent.Type.ShortcutOverride:
            key = cast(QKeyEvent, event)
            undo = key.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()
            redo = key.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable()
            if undo or redo:
                event.ignore()
                return False
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the focus has gone."""
        super().focusOutEvent(event)
        self.left.emit()
