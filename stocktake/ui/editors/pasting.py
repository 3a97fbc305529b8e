"""Cells pasted from Excel into a table, read by the type of each column."""

from __future__ import annotations

from dataclasses import dataclass

from stocktake.questionnaire.types import NotUnderstood
from stocktake.ui.models.table_cells import CellChange, TableCellsModel


@dataclass(frozen=True, slots=True)
class Pasted:
    """What became of a paste: the cells that were taken, and the others in words."""

    changes: tuple[CellChange, ...]
    refusals: tuple[str, ...]


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


def paste(model: TableCellsModel, grid: list[list[str]], top: int, left: int) -> Pasted:
    """Put a grid of texts into cells from a corner on; the model stays silent.

    What cannot be read leaves its cell as it was and is told, row by row.
    """
    changes: list[CellChange] = []
    refusals: list[str] = []
    for down, line in enumerate(grid):
        place = top + down
        if model.row_at(place) is None:
            refusals.append(f"{len(grid) - down} more rows than the table has: they were left out.")
            break
        for across, text in enumerate(line):
            if left + across < len(model.columns):
                _paste_cell(model, (place, left + across), text, changes, refusals)
        if left + len(line) > len(model.columns) and down == 0:
            refusals.append("More columns than the table has: the last ones were left out.")
    return Pasted(tuple(changes), tuple(refusals))


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
