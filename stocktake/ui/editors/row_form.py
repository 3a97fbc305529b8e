"""One row of a table as a form: its fields one under another, for those who would rather."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.questionnaire.answers import Value
from stocktake.questionnaire.form import Column, Question
from stocktake.questionnaire.table_rows import TableRow
from stocktake.questionnaire.types import TYPES, show
from stocktake.ui.editors.base import Editor
from stocktake.ui.look import SPACE_BLOCK, SPACE_INSIDE
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Heading, Hint, Words


class RowForm(Card):
    """Shows one row at a time; what is given goes out cell by cell.

    Signals:
        cell_given: (row id, column id, value or None).
        refused: why what was typed in the row being left was not taken, in words.
        step_asked: the row before (-1) or after (1) is to be shown.
        closed: the form is to be put away.
    """

    cell_given = Signal(str, str, object)
    refused = Signal(str)
    step_asked = Signal(int)
    closed = Signal()

    def __init__(self, table: Question) -> None:
        super().__init__()
        self._row = self._name = ""
        self._heading = Heading("")
        self._editors: dict[str, Editor] = {}
        self._words: dict[str, Words] = {}
        self._columns = {column.id: column for column in table.columns}
        self._back = PlainButton("Row before", "up")
        self._on = PlainButton("Next row", "down")
        self._close = PlainButton("Done")
        self.column.setSpacing(SPACE_BLOCK)
        self.add(self._heading)
        for column in table.columns:
            self.add(self._field(column))
        buttons = FlowRow(None)
        for button in (self._close, self._back, self._on):
            buttons.addWidget(button)
        self.add(buttons)
        self._back.clicked.connect(self._on_back_clicked)
        self._on.clicked.connect(self._on_on_clicked)
        self._close.clicked.connect(self.closed)

    def _field(self, column: Column) -> QWidget:
        # The editors' own list holds the table, which holds this form.
        from stocktake.ui.editors import EDITORS

        field = QWidget()
        place = QVBoxLayout(field)
        place.setContentsMargins(0, 0, 0, 0)
        place.setSpacing(SPACE_INSIDE)
        place.addWidget(Words(column.label, "strong"))
        if column.hint:
            place.addWidget(Hint(column.hint))
        words = Words()
        self._words[column.id] = words
        place.addWidget(words)
        way = TYPES[column.type].editor
        if way in EDITORS and not column.read_only:
            editor = EDITORS[way](column)
            self._editors[column.id] = editor
            place.addWidget(editor)
            editor.edited.connect(partial(self._give, column.id))
        return field

    def begin(self) -> None:
        """Put the focus in the first field there is."""
        first = next((each for each in self._editors.values() if not each.isHidden()), None)
        (first or self._close).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_row(self, row: TableRow, name: str, open_ones: Collection[str]) -> None:
        """Show a row, silently; fields that are not filled in by hand are told in words."""
        is_other = row.id != self._row
        if is_other:
            self.leave_row()
        self._row, self._name = row.id, name
        self._heading.set_words(name)
        for column_id, column in self._columns.items():
            value = row.cells.get(column_id)
            editor = self._editors.get(column_id)
            is_open = editor is not None and column_id in open_ones
            words = self._words[column_id]
            words.setText(show(value, column) or "Worked out from the other answers")
            words.setVisible(not is_open)
            if editor is not None:
                editor.setVisible(is_open)
                editor.set_name(f"{name}: {column.label}", column.hint)
                if is_other or editor.value() != value:
                    # What could not be read in the row before must not stand in this one.
                    editor.set_value(value)

    def offer_steps(self, *, back: bool, on: bool) -> None:
        """Say whether there is a row before, and one after."""
        self._back.setEnabled(back)
        self._on.setEnabled(on)

    def flush(self) -> None:
        """Hand over what is half typed."""
        for editor in self._editors.values():
            editor.flush()

    def leave_row(self) -> None:
        """Hand over what is half typed, and tell of what could not be read and goes no further."""
        self.flush()
        told = [
            f"{self._name}, {self._columns[column_id].label}: {editor.error()}"
            for column_id, editor in self._editors.items()
            if editor.error()
        ]
        if told:
            self.refused.emit("\n".join(told))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put the form away on Esc, keeping what was typed."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _give(self, column_id: str, value: Value | None) -> None:
        self.cell_given.emit(self._row, column_id, value)

    @Slot()
    def _on_back_clicked(self) -> None:
        self.step_asked.emit(-1)

    @Slot()
    def _on_on_clicked(self) -> None:
        self.step_asked.emit(1)
