"""A published file as tables of text: what every kind of file comes down to before it is sniffed.

A row is its number, counted from 1 as the file's reader would count it, and its cells as text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from stocktake.opendata.delimited import DelimitedFile
from stocktake.opendata.refusing import refuse
from stocktake.opendata.release import Source
from stocktake.opendata.spreadsheets import OdsBook, XlsxBook, kind_of_book
from stocktake.opendata.streams import Meter, is_zip, opened, seekable

Row = tuple[int, list[str]]

HEAD_ROWS = 30
"""How far down a sheet its headings are looked for. Source: design/opendata.md 0 rule 12."""

_OLD_WORKBOOK = bytes.fromhex("d0cf11e0a1b11ae1")


class Tables(Protocol):
    """A file as its tables; a text file has one, without a name."""

    @property
    def notes(self) -> list[str]:
        """Codes of what was noticed about the file itself while its rows were read."""

    def names(self) -> Iterator[str]:
        """Name the tables in order; of a large file only as many as are asked for."""

    def rows(self, name: str, meter: Meter) -> Iterator[Row]:
        """Give the rows of one table that have anything in them."""


def tables_of(source: Source) -> Tables:
    """Tell from its first bytes what kind of file it is.

    Raises:
        StocktakeError: it is of a kind that holds no tables, or is damaged or locked.
    """
    with opened(source) as (stream, _):
        start = stream.read(4096)
    if not start.strip():
        raise refuse("unknown_file", "It is empty.")
    if is_zip(start):
        with seekable(source) as file:
            kind = kind_of_book(file)
        return XlsxBook(source) if kind == "xlsx" else OdsBook(source)
    if start.startswith(_OLD_WORKBOOK):
        raise refuse("unknown_file", "It is an old or locked workbook: save it as .xlsx first.")
    if start.startswith((b"%PDF", b"{\\rtf")) or b"<html" in start.lower():
        raise refuse("unknown_file", "It is a document or a web page and not a table.")
    return DelimitedFile(source, start)


def head(tables: Tables, name: str, meter: Meter) -> list[Row]:
    """Give the first rows of a table."""
    found: list[Row] = []
    rows = tables.rows(name, meter)
    for row in rows:
        found.append(row)
        if len(found) == HEAD_ROWS:
            break
    return found
