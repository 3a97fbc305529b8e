"""What every editor is: a value goes in silently, and comes out by one signal.

An editor knows one field and nothing of the store, the form or its neighbours. States such as "not
known" belong to whatever holds the editor.
"""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.questionnaire.answers import Value
from stocktake.questionnaire.as_typed import shortened
from stocktake.questionnaire.form import Field
from stocktake.questionnaire.types import NotUnderstood, parse, show
from stocktake.ui.announce import announce
from stocktake.ui.look import SPACE_FIELD
from stocktake.ui.widgets.hands_on import HandsOn
from stocktake.ui.widgets.labels import Words

PAUSE_MS = 300
"""Milliseconds after the last key before what was typed is handed over. Source: decisions 12."""


def said_together(name: str, description: str) -> str:
    """A question and its hint as one text, for where there is one place for both."""
    stop = "" if name.endswith((".", "?", "!", ":")) else "."
    return f"{name}{stop} {description}".strip() if description else name


class Editor(HandsOn):
    """A way of giving one answer.

    Signals:
        edited: the person changed the value; carries a Value, or None for a blank.
    """

    edited = Signal(object)

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self._value: Value | None = None
        self._read_only = False
        self._error: Words | None = None
        self._name = self._description = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_FIELD)

    def set_value(self, value: Value | None) -> None:
        """Show a value, silently; None is a blank."""
        self._value = value
        self.show_error("")
        self._show(value)

    def value(self) -> Value | None:
        """Return the last value that was understood."""
        return self._value

    def set_read_only(self, read_only: bool) -> None:
        """Show without letting it be changed; it can still be read and reached."""
        self._read_only = read_only

    def set_name(self, name: str, description: str = "") -> None:
        """Name the field for screen readers: the question, and its hint."""
        self._name, self._description = name, description
        self._describe()

    @property
    def name(self) -> str:
        """The question, as it is announced."""
        return self._name

    def unread(self) -> str:
        """Return what stands here and could not be read; empty for nothing."""
        return ""

    def _describe(self) -> None:
        """Have the name heard, and what is wrong before the hint."""
        said = " ".join(part for part in (self.error(), self._description) if part)
        # Whoever came through an editor that is named too would hear everything twice.
        for widget in self.named_parts() or (self,):
            widget.setAccessibleName(self._name)
            widget.setAccessibleDescription(said)

    def named_parts(self) -> tuple[QWidget, ...]:
        """Return the inner widgets that are announced by the question's own name."""
        return ()

    def show_error(self, text: str) -> None:
        """Say under the field what is wrong and how to mend it; empty takes it away."""
        if text and self._error is None:
            self._error = Words("", "strong", "problem")
            self._column.addWidget(self._error)
        if self._error is not None and text != self.error():
            self._error.setText(text)
            self._error.setVisible(bool(text))
            self._describe()
        if text:
            announce(self, text, assertive=True)

    def error(self) -> str:
        """Return what is said to be wrong."""
        return "" if self._error is None or self._error.isHidden() else self._error.text()

    def flush(self) -> None:
        """Hand over now what is still being typed."""

    def _show(self, value: Value | None) -> None:
        """Put a value into the inner widgets; each editor has its own way."""
        raise NotImplementedError

    def _give(self, value: Value | None) -> None:
        """Take over a value the person gave, and say so if it is a new one."""
        self.show_error("")
        if value != self._value:
            self._value = value
            self.edited.emit(value)


class TypedEditor(Editor):
    """An editor that people type into: handed over after a pause, and at once on leaving.

    What cannot be understood is kept on screen and explained; the last value stands, and is named.
    """

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._is_touched = False
        self._pause.timeout.connect(self._on_pause_timeout)

    def set_value(self, value: Value | None) -> None:
        """Show a value, silently, in place of anything half typed."""
        self._pause.stop()
        self._is_touched = False
        super().set_value(value)

    def flush(self) -> None:
        """Read what was typed; refuse politely what cannot be read."""
        self._pause.stop()
        if not self._is_touched:
            return
        try:
            value = parse(self._typed(), self.field)
        except NotUnderstood as refusal:
            stands = shortened(show(self._value, self.field))
            marked = f"“{stands}”" if isinstance(self._value, str) else stands
            until = f"Until then your answer is {marked}." if stands else ""
            said = (refusal.what, refusal.how_to_fix, until)
            self.show_error(" ".join(each for each in said if each))
            return
        self._is_touched = False
        self._give(value)
        self._tidy(value)
        self._settle()

    def unread(self) -> str:
        """Return what was typed, was left, and is not the answer."""
        return self._typed().strip() if self._is_touched and self.error() else ""

    def _typed(self) -> str:
        """Return what stands in the field."""
        raise NotImplementedError

    def _tidy(self, value: Value | None) -> None:
        """Show a value the way it is written, once the person has left it."""

    def _settle(self) -> None:
        """Let the field know that what stands in it was handed over and is no longer its own."""
        raise NotImplementedError

    @Slot()
    def _on_typed(self) -> None:
        self._is_touched = True
        self._pause.start()

    @Slot()
    def _on_left(self) -> None:
        self.flush()

    @Slot()
    def _on_pause_timeout(self) -> None:
        try:
            value = parse(self._typed(), self.field)
        except NotUnderstood:
            return  # half a number is no fault; it is looked at again on leaving
        self._give(value)
        self._settle()
