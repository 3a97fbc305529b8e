"""How one cell of a table is edited: typed in, or chosen from a list that drops down."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QStyleOptionViewItem, QWidget

from stocktake.questionnaire.form import Choice, Column
from stocktake.questionnaire.types.yes_no import OPTIONS
from stocktake.ui.models.table_cells import TableCellsModel
from stocktake.ui.widgets.calm_combo import CalmComboBox
from stocktake.ui.widgets.line_edit import LineEdit
from stocktake.ui.widgets.paper_table import PaperCell

Index = QModelIndex | QPersistentModelIndex


def options_of(column: Column) -> tuple[Choice, ...]:
    """Return the options a cell of this column drops down; none for one that is typed."""
    if column.type == "yes_no":
        return OPTIONS
    return column.choice if column.type == "choice" else ()


class AnswerCell(PaperCell):
    """Opens the right small editor in a cell, and reads it back through the model."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Make a line, or a list that drops down."""
        model = cast(TableCellsModel, index.model())
        column = model.columns[index.column()]
        options = options_of(column)
        editor: QWidget
        if options:
            editor = CalmComboBox(parent)
            editor.addItem("", "")
            for each in options:
                editor.addItem(each.label, each.code)
        else:
            editor = LineEdit(parent)
            editor.setFrame(False)
        editor.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show what stands in the cell, also where it is an option no longer."""
        words = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QComboBox):
            # By its code: two rows of another table may have the same name.
            cells = cast(TableCellsModel, index.model())
            row = cells.row_at(index.row())
            held = row.cells.get(cells.columns[index.column()].id) if row is not None else None
            if held is not None and editor.findData(held) < 0:
                editor.addItem(words, held)
            editor.setCurrentIndex(editor.findData(held) if held is not None else 0)
        elif isinstance(editor, LineEdit):
            editor.setText(words)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand over what was chosen or typed."""
        if isinstance(editor, QComboBox):
            code = str(editor.currentData() or "")
            cells = cast(TableCellsModel, model)
            cells.give(index.row(), cells.columns[index.column()], code or None)
        elif isinstance(editor, LineEdit) and editor.isModified():
            model.setData(index, editor.text())

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Open the list of a drop-down with Alt+Down; leave the rest to Qt."""
        if event.type() is QEvent.Type.KeyPress and isinstance(editor, QComboBox):
            pressed = cast(QKeyEvent, event)
            if pressed.key() == Qt.Key.Key_F4:
                editor.showPopup()
                return True
        return super().eventFilter(editor, event)
