"""A table to read: words and figures, row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from stocktake.ui.theme import font_of, look

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """One column: its heading, with the unit in it, and whether it holds figures."""

    title: str
    is_number: bool = False


class FiguresModel(QAbstractTableModel):
    """Rows of text under headings; the last row may be a total."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns: tuple[FigureColumn, ...] = ()
        self._rows: tuple[tuple[str, ...], ...] = ()
        self.has_total = False

    def set_table(
        self,
        columns: Sequence[FigureColumn],
        rows: Sequence[Sequence[str]],
        *,
        has_total: bool = False,
    ) -> None:
        """Show another table; a short row is filled with blanks."""
        self.beginResetModel()
        self._columns = tuple(columns)
        width = len(self._columns)
        self._rows = tuple((*row, *("",) * (width - len(row)))[:width] for row in rows)
        self.has_total = has_total
        self.endResetModel()

    def as_text(self) -> str:
        """Return the table as lines of tab-separated cells, to paste into Excel."""
        lines = [[column.title for column in self._columns], *self._rows]
        return "\n".join("\t".join(cell.replace("\t", " ") for cell in line) for line in lines)

    def is_total(self, row: int) -> bool:
        """Tell whether a row is the total."""
        return self.has_total and row == len(self._rows) - 1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give a cell's words, its side and its weight."""
        if not index.isValid():
            return None
        text = self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(self._columns[index.column()].is_number)
        if role == Qt.ItemDataRole.FontRole and self.is_total(index.row()):
            return font_of("strong")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            first = self._rows[index.row()][0]
            return f"{first}, {self._columns[index.column()].title}: {text}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Give a heading in muted semibold."""
        if orientation is not Qt.Orientation.Horizontal or section >= len(self._columns):
            return None
        return heading(self._columns[section].title, self._columns[section].is_number, role)


def heading(title: str, is_number: bool, role: int) -> Any:
    """Give what a table heading needs, for any role."""
    if role == Qt.ItemDataRole.DisplayRole:
        return title
    if role == Qt.ItemDataRole.TextAlignmentRole:
        return _side(is_number) | Qt.TextFlag.TextWordWrap
    if role == Qt.ItemDataRole.FontRole:
        return font_of("strong")
    if role == Qt.ItemDataRole.ForegroundRole:
        return look().of_tone("muted")
    return None


def _side(is_number: bool) -> int:
    flag = Qt.AlignmentFlag
    return int(flag.AlignVCenter | (flag.AlignRight if is_number else flag.AlignLeft))
