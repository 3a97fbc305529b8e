"""Rows whose cells may hold a first and a quieter second line, to read and to open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from stocktake.ui.models.figures import FigureColumn, heading

Index = QModelIndex | QPersistentModelIndex
SECOND_ROLE = int(Qt.ItemDataRole.UserRole)
"""The second line of a cell."""


@dataclass(frozen=True, slots=True)
class WrappedRow:
    """One row: its cells, a second line under the first cell, and what it opens."""

    cells: tuple[str, ...]
    second: str = ""
    key: tuple[str, ...] = ()


class WrappedRows(QAbstractTableModel):
    """Rows of text under headings."""

    def __init__(self, columns: Sequence[FigureColumn], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._rows: tuple[WrappedRow, ...] = ()

    def set_rows(
        self, rows: Sequence[WrappedRow], columns: Sequence[FigureColumn] | None = None
    ) -> None:
        """Show other rows, under other headings where given; nothing happens for the same."""
        wanted = tuple(rows), self._columns if columns is None else tuple(columns)
        if wanted == (self._rows, self._columns):
            return
        self.beginResetModel()
        self._rows, self._columns = wanted
        self.endResetModel()

    def change_row(self, row: int, changed: WrappedRow) -> None:
        """Show something else in one row; the others, and where one is, stay as they are."""
        self._rows = (*self._rows[:row], changed, *self._rows[row + 1 :])
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self._columns) - 1))

    def row_at(self, row: int) -> WrappedRow:
        """The row at a place."""
        return self._rows[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give a cell's words, its second line and what a screen reader says."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        words = row.cells[index.column()]
        second = row.second if index.column() == 0 else ""
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        if role == SECOND_ROLE:
            return second
        if role == Qt.ItemDataRole.TextAlignmentRole:
            flag = Qt.AlignmentFlag
            is_number = self._columns[index.column()].is_number
            return int(flag.AlignTop | (flag.AlignRight if is_number else flag.AlignLeft))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = f"{row.cells[0]}, {self._columns[index.column()].title}: {words}"
            return ". ".join(part for part in (said if index.column() else words, second) if part)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Give a heading in muted semibold."""
        if orientation is not Qt.Orientation.Horizontal or section >= len(self._columns):
            return None
        column = self._columns[section]
        return heading(column.title, column.is_number, role)
