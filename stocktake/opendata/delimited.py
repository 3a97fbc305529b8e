"""Text tables: csv as published, and as it comes back from people's computers.

UTF-8 with or without a mark, else Windows-1252 for the lines that need it; lines ended either way;
commas, semicolons or tabs. Source: design/opendata.md 0 rules 3 and 4.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import IO

from stocktake.opendata.refusing import refuse
from stocktake.opendata.release import Source
from stocktake.opendata.streams import Meter, opened

MAX_LINE_BYTES = 256 * 1024
"""Real headings of 1,105 columns take a tenth of it."""

MIXED_LETTERS = "mixed_letters"
NO_LAST_LINE_END = "no_last_line_end"
_LINES_A_TURN = 2_048
_BOM = b"\xef\xbb\xbf"


class DelimitedFile:
    """One text table.

    Attributes:
        notes: what was noticed about the file itself when its rows were last read.
    """

    def __init__(self, source: Source, start: bytes) -> None:
        if start.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise refuse("unknown_file", "It is Unicode text: save it as CSV UTF-8.")
        if b"\0" in start:
            raise refuse("unknown_file", "It is not a table.")
        self._source = source
        self._delimiter = _delimiter(start)
        self.notes: list[str] = []

    def names(self) -> Iterator[str]:
        """Give the one table, which has no name."""
        yield ""

    def rows(self, name: str, meter: Meter) -> Iterator[tuple[int, list[str]]]:
        """Give the rows that have anything in them.

        Raises:
            StocktakeError: it is damaged or cut short, or was stopped.
        """
        self.notes = []
        with opened(self._source) as (stream, size):
            meter.total = size
            lines = csv.reader(self._lines(stream, meter), delimiter=self._delimiter, strict=True)
            try:
                for row in lines:
                    if any(row):
                        yield lines.line_num, row
            except csv.Error as error:
                cut = "unexpected end" in str(error)
                raise refuse("cut_short" if cut else "damaged") from None

    def _lines(self, stream: IO[bytes], meter: Meter) -> Iterator[str]:
        unsure = sure = taken = count = 0
        line = b"\n"
        first = True
        while piece := stream.readline(MAX_LINE_BYTES):
            line = piece
            if len(line) == MAX_LINE_BYTES and not line.endswith(b"\n"):
                raise refuse("damaged", "It has no ends of lines.")
            if first:
                first, piece = False, piece.removeprefix(_BOM)
            taken += len(line)
            count += 1
            if count % _LINES_A_TURN == 0:
                meter.spend(taken)
                taken = 0
            if piece.isascii():
                yield piece.decode("ascii")
                continue
            try:
                text = piece.decode("utf-8")
                sure += 1
            except UnicodeDecodeError:
                text = piece.decode("cp1252", "replace")
                unsure += 1
            yield text
        meter.spend(taken)
        if sure and unsure:
            self.notes.append(MIXED_LETTERS)
        if not line.endswith((b"\n", b"\r")):
            self.notes.append(NO_LAST_LINE_END)


def _delimiter(start: bytes) -> str:
    """Tell commas from semicolons and tabs by the first line, outside its quotation marks."""
    line = start.partition(b"\n")[0]
    outside = b"".join(line.split(b'"')[::2])
    counts = {mark: outside.count(mark) for mark in (b",", b";", b"\t")}
    best = max(counts, key=lambda mark: counts[mark])
    return best.decode() if counts[best] else ","
