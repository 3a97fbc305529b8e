"""Putting Long and Wide data on sheets, or in CSV files beside the workbook."""

from __future__ import annotations

import csv
import io
import os
import tempfile
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from stocktake.errors import StocktakeError
from stocktake.workbooks.cell_text import clean_text
from stocktake.workbooks.exports.page import Content, Heading
from stocktake.workbooks.exports.pcn_book import PcnBook
from stocktake.workbooks.exports.pcn_rows import (
    LONG_HEADINGS,
    MOST_MEMBERS,
    long_rows,
    wide_rows,
)

LONG, WIDE = "Long data", "Wide data"

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_LONG_NOTE = (
    "A row for each answer of each practice, with the file, sheet and cell it was first read from. "
    "“held” is an answer that is only shown as a figure of the whole PCN. Answers that are not "
    "counted are copies, other years and examples; the Members sheet says which."
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
        listed = list(rows)
        if listed:
            page.table(title, headings, listed)
        else:
            page.line("No answers were shared.")
    else:
        target = beside(path, title)
        write_csv(target, headings, rows)
        page.line(f"There are too many answers for a sheet: they are in “{target.name}”.")
    page.finish()


def beside(path: Path, title: str) -> Path:
    """The name of a CSV file beside a workbook: "PCN 2026-27 long data.csv"."""
    return path.with_name(f"{path.stem} {title.lower()}.csv")


def write_csv(path: Path, headings: Sequence[Heading], rows: Iterable[list[Content]]) -> None:
    """Write rows as CSV that Excel opens right, whole or not at all.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.

    Raises:
        StocktakeError: ``not_saved`` when the folder or disk would not take it.
    """
    try:
        handle, name = tempfile.mkstemp(".part", f".{path.stem[:40]}-", path.parent)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
                writer = csv.writer(text)
                writer.writerow([heading.text for heading in headings])
                writer.writerows([_csv_text(value) for value in row] for row in rows)
                text.flush()
                os.fsync(file.fileno())
                text.detach()
            temporary.chmod(0o644)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise StocktakeError(
            "not_saved",
            f"“{path.name}” could not be saved beside the workbook.",
            "Close it if it is open, or choose another folder.",
        ) from error


def _csv_text(value: Content) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        plain = clean_text(value)
        return f"'{plain}" if plain.startswith(_FORMULA_STARTS) else plain
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else str(value)
