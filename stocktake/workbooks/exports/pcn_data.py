"""Putting Long and Wide data on sheets, or in CSV files beside the workbook."""

from __future__ import annotations

import contextlib
import csv
import io
import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from openpyxl.cell import Cell as SheetCell
from openpyxl.worksheet.table import Table

from stocktake.drafts import begin_draft
from stocktake.errors import not_written
from stocktake.workbooks.cell_text import clean_text, split_text
from stocktake.workbooks.cells import column_letters
from stocktake.workbooks.exports.look import NUMBER_FORMATS
from stocktake.workbooks.exports.page import Cell, Content, Heading
from stocktake.workbooks.exports.pcn_book import PcnBook, PcnPage
from stocktake.workbooks.exports.pcn_rows import (
    LONG_HEADINGS,
    MOST_MEMBERS,
    long_rows,
    wide_rows,
)
from stocktake.workbooks.limits import MAX_STRING
from stocktake.workbooks.plain_rows import PlainRows, add_plain_rows

LONG, WIDE = "Long data", "Wide data"
CONTINUED = "(continued)"

_SAID = {LONG: 7, WIDE: 3}
"""The column in which what was said begins, counted from 0."""

_PRINTED = {LONG: 10}
"""Columns that are printed; where an answer was read is for the screen."""

_DAYS = NUMBER_FORMATS["date"]
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_LONG_NOTE = (
    "A row for each answer of each practice, with the file, sheet and cell it was first read from. "
    "“held” is an answer that is only shown as a figure of the whole PCN. Answers that are not "
    "counted are copies, other years and examples; the Members sheet says which. The file, sheet "
    "and cell stand on the right and are not printed."
)
_WIDE_NOTE = "A row for each question outside tables, and a column for each practice."


def add_data(book: PcnBook, path: Path) -> None:
    """Add Long and Wide data as sheets; beyond 40 practices as CSV files beside the workbook.

    Args:
        book: the workbook.
        path: where the workbook shall be.

    Raises:
        StocktakeError: a CSV file could not be written.
    """
    headings, wide = wide_rows(book.source)
    is_small = len(book.source.seen.totals.practices) <= MOST_MEMBERS
    _add(book, (LONG, _LONG_NOTE, LONG_HEADINGS), long_rows(book.source), is_small, path)
    _add(book, (WIDE, _WIDE_NOTE, headings), wide, is_small, path)


def _add(
    book: PcnBook,
    what: tuple[str, str, Sequence[Heading]],
    rows: Iterable[list[Content]],
    is_small: bool,
    path: Path,
) -> None:
    title, note, headings = what
    seen = book.source.seen
    page = book.page(title, f"{title} - {seen.pcn_name}, {seen.round}")
    page.note(note)
    if is_small:
        page.gap()
        heading_row = page.row
        _fill(page, title, headings, rows)
        page.finish_plain(heading_row, _PRINTED.get(title, 0))
    else:
        target = beside(path, title)
        write_csv(target, headings, rows)
        page.line(f"There are too many answers for a sheet: they are in “{target.name}”.")
        page.finish()


def _fill(
    page: PcnPage, title: str, headings: Sequence[Heading], rows: Iterable[list[Content]]
) -> None:
    """Put many plain rows on a page as a table, each one line high.

    ``Page.table`` takes ten times as long, which is felt at 40,000 rows.
    """
    sheet, first = page.sheet, page.row
    for column, heading in enumerate(headings, 1):
        page.put(column, heading.text, "heading_left" if column > 1 else "heading")
    page.widths(*(heading.width for heading in headings))
    plain = PlainRows(first + 1, len(headings), _styles(page))
    said = _SAID[title]
    for row in rows:
        for piece in _pieces(row, said):
            plain.add(piece)
    add_plain_rows(sheet, plain)
    page.row = plain.next - 1
    if page.row > first:
        reference = f"A{first}:{column_letters(len(headings))}{page.row}"
        name = title.replace(" ", "_")
        table = Table(displayName=name, name=name, ref=reference)
        # openpyxl would look at every cell of the table to find these.
        table._initialise_columns()
        for column, heading in zip(table.tableColumns, headings, strict=True):
            column.name = heading.text
        sheet.add_table(table)


def _styles(page: PcnPage) -> dict[str, int]:
    """The styles of plain rows, by kind of value."""
    found = {}
    for kind in ("text", "typed", "number", "date"):
        cell = SheetCell(page.sheet, row=1, column=1)
        page.book.looks.give(cell, "line", _DAYS if kind == "date" else "General")
        if kind == "typed":
            cell.quotePrefix = True
        found[kind] = cell.style_id
    return found


def _pieces(row: list[Content], said: int) -> Iterator[list[Content]]:
    """The row, and a row for each piece of a text that no cell can hold whole.

    Args:
        said: the column in which what was said begins; the one before it says "(continued)".
    """
    longest = max(len(value) for value in row if isinstance(value, str))
    if longest <= MAX_STRING // 2:
        yield row
        return
    yield [_first_piece(value) for value in row]
    for column, value in enumerate(row):
        if isinstance(value, str) and len(value) > MAX_STRING // 2:
            for piece in split_text(clean_text(value))[1:]:
                more = [*row[: said - 1], CONTINUED, *(None for _ in row[said:])]
                more[column] = piece
                yield more


def _first_piece(value: Content) -> Content:
    if isinstance(value, str) and len(value) > MAX_STRING // 2:
        return split_text(clean_text(value))[0]
    return value


def add_continued(book: PcnBook) -> None:
    """Add a sheet of what did not fit its cell on another sheet, where there is any."""
    if not book.overflow:
        return
    page = book.page("Continued", "Text that goes on from other sheets")
    page.gap()
    rows: list[list[Content | Cell]] = [
        [f"{over.sheet} {over.cell}", piece]
        for over in tuple(book.overflow)
        for piece in split_text(over.text)
    ]
    page.table("Continued", (Heading("From", "first", 30), Heading("Text", "text", 110)), rows)
    page.finish()


def beside(path: Path, title: str) -> Path:
    """The name of a CSV file beside a workbook: "PCN 2026-27 long data.csv"."""
    return path.with_name(f"{path.stem} {title.lower()}.csv")


def write_csv(path: Path, headings: Sequence[Heading], rows: Iterable[list[Content]]) -> None:
    """Write rows as CSV that Excel opens right, whole or not at all.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.

    Raises:
        StocktakeError: the folder or disk would not take it.
    """
    try:
        handle, temporary = begin_draft(path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
                writer = csv.writer(text)
                writer.writerow([heading.text for heading in headings])
                known: dict[str, str] = {}
                writer.writerows([_csv_text(value, known) for value in row] for row in rows)
                text.flush()
                os.fsync(file.fileno())
                text.detach()
            temporary.chmod(0o644)
            temporary.replace(path)
        finally:
            with contextlib.suppress(OSError):
                temporary.unlink()
    except OSError as error:
        raise not_written(path, error) from error


def _csv_text(value: Content, known: dict[str, str]) -> str:
    """A value as it stands in the file; ``known`` are texts that came before."""
    if value is None:
        return ""
    if isinstance(value, str):
        if value not in known:
            plain = clean_text(value)
            known[value] = f"'{plain}" if plain.startswith(_FORMULA_STARTS) else plain
        return known[value]
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else str(value)
