"""Text tables: csv as published, and as it comes back from people's computers.

UTF-8 with or without a mark, else Windows-1252 for the lines that need it; lines ended either way;
commas, semicolons or tabs. Source: design/opendata.md 0 rules 3 and 4.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import BytesIO, StringIO
from typing import IO

from stocktake.opendata.refusing import refuse
from stocktake.opendata.release import Source
from stocktake.opendata.streams import Meter, opened

MAX_LINE_BYTES = 256 * 1024
"""Real headings of 1,105 columns take a tenth of it."""

MIXED_LETTERS = "mixed_letters"
NO_LAST_LINE_END = "no_last_line_end"
_PIECE = 256 * 1024
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
                    if row and (row[0] or any(row)):
                        yield lines.line_num, row
            except csv.Error as error:
                cut = "unexpected end" in str(error)
                raise refuse("cut_short" if cut else "damaged") from None

    def _lines(self, stream: IO[bytes], meter: Meter) -> Iterator[str]:
        """Give the lines, many at a time where they are plain, which nearly all are."""
        letters = _Letters()
        last = b"\n"
        is_first = True
        while piece := _whole_lines(stream):
            meter.spend(len(piece))
            last = piece[-1:]
            piece = piece.removeprefix(_BOM) if is_first else piece
            is_first = False
            if piece.isascii():
                yield from StringIO(piece.decode("ascii"), newline="")
            else:
                yield from map(letters.decoded, BytesIO(piece))
        if letters.are_mixed:
            self.notes.append(MIXED_LETTERS)
        if last not in (b"\n", b"\r"):
            self.notes.append(NO_LAST_LINE_END)


class _Letters:
    """Decodes lines beyond ASCII, each as UTF-8 or else as Windows-1252."""

    def __init__(self) -> None:
        self._sure = 0
        self._unsure = 0

    @property
    def are_mixed(self) -> bool:
        """Whether both were met."""
        return bool(self._sure and self._unsure)

    def decoded(self, line: bytes) -> str:
        """Decode one line."""
        if line.isascii():
            return line.decode("ascii")
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            self._unsure += 1
            return line.decode("cp1252", "replace")
        self._sure += 1
        return text


def _whole_lines(stream: IO[bytes]) -> bytes:
    """Read a piece of a file up to the end of a line.

    Raises:
        StocktakeError: it has no ends of lines where there should be thousands.
    """
    piece = stream.read(_PIECE)
    if not piece or piece.endswith(b"\n"):
        return piece
    rest = stream.readline(MAX_LINE_BYTES)
    has_lines = b"\n" in piece or b"\r" in piece or len(piece) < MAX_LINE_BYTES
    if not has_lines or (len(rest) == MAX_LINE_BYTES and not rest.endswith(b"\n")):
        raise refuse("damaged", "It has no ends of lines.")
    return piece + rest


def _delimiter(start: bytes) -> str:
    """Tell commas from semicolons and tabs by the first line, outside its quotation marks."""
    line = start.partition(b"\n")[0]
    outside = b"".join(line.split(b'"')[::2])
    counts = {mark: outside.count(mark) for mark in (b",", b";", b"\t")}
    best = max(counts, key=lambda mark: counts[mark])
    return best.decode() if counts[best] else ","
