"""One line of text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QCompleter, QWidget

from stocktake.questionnaire.answers import Value
from stocktake.questionnaire.form import Field
from stocktake.ui.editors.base import TypedEditor
from stocktake.ui.widgets.line_edit import LineEdit

SHORT = 30
"""Characters up to which a field is drawn short, so that its size tells what is wanted."""


class LineEditor(TypedEditor):
    """Types a line, with the form's own suggestions if it has any."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._line = LineEdit()
        self._line.setPlaceholderText(field.default)
        if field.suggest:
            completer = QCompleter(list(field.suggest), self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            self._line.setCompleter(completer)
            completer.activated.connect(self._on_typed)
        self._most = field.max_length or 0
        self._fit()
        self._column.insertWidget(0, self._line)
        self.hand_on_to(self._line)
        self._line.typed.connect(self._on_typed)
        self._line.left.connect(self._on_left)

    def _fit(self) -> None:
        """Make the line of a short answer as wide as the answer may be, at any size of text."""
        if 0 < self._most <= SHORT:
            width = self._line.fontMetrics().averageCharWidth() * (self._most + 4)
            self._line.setMaximumWidth(max(width, 120))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def named_parts(self) -> tuple[QWidget, ...]:
        """The line itself."""
        return (self._line,)

    def set_read_only(self, read_only: bool) -> None:
        """Let the line be read and copied only."""
        super().set_read_only(read_only)
        self._line.setReadOnly(read_only)

    def _show(self, value: Value | None) -> None:
        self._line.setText("" if value is None else str(value))

    def _typed(self) -> str:
        return self._line.text()

    def _settle(self) -> None:
        self._line.settle()
