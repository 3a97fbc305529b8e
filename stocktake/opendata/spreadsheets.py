"""Sheets of .xlsx and .ods workbooks as rows of text, streamed out of their XML.

Formulas are never worked out: a cell is what was kept as its value. The XML is watched as it is
parsed (``xml_parts``), texts, rows, columns and repeats are capped, and only rows with something
in them are given. Source: design/opendata.md 0 rule 12 and 11; design/reliability.md T2 to T4.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from typing import IO

from stocktake.opendata.refusing import refuse
from stocktake.opendata.release import Source
from stocktake.opendata.streams import Meter, checked_zip, refusing_damage, seekable
from stocktake.opendata.xml_parts import Handlers, feed

MAX_COLUMNS = 1_200
"""Columns looked at; the widest published sheet has 128."""

MAX_ROWS = 1_048_576
"""Rows with something in them, of all sheets. Source: Microsoft, Excel specifications and limits,
which has it for one sheet."""

MAX_SHEETS = 200
MAX_CELL_CHARACTERS = 262_136
"""Eight times what Excel takes, which spells some letters with seven or eight."""

MAX_SHARED_CHARACTERS = 48 * 1024 * 1024
MAX_SHARED_TEXTS = 2_000_000
MAX_LISTED = 20_000
_CELL = re.compile(r"([A-Z]{1,3})\d+")

Row = tuple[int, list[str]]


def kind_of_book(file: IO[bytes]) -> str:
    """Tell a workbook's kind, ``xlsx`` or ``ods``, from what its zip holds.

    Raises:
        StocktakeError: it is a document of another kind.
    """
    with checked_zip(file) as archive, refusing_damage():
        names = set(archive.namelist())
        if "xl/workbook.xml" in names:
            return "xlsx"
        is_open = "content.xml" in names and "mimetype" in names
        if is_open and b"opendocument.spreadsheet" in archive.read("mimetype")[:200]:
            return "ods"
    raise refuse("unknown_file", "It is a document and not a table.")


class _Listing(Handlers):
    """Elements with their attributes, prefixes taken off: for the small parts that are lists."""

    def __init__(self) -> None:
        self.found: list[tuple[str, dict[str, str]]] = []

    def start(self, name: str, given: dict[str, str]) -> None:
        if len(self.found) == MAX_LISTED:
            raise refuse("damaged", f"A list in it has more than {MAX_LISTED:,} lines.")
        plain = {key.rpartition(":")[2]: value for key, value in given.items()}
        self.found.append((name, plain))


class _SharedTexts(Handlers):
    """The texts that cells of an .xlsx refer to by number."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._parts: list[str] | None = None
        self._is_text = False
        self._is_phonetic = False
        self._total = 0

    def start(self, name: str, given: dict[str, str]) -> None:
        if name == "si":
            if len(self.texts) == MAX_SHARED_TEXTS:
                raise refuse("too_large", f"It has more than {MAX_SHARED_TEXTS:,} texts.")
            self._parts = []
        elif name == "rPh":
            self._is_phonetic = True
        self._is_text = name == "t" and not self._is_phonetic

    def end(self, name: str) -> None:
        if name == "si" and self._parts is not None:
            self.texts.append("".join(self._parts))
        elif name == "rPh":
            self._is_phonetic = False
        self._is_text = False

    def text(self, data: str) -> None:
        if self._is_text and self._parts is not None:
            self._total += len(data)
            if self._total > MAX_SHARED_CHARACTERS:
                raise refuse("too_large")
            self._parts.append(data)


class _Cells(Handlers):
    """Cells of sheets: the text of one and the number of rows are bounded."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._characters = 0
        self._rows = 0

    def begin_text(self) -> None:
        """Begin the text of a cell."""
        self._parts = []
        self._characters = 0

    def add_text(self, data: str) -> None:
        """Take in a piece of a cell's text.

        Raises:
            StocktakeError: the text is longer than any cell's.
        """
        self._characters += len(data)
        if self._characters > MAX_CELL_CHARACTERS:
            raise refuse("too_large", "The text of one cell alone is longer than any can be.")
        self._parts.append(data)

    def spend_rows(self, count: int) -> None:
        """Note that there are more rows with something in them.

        Raises:
            StocktakeError: there are more than any workbook has.
        """
        self._rows += count
        if self._rows > MAX_ROWS:
            raise refuse("too_large", f"It has more than {MAX_ROWS:,} rows.")


class _XlsxRows(_Cells):
    """Cells of one .xlsx sheet."""

    def __init__(self, shared: list[str]) -> None:
        super().__init__()
        self.ready: list[Row] = []
        self._shared = shared
        self._number = 0
        self._cells: list[str] = []
        self._kind = ""
        self._column = 0
        self._takes = False

    def start(self, name: str, given: dict[str, str]) -> None:
        if name == "c":
            self._begin_cell(given)
        elif name in ("v", "t"):
            self._takes = True
        elif name == "row":
            said = given.get("r", "")
            self._number = int(said) if said.isdecimal() and len(said) < 8 else self._number + 1
            self._cells = []

    def _begin_cell(self, given: dict[str, str]) -> None:
        place = _CELL.fullmatch(given.get("r", ""))
        self._column = _column_number(place[1]) if place else len(self._cells)
        self._kind = given.get("t", "n")
        self.begin_text()

    def end(self, name: str) -> None:
        if name in ("v", "t"):
            self._takes = False
        elif name == "c" and self._parts and self._column < MAX_COLUMNS:
            missing = self._column - len(self._cells)
            self._cells.extend([""] * (missing + 1))
            self._cells[self._column] = self._value("".join(self._parts))
        elif name == "row" and any(self._cells):
            self.spend_rows(1)
            self.ready.append((self._number, self._cells))

    def _value(self, text: str) -> str:
        if self._kind == "s":
            place = int(text) if text.isdecimal() else -1
            return self._shared[place] if 0 <= place < len(self._shared) else ""
        if self._kind == "b":
            return "True" if text == "1" else "False"
        return text

    def text(self, data: str) -> None:
        if self._takes:
            self.add_text(data)


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


class XlsxBook:
    """An Excel workbook.

    Attributes:
        notes: always empty; a text file has some.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self.notes: list[str] = []
        self._shared: list[str] | None = None
        with seekable(source) as file, checked_zip(file) as archive:
            self._sheets = _sheet_parts(archive)

    def names(self) -> Iterator[str]:
        """Name the sheets in order, hidden ones too."""
        yield from self._sheets

    def rows(self, name: str, meter: Meter) -> Iterator[Row]:
        """Give the rows of a sheet that have anything in them.

        Raises:
            StocktakeError: it is damaged or too large, or was stopped.
        """
        with refusing_damage(), seekable(self._source) as file, checked_zip(file) as archive:
            part = self._sheets[name]
            meter.total += archive.getinfo(part).file_size
            if self._shared is None:
                self._shared = _shared_texts(archive, meter)
            rows = _XlsxRows(self._shared)
            with archive.open(part) as stream:
                for _ in feed(stream, meter, rows):
                    yield from rows.ready
                    rows.ready.clear()


def _listing(archive: zipfile.ZipFile, part: str) -> list[tuple[str, dict[str, str]]]:
    listing = _Listing()
    if part in archive.namelist():
        with refusing_damage(), archive.open(part) as stream:
            for _ in feed(stream, Meter(part), listing):
                continue
    return listing.found


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Find the part of each sheet, by its name and in order."""
    relations = {
        given.get("Id", ""): given.get("Target", "")
        for name, given in _listing(archive, "xl/_rels/workbook.xml.rels")
        if name == "Relationship"
    }
    parts: dict[str, str] = {}
    present = set(archive.namelist())
    for name, given in _listing(archive, "xl/workbook.xml"):
        target = relations.get(given.get("id", ""), "") if name == "sheet" else ""
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if target and part in present:
            parts.setdefault(given.get("name", ""), part)
    if len(parts) > MAX_SHEETS:
        raise refuse("too_large", f"It has more than {MAX_SHEETS} sheets.")
    return parts


def _shared_texts(archive: zipfile.ZipFile, meter: Meter) -> list[str]:
    shared = _SharedTexts()
    part = "xl/sharedStrings.xml"
    if part in archive.namelist():
        meter.total += archive.getinfo(part).file_size
        with archive.open(part) as stream:
            for _ in feed(stream, meter, shared):
                continue
    return shared.texts


class _OdsRows(_Cells):
    """Cells of an .ods workbook, sheet after sheet."""

    def __init__(self) -> None:
        super().__init__()
        self.ready: list[tuple[str, Row]] = []
        self.tables: list[str] = []
        self._number = 0
        self._row_repeats = 1
        self._cells: list[str] = []
        self._cell_repeats = 1
        self._value = ""
        self._paragraphs = 0

    def start(self, name: str, given: dict[str, str]) -> None:
        if name in ("table-cell", "covered-table-cell"):
            self._cell_repeats = _repeats(given, "table:number-columns-repeated")
            kept = ("office:date-value", "office:value", "office:boolean-value")
            self._value = next((given[key] for key in kept if key in given), "")
            self.begin_text()
        elif name == "p":
            self._paragraphs += 1
            if self._parts:
                self.add_text("\n")
        elif name == "table-row":
            self._row_repeats = _repeats(given, "table:number-rows-repeated")
            self._cells = []
        elif name == "table":
            if len(self.tables) == MAX_SHEETS:
                raise refuse("too_large", f"It has more than {MAX_SHEETS} sheets.")
            self.tables.append(given.get("table:name", ""))
            self._number = 0
        elif name == "s":
            self.add_text(" " * min(_repeats(given, "text:c"), 100))

    def end(self, name: str) -> None:
        if name in ("table-cell", "covered-table-cell"):
            text = self._value or "".join(self._parts)
            room = MAX_COLUMNS - len(self._cells)
            self._cells.extend([text] * min(self._cell_repeats, room))
        elif name == "p":
            self._paragraphs -= 1
        elif name == "table-row":
            if any(self._cells):
                self.spend_rows(self._row_repeats)
                for place in range(self._row_repeats):
                    row = (self._number + place + 1, self._cells)
                    self.ready.append((self.tables[-1] if self.tables else "", row))
            self._number += self._row_repeats

    def text(self, data: str) -> None:
        if self._paragraphs:
            self.add_text(data)


def _repeats(given: dict[str, str], key: str) -> int:
    said = given.get(key, "1")
    return max(1, int(said)) if said.isdecimal() and len(said) < 9 else 1


class OdsBook:
    """An OpenDocument spreadsheet: all its sheets are one part, read from the start each time.

    Attributes:
        notes: always empty; a text file has some.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self.notes: list[str] = []

    def names(self) -> Iterator[str]:
        """Name the sheets in order, reading no further than is asked for."""
        with refusing_damage(), seekable(self._source) as file, checked_zip(file) as archive:
            given = 0
            rows = _OdsRows()
            with archive.open("content.xml") as stream:
                for _ in feed(stream, Meter(""), rows):
                    rows.ready.clear()
                    yield from rows.tables[given:]
                    given = len(rows.tables)

    def rows(self, name: str, meter: Meter) -> Iterator[Row]:
        """Give the rows of a sheet that have anything in them.

        Raises:
            StocktakeError: it is damaged or too large, or was stopped.
        """
        with refusing_damage(), seekable(self._source) as file, checked_zip(file) as archive:
            meter.total += archive.getinfo("content.xml").file_size
            rows = _OdsRows()
            with archive.open("content.xml") as stream:
                for _ in feed(stream, meter, rows):
                    yield from (row for table, row in rows.ready if table == name)
                    rows.ready.clear()
                    if name in rows.tables[:-1]:
                        return
