"""Breaks between printed pages that keep a table, or a chart, and its heading on one page.

Excel and LibreOffice break where the paper ends, through the middle of a chart. How much fits is
worked out here from the heights of the rows and the scale at which the columns fit the paper.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from openpyxl.utils.cell import coordinate_from_string
from openpyxl.worksheet.pagebreak import Break

DEFAULT_HEIGHT = 15.0
"""Points of a row that nothing has set."""

_LONG_SIDE, _SHORT_SIDE = 842.0, 595.0
_ACROSS_MARGINS, _DOWN_MARGINS = 72.0, 108.0
_CHARACTER = 5.25
_SPARE = 0.98
"""What of a page is counted on: programs differ a little in the heights of rows."""

_POINTS_PER_CM = 28.35


def keep_together(
    sheet: Any, widths: Iterable[float], *, is_wide: bool, pages_across: int = 1
) -> None:
    """Break before a block that would otherwise go over the foot of a page.

    A block is a chart, or rows without a blank one between them, such as a heading and its table.
    One that is longer than a page is left to go over it.

    Args:
        sheet: the openpyxl sheet, its rows fitted; its own breaks are kept.
        widths: of its columns, in characters.
        is_wide: it prints on its side.
        pages_across: how many pages side by side it takes.
    """
    across, down = (_LONG_SIDE, _SHORT_SIDE) if is_wide else (_SHORT_SIDE, _LONG_SIDE)
    total = sum(widths) * _CHARACTER / pages_across
    scale = min(1.0, (across - _ACROSS_MARGINS) / total) if total else 1.0
    room = (down - _DOWN_MARGINS) / scale * _SPARE
    blocks, filled = _blocks(sheet)
    broken = {each.id for each in sheet.row_breaks.brk}
    used = 0.0
    for row in range(1, max([sheet.max_row, *blocks]) + 1):
        block = blocks.get(row, 0.0)
        if row - 1 in broken:
            used = 0.0
        elif used and used + block > room >= block:
            sheet.row_breaks.append(Break(id=row - 1))
            used = 0.0
        used += _height(sheet, row)
        if used > room:
            # Blank rows, which also lie under a chart, leave the page full for what follows.
            used = _height(sheet, row) if row in filled else room


def _blocks(sheet: Any) -> tuple[dict[int, float], set[int]]:
    """The first row of each block with its height in points, and every row that is not blank."""
    found: dict[int, float] = {}
    filled: set[int] = set()
    start = 0
    for row, values in enumerate(sheet.iter_rows(values_only=True), 1):
        if all(value is None for value in values):
            start = 0
            continue
        start = start or row
        filled.add(row)
        found[start] = found.get(start, 0.0) + _height(sheet, row)
    for chart in sheet._charts:
        found[coordinate_from_string(chart.anchor)[1]] = chart.height * _POINTS_PER_CM
    return found, filled


def _height(sheet: Any, row: int) -> float:
    return float(sheet.row_dimensions[row].height or DEFAULT_HEIGHT)
