"""The rows and columns of a table of answers, to be edited in place.

A table is its cells: each has its own value and is handed over by itself. Typed and pasted text is
read by the type of its column.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from html import escape
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from stocktake.questionnaire.answers import Value
from stocktake.questionnaire.form import Column, Question
from stocktake.questionnaire.table_rows import CellChange, TableRow, is_filled_in
from stocktake.questionnaire.types import TYPES, NotUnderstood, parse, show
from stocktake.ui.models.figures import heading
from stocktake.ui.theme import font_of, look

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

SUMMED_TYPES = ("number", "decimal", "wte", "pounds")
"""Types whose columns have a total; a total of percentages would mean nothing."""


LONG_WORDS = 24
"""Characters from which a cell may be cut short, and says all of it when pointed at."""


class TableCellsModel(QAbstractTableModel):
    """A table of answers, with a row of totals under it when it has columns to add up.

    Signals:
        cell_edited: (row id, column id, value or None) by the person.
        refused: why a typed text was not taken, in words.
    """

    cell_edited = Signal(str, str, object)
    refused = Signal(str)

    def __init__(self, table: Question, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns: tuple[Column, ...] = table.columns
        self._key = table.key
        self._rows: list[TableRow] = []
        self._sums = any(column.type in SUMMED_TYPES for column in self.columns)
        self._shows_total = False
        self.is_read_only = False

    def set_rows(self, rows: Sequence[TableRow]) -> None:
        """Show other rows, silently."""
        self.beginResetModel()
        self._rows = list(rows)
        self._shows_total = self._wants_total()
        self.endResetModel()

    def rows(self) -> tuple[TableRow, ...]:
        """Return the rows as they stand."""
        return tuple(self._rows)

    def row_at(self, place: int) -> TableRow | None:
        """Return the row at a place; None for the totals and beyond."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def insert(self, place: int, row: TableRow) -> None:
        """Put a row in, silently."""
        self.beginInsertRows(QModelIndex(), place, place)
        self._rows.insert(place, row)
        self.endInsertRows()
        self._settle_total()

    def remove(self, place: int) -> TableRow:
        """Take a row out, silently, and return it."""
        self.beginRemoveRows(QModelIndex(), place, place)
        gone = self._rows.pop(place)
        self.endRemoveRows()
        self._settle_total()
        return gone

    def move(self, place: int, step: int) -> bool:
        """Move a row up (-1) or down (1); False when it has nowhere to go."""
        there = place + step
        if not (0 <= place < len(self._rows) and 0 <= there < len(self._rows)):
            return False
        after = there + 1 if step > 0 else there
        self.beginMoveRows(QModelIndex(), place, place, QModelIndex(), after)
        self._rows.insert(there, self._rows.pop(place))
        self.endMoveRows()
        return True

    def set_cell(self, row_id: str, column_id: str, value: Value | None) -> None:
        """Show a value in one cell, silently: a worked-out figure, or a default taken up."""
        for place, row in enumerate(self._rows):
            if row.id == row_id:
                self._put(place, column_id, value)

    def take_text(self, place: int, column: Column, text: str) -> CellChange:
        """Read text into a cell, silently, and say what changed.

        Raises:
            NotUnderstood: the column's type cannot read it.
        """
        value = parse(text, column)
        self._put(place, column.id, value)
        return CellChange(self._rows[place].id, column.id, value)

    def is_open(self, place: int, column: Column) -> bool:
        """Tell whether a cell may be typed in."""
        row = self.row_at(place)
        return row is not None and not self.is_read_only and is_filled_in(column, row, self._key)

    def _put(self, place: int, column_id: str, value: Value | None) -> None:
        row = self._rows[place]
        cells = {name: each for name, each in row.cells.items() if name != column_id}
        if value is not None:
            cells[column_id] = value
        self._rows[place] = replace(row, cells=cells)
        # A starter row changes colour as a whole when it is first touched.
        self.dataChanged.emit(self.index(place, 0), self.index(place, len(self.columns) - 1))
        self._settle_total()

    def _wants_total(self) -> bool:
        """Two rows or more, and a figure in them to add up: an empty total says nothing."""
        has_several = self._sums and len(self._rows) > 1
        return has_several and any(self._total(column) for column in self.columns)

    def _settle_total(self) -> None:
        """Show the totals or take them away, as what is in the rows has changed."""
        last, wanted = len(self._rows), self._wants_total()
        if wanted and not self._shows_total:
            self.beginInsertRows(QModelIndex(), last, last)
            self._shows_total = True
            self.endInsertRows()
        elif self._shows_total and not wanted:
            self.beginRemoveRows(QModelIndex(), last, last)
            self._shows_total = False
            self.endRemoveRows()
        elif wanted:
            self.dataChanged.emit(self.index(last, 0), self.index(last, len(self.columns) - 1))

    def is_total(self, place: int) -> bool:
        """Tell whether a row is the totals."""
        return self._shows_total and place == len(self._rows)

    def _total(self, column: Column) -> str:
        if column.type not in SUMMED_TYPES:
            return ""
        given = [row.cells.get(column.id) for row in self._rows]
        numbers = [each for each in given if isinstance(each, Decimal)]
        # Blank is never zero: a column in which nothing stands has no total.
        return show(sum(numbers, Decimal(0)), column) if numbers else ""

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of rows, the totals among them."""
        return 0 if parent.isValid() else len(self._rows) + int(self._shows_total)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let open cells be typed in; every cell can be reached."""
        flag = Qt.ItemFlag
        reached = flag.ItemIsEnabled | flag.ItemIsSelectable
        if index.isValid() and self.is_open(index.row(), self.columns[index.column()]):
            return reached | flag.ItemIsEditable
        return reached if index.isValid() else flag.NoItemFlags

    def name_of(self, place: int) -> str:
        """What a row is called: the words of its first cell, or its number."""
        return self.words(place, self.columns[0]) or f"Row {place + 1}"

    def words(self, place: int, column: Column) -> str:
        """Return what a cell says."""
        row = self.row_at(place)
        if row is not None:
            return show(row.cells.get(column.id), column)
        return self._total(column) or ("Total" if column is self.columns[0] else "")

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Give a cell's words, side, weight and colour."""
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role in (Role.DisplayRole, Role.EditRole):
            return self.words(index.row(), column)
        if role == Role.AccessibleTextRole:
            return self._said(index.row(), column)
        if role == Role.TextAlignmentRole:
            flag = Qt.AlignmentFlag
            side = flag.AlignRight if self._is_number(column) else flag.AlignLeft
            return int(flag.AlignVCenter | side)
        if role == Role.ToolTipRole:
            # For names too long for their column; escaped, because a tooltip reads rich text.
            words = self.words(index.row(), column)
            return f"<p>{escape(words)}</p>" if len(words) > LONG_WORDS else None
        if role == Role.FontRole and self.is_total(index.row()):
            return font_of("strong")
        if role == Role.ForegroundRole and self._is_quiet(index.row(), column):
            return look().of_tone("muted")
        return None

    def _said(self, place: int, column: Column) -> str:
        row = "Total" if self.is_total(place) else self.words(place, self.columns[0])
        return f"{row or 'New row'}, {column.label}: {self.words(place, column) or 'blank'}"

    def _is_quiet(self, place: int, column: Column) -> bool:
        row = self.row_at(place)
        if row is None:
            return False
        is_untouched = row.is_starter and set(row.cells) <= {self._key}
        return is_untouched or column.read_only or column.type == "calculated"

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        """Read what was typed; a text that is not understood is refused and the cell stays."""
        if role != Role.EditRole or not index.isValid():
            return False
        column = self.columns[index.column()]
        row = self.row_at(index.row())
        if row is None or not self.is_open(index.row(), column):
            return False
        try:
            change = self.take_text(index.row(), column, str(value))
        except NotUnderstood as refusal:
            where = f"{self.name_of(index.row())}, {column.label}"
            self.refused.emit(f"{where}: {refusal.what} {refusal.how_to_fix}".strip())
            return False
        if change.value != row.cells.get(column.id):
            self.cell_edited.emit(change.row_id, change.column_id, change.value)
        return True

    def give(self, place: int, column: Column, value: Value | None) -> None:
        """Take over a value chosen in a list, and hand it on if it is a new one."""
        row = self._rows[place]
        if value != row.cells.get(column.id):
            self._put(place, column.id, value)
            self.cell_edited.emit(row.id, column.id, value)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        """Give a column's label, with its unit."""
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        column = self.columns[section]
        said = column.label.casefold()
        sign = "£" if column.unit == "pounds" else column.unit
        unit = f" ({sign})" if sign and sign.casefold() not in said else ""
        return heading(column.label + unit, self._is_number(column), role)

    def _is_number(self, column: Column) -> bool:
        """Whether a column holds figures; what is worked out may be words, such as a group."""
        if column.type != "calculated":
            return TYPES[column.type].family == "number"
        given = (row.cells.get(column.id) for row in self._rows)
        return bool(column.unit) or any(isinstance(each, Decimal) for each in given)
