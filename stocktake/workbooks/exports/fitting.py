"""Heights and widths that fit: no program that opens the file has to work them out.

Excel fits rows by itself only when it feels like it and LibreOffice not at all, so the height of
every row is set here, a little generously, from the text in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil
from textwrap import wrap
from typing import Any

from stocktake.workbooks.cells import column_letters

MOST_POINTS = 409.0
"""The tallest a row can be. Source: Microsoft, Excel specifications and limits."""

WIDEST_PAGE = 240
"""Characters across a page beyond which print would be too small to read."""

_LINE = 1.28
_PADDING = 3.5
_BODY_SIZE = 10.0
_ROOM, _BOLD_ROOM = 1.05, 0.98
_DEFAULT_WIDTH = 8.43
_INDENT = 1.8


def lines_in(text: str, width: float, size: float = _BODY_SIZE, *, bold: bool = False) -> int:
    """Count the lines a text takes in a cell.

    Args:
        text: what stands there, with its own line ends.
        width: of the column, in characters of the body size.
        size: of the text, in points.
        bold: set in bold, which is wider.
    """
    room = max(1, int((width - 0.8) * _BODY_SIZE / size * (_BOLD_ROOM if bold else _ROOM)))
    return sum(
        1 if len(line) <= room else len(wrap(line, room) or [""]) for line in text.split("\n")
    )


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
