"""The bars of people and money by year, and how a sum far beyond all others is drawn short.

Two bars stand side by side in a year: what meeting expectations takes, and what being safe today
takes. On one scale a single large sum would press every other bar flat against the ground. So a bar
that is several times the next largest is cut short, with a break across it and its figure above.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from stocktake.charts.drawing import Box, KeyItem, Pen, Sheet
from stocktake.charts.level_marks import LevelMarks
from stocktake.charts.marks import Block, Plane, Stroke, block, line

PARTS = ("funded", "not_settled", "unfunded")
BAR_SHARE = 0.56
"""How much of a year's width its bar takes where it stands alone."""
PAIR = (-0.46, 0.04), (0.16, 0.44)
"""Where two bars begin and end, from the middle of their year."""
CUT_ABOVE = 3
"""A figure is drawn short when it is more than this many times the next largest."""
CUT_MOST = 4
"""At most one figure in so many is drawn short: a scale must fit what is usual."""
CUT_HEIGHT = Decimal("1.35")
"""How high a bar that is cut short stands, by the largest that is not."""
BREAK_PX = 6
HEADROOM_PX = 30
"""How far above the highest bar the middle of a figure may stand."""


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount by how it is paid for, in WTE or pounds; never below zero.

    Raises:
        ValueError: a part is below zero.
    """

    funded: Decimal
    not_settled: Decimal
    unfunded: Decimal

    def __post_init__(self) -> None:
        if min(self.parts) < 0:
            raise ValueError("an amount of people or money below zero")

    @property
    def parts(self) -> tuple[Decimal, Decimal, Decimal]:
        """Funded, not settled, unfunded."""
        return self.funded, self.not_settled, self.unfunded

    @property
    def total(self) -> Decimal:
        """All three parts."""
        return sum(self.parts, Decimal(0))


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel: its heading, its values by year, and how they are written in full and short.

    ``safe`` is the series to be safe today, a figure a year; empty where there is none.
    """

    name: str
    heading: str
    amounts: tuple[Amount | None, ...]
    safe: tuple[Decimal, ...]
    written: Callable[[Decimal], str]
    short: Callable[[Decimal], str]

    @property
    def figures(self) -> list[Decimal]:
        """Every figure that has a bar."""
        return [*(amount.total for amount in self.amounts if amount is not None), *self.safe]

    @property
    def top(self) -> Decimal:
        """The figure at the top of the scale."""
        return top_of(self.figures)

    @property
    def is_cut(self) -> bool:
        """Whether any bar is drawn short."""
        return any(figure > self.top for figure in self.figures)


def top_of(figures: Iterable[Decimal]) -> Decimal:
    """The top of a scale on which all but a few sums far beyond the rest can be read.

    Without any figure it is 1, so that an empty panel still has a scale.
    """
    every = sorted((figure for figure in figures if figure > 0), reverse=True)
    for number in range(1, len(every) // CUT_MOST + 1):
        if every[number - 1] > CUT_ABOVE * every[number]:
            return every[number] * CUT_HEIGHT
    return every[0] if every else Decimal(1)


def looks(sheet: Sheet) -> tuple[Block, Block, Block]:
    """Funded is solid, not settled dotted, unfunded striped."""
    palette = sheet.palette
    solid = palette.series[0].colour
    return (
        Block(solid, solid, order=3),
        Block(palette.soft, solid, "...", solid, order=3),
        Block(palette.surface, palette.series[4].colour, "////", palette.series[4].colour, order=3),
    )


def safe_look(sheet: Sheet) -> Block:
    """To be safe today has lines that lie, and a colour of its own."""
    colour = sheet.palette.series[2].colour
    return Block(sheet.palette.surface, colour, "----", colour, 1.5, order=3)


def key_cut() -> KeyItem:
    """The entry that says what a break across a bar is."""

    def draw(sheet: Sheet, x: float, y: float) -> None:
        across, down = sheet.px(8), sheet.px(11)
        look = Block(sheet.palette.surface, sheet.palette.muted, order=3)
        block(sheet.page, (x - across, y - down), (x + across, y + down), look)
        _break(sheet, sheet.page, (x - across, x + across), y, 1)

    return KeyItem("drawn short: its figure says how much", draw)


def draw_bars(sheet: Sheet, panel: Panel, plot: Box, plane: Plane) -> None:
    """Draw the bars of every year from the ground up, with their figures above them."""
    drawing = _Bars(sheet, panel, plot, plane)
    for number in range(len(panel.amounts)):
        drawing.expectations(number)
    for number in range(len(panel.safe)):
        drawing.safe(number)


@dataclass(frozen=True, slots=True)
class _Figure:
    """Where a figure stands on the plane: its middle, and how wide it is."""

    across: float
    up: float
    wide: float


class _Bars:
    """The bars of one panel, and where their figures stand."""

    def __init__(self, sheet: Sheet, panel: Panel, plot: Box, plane: Plane) -> None:
        self.sheet, self.panel, self.plane = sheet, panel, plane
        self.per_px = float(panel.top) / plot.height
        self.step = plot.width / len(panel.amounts)
        self.pen = replace(sheet.body_pen, across="center", is_strong=True)
        # Two figures side by side take about the width of their year between them; that of a bar
        # drawn short stands above all others and has more room.
        room = self.step * (0.5 if panel.safe else 1) - sheet.px(6)
        widths = (
            sheet.width_of(panel.written(each), self.pen) / (1.8 if each > panel.top else 1)
            for each in panel.figures
        )
        self.written = panel.written if max(widths, default=0) <= room else panel.short
        self.line_height = sheet.line_height(self.pen) * self.per_px
        self.figures: list[_Figure] = []

    def expectations(self, number: int) -> None:
        """What meeting expectations takes: a bar of its three parts, or a hatched unknown."""
        sheet, panel = self.sheet, self.panel
        amount = panel.amounts[number]
        begin, end = PAIR[0] if panel.safe else (-BAR_SHARE / 2, BAR_SHARE / 2)
        left, right = number + begin, number + end
        if amount is None:
            tall = sheet.px(26) * self.per_px
            name = f"unknown:{panel.name}:{number}"
            LevelMarks(sheet, self.plane).hatched((left, 0), (right, tall), name)
            middle = (left + right) / 2
            _clear(sheet, self.plane, (middle, tall / 2), (0.12, sheet.px(9) * self.per_px))
            sheet.write((middle, tall / 2), "?", self.pen, self.plane)
            return
        level = Decimal(0)
        for part_name, part, look in zip(PARTS, amount.parts, looks(sheet), strict=True):
            upper = min(level + part, panel.top)
            if upper > level:
                corners = (left, float(level)), (right, float(upper))
                block(self.plane, *corners, look, f"{part_name}:{panel.name}:{number}")
                level = upper
        name = f"total:{panel.name}:{number}"
        figure = self._figure((left, right), amount.total, self.pen)
        self._write(figure, amount.total, self.pen, name)

    def safe(self, number: int) -> None:
        """What being safe today takes, counted apart; without room for its figure, the bar."""
        sheet, panel = self.sheet, self.panel
        amount = panel.safe[number]
        left, right = number + PAIR[1][0], number + PAIR[1][1]
        look = safe_look(sheet)
        if amount:
            high = float(min(amount, panel.top))
            block(self.plane, (left, 0), (right, high), look, f"safe:{panel.name}:{number}")
        pen = replace(self.pen, colour=look.outline)
        figure = self._figure((left, right), amount, pen)
        highest = float(panel.top) + sheet.px(HEADROOM_PX) * self.per_px
        while any(self._run_together(figure, each) for each in self.figures):
            figure = replace(figure, up=figure.up + self.line_height / 4)
        if figure.up <= highest:
            self._write(figure, amount, pen, f"safe figure:{panel.name}:{number}")

    def _figure(self, across: tuple[float, float], amount: Decimal, pen: Pen) -> _Figure:
        """Break a bar that is drawn short; returns where its figure would stand."""
        sheet, top = self.sheet, self.panel.top
        if amount > top:
            _break(sheet, self.plane, across, float(top) * 0.82, self.per_px)
        up = float(min(amount, top)) + sheet.px(11) * self.per_px
        wide = sheet.width_of(self.written(amount), pen) / self.step
        middle = min(sum(across) / 2, len(self.panel.amounts) - 0.5 - wide / 2)
        return _Figure(middle, up, wide)

    def _run_together(self, one: _Figure, other: _Figure) -> bool:
        gap = self.sheet.px(4) / self.step
        is_beside = abs(one.across - other.across) >= (one.wide + other.wide) / 2 + gap
        return not is_beside and abs(one.up - other.up) < self.line_height

    def _write(self, figure: _Figure, amount: Decimal, pen: Pen, name: str) -> None:
        self.figures.append(figure)
        at = figure.across, figure.up
        _clear(self.sheet, self.plane, at, (figure.wide / 2, self.sheet.px(8) * self.per_px))
        self.sheet.write(at, self.written(amount), pen, self.plane, name)


def _break(
    sheet: Sheet, plane: Plane, across: tuple[float, float], at: float, per_px: float
) -> None:
    """Draw a slanting gap across a bar, as wide as the bar and a little more."""
    left, right = across
    over = (right - left) * 0.06
    slant, gap = sheet.px(5) * per_px, sheet.px(BREAK_PX) / 2 * per_px
    start, end = (left - over, at - slant), (right + over, at + slant)
    line(plane, start, end, Stroke(sheet.palette.surface, sheet.px(BREAK_PX), order=7))
    edge = Stroke(sheet.palette.text, 1.4, order=8)
    for side in (-gap, gap):
        line(plane, (start[0], start[1] + side), (end[0], end[1] + side), edge, "break")


def _clear(
    sheet: Sheet, plane: Plane, middle: tuple[float, float], half: tuple[float, float]
) -> None:
    """Keep lines from running through words."""
    (x, y), (across, up) = middle, half
    look = Block(sheet.palette.surface, order=6)
    block(plane, (x - across, y - up), (x + across, y + up), look)
