"""A table of answers: typed in cell by cell, pasted from Excel, rows added and taken away.

A table is its cells, so it speaks in cells and rows and never through ``edited``.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QWidget

from stocktake.questionnaire.answers import Value
from stocktake.questionnaire.form import Field, Question
from stocktake.ui.editors.base import Editor
from stocktake.ui.editors.choices import ChoicesDialog
from stocktake.ui.editors.frozen_column import FrozenColumn
from stocktake.ui.editors.pasting import arranged, from_cell, grid_of, paste
from stocktake.ui.editors.table_cell import AnswerCell
from stocktake.ui.look import CELL_PADDING
from stocktake.ui.models.table_cells import TableCellsModel, TableRow
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.notice import Notice
from stocktake.ui.widgets.paper_table import PaperTable

MOST_REFUSALS_LISTED = 8

WIDEST_NAME = 340
"""Pixels at 100% text of the first column; half a narrow page, so that it may stay in view."""


class CellsView(PaperTable):
    """The table itself: Enter edits and goes down, Tab goes on, Delete empties cells.

    Signals:
        paste_asked: Ctrl+V was pressed.
        insert_asked, duplicate_asked, delete_asked: Insert, Ctrl+D, Ctrl+Delete.
        move_asked: Alt+Up (-1) or Alt+Down (1).
        list_asked: a cell with several choices is to be edited.
    """

    paste_asked = Signal()
    insert_asked = Signal()
    duplicate_asked = Signal()
    delete_asked = Signal()
    move_asked = Signal(int)
    list_asked = Signal(QModelIndex)

    def __init__(self, model: TableCellsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells = model
        self.setModel(model)
        self.setItemDelegate(AnswerCell(self))
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.AnyKeyPressed | trigger.EditKeyPressed | trigger.DoubleClicked)
        self.frozen = FrozenColumn(self)

    def widest(self, column: int) -> int:
        """Give the names of roles and services room to be read; they stay in view."""
        return WIDEST_NAME if column == 0 else super().widest(column)

    def sizeHintForColumn(self, column: int) -> int:
        """Return the width of a column's words, in pixels."""
        fonts = self.fontMetrics()
        words = {
            self._cells.words(place, self._cells.columns[column])
            for place in range(self._cells.rowCount())
        }
        widest = max((fonts.horizontalAdvance(each) for each in words), default=0)
        return widest + 2 * CELL_PADDING + 8

    def edit(self, index: QModelIndex, *how: Any) -> bool:  # type: ignore[override]
        """Begin to edit a cell; one that takes several choices opens a list."""
        column = self._cells.columns[index.column()] if index.isValid() else None
        is_list = column is not None and column.type == "choices"
        if is_list and self._cells.flags(index) & Qt.ItemFlag.ItemIsEditable:
            trigger = QAbstractItemView.EditTrigger
            if not how or how[0] in (trigger.EditKeyPressed, trigger.DoubleClicked):
                self.list_asked.emit(index)
            return False
        return bool(super().edit(index, *how))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give the table's own keys their meaning while no cell is being typed in."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        key = event.key()
        keys = Qt.Key
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_asked.emit()
        elif key in (keys.Key_Return, keys.Key_Enter, keys.Key_F2):
            self.edit(self.currentIndex(), QAbstractItemView.EditTrigger.EditKeyPressed, event)
        elif key == keys.Key_Insert and not control:
            self.insert_asked.emit()
        elif control and key == keys.Key_D:
            self.duplicate_asked.emit()
        elif control and key == keys.Key_Delete:
            self.delete_asked.emit()
        elif alt and key in (keys.Key_Up, keys.Key_Down):
            self.move_asked.emit(-1 if key == keys.Key_Up else 1)
        elif key in (keys.Key_Delete, keys.Key_Backspace):
            self._empty_chosen()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go to the next cell that can be filled in; past the last, leave the table."""
        there = self.next_open(1 if forward else -1)
        if self.hasFocus() and there.isValid():
            self.setCurrentIndex(there)
            return True
        return super().focusNextPrevChild(forward)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Go down after Enter, as in a sheet of figures."""
        super().closeEditor(editor, hint)
        here = self.currentIndex()
        below = self._cells.index(here.row() + 1, here.column())
        is_enter = hint is QAbstractItemDelegate.EndEditHint.SubmitModelCache
        if is_enter and self._cells.row_at(below.row()) is not None:
            self.setCurrentIndex(below)

    def next_open(self, step: int) -> QModelIndex:
        """Return the next cell that can be filled in, along the rows."""
        here = self.currentIndex()
        across = len(self._cells.columns)
        at = here.row() * across + here.column() + step if here.isValid() else 0
        while 0 <= at < across * self._cells.rowCount():
            index = self._cells.index(at // across, at % across)
            if self._cells.flags(index) & Qt.ItemFlag.ItemIsEditable:
                return index
            at += step
        return QModelIndex()

    def _empty_chosen(self) -> None:
        for index in self.selectedIndexes():
            if self._cells.flags(index) & Qt.ItemFlag.ItemIsEditable:
                self._cells.setData(index, "")


class TableEditor(Editor):
    """Edits the rows of one table.

    Signals:
        cell_edited: (row id, column id, value or None).
        cells_pasted: a tuple of ``CellChange``, to be kept and undone as one.
        row_added: (row id, place): a new row stands at that place.
        row_removed: row id.
        rows_moved: the row ids in their new order.
    """

    cell_edited = Signal(str, str, object)
    cells_pasted = Signal(tuple)
    row_added = Signal(str, int)
    row_removed = Signal(str)
    rows_moved = Signal(tuple)

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        if not isinstance(field, Question):
            raise TypeError("a table stands by itself, not in a column of another")
        self._table = field
        self.model = TableCellsModel(field, self)
        self.view = CellsView(self.model)
        self._notice = Notice()
        self._buttons = QWidget()
        self._add = PlainButton("Add a row", "add")
        self._copy = PlainButton("Duplicate row", "copy")
        self._remove = PlainButton("Delete row", "remove")
        self._paste = PlainButton("Paste from Excel", "paste")
        row = FlowRow(self._buttons)
        for button in (self._add, self._copy, self._remove, self._paste):
            row.addWidget(button)
        for place, widget in enumerate((self.view, self._notice, self._buttons)):
            self._column.insertWidget(place, widget)
        self.setFocusProxy(self.view)
        self._connect()
        self._say_what_can_be_done()

    def _connect(self) -> None:
        self.model.cell_edited.connect(self._on_cell_edited)
        self.model.refused.connect(self._on_refused)
        self.view.paste_asked.connect(self._on_paste_asked)
        self.view.insert_asked.connect(self._on_add_clicked)
        self.view.duplicate_asked.connect(self._on_copy_clicked)
        self.view.delete_asked.connect(self._on_remove_clicked)
        self.view.move_asked.connect(self._on_move_asked)
        self.view.list_asked.connect(self._on_list_asked)
        self.view.selectionModel().currentChanged.connect(self._on_current_changed)
        self._add.clicked.connect(self._on_add_clicked)
        self._copy.clicked.connect(self._on_copy_clicked)
        self._remove.clicked.connect(self._on_remove_clicked)
        self._paste.clicked.connect(self._on_paste_asked)

    def set_rows(self, rows: Sequence[TableRow]) -> None:
        """Show other rows, silently, and stay in the cell one was in."""
        here = self.view.currentIndex()
        self.model.set_rows(rows)
        self.view.fit()
        self.view.frozen.fit()
        if here.isValid():
            self.view.setCurrentIndex(self.model.index(here.row(), here.column()))
        self._say_what_can_be_done()

    def rows(self) -> tuple[TableRow, ...]:
        """Return the rows as they stand."""
        return self.model.rows()

    def set_cell(self, row_id: str, column_id: str, value: Value | None) -> None:
        """Show a value in one cell, silently, such as a figure that was worked out."""
        self.model.set_cell(row_id, column_id, value)

    def set_value(self, value: Value | None) -> None:
        """Empty the table; a table is otherwise filled with ``set_rows``."""
        self.set_rows(())
        super().set_value(None)

    def named_parts(self) -> tuple[QWidget, ...]:
        """The table itself."""
        return (self.view,)

    def set_read_only(self, read_only: bool) -> None:
        """Let cells be reached, read and copied only."""
        super().set_read_only(read_only)
        self.model.is_read_only = read_only
        self._say_what_can_be_done()

    def flush(self) -> None:
        """Hand over the cell being typed in."""
        if self.view.state() is QAbstractItemView.State.EditingState:
            # Moving the current cell is how a view is told to keep what is being typed.
            here = self.view.currentIndex()
            self.view.setCurrentIndex(QModelIndex())
            self.view.setCurrentIndex(here)

    def _show(self, value: Value | None) -> None:
        self._notice.clear()

    def _say_what_can_be_done(self) -> None:
        row = self.model.row_at(self.view.currentIndex().row())
        may_add = not self._read_only and self._table.rows != "fixed"
        most = self._table.max_rows
        if most is not None and len(self.model.rows()) >= most:
            may_add = False
        self._add.setEnabled(may_add)
        self._copy.setEnabled(may_add and row is not None)
        self._remove.setEnabled(not self._read_only and row is not None and not row.is_fixed)
        self._paste.setEnabled(not self._read_only)
        self._buttons.setVisible(not self._read_only)
        for button in (self._add, self._copy):
            button.setVisible(self._table.rows != "fixed")
        self._remove.setVisible(self._table.rows != "fixed")

    def _insert(self, place: int, row: TableRow) -> None:
        self.model.insert(place, row)
        self.view.fit()
        self.row_added.emit(row.id, place)
        first = next(
            (n for n, each in enumerate(self.model.columns) if self.model.is_open(place, each)), 0
        )
        self.view.setCurrentIndex(self.model.index(place, first))
        self.view.setFocus()

    @Slot(str, str, object)
    def _on_cell_edited(self, row_id: str, column_id: str, value: Value | None) -> None:
        self._notice.clear()
        self.cell_edited.emit(row_id, column_id, value)

    @Slot(str)
    def _on_refused(self, words: str) -> None:
        self._notice.say("problem", words, "That was not taken")

    @Slot()
    def _on_add_clicked(self) -> None:
        if self._add.isEnabled():
            here = self.view.currentIndex().row()
            place = here + 1 if self.model.row_at(here) else len(self.model.rows())
            self._insert(place, TableRow(new_row_id()))

    @Slot()
    def _on_copy_clicked(self) -> None:
        here = self.view.currentIndex().row()
        row = self.model.row_at(here)
        if row is None or not self._copy.isEnabled():
            return
        new = TableRow(new_row_id())
        self._insert(here + 1, new)
        grid = [[self.model.words(here, column) for column in self.model.columns]]
        copied = from_cell(self.model, grid, here + 1, 0)
        self.cells_pasted.emit(paste(self.model, copied).changes)

    @Slot()
    def _on_remove_clicked(self) -> None:
        here = self.view.currentIndex()
        row = self.model.row_at(here.row())
        if row is None or not self._remove.isEnabled():
            return
        self.model.remove(here.row())
        self.view.fit()
        self.row_removed.emit(row.id)
        self._say_what_can_be_done()

    @Slot(int)
    def _on_move_asked(self, step: int) -> None:
        here = self.view.currentIndex()
        if not self._read_only and self.model.move(here.row(), step):
            self.rows_moved.emit(tuple(row.id for row in self.model.rows()))

    @Slot()
    def _on_paste_asked(self) -> None:
        grid = grid_of(QGuiApplication.clipboard().text())
        if self._read_only or not grid:
            return
        here = self.view.currentIndex()
        top, left = (here.row(), here.column()) if here.isValid() else (0, 0)
        wanted = arranged(self.model, grid, top, left)
        while self._add.isEnabled() and wanted.rows_needed > len(self.model.rows()):
            row = TableRow(new_row_id())
            place = len(self.model.rows())
            self.model.insert(place, row)
            self.row_added.emit(row.id, place)
            self._say_what_can_be_done()
        done = paste(self.model, wanted)
        self.view.fit()
        if done.changes:
            self.cells_pasted.emit(done.changes)
        self._say_refusals(done.refusals)

    def _say_refusals(self, refusals: tuple[str, ...]) -> None:
        if not refusals:
            self._notice.clear()
            return
        listed = list(refusals[:MOST_REFUSALS_LISTED])
        rest = len(refusals) - len(listed)
        if rest:
            listed.append(f"And {rest} more.")
        count = "One cell was" if len(refusals) == 1 else f"{len(refusals)} cells were"
        self._notice.say("attention", "\n".join(listed), f"{count} not taken")

    @Slot(QModelIndex)
    def _on_list_asked(self, index: QModelIndex) -> None:
        column = self.model.columns[index.column()]
        row = self.model.row_at(index.row())
        if row is None:
            return
        dialog = ChoicesDialog(column, column.label, self)
        dialog.editor.set_value(row.cells.get(column.id))
        if dialog.exec():
            self.model.give(index.row(), column, dialog.editor.value())
        dialog.deleteLater()
        self.view.setFocus()

    @Slot()
    def _on_current_changed(self) -> None:
        self._say_what_can_be_done()


def new_row_id() -> str:
    """Make the id a new row keeps for ever: eight random characters."""
    return secrets.token_hex(4)
