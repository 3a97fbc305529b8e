"""Several lines of text: grows with what is written, counts words, never cuts."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from stocktake.phrases import counted
from stocktake.questionnaire.answers import Value
from stocktake.questionnaire.form import Field
from stocktake.questionnaire.types import TYPES
from stocktake.ui.editors.base import TypedEditor
from stocktake.ui.theme import dress
from stocktake.ui.widgets.labels import Hint
from stocktake.ui.widgets.line_edit import is_redo, is_undo

FEWEST_LINES = 3
MOST_LINES = 12
"""Lines it grows to; beyond that it scrolls. Source: design/screens.md F.4."""


class GrowingText(QPlainTextEdit):
    """Plain text as tall as what stands in it, between 3 and 12 lines.

    Signals:
        left: the focus has gone elsewhere.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setViewportMargins(4, 4, 4, 4)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self._on_size_changed)
        self._grow()

    def minimumSizeHint(self) -> QSize:
        """Ask for little width, so that a narrow page stays narrow."""
        return QSize(120, self.height())

    def _grow(self) -> None:
        lines = round(self.document().size().height())
        line_height = self.fontMetrics().lineSpacing()
        shown = max(FEWEST_LINES, min(MOST_LINES, lines))
        self.setFixedHeight(shown * line_height + 24)

    @Slot()
    def _on_size_changed(self) -> None:
        self._grow()

    def event(self, event: QEvent) -> bool:
        """Let Ctrl+Z and Ctrl+Y through to the page when there is nothing here to undo."""
        if event.type() is QEvent.Type.ShortcutOverride:
            key = cast(QKeyEvent, event)
            history = self.document()
            if is_undo(key) or is_redo(key):
                mine = history.isUndoAvailable() if is_undo(key) else history.isRedoAvailable()
                event.setAccepted(mine and not self.isReadOnly())
                return event.isAccepted()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do typing again with Ctrl+Y on every system."""
        if is_redo(event) and self.document().isRedoAvailable():
            self.redo()
        else:
            super().keyPressEvent(event)

    def settle(self) -> None:
        """Take the text as handed over: from here on it is not this field's to undo."""
        self.document().clearUndoRedoStacks()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Grow when a narrower page needs more lines."""
        super().resizeEvent(event)
        self._grow()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._grow()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page, unless the text itself is longer than its box."""
        if self.verticalScrollBar().maximum() > 0:
            super().wheelEvent(event)
        else:
            event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the focus has gone."""
        super().focusOutEvent(event)
        self.left.emit()


class LongTextEditor(TypedEditor):
    """Types several lines; too long a text is counted and told, never cut."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._text = GrowingText()
        self._text.setPlaceholderText(field.default)
        self._count = Hint()
        self._most = field.max_length or TYPES[field.type].length or 0
        self._is_showing = False
        self._column.insertWidget(0, self._text)
        self._column.insertWidget(1, self._count)
        self.hand_on_to(self._text)
        self._say_count()
        self._text.textChanged.connect(self._on_text_changed)
        self._text.left.connect(self._on_left)

    def named_parts(self) -> tuple[QWidget, ...]:
        """The text itself."""
        return (self._text,)

    def set_read_only(self, read_only: bool) -> None:
        """Let the text be read and copied only."""
        super().set_read_only(read_only)
        self._text.setReadOnly(read_only)

    def _show(self, value: Value | None) -> None:
        # QPlainTextEdit has no signal for the person's own changes alone.
        self._is_showing = True
        self._text.setPlainText("" if value is None else str(value))
        self._is_showing = False

    def _typed(self) -> str:
        return self._text.toPlainText()

    def _settle(self) -> None:
        self._text.settle()

    @Slot()
    def _on_text_changed(self) -> None:
        self._say_count()
        if not self._is_showing:
            self._on_typed()

    def _say_count(self) -> None:
        typed = self._typed()
        words = len(typed.split())
        over = len(typed) - self._most if self._most else 0
        said = counted(words, "word")
        if over > 0:
            said += f". {counted(over, 'character')} over {self._most:,}: please shorten it"
        self._count.setText(said)
        dress(self._count, tone="attention" if over > 0 else "muted")
