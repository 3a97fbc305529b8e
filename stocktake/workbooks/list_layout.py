"""A list of practices as somebody keeps it in Excel: which column is the code, the name, the size.

Such a sheet has headings or none, its columns in any order, and often more of them than are wanted:
an address, the PCN, a telephone number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from stocktake.questionnaire.codes import is_pcn_code, is_practice_code
from stocktake.workbooks.cells import Cell, SheetCells

_NAME_HEADINGS = (
    "practice name",
    "name of practice",
    "organisation name",
    "gp practice name",
    "surgery name",
    "gp practice",
    "practice",
    "surgery",
    "name",
)
_SIZE_HEADINGS = (
    "list size",
    "registered patients",
    "number of patients",
    "patients",
    "list",
)
_SIZES = range(100, 500_001)
"""Patients: more than a row's number, fewer than a telephone number."""

Row = Mapping[int, Cell]
"""The cells of a row, by column."""


def says_practice(text: str) -> bool:
    """Whether a cell says a practice's code and nothing else; a PCN's looks like it."""
    code = text.strip().upper()
    return is_practice_code(code) and not is_pcn_code(code)


def listed_practices(sheet: SheetCells) -> tuple[tuple[str, ...], ...]:
    """Read the code, the name and the list size of each practice on a sheet.

    Rows that a filter hides are left out, as they are when the list is copied by hand. What is not
    there is left out of a practice's texts; the code comes first.
    """
    rows = _rows(sheet)
    codes = _distinct([{c: e for c, e in row.items() if says_practice(e.value)} for row in rows])
    code = max(codes, key=lambda column: (codes[column], -column), default=0)
    listed = [row for row in rows if _says_code(row, code)]
    headings = rows[: rows.index(listed[0])] if listed else []
    name = _headed(headings, _NAME_HEADINGS) or _name_column(listed, code)
    size = _headed(headings, _SIZE_HEADINGS) or _size_column(listed)
    return tuple(tuple(_texts(row, code, name, size)) for row in listed)


def _rows(sheet: SheetCells) -> list[Row]:
    found: dict[int, dict[int, Cell]] = {}
    for cell in sheet.cells:
        found.setdefault(cell.row, {})[cell.column] = cell
    shown = [row for number, row in found.items() if number not in sheet.hidden_rows]
    if any(_says_code(row, column) for row in shown for column in row):
        return list(shown)
    return list(found.values())


def _says_code(row: Row, column: int) -> bool:
    return column in row and says_practice(row[column].value)


def _columns(rows: Iterable[Row]) -> list[int]:
    return sorted({column for row in rows for column in row})


def _headed(headings: Iterable[Row], wanted: tuple[str, ...]) -> int:
    """The column with the best of some headings; 0 when there is none."""
    found = {
        " ".join(cell.value.casefold().split()): column
        for row in headings
        for column, cell in row.items()
    }
    return next((found[each] for each in wanted if each in found), 0)


def _name_column(rows: list[Row], code: int) -> int:
    """The column of words that tells most practices apart, the one beside the code first."""

    def is_name(cell: Cell) -> bool:
        words = cell.value.strip()
        return cell.kind == "text" and words != "" and not is_practice_code(words)

    told = _distinct([{c: e for c, e in row.items() if is_name(e)} for row in rows])
    return max(told, key=lambda c: (told[c], -abs(c - code), -c), default=0)


def _size_column(rows: list[Row]) -> int:
    """The one column of whole numbers that can be list sizes; 0 when none or several can."""
    numbers = [{c: cell for c, cell in row.items() if cell.kind == "number"} for row in rows]
    columns = [
        column
        for column in _columns(numbers)
        if all(_is_size(row[column]) for row in numbers if column in row)
    ]
    return columns[0] if len(columns) == 1 else 0


def _is_size(cell: Cell) -> bool:
    return cell.value.isdecimal() and len(cell.value) < 9 and int(cell.value) in _SIZES


def _distinct(rows: Sequence[Row]) -> dict[int, int]:
    return {
        column: len({row[column].value.strip() for row in rows if column in row})
        for column in _columns(rows)
    }


def _texts(row: Row, code: int, name: int, size: int) -> Iterable[str]:
    yield row[code].value.strip().upper()
    if name in row:
        yield " ".join(row[name].value.split())
    if size in row and _is_size(row[size]):
        yield row[size].value
