"""A small streaming reader of sheets, for workbooks that came from outside.

It reads what a cell says and nothing else: no formula is worked out, no link followed, no macro
looked at. Kinds stay apart (text, number, date, boolean, error, formula without value) and cells
keep their own references, because the common readers turn ``#REF!`` into a blank and shift rows
(design/reliability.md 3.3). Everything is paid for from the guard's budget.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from posixpath import normpath

import msgspec

from stocktake.workbooks.cell_text import unescape
from stocktake.workbooks.cell_values import Format, date_value, format_of, iso_value, number_value
from stocktake.workbooks.cells import Cell, SheetCells, Visibility, read_reference
from stocktake.workbooks.guard import Guarded
from stocktake.workbooks.guarded_xml import attribute_rows, parse_guarded
from stocktake.workbooks.limits import (
    MAX_COLUMN,
    MAX_FORMAT_CHARACTERS,
    MAX_MERGES,
    MAX_RAW_STRING,
    MAX_ROW,
    MAX_SHARED_STRINGS,
    MAX_SHEETS,
    MAX_STYLES,
)
from stocktake.workbooks.linked_cells import FormulaLinks
from stocktake.workbooks.refusals import refuse

PROBE_ROWS = 30
"""Rows after which a sheet that is not wanted is given up."""

_COVERED_STEPS, _MOST_COVERED = 1_000_000, 1_000

Keeps = Callable[[tuple[Cell, ...]], bool]
"""Whether a sheet is wanted, from its first cells."""

_FIRST_PARTS = "_rels/.rels"


def read_sheets(guarded: Guarded, keeps: Keeps = lambda _: True) -> Iterator[SheetCells]:
    """Read the sheets that are wanted, in the order of the workbook, hidden ones too.

    Raises:
        Refused: a part is missing, damaged, ambiguous or larger than any return.
    """
    book = _Book(guarded)
    for name, visibility, part in book.sheets:
        xml = guarded.part(part)
        if xml is None:
            raise refuse("damaged", part, "missing_part")
        sheet = _SheetParse(book, part, keeps)
        if sheet.run(xml):
            yield SheetCells(
                name,
                visibility,
                tuple(sheet.cells),
                frozenset(sheet.hidden_rows),
                tuple(islice(sheet.covered(), _MOST_COVERED)),
                book.from_1904,
            )


class _Book:
    """What all sheets share: their list, the shared strings, the formats and the calendar."""

    def __init__(self, guarded: Guarded) -> None:
        self.guarded = guarded
        self.budget = guarded.budget
        main = next(
            (t for _, kind, t in self._links("", _FIRST_PARTS) if kind == "officeDocument"),
            "xl/workbook.xml",
        )
        self.from_1904 = False
        found = self._sheet_list(main)
        folder, _, file = main.rpartition("/")
        links = list(self._links(folder, f"{folder}/_rels/{file}.rels"))
        targets = {key: target for key, kind, target in links if kind == "worksheet"}
        self.sheets = [(n, v, targets[key]) for n, v, key in found if key in targets]
        by_kind = {kind: target for _, kind, target in links}
        self.strings = self._shared_strings(by_kind.get("sharedStrings", ""))
        self.formats = self._formats(by_kind.get("styles", ""))

    def _links(self, folder: str, part: str) -> Iterator[tuple[str, str, str]]:
        """List the links of a part that stay inside the workbook: key, kind, target part."""
        xml = self.guarded.part(part)
        if xml is None:
            return
        for element, row in attribute_rows(xml, self.budget, part):
            target = row.get("Target", "")
            if element != "Relationship" or row.get("TargetMode", "").casefold() == "external":
                continue
            path = target if target.startswith("/") else f"{folder}/{target}"
            yield row.get("Id", ""), row.get("Type", "").rpartition("/")[2], _inside(path)

    def _sheet_list(self, part: str) -> list[tuple[str, Visibility, str]]:
        xml = self.guarded.part(part)
        if xml is None:
            raise refuse("not_a_workbook", part)
        found: list[tuple[str, Visibility, str]] = []
        for element, row in attribute_rows(xml, self.budget, part):
            if element == "workbookPr":
                self.from_1904 = row.get("date1904") in ("1", "true")
            elif element == "sheet":
                found.append((row.get("name", ""), _visibility(row), row.get("id", "")))
        if len(found) > MAX_SHEETS:
            raise refuse("too_large", part, "sheets")
        if len({name.casefold() for name, _, _ in found}) != len(found):
            raise refuse("damaged", part, "sheet_twice")
        return found

    def _shared_strings(self, part: str) -> list[str]:
        xml = self.guarded.part(part) if part else None
        strings: list[str] = []
        if xml is None:
            return strings
        collector = _Text(part)

        def end(name: str) -> None:
            collector.end(name)
            if name == "si":
                strings.append(collector.take())
                if len(strings) > MAX_SHARED_STRINGS:
                    raise refuse("too_large", part, "strings")

        parse_guarded(xml, self.budget, part, collector.start, end, collector.text)
        return strings

    def _formats(self, part: str) -> list[Format]:
        """Tell of each cell format whether it makes numbers dates or percentages."""
        xml = self.guarded.part(part) if part else None
        if xml is None:
            return []
        codes: dict[str, str] = {}
        formats: list[Format] = []
        inside: list[str] = []

        def start(name: str, row: dict[str, str]) -> None:
            inside.append(name)
            number = row.get("numFmtId", "0")
            if name == "numFmt":
                codes[number] = row.get("formatCode", "")
                if len(codes[number]) > MAX_FORMAT_CHARACTERS:
                    raise refuse("too_large", part, "format")
            elif name == "xf" and "cellXfs" in inside:
                known = int(number) if number.isdecimal() and len(number) < 6 else 0
                formats.append(format_of(known, codes.get(number, "")))
            if len(formats) > MAX_STYLES or len(codes) > MAX_STYLES:
                raise refuse("too_large", part, "styles")

        def end(name: str) -> None:
            inside.pop()

        parse_guarded(xml, self.budget, part, start, end)
        return formats


def _inside(path: str) -> str:
    """Make a target one plain path; one that climbs out finds no part."""
    return normpath(path.replace("\\", "/")).lstrip("/")


def _visibility(row: dict[str, str]) -> Visibility:
    state = row.get("state", "visible")
    if state == "veryHidden":
        return "veryHidden"
    return "hidden" if state == "hidden" else "visible"


class _Text:
    """Gathers the text of a string: its runs, without the readings above them."""

    def __init__(self, part: str) -> None:
        self.part = part
        self.pieces: list[str] = []
        self.length = 0
        self.is_open = False
        self.reading = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "rPh":
            self.reading += 1
        self.is_open = name == "t" and not self.reading

    def end(self, name: str) -> None:
        if name == "rPh":
            self.reading -= 1
        if name == "t":
            self.is_open = False

    def text(self, data: str) -> None:
        if self.is_open:
            self.add(data)

    def add(self, data: str) -> None:
        self.length += len(data)
        if self.length > MAX_RAW_STRING:
            raise refuse("too_large", self.part, "string")
        self.pieces.append(data)

    def take(self) -> str:
        text = unescape("".join(self.pieces))
        self.pieces, self.length = [], 0
        return text


class _NotWantedError(Exception):
    """The sheet is not one of those wanted; the rest of it is not read."""


class _SheetParse:
    """The parse of one sheet."""

    def __init__(self, book: _Book, part: str, keeps: Keeps) -> None:
        self.book = book
        self.part = part
        self.keeps = keeps
        self.cells: list[Cell] = []
        self.hidden_rows: set[int] = set()
        self.merges: list[tuple[int, int, int, int]] = []
        self._seen: set[tuple[int, int]] = set()
        self._row = self._column = self._rows = 0
        self._attributes: dict[str, str] = {}
        self._string = _Text(part)
        self._value = _Text(part)
        self._links = FormulaLinks()
        self._in_value = self._has_value = self._has_formula = self._is_hidden = False
        self._in_formula = self._is_linked = False

    def run(self, xml: bytes) -> bool:
        """Read the sheet; False when it is not wanted."""
        try:
            parse_guarded(xml, self.book.budget, self.part, self._start, self._end, self._text)
        except _NotWantedError:
            return False
        return self.keeps(tuple(self.cells))

    def covered(self) -> Iterator[str]:
        """Cells with something in them under a merged range, where nobody sees them."""
        pairs = ((merge, cell) for merge in self.merges for cell in self.cells)
        for (top, left, bottom, right), cell in islice(pairs, _COVERED_STEPS):
            within = top <= cell.row <= bottom and left <= cell.column <= right
            if within and (cell.row, cell.column) != (top, left):
                yield cell.reference

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._attributes = attributes
            self._has_value = self._has_formula = self._is_linked = False
            self._column += 1
        elif name == "v":
            self._in_value = self._has_value = True
        elif name == "f":
            self._has_formula = self._in_formula = True
            self._links.start(attributes)
        elif name == "is":
            self._has_value = True
        elif name == "row":
            self._start_row(attributes)
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        else:
            self._string.start(name, attributes)

    def _text(self, data: str) -> None:
        if self._in_value:
            self._value.add(data)
        elif self._in_formula:
            self._links.add(data)
        else:
            self._string.text(data)

    def _end(self, name: str) -> None:
        if name == "c":
            self._end_cell()
        elif name == "v":
            self._in_value = False
        elif name == "f":
            self._in_formula = False
            self._is_linked = self._links.end()
        elif name == "row":
            self._rows += 1
            if self._rows == PROBE_ROWS and not self.keeps(tuple(self.cells)):
                raise _NotWantedError
        else:
            self._string.end(name)

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "")
        is_plain = number.isascii() and number.isdecimal() and len(number) < 8
        if number and not is_plain:
            raise refuse("damaged", self.part, "cell_place")
        self._row = int(number) if number else self._row + 1
        self._column = 0
        self._is_hidden = attributes.get("hidden") in ("1", "true")

    def _end_cell(self) -> None:
        value, string = self._value.take(), self._string.take()
        at = self._place()
        if not self._has_value and not self._has_formula:
            return
        row, column = at
        if row > MAX_ROW or column > MAX_COLUMN:
            raise refuse("too_large", self.part, "row" if row > MAX_ROW else "column")
        if at in self._seen:
            raise refuse("damaged", self.part, "cell_twice")
        self._seen.add(at)
        cell = self._cell(row, column, value, string)
        if self._is_linked:
            cell = msgspec.structs.replace(cell, is_linked=True)
        self.book.budget.spend_cell(len(cell.value))
        self.cells.append(cell)
        if self._is_hidden:
            self.hidden_rows.add(row)

    def _place(self) -> tuple[int, int]:
        """Where the cell is; one without a reference follows the one before it."""
        reference = self._attributes.get("r")
        if reference is None:
            return self._row, self._column
        try:
            row, self._column = read_reference(reference)
        except ValueError:
            raise refuse("damaged", self.part, "cell_place") from None
        if row != self._row:
            raise refuse("damaged", self.part, "cell_place")
        return row, self._column

    def _cell(self, row: int, column: int, value: str, string: str) -> Cell:
        kind = self._attributes.get("t", "n")
        is_formula = self._has_formula
        if kind == "inlineStr":
            return Cell(row, column, "text", string, is_formula)
        if kind == "str":
            return Cell(row, column, "text", value, is_formula)
        if not value.strip():
            return Cell(row, column, "uncached" if is_formula else "text", "", is_formula)
        if kind == "s":
            return Cell(row, column, "text", self._shared(value), is_formula)
        if kind == "b":
            word = "TRUE" if value.strip().casefold() in ("1", "true") else "FALSE"
            return Cell(row, column, "boolean", word, is_formula)
        if kind == "e":
            return Cell(row, column, "error", value.strip()[:20], is_formula)
        if kind == "d":
            return Cell(row, column, *iso_value(value), is_formula)
        return self._number(row, column, value)

    def _number(self, row: int, column: int, value: str) -> Cell:
        style = self._attributes.get("s", "0")
        index = int(style) if style.isdecimal() and len(style) < 7 else 0
        formats = self.book.formats
        shown = formats[index] if index < len(formats) else ""
        if shown == "date":
            kind, text = date_value(value, from_1904=self.book.from_1904)
        else:
            kind, text = number_value(value)
        return Cell(row, column, kind, text, self._has_formula, shown == "percent")

    def _shared(self, value: str) -> str:
        plain = value.strip()
        index = int(plain) if plain.isascii() and plain.isdecimal() and len(plain) < 9 else -1
        if not 0 <= index < len(self.book.strings):
            raise refuse("damaged", self.part, "missing_text")
        return self.book.strings[index]

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        try:
            top, left = read_reference(first)
            bottom, right = read_reference(last or first)
        except ValueError:
            raise refuse("damaged", self.part, "cell_place") from None
        self.merges.append((top, left, bottom, right))
        if len(self.merges) > MAX_MERGES:
            raise refuse("too_large", self.part, "merges")
