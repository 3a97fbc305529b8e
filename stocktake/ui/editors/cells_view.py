"""The table of cells one types in: which keys do what, and where the focus goes next."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QWidget

from stocktake.ui.editors.frozen_column import FrozenColumn
from stocktake.ui.editors.table_cell import AnswerCell
from stocktake.ui.look import CELL_PADDING, ROW_HEIGHT
from stocktake.ui.models.table_cells import TableCellsModel
from stocktake.ui.theme import scaled
from stocktake.ui.widgets.paper_table import PaperTable, lines_of

MOST_LINES = 6
"""Lines a row grows to, so that what was typed is read whole; more of it is read in the row's form,
or by pointing at it."""

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
        self._is_refused = False
        self._is_fitting = False
        self.setModel(model)
        self.setItemDelegate(AnswerCell(self))
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.AnyKeyPressed | trigger.EditKeyPressed | trigger.DoubleClicked)
        self.frozen = FrozenColumn(self)
        model.refused.connect(self._on_refused)
        model.dataChanged.connect(self._on_cells_changed)
        for signal in (model.rowsInserted, model.rowsRemoved):
            signal.connect(self._on_rows_changed)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Follow assistive software, which selects a cell without making it the one in hand."""
        super().selectionChanged(selected, deselected)
        chosen = self.selectionModel().selectedIndexes()
        if chosen and self.currentIndex() not in chosen:
            keep = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(chosen[-1], keep)

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

    def fit(self) -> None:
        """Give every column its width first, then every row the lines it needs."""
        self._is_fitting = True
        super().fit()
        self._is_fitting = False
        self.fit_height()

    @Slot()
    def fit_height(self) -> None:
        """Give every row the lines its words need, and the table the height of its rows."""
        if self._is_fitting:
            return
        self._fit_rows(range(self._cells.rowCount()))
        super().fit_height()

    def _fit_rows(self, rows: range) -> bool:
        """Give rows their height; tells whether any has another one now."""
        fonts, usual = self.fontMetrics(), scaled(ROW_HEIGHT)
        columns = self._cells.columns
        rooms = [self.columnWidth(each) - 2 * CELL_PADDING for each in range(len(columns))]
        is_other = False
        for row in rows:
            words = (self._cells.words(row, each) for each in columns)
            needed = (lines_of(*each, fonts) for each in zip(words, rooms, strict=True))
            lines = min(MOST_LINES, max(needed, default=1))
            height = usual + (lines - 1) * fonts.lineSpacing()
            if self.rowHeight(row) != height:
                is_other = True
                self.setRowHeight(row, height)
        return is_other

    @Slot(QModelIndex, QModelIndex)
    def _on_cells_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        if self._fit_rows(range(first.row(), last.row() + 1)):
            super().fit_height()

    @Slot()
    def _on_rows_changed(self) -> None:
        self.fit_height()

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
        """Go down after Enter, as in a sheet of figures; stay where something was not taken."""
        super().closeEditor(editor, hint)
        is_refused, self._is_refused = self._is_refused, False
        here = self.currentIndex()
        below = self._cells.index(here.row() + 1, here.column())
        is_enter = hint is QAbstractItemDelegate.EndEditHint.SubmitModelCache
        if is_enter and not is_refused and self._cells.row_at(below.row()) is not None:
            self.setCurrentIndex(below)

    @Slot()
    def _on_refused(self) -> None:
        self._is_refused = True

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
