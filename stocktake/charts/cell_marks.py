"""How one cell of a grid is painted: a digit on its shade, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Callable

from stocktake.charts.cell import Cell, CellKind
from stocktake.charts.drawing import Box, KeyItem, Pen, Sheet
from stocktake.charts.level_marks import LevelMarks
from stocktake.charts.marks import Block, block
from stocktake.charts.palette import Shade


def paint_digit(sheet: Sheet, box: Box, shade: Shade, digit: str, points: float) -> None:
    """Fill a box with its shade and write the digit in the middle."""
    fill, ink = shade
    look = Block(fill, sheet.palette.hairline, outline_px=0.8)
    block(sheet.page, (box.left, box.top), (box.right, box.bottom), look)
    pen = Pen(points, ink, is_strong=True, across="center")
    sheet.write(((box.left + box.right) / 2, (box.top + box.bottom) / 2), digit, pen)


def paint_missing(sheet: Sheet, box: Box, cell: Cell) -> None:
    """Hatch what is not asked or not known, with its sign; not applicable is a dash alone."""
    if cell.kind in (CellKind.NONE_DATED, CellKind.NOT_ASSESSED, CellKind.HELD):
        LevelMarks(sheet).hatched((box.left, box.top), (box.right, box.bottom))
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    if cell.sign and cell.kind is not CellKind.NOT_APPLICABLE:
        half = sheet.width_of(cell.sign, sheet.body_pen) / 2 + sheet.px(4)
        high = sheet.px(9)
        clear = Block(sheet.palette.surface, order=2.5)
        block(sheet.page, (x - half, y - high), (x + half, y + high), clear)
    pen = Pen(sheet.sizes.body, sheet.palette.muted, is_strong=True, across="center")
    sheet.write((x, y), cell.sign, pen)


def key_digit(shade_of: Callable[[Sheet], Shade], digit: int, words: str) -> KeyItem:
    """Return the key entry of a digit on its shade."""

    def draw(sheet: Sheet, x: float, y: float) -> None:
        half = sheet.px(9)
        box = Box(x - half, y - half, x + half, y + half)
        paint_digit(sheet, box, shade_of(sheet), str(digit), sheet.sizes.small)

    return KeyItem(words, draw)


def key_sign(words: str, sign: str) -> KeyItem:
    """Return the key entry of a sign that stands where there is no digit."""

    def draw(sheet: Sheet, x: float, y: float) -> None:
        pen = Pen(sheet.sizes.digit, sheet.palette.text, is_strong=True, across="center")
        sheet.write((x, y), sign, pen)

    return KeyItem(words, draw)
