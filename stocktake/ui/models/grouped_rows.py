"""Rows under headings for a tree: the rows of a heading are asked for when it is first opened.

The same rows stand in the contents of a section, in what was found and in what is to do. When the
rows of a heading change, only those that came or went move; the rest stay chosen and in view.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from stocktake.ui.look import Tone

Index = QModelIndex | QPersistentModelIndex

ITEM_ROLE = Qt.ItemDataRole.UserRole + 1
"""Gives the ``Group`` or ``Row`` itself, for whoever draws it."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A drawing that says something, with the tone it is drawn in; the words say it too."""

    icon: str
    tone: Tone = "muted"


@dataclass(frozen=True, slots=True)
class Row:
    """One line that leads somewhere.

    Attributes:
        key: what whoever made it knows it by.
        number: stands before the words.
        words: what it is.
        line: a quieter line under the words.
        sign: stands first: the state.
        marks: stand at the end.
        said: all of it for a screen reader.
    """

    key: str
    words: str
    said: str
    number: str = ""
    line: str = ""
    sign: Sign | None = None
    marks: tuple[Sign, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A heading: what it is, and a line about it that may be in a tone of its own."""

    key: str
    words: str
    said: str
    line: str = ""
    tone: Tone = "muted"


class GroupedRows(QAbstractItemModel):
    """Headings with their rows, one column wide."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._groups: list[Group] = []
        self._rows: dict[str, tuple[Row, ...]] = {}
        self._rows_of: Callable[[str], tuple[Row, ...]] = _no_rows

    def show_groups(
        self, groups: Sequence[Group], rows_of: Callable[[str], tuple[Row, ...]]
    ) -> None:
        """Show other headings; ``rows_of`` gives the rows of one by its key."""
        self.beginResetModel()
        self._groups = list(groups)
        self._rows = {}
        self._rows_of = rows_of
        self.endResetModel()

    def groups(self) -> tuple[Group, ...]:
        """The headings, in order."""
        return tuple(self._groups)

    def rows(self, group: str) -> tuple[Row, ...]:
        """The rows of a heading, asked for now if need be."""
        if group not in self._rows:
            self._rows[group] = self._rows_of(group)
        return self._rows[group]

    def set_group(self, group: Group) -> None:
        """Change what a heading says."""
        place = self._place(group.key)
        if place >= 0 and self._groups[place] != group:
            self._groups[place] = group
            here = self.index(place, 0)
            self.dataChanged.emit(here, here)

    def follow(self, group: str) -> None:
        """Ask for the rows of a heading again; those never asked for are left until they are."""
        if group not in self._rows or self._place(group) < 0:
            return
        parent = self.index(self._place(group), 0)
        new = self._rows_of(group)
        kept = {row.key for row in new}
        for at in reversed(range(len(self._rows[group]))):
            if self._rows[group][at].key not in kept:
                self.beginRemoveRows(parent, at, at)
                self._rows[group] = self._rows[group][:at] + self._rows[group][at + 1 :]
                self.endRemoveRows()
        for at, row in enumerate(new):
            old = self._rows[group]
            if at >= len(old) or old[at].key != row.key:
                self.beginInsertRows(parent, at, at)
                self._rows[group] = (*old[:at], row, *old[at:])
                self.endInsertRows()
            elif old[at] != row:
                self._rows[group] = (*old[:at], row, *old[at + 1 :])
                here = self.index(at, 0, parent)
                self.dataChanged.emit(here, here)

    def _place(self, group: str) -> int:
        return next((n for n, each in enumerate(self._groups) if each.key == group), -1)

    def index_of(self, group: str, row: str = "") -> QModelIndex:
        """Where a heading stands, or one of its rows; an invalid index where it is not."""
        place = self._place(group)
        if place < 0:
            return QModelIndex()
        heading = self.index(place, 0)
        if not row:
            return heading
        keys = [each.key for each in self.rows(group)]
        return self.index(keys.index(row), 0, heading) if row in keys else QModelIndex()

    def key_at(self, index: Index) -> tuple[str, str]:
        """The heading and the row at an index; no row for a heading, nothing for neither."""
        if not index.isValid():
            return "", ""
        item = self._item(index)
        if isinstance(item, Group):
            return item.key, ""
        return self._groups[index.internalId() - 1].key, item.key

    def _item(self, index: Index) -> Group | Row:
        owner = index.internalId()
        if not owner:
            return self._groups[index.row()]
        return self.rows(self._groups[owner - 1].key)[index.row()]

    # What Qt asks for

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008 - Qt's own default
        """Make the index of a heading, or of a row under one."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008 - as above
        """The heading of a row."""
        owner = index.internalId() if index.isValid() else 0
        return self.createIndex(owner - 1, 0, 0) if owner else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as above
        """How many headings, or rows under one."""
        if not parent.isValid():
            return len(self._groups)
        is_heading = not parent.internalId() and parent.column() == 0
        return len(self.rows(self._groups[parent.row()].key)) if is_heading else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as above
        """Always one."""
        return 1

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008 - as above
        """A heading can be opened until its rows are known to be none."""
        if not parent.isValid():
            return bool(self._groups)
        if parent.internalId():
            return False
        key = self._groups[parent.row()].key
        return bool(self._rows[key]) if key in self._rows else True

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a line, all of it for a screen reader, or the line itself."""
        if not index.isValid():
            return None
        item = self._item(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return item.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return item.said
        if role == Qt.ItemDataRole.ToolTipRole:
            # Marked as rich and escaped, so that nothing in it is ever read as more than words.
            return f"<qt>{escape(item.said)}</qt>"
        return item if role == ITEM_ROLE else None


def _no_rows(group: str) -> tuple[Row, ...]:
    return ()
