"""The rows of answer sheets as they were found, before anybody asks what they mean.

Everything is found by the ids in the Id column and by the headings, so sheets may be renamed, rows
sorted or filtered, and columns put in or moved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from stocktake.errors import Problem
from stocktake.workbooks.cells import Cell, SheetCells
from stocktake.workbooks.layout import (
    ANSWER,
    COLUMNS_MARK,
    END_MARK,
    ID,
    NOTE,
    ROW_HEADING,
    STATE,
    read_continued_id,
)
from stocktake.workbooks.marks import ANSWER_MARK
from stocktake.workbooks.payload import Place

_Row = dict[int, Cell]
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A row of a question or of an option: its cells, and where the answer stands."""

    place: Place
    answer: Cell | None
    state: str
    note: str


@dataclass(frozen=True, slots=True)
class FoundCells:
    """A row of a table: its id (blank when added by hand), its cells by column id, its place."""

    row_id: str
    cells: dict[str, Cell]
    sheet: str
    row: int


@dataclass
class FoundTable:
    """A table's block: the columns that are still there and its rows."""

    columns: dict[str, int]
    rows: list[FoundCells] = field(default_factory=list)


@dataclass
class Found:
    """All that was found for one member.

    Attributes:
        rows: by id; an option's row is ``question#code``.
        more: text that goes on elsewhere, by what it belongs to and whether to its note.
        from_1904: the workbook counts its days from 1904.
    """

    rows: dict[str, FoundRow] = field(default_factory=dict)
    tables: dict[str, FoundTable] = field(default_factory=dict)
    more: dict[tuple[str, bool], dict[int, str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    from_1904: bool = False

    def rest(self, of: str, *, is_note: bool = False) -> str:
        """The text that goes on in rows of its own."""
        pieces = self.more.get((of, is_note), {})
        return "".join(pieces[number] for number in sorted(pieces))


def find_rows(sheets: Iterable[SheetCells]) -> dict[int, Found]:
    """Find the rows of all answer sheets, by the number of the member they belong to."""
    members: dict[int, Found] = {}
    for sheet in sheets:
        mark = next((cell for cell in sheet.cells if cell.value == ANSWER_MARK), None)
        if mark is not None:
            number = _member_number(sheet, mark)
            found = members.setdefault(number, Found(from_1904=sheet.from_1904))
            _SheetRows(sheet, found).read(mark)
    return members


def _member_number(sheet: SheetCells, mark: Cell) -> int:
    beside = next(
        (c for c in sheet.cells if c.row == mark.row and c.column == mark.column + 1), None
    )
    text = beside.value if beside else ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else 1


class _SheetRows:
    """The reading of one answer sheet from its headings down."""

    def __init__(self, sheet: SheetCells, found: Found) -> None:
        self.sheet = sheet
        self.found = found
        self.headings: dict[str, int] = {}
        self.table: FoundTable | None = None
        self.twice: list[Cell] = []

    def read(self, mark: Cell) -> None:
        for row, cells in self._rows():
            if row == mark.row:
                continue
            if not self.headings:
                self._look_for_headings(cells)
            else:
                self._row(row, cells)
        if not self.headings:
            self._problem("no_headings", mark, "The row of headings is gone.", "Put it back.")
        self._note_twice()
        self._note_hidden()

    def _rows(self) -> Iterator[tuple[int, _Row]]:
        rows: dict[int, _Row] = {}
        for cell in self.sheet.cells:
            rows.setdefault(cell.row, {})[cell.column] = cell
        return iter(sorted(rows.items()))

    def _look_for_headings(self, cells: _Row) -> None:
        by_word = {cell.value.strip(): column for column, cell in reversed(cells.items())}
        if {ID, ANSWER} <= by_word.keys():
            self.headings = by_word

    def _row(self, row: int, cells: _Row) -> None:
        first = cells.get(self.headings[ID])
        name = first.value.strip() if first else ""
        if name.endswith(COLUMNS_MARK):
            self._start_table(name.removesuffix(COLUMNS_MARK), cells, first)
        elif name.endswith(END_MARK):
            self.table = None
        elif self.table is not None:
            self._table_row(self.table, name, row, cells)
        elif first is not None and name:
            self._question_row(name, first, cells)

    def _start_table(self, table: str, cells: _Row, first: Cell | None) -> None:
        at_id = self.headings[ID]
        columns = {c.value.strip(): at for at, c in cells.items() if at != at_id and c.value}
        self.table = FoundTable(columns)
        if table not in self.found.tables:
            self.found.tables[table] = self.table
        elif first is not None:
            # The rows of the copy are gone over and left: they would be everybody twice.
            self.twice.append(first)

    def _table_row(self, table: FoundTable, name: str, row: int, cells: _Row) -> None:
        by_column = {key: cells[at] for key, at in table.columns.items() if at in cells}
        filled = {key: cell for key, cell in by_column.items() if not _is_blank(cell)}
        if name != ROW_HEADING and (name or filled):
            table.rows.append(FoundCells(name, filled, self.sheet.name, row))

    def _question_row(self, name: str, first: Cell, cells: _Row) -> None:
        answer = cells.get(self.headings[ANSWER])
        going_on = read_continued_id(name)
        if going_on:
            of, is_note, number = going_on
            pieces = self.found.more.setdefault((of, is_note), {})
            pieces[number] = answer.value if answer else ""
        elif name in self.found.rows:
            self.twice.append(first)
        else:
            at = Cell(first.row, self.headings[ANSWER], "text", "")
            self.found.rows[name] = FoundRow(
                Place(self.sheet.name, at.reference),
                None if answer is None or _is_blank(answer) else answer,
                self._word(cells, STATE),
                self._word(cells, NOTE),
            )

    def _word(self, cells: _Row, heading: str) -> str:
        cell = cells.get(self.headings.get(heading, 0))
        return cell.value if cell else ""

    def _note_twice(self) -> None:
        """Say what was left because it had been read before, on this sheet or another."""
        if len(self.twice) <= _MOST_NAMED:
            for cell in self.twice:
                what = "This question stands twice."
                self._problem("twice", cell, what, "The first one was read.")
            return
        first, last = self.twice[0].reference, self.twice[-1].reference
        what = f"{len(self.twice)} questions stand here ({first} to {last}) and elsewhere."
        how = "The first of each was read. Check that the sheet is no copy with later answers."
        self._problem("twice", self.twice[0], what, how)

    def _note_hidden(self) -> None:
        """Say that answers were read which nobody sees on the sheet."""
        places = [row.place for row in self.found.rows.values()]
        ours = {place.cell for place in places if place.sheet == self.sheet.name}
        rows = self.sheet.hidden_rows & {c.row for c in self.sheet.cells if c.reference in ours}
        if rows:
            what = f"{len(rows)} hidden rows were read as well."
            self._problem("hidden_rows", None, what, "Show all rows to see them.")
        if self.sheet.covered:
            where = f"{self.sheet.name} {self.sheet.covered[0]}"
            what = "Something stands under merged cells, where it cannot be seen."
            how = "Unmerge the cells and look."
            self.found.problems.append(Problem("covered_cells", where, what, how))

    def _problem(self, code: str, cell: Cell | None, what: str, how: str) -> None:
        where = f"{self.sheet.name} {cell.reference}" if cell else self.sheet.name
        self.found.problems.append(Problem(code, where, what, how))


def _is_blank(cell: Cell) -> bool:
    return cell.kind == "text" and not cell.value.strip()
