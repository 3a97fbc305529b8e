"""A heat map: names down the side, years or practices across, a digit in every known cell.

Used for gaps by domain and year, and for practices by domain (levels, or gaps of a chosen year).
What is not known is never a colour: no dated expectation is hatched, not assessed a question mark
on hatching, not applicable a dash.

Source: content/expectations.md B3 and G1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from stocktake.charts.cell import Cell, CellKind
from stocktake.charts.cell_marks import key_digit, key_sign, paint_digit, paint_missing
from stocktake.charts.chart import Chart, ChartTable, Paper
from stocktake.charts.drawing import Box, KeyItem, Pen, Sheet
from stocktake.charts.level_marks import key_hatched
from stocktake.charts.palette import Shade
from stocktake.charts.phrases import spelt_levels, with_source
from stocktake.phrases import counted, listed
from stocktake.questionnaire.scale import LEVELS

CELL_PX = 34
LEAST_CELL_PX = 30
WIDEST_CELL_PX = 120
TURNED_LINES = 2
SHORT_NAME_PX = 60
GUTTER_PX = 14


class Scale(Enum):
    """What the digits count; the value is the word for one of them."""

    LEVEL = "level"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One row: its id, its name in full and a cell for every column."""

    id: str
    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Rows by columns of levels or gaps.

    Attributes:
        scale: whether the digits are levels or gaps.
        row_heading: what a row is, such as ``Domain``.
        columns: id and name of every column, such as ``("2028", "2028/29")``.
        rows: in the order to draw them; each has as many cells as there are columns.
        source: what the figures rest on.

    Raises:
        ValueError: a row has more or fewer cells than there are columns.
    """

    scale: Scale
    row_heading: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[HeatRow, ...]
    source: str = ""

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row.cells) != len(self.columns):
                raise ValueError(f"{row.id} has {len(row.cells)} cells, not {len(self.columns)}")


EMPTY = HeatMap(Scale.GAP, "Domain", (), ())


def draw(data: HeatMap, paper: Paper) -> Chart:
    """Draw the heat map."""
    sheet = Sheet(paper, _title(data), _subtitle(data))
    grid = _Grid(sheet, data)
    has_cells = bool(data.rows and data.columns)
    body = sheet.open(grid.body_px, _key(data) if has_cells else ())
    if has_cells:
        grid.draw(body)
    else:
        sheet.say_empty(body, "There is nothing to compare yet.")
    columns = (data.row_heading, *(name for _, name in data.columns))
    table = tuple((row.name, *(cell.words for cell in row.cells)) for row in data.rows)
    kind = f"Grid of {data.scale.value}s, with a digit in every known cell"
    return sheet.chart(kind, _summary(data), ChartTable(columns, table))


def _known(data: HeatMap) -> Iterator[tuple[str, str, int]]:
    """Row name, column name and digit of every known cell."""
    for row in data.rows:
        for (_, column), cell in zip(data.columns, row.cells, strict=True):
            if cell.levels is not None:
                yield row.name, column, cell.levels


def _title(data: HeatMap) -> str:
    cells = list(_known(data))
    if not cells:
        return f"No {data.scale.value} is known yet"
    if data.scale is Scale.LEVEL:
        reliable = sum(1 for *_, level in cells if level >= 3)
        are = "is" if reliable == 1 else "are"
        return f"{reliable} of {counted(len(cells), 'known level')} {are} reliable or better"
    widest = max(gap for *_, gap in cells)
    if widest == 0:
        return "No gap is known in any year"
    where = [(row, column) for row, column, gap in cells if gap == widest]
    rows = list(dict.fromkeys(row for row, _ in where))
    size = spelt_levels(widest)
    if len(rows) == 1:
        return f"The widest gap is {size}: {rows[0]}, first in {where[0][1]}"
    return f"The widest gap is {size}, in {counted(len(rows), data.row_heading.lower())}"


def _subtitle(data: HeatMap) -> str:
    measure = {
        Scale.LEVEL: "Level now, 0 Not in place to 4 Resilient",
        Scale.GAP: "Gap: levels short of what dated expectations ask",
    }[data.scale]
    return with_source(measure, data.source)


def _summary(data: HeatMap) -> str:
    digits = [digit for *_, digit in _known(data)]
    if not digits:
        return f"No {data.scale.value} is known yet."
    if data.scale is Scale.LEVEL:
        shown = [
            f"{digits.count(level.number)} at {level.number} {level.name}"
            for level in LEVELS
            if digits.count(level.number)
        ]
        start = f"{counted(len(digits), 'level is', 'levels are')} known: {listed(shown)}"
    else:
        shown = [
            f"{digits.count(gap)} by {counted(gap, 'level')}"
            for gap in range(4, 0, -1)
            if digits.count(gap)
        ]
        short = sum(1 for gap in digits if gap)
        start = f"{short} of {counted(len(digits), 'figure')} fall short"
        start += f": {listed(shown)}" if shown else ""
    return f"{start}{_said_of_the_rest(data)}."


def _said_of_the_rest(data: HeatMap) -> str:
    """Count the cells without a number, reason by reason."""
    counts = Counter(cell.kind for row in data.rows for cell in row.cells)
    return "".join(
        f"; {counts[kind]} {'with ' if kind is CellKind.NONE_DATED else ''}{kind.value}"
        for kind in CellKind
        if kind is not CellKind.KNOWN and counts[kind]
    )


def _key(data: HeatMap) -> tuple[KeyItem, ...]:
    kinds = {cell.kind for row in data.rows for cell in row.cells}
    entries = []
    if data.scale is Scale.LEVEL:
        entries += [_key_digit(data.scale, level.number, level.name) for level in LEVELS]
    else:
        worst = max((gap for *_, gap in _known(data)), default=0)
        names = ("at or above", "level short", "levels short", "levels short", "levels short")
        entries += [_key_digit(data.scale, gap, names[gap]) for gap in range(worst + 1)]
    if CellKind.NONE_DATED in kinds:
        entries.append(key_hatched("no dated expectation"))
    if CellKind.NOT_ASSESSED in kinds:
        entries.append(key_sign("not assessed", "?"))
    if CellKind.NOT_APPLICABLE in kinds:
        entries.append(key_sign("not applicable", "–"))
    if CellKind.HELD in kinds:
        entries.append(key_sign("answered, not shown by practice", "held"))
    return tuple(entries)


def _shade(sheet: Sheet, scale: Scale, digit: int) -> Shade:
    return sheet.palette.level(digit) if scale is Scale.LEVEL else sheet.palette.gap(digit)


def _key_digit(scale: Scale, digit: int, words: str) -> KeyItem:
    return key_digit(lambda sheet: _shade(sheet, scale, digit), digit, words)


class _Grid:
    """The cells of one heat map, measured before the sheet is opened and drawn after."""

    def __init__(self, sheet: Sheet, data: HeatMap) -> None:
        self._sheet = sheet
        self._data = data
        pen = sheet.body_pen
        count = max(len(data.columns), 1)
        least = self._least_px()
        names = max([sheet.width_of(row.name, pen) for row in data.rows], default=0) + 2
        room = sheet.inner_width - sheet.px(GUTTER_PX)
        most = max(room - least * count, sheet.px(110))
        self._names_px = min(names, most, room * 0.55)
        self._cell_px = min((room - self._names_px) / count, sheet.px(WIDEST_CELL_PX))
        self._names = [sheet.wrap(row.name, self._names_px, pen) for row in data.rows]
        self._measure_heads()

    def _head_word_px(self) -> float:
        """Return the width of the longest word above a column."""
        names = [name for _, name in self._data.columns]
        words = [
            self._sheet.width_of(word, self._head_pen) for name in names for word in name.split()
        ]
        return max(words, default=0)

    def _least_px(self) -> float:
        """Return the least width of a cell: short names, such as years, are kept level."""
        least, word = self._sheet.px(LEAST_CELL_PX), self._head_word_px()
        return max(least, word + 7) if word <= self._sheet.px(SHORT_NAME_PX) else least

    def _measure_heads(self) -> None:
        """Write column names level if their words fit, otherwise turned on their side."""
        sheet, pen = self._sheet, self._head_pen
        names = [name for _, name in self._data.columns]
        self._is_turned = self._head_word_px() > self._cell_px - 6
        if not self._is_turned:
            self._heads = [sheet.wrap(name, self._cell_px - 6, pen) for name in names]
            lines = max([len(head) for head in self._heads], default=1)
            self._heads_px = lines * sheet.line_height(pen) + 8
            return
        fits = max(1, min(TURNED_LINES, int(self._cell_px / sheet.line_height(pen))))
        limit = max([sheet.width_of(name, pen) for name in names], default=0)
        while fits > 1 and limit > sheet.px(90):
            shorter = limit * 0.94
            if any(len(sheet.wrap(name, shorter, pen)) > fits for name in names):
                break
            limit = shorter
        self._heads = [sheet.wrap(name, limit + 1, pen) for name in names]
        self._heads_px = limit + 12

    @property
    def _head_pen(self) -> Pen:
        return replace(self._sheet.muted_pen, colour=self._sheet.palette.text)

    @property
    def _row_px(self) -> float:
        lines = max([len(name) for name in self._names], default=1)
        wrapped = lines * self._sheet.line_height(self._sheet.body_pen) + 6
        return max(wrapped, self._sheet.px(LEAST_CELL_PX))

    @property
    def body_px(self) -> float:
        """The least height of the column names and the rows."""
        return self._heads_px + max(len(self._data.rows), 1) * self._row_px

    def draw(self, body: Box) -> None:
        """Draw column names, row names and cells."""
        sheet = self._sheet
        top = body.top + self._heads_px
        spare = (body.bottom - top) / len(self._data.rows)
        self._high = max(self._row_px, min(spare, sheet.px(CELL_PX) * 1.4))
        left = body.left + self._names_px + sheet.px(GUTTER_PX)
        for number, head in enumerate(self._heads):
            self._draw_head(head, left + (number + 0.5) * self._cell_px, top)
        for number, row in enumerate(self._data.rows):
            edge = top + number * self._high
            sheet.write((body.left, edge + self._high / 2), self._names[number], sheet.body_pen)
            for column, cell in enumerate(row.cells):
                start = left + column * self._cell_px
                box = Box(start, edge, start + self._cell_px, edge + self._high)
                self._draw_cell(row, column, cell, box)

    def _draw_head(self, head: tuple[str, ...], x: float, top: float) -> None:
        pen = replace(self._head_pen, across="center", down="bottom")
        if self._is_turned:
            pen = replace(self._head_pen, is_turned=True)
        self._sheet.write((x, top - 6), head, pen)

    def _draw_cell(self, row: HeatRow, column: int, cell: Cell, box: Box) -> None:
        sheet, data = self._sheet, self._data
        id_, name = data.columns[column]
        inner = Box(box.left + 1.5, box.top + 1.5, box.right - 1.5, box.bottom - 1.5)
        if cell.levels is not None:
            shade = _shade(sheet, data.scale, cell.levels)
            paint_digit(sheet, inner, shade, str(cell.levels), sheet.sizes.body)
        else:
            paint_missing(sheet, inner, cell)
        sheet.mark_spot(box, (row.id, id_), f"{row.name}, {name}: {_said(data.scale, cell)}.")


def _said(scale: Scale, cell: Cell) -> str:
    if cell.levels is None:
        return cell.words
    if scale is Scale.LEVEL:
        return f"level {cell.levels} {LEVELS[cell.levels].name}"
    return f"{counted(cell.levels, 'level')} short" if cell.levels else "at or above what is needed"
