"""What would leave in an export, cell by cell, as rows of a table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from stocktake.tasks.leaving import Leaving, LeavingCell
from stocktake.ui.models.figures import heading
from stocktake.ui.models.wrapped_rows import SECOND_ROLE

Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("Leaves?", "Question", "Answer", "Why")
GOES, STAYS, TICKED = "Leaves", "☐\N{NO-BREAK SPACE}Stays", "☑\N{NO-BREAK SPACE}Ticked"
_QUESTION = 1


@dataclass(frozen=True, slots=True)
class LeavingRow:
    """One cell of the preview, and whether it goes."""

    cell: LeavingCell
    goes: bool

    @property
    def can_tick(self) -> bool:
        """Whether a tick decides that it goes."""
        return self.cell.is_note or self.cell.tick is not None

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """The row in words."""
        says = (TICKED if self.goes else STAYS) if self.can_tick else GOES
        why = self.cell.reason if self.goes else "You could tick it"
        return says, self.cell.label, self.cell.shown, why

    @property
    def place(self) -> str:
        """Where it stands: form, section and row."""
        parts = (self.cell.form, self.cell.section, self.cell.row)
        return " · ".join(part for part in parts if part)

    def holds(self, words: str) -> bool:
        """Whether every word of a search is in the row."""
        text = " ".join((*self.cells, self.place)).casefold()
        return all(word in text for word in words.casefold().split())


def rows_of(leaving: Leaving) -> tuple[LeavingRow, ...]:
    """What goes, then what would go if it were ticked."""
    goes = (LeavingRow(cell, True) for cell in leaving.cells)
    stays = (LeavingRow(cell, False) for cell in leaving.could_tick)
    return (*goes, *stays)


class LeavingRows(QAbstractTableModel):
    """The preview: a cell of an answer sheet on each row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[LeavingRow, ...] = ()

    def set_rows(self, rows: Iterable[LeavingRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row_at(self, row: int) -> LeavingRow:
        """The row at a place."""
        return self._rows[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give a cell's words, where the question stands, and whether it is ticked."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.cells[index.column()]
        if role == SECOND_ROLE:
            return row.place if index.column() == _QUESTION else ""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.cells[_QUESTION]}, {COLUMNS[index.column()]}: {row.cells[index.column()]}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Give a heading in muted semibold."""
        if orientation is not Qt.Orientation.Horizontal or section >= len(COLUMNS):
            return None
        return heading(COLUMNS[section], False, role)
