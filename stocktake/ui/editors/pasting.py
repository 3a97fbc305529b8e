"""Cells pasted from Excel into a table, read by the type of each column."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt

from stocktake.questionnaire.types import NotUnderstood
from stocktake.ui.models.table_cells import CellChange, TableCellsModel


@dataclass(frozen=True, slots=True)
class Pasted:
    """What became of a paste: the cells that were taken, and the others in words."""

    changes: tuple[CellChange, ...]
    refusals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Arranged:
    """Where a paste goes: the table's column for each of its columns, the place of each line."""

    columns: tuple[int | None, ...]
    lines: tuple[tuple[int, list[str]], ...]
    refusals: tuple[str, ...] = ()

    @property
    def rows_needed(self) -> int:
        """How many rows the table must have."""
        return max((place + 1 for place, _ in self.lines), default=0)


def grid_of(text: str) -> list[list[str]]:
    """Split what Excel put on the clipboard into lines of cells.

    A cell that holds a line break or a tab comes in quotation marks, doubled inside.
    """
    rows: list[list[str]] = [[""]]
    at, quoted = 0, False
    while at < len(text):
        sign = text[at]
        if quoted and text[at : at + 2] == '""':
            rows[-1][-1] += '"'
            at += 1
        elif sign == '"' and (quoted or not rows[-1][-1]):
            quoted = not quoted
        elif sign == "\t" and not quoted:
            rows[-1].append("")
        elif sign == "\n" and not quoted:
            rows.append([""])
        elif sign != "\r":
            rows[-1][-1] += sign
        at += 1
    return rows[:-1] if rows[-1] == [""] else rows


def arranged(model: TableCellsModel, grid: list[list[str]], top: int, left: int) -> Arranged:
    """Decide where the lines and columns of a paste go.

    A first line that repeats the table's own headings says which column is which, and a line that
    names a row of the table goes to that row; without headings all goes in from the cell in hand.
    """
    columns = _columns_named(model, grid[0])
    if columns is None:
        return from_cell(model, grid, top, left)
    unknown = [words for words, at in zip(grid[0], columns, strict=True) if at is None]
    refusals = tuple(f"“{w.strip()}” is no column here: left out." for w in unknown if w.strip())
    rows = {model.words(place, model.columns[0]): place for place in range(len(model.rows()))}
    named = {_plain(words): place for words, place in rows.items() if words}
    lines: list[tuple[int, list[str]]] = []
    last = len(model.rows())
    for line in grid[1:]:
        cells = zip(line, columns, strict=False)
        name = next((_plain(cell) for cell, at in cells if at == 0), "")
        place = named.pop(name, None) if name else None
        if place is None:
            place, last = last, last + 1
        lines.append((place, line))
    return Arranged(columns, tuple(lines), refusals)


def from_cell(model: TableCellsModel, grid: list[list[str]], top: int, left: int) -> Arranged:
    """Put texts in from a cell on, line by line and column by column."""
    places = tuple((top + down, line) for down, line in enumerate(grid))
    widest = max(len(line) for line in grid)
    across = [n if n < len(model.columns) else None for n in range(left, left + widest)]
    is_cut = None in across
    said = ("More columns than the table has: the last ones were left out.",) if is_cut else ()
    return Arranged(tuple(across), places, said)


def _columns_named(model: TableCellsModel, line: list[str]) -> tuple[int | None, ...] | None:
    """The columns that a line of headings names; None when it is no such line."""
    across = Qt.Orientation.Horizontal
    known = {_plain(column.label): place for place, column in enumerate(model.columns)}
    for place in range(len(model.columns)):
        known[_plain(str(model.headerData(place, across)))] = place
    found = tuple(known.get(_plain(cell)) for cell in line)
    given = sum(bool(cell.strip()) for cell in line)
    named = sum(each is not None for each in found)
    return found if named and named * 2 >= given else None


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


def paste(model: TableCellsModel, wanted: Arranged) -> Pasted:
    """Put texts into cells; the model stays silent.

    What cannot be read leaves its cell as it was and is told, row by row.
    """
    changes: list[CellChange] = []
    refusals: list[str] = []
    for done, (place, line) in enumerate(wanted.lines):
        if model.row_at(place) is None:
            left = len(wanted.lines) - done
            refusals.append(f"{left} more rows than the table has: they were left out.")
            break
        for across, text in zip(wanted.columns, line, strict=False):
            if across is not None:
                _paste_cell(model, (place, across), text, changes, refusals)
    return Pasted(tuple(changes), (*refusals, *wanted.refusals))


def _paste_cell(
    model: TableCellsModel,
    cell: tuple[int, int],
    text: str,
    changes: list[CellChange],
    refusals: list[str],
) -> None:
    place, across = cell
    column = model.columns[across]
    where = f"Row {place + 1}, {column.label}"
    if not model.is_open(place, column):
        if text.strip() and text.strip() != model.words(place, column):
            refusals.append(f"{where}: this cell is not filled in by hand.")
        return
    row = model.row_at(place)
    before = row.cells.get(column.id) if row else None
    try:
        change = model.take_text(place, column, text)
    except NotUnderstood as refusal:
        refusals.append(f"{where}: {refusal.what} {refusal.how_to_fix}".strip())
        return
    if change.value != before:
        changes.append(change)
