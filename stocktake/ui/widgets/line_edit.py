"""The line that people type in, with room at its ends and an undo that steps aside."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

MOST_CHARACTERS = 1_000_000
"""Qt by itself cuts off what is pasted beyond 32,767 without a word; too long a text is refused in
words by whoever reads it."""

UNDO = QKeySequence.StandardKey.Undo
REDO = QKeySequence.StandardKey.Redo


def is_undo(key: QKeyEvent) -> bool:
    """Whether keys ask for undo."""
    return key.matches(UNDO)


def is_redo(key: QKeyEvent) -> bool:
    """Whether keys ask for redo: Ctrl+Y everywhere, and whatever else the system has for it."""
    is_control = key.modifiers() == Qt.KeyboardModifier.ControlModifier
    return key.matches(REDO) or (is_control and key.key() == Qt.Key.Key_Y)


class LineEdit(QLineEdit):
    """A line edit; Ctrl+Z is its own only while there is typing that nobody has taken over yet.

    Once the text has been handed over (``settle``) it is an answer, and undoing it is the window's
    affair: otherwise undoing text would itself be a change to undo, and two of them go in a circle.

    Signals:
        left: the focus has gone elsewhere.
        typed: the text was changed by a person: by keys, or by speech and other assistive software,
            which puts text in without any key (Qt tells ``textEdited`` only for keys).
    """

    left = Signal()
    typed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settled = ""
        self._undone: str | None = None
        self._is_shown_by_us = False
        self.setMaxLength(MOST_CHARACTERS)
        self.setTextMargins(6, 0, 6, 0)
        self.textChanged.connect(self._on_text_changed)

    def setText(self, text: str | None) -> None:
        """Show a text as it stands elsewhere; it is no typing."""
        self._is_shown_by_us = True
        super().setText(text)
        self._is_shown_by_us = False
        self.settle()

    def settle(self) -> None:
        """Take the text as handed over: from here on it is not this field's to undo."""
        self._settled = self.text()
        self._undone = None

    @property
    def can_undo(self) -> bool:
        """Whether something is typed here that has not been handed over."""
        return not self.isReadOnly() and self.text() != self._settled

    @property
    def can_redo(self) -> bool:
        """Whether typing was undone here and nothing was typed since."""
        return not self.isReadOnly() and self._undone is not None

    def event(self, event: QEvent) -> bool:
        """Let Ctrl+Z and Ctrl+Y through to the window when there is nothing here to undo."""
        if event.type() is QEvent.Type.ShortcutOverride:
            key = cast(QKeyEvent, event)
            if is_undo(key) or is_redo(key):
                event.setAccepted(self.can_undo if is_undo(key) else self.can_redo)
                return event.isAccepted()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo typing back to what was last handed over, and do it again."""
        if is_undo(event) and self.can_undo:
            typed = self.text()
            self._replace(self._settled)
            self._undone = typed
        elif is_redo(event) and self._undone is not None:
            self._replace(self._undone)
        elif is_undo(event) or is_redo(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _replace(self, text: str) -> None:
        """Put in a text as though it had been typed."""
        self.selectAll()
        if text:
            self.insert(text)
        else:
            self.del_()

    @Slot()
    def _on_text_changed(self) -> None:
        if not self._is_shown_by_us:
            self._undone = None
            self.typed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the focus has gone."""
        super().focusOutEvent(event)
        self.left.emit()
