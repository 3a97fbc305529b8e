"""Heights and widths that fit: no program that opens the file has to work them out.

Excel fits rows by itself only when it feels like it and LibreOffice not at all, so the height of
every row is set here, a little generously, from the text in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import Any

from stocktake.workbooks.cells import column_letters

MOST_POINTS = 409.0
"""The tallest a row can be. Source: Microsoft, Excel specifications and limits."""

WIDEST_PAGE = 240
"""Characters across a page beyond which print would be too small to read."""

_LINE = 1.28
_PADDING = 2.2
_BODY_SIZE = 10.0
_DEFAULT_WIDTH = 8.43
_INDENT = 1.8

_CHARACTER, _MARGIN = 5.25, 4.5
"""Points across for each character of a column's width, and what of a column stays free."""

_SPARE = 0.97
"""What of the room is counted on: programs round the widths of letters to their screens."""

_WIDEST = 1015
_USUAL = 1000
_PLAIN = (
    (222, "'ijl"), (278, " !,./:;I[\\]ft|"), (340, "()-`r{}"), (370, '"*'), (480, "^"),
    (500, "Jcksvxyz"), (556, "#$0123456789?L_abdeghnopqu"), (611, "+<=>~FTZ"),
    (667, "&ABEKPSVXY"), (722, "CDHNRUw"), (778, "GOQ"), (833, "Mm"), (889, "%"), (944, "W"),
)  # fmt: skip
_BOLD = (
    (278, " ',./I\\ijl|"), (340, "!()-:;[]`ft"), (389, "*r{}"), (480, '"z'),
    (556, "#$0123456789J_aceksvxy"), (611, "+<=>?~FLTZ^bdghnopqu"), (667, "EPSVXY"),
    (722, "&ABCDHKNRU"), (778, "GOQw"), (833, "M"), (889, "%m"), (944, "W"),
)  # fmt: skip
"""Widths of letters in thousandths of their size; what is not listed is as wide as it is high.

Source: Adobe, font metrics of Helvetica and Helvetica-Bold, whose widths Arial has.
"""


class _Widths(dict[str, int]):
    def __missing__(self, character: str) -> int:
        return _USUAL


_WIDTHS = {
    is_bold: _Widths({each: width for width, letters in table for each in letters})
    for is_bold, table in ((False, _PLAIN), (True, _BOLD))
}


@lru_cache(maxsize=4096)
def lines_in(text: str, width: float, size: float = _BODY_SIZE, *, bold: bool = False) -> int:
    """Count the lines a text takes in a cell.

    Args:
        text: what stands there, with its own line ends.
        width: of the column, in characters of the body size.
        size: of the text, in points.
        bold: set in bold, which is wider.
    """
    room = max(1.0, (width * _CHARACTER - _MARGIN) * _SPARE * 1000 / size)
    widths = _WIDTHS[bold]
    return sum(_lines(line, room, widths) for line in text.split("\n"))


def _lines(line: str, room: float, widths: _Widths) -> int:
    """Count the lines of one paragraph, each filled with as many words as it takes."""
    if len(line) * _WIDEST <= room or _across(line, widths) <= room:
        return 1
    count, used, space = 1, 0.0, widths[" "]
    for word in line.split():
        across = _across(word, widths)
        if used and used + space + across > room:
            count, used = count + 1, 0.0
        used += across + (space if used else 0)
        # A word that is longer than the line is broken where the line ends.
        while used > room:
            count, used = count + 1, used - room
    return count


def _across(text: str, widths: _Widths) -> int:
    return sum(map(widths.__getitem__, text))


def fit_rows(sheet: Any) -> None:
    """Set the height of every row that shows, so that nothing in it is cut off."""
    looks: dict[tuple[int, int] | None, _Set] = {}
    for row in sheet.iter_rows():
        dimension = sheet.row_dimensions[row[0].row]
        if dimension.hidden:
            continue
        points = 0.0
        for cell in row:
            if cell.value is not None:
                # Cells share a few styles, and asking a cell for its own takes long.
                given = cell._style
                style = (given.fontId, given.alignmentId) if given is not None else None
                if style not in looks:
                    looks[style] = _set(cell)
                points = max(points, _points(sheet, cell, looks[style]))
        if points:
            dimension.height = min(MOST_POINTS, ceil(points * 2) / 2)


@dataclass(frozen=True, slots=True)
class _Set:
    """How text is set in a cell, as far as its height goes."""

    size: float
    is_bold: bool
    is_wrapped: bool
    indent: float


def _set(cell: Any) -> _Set:
    font, alignment = cell.font, cell.alignment
    size = float(font.sz or _BODY_SIZE)
    return _Set(size, bool(font.b), bool(alignment.wrap_text), alignment.indent)


def _points(sheet: Any, cell: Any, look: _Set) -> float:
    count = 1
    width = sheet.column_dimensions[column_letters(cell.column)].width or _DEFAULT_WIDTH
    if look.is_wrapped and isinstance(cell.value, str):
        width -= _INDENT * look.indent
        count = lines_in(cell.value, width, look.size, bold=look.is_bold)
    return count * look.size * _LINE + _PADDING


def pages_across(widths: Iterable[float]) -> int:
    """How many pages side by side columns need to be legible, each page at most 240 characters."""
    return max(1, ceil(sum(widths) / WIDEST_PAGE))


def width_for(longest: int, usual: int, widest: int = 90) -> int:
    """How wide a column must be for a text of so many characters to fit the tallest row."""
    lines = int((MOST_POINTS - _PADDING) / (_BODY_SIZE * _LINE)) - 4
    return min(widest, max(usual, ceil(longest / lines)))
