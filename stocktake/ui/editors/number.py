"""A number: counts, WTE, pounds and percentages, typed the way people write them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from stocktake.questionnaire.answers import Value
from stocktake.questionnaire.form import Field
from stocktake.questionnaire.types import show
from stocktake.ui.editors.base import TypedEditor
from stocktake.ui.look import SPACE_FIELD
from stocktake.ui.widgets.labels import ShortWords
from stocktake.ui.widgets.line_edit import LineEdit

CHARACTERS = 16
"""Width of the field; its size tells that a figure is wanted."""

_SIGNED_TYPES = ("pounds", "percent")
"""Types whose figures carry their own sign, so that the unit is not said twice."""


class NumberEditor(TypedEditor):
    """A plain line rather than a spin box: nothing changes it but typing."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._line = LineEdit()
        self._line.setPlaceholderText(field.default)
        self._line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._line.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        self._set_width()
        row = QHBoxLayout()
        row.setSpacing(SPACE_FIELD)
        row.addWidget(self._line)
        if field.unit and field.type not in _SIGNED_TYPES:
            row.addWidget(ShortWords(field.unit))
        row.addStretch(1)
        self._column.insertLayout(0, row)
        self.hand_on_to(self._line)
        self._line.typed.connect(self._on_typed)
        self._line.left.connect(self._on_left)

    def _set_width(self) -> None:
        self._line.setMaximumWidth(self._line.fontMetrics().averageCharWidth() * CHARACTERS)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._set_width()

    def named_parts(self) -> tuple[QWidget, ...]:
        """The line itself."""
        return (self._line,)

    def set_name(self, name: str, description: str = "") -> None:
        """Name the field; its unit is part of what is said of it."""
        said = ". ".join(part for part in (self.field.unit, description) if part)
        super().set_name(name, said)

    def set_read_only(self, read_only: bool) -> None:
        """Let the figure be read and copied only."""
        super().set_read_only(read_only)
        self._line.setReadOnly(read_only)

    def _show(self, value: Value | None) -> None:
        self._line.setText(show(value, self.field))

    def _tidy(self, value: Value | None) -> None:
        self._show(value)

    def _typed(self) -> str:
        return self._line.text()

    def _settle(self) -> None:
        self._line.settle()
