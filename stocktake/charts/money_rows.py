"""Rows on a scale of pounds: names on the left, a track in the middle, words on the right.

Where a sheet is too narrow, or its text too large, for all three side by side, the name and words
stand above the track instead, one under the other where they must; the facts are the same. A name
that needs more than two lines is cut and ends in dots: the table of the chart has it in full.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from math import ceil, floor, log10

from stocktake.charts.drawing import Box, KeyItem, Pen, Sheet
from stocktake.charts.marks import Block, Plane, Stroke, block, line, lines
from stocktake.units import pounds_in_words, round_half_up

MOST_ROWS = 60
"""Rows drawn at most; the table has every one."""
NAME_LINES = 2
TITLE_LETTERS = 60
"""Letters of a name that stand in a title."""
GAP_PX = 14
TRACK_LEAST_PX = 190
TRACK_PX = 30
"""Height of a track with a bar on it and a little air."""
TICKS = 4
"""About how many steps the scale has."""
CUT = "…"


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """What is written beside one row.

    Attributes:
        id: the row's id, for opening it.
        name: written on the left.
        words: written on the right.
        spot: what the row says, for a hint or a screen reader.
        is_strong: name and words are in bold.
    """

    id: str
    name: str
    words: str
    spot: str
    is_strong: bool = False


def pounds_and_pence(value: Decimal) -> str:
    """Write pounds always with their pence: £4.00."""
    rounded = round_half_up(value, 2)
    sign = "-" if rounded < 0 else ""
    return f"{sign}£{abs(rounded):,.2f}"


def figures(value: Decimal) -> str:
    """Write pounds and pence for a column whose heading has the sign: 4.00."""
    return f"{round_half_up(value, 2):,.2f}"


def short(name: str) -> str:
    """Return a name as it stands in a title, cut where it is very long."""
    return name if len(name) <= TITLE_LETTERS else f"{name[: TITLE_LETTERS - 1].rstrip()}{CUT}"


def only_first(total: int) -> str:
    """Say that not all rows are drawn; empty when all are."""
    if total <= MOST_ROWS:
        return ""
    return f"The first {MOST_ROWS} of {total} are drawn; the table has them all"


def cut_lines(
    sheet: Sheet, name: str, limit_px: float, pen: Pen, most: int = NAME_LINES
) -> tuple[str, ...]:
    """Break a name into at most so many lines, the last ending in dots where it goes on."""
    found = sheet.wrap(name, limit_px, pen)
    if len(found) <= most:
        return found
    last = found[most - 1]
    while last and sheet.width_of(f"{last}{CUT}", pen) > limit_px:
        last = (last.rpartition(" ")[0] or last[:-1]).rstrip()
    return (*found[: most - 1], f"{last}{CUT}")


def key_words(sheet: Sheet, words: str) -> str:
    """Return a name for the key, cut so that it fits on one line of it."""
    limit = sheet.inner_width - sheet.px(32)
    return cut_lines(sheet, words, limit, sheet.muted_pen, most=1)[0]


def key_block(words: str, look: Block) -> KeyItem:
    """Return the key entry of a bar."""

    def draw(sheet: Sheet, x: float, y: float) -> None:
        across, down = sheet.px(11), sheet.px(7)
        block(sheet.page, (x - across, y - down), (x + across, y + down), look)

    return KeyItem(words, draw)


def ticks(lowest: Decimal, highest: Decimal) -> tuple[Decimal, ...]:
    """Return round amounts from the lowest to the highest, 0 among them."""
    span = float(highest - lowest)
    if span <= 0:
        return (Decimal(0),)
    tenth = Decimal(10) ** floor(log10(span / TICKS))
    step = next(tenth * by for by in (1, 2, 5, 10) if float(tenth * by) >= span / TICKS)
    first, last = ceil(lowest / step), floor(highest / step)
    return tuple(step * number for number in range(first, last + 1))


_Tick = tuple[float, float, float]


def _are_apart(shown: tuple[Decimal, ...], places: list[_Tick], every: int, gap_px: float) -> bool:
    """Tell whether every so many-th amount, 0 among them, can be written without touching."""
    first = shown.index(Decimal(0)) % every
    chosen = places[first::every]
    return all(
        right_at - right_half - left_at - left_half >= gap_px
        for (_, left_at, left_half), (_, right_at, right_half) in pairwise(chosen)
    )


class MoneyRows:
    """The rows of one chart, set out before the sheet is opened and drawn after.

    Attributes:
        tracks: pounds across and pixels of the page down, once drawn.
        stacked: names stand above their tracks.
    """

    tracks: Plane

    def __init__(
        self,
        sheet: Sheet,
        rows: tuple[MoneyRow, ...],
        lowest: Decimal,
        highest: Decimal,
        *,
        ends_right: bool = False,
    ) -> None:
        """Set the rows out.

        Args:
            sheet: what to draw on.
            rows: in order.
            lowest, highest: pounds the scale has to reach; it always has 0.
            ends_right: the words are amounts, whose ends stand under each other.
        """
        self._sheet = sheet
        self._rows = rows
        self._lowest = min(lowest, Decimal(0))
        self._highest = max(highest, Decimal(0))
        if self._lowest == self._highest:
            self._highest = Decimal(1)
        self._ends_right = ends_right
        self._gap = sheet.px(GAP_PX)
        self._names_px, self._words_px = self._columns()
        self.stacked = not self._words_px
        self._is_tall = False
        name_room, words_room = self._rooms()
        self._names = [cut_lines(sheet, row.name, name_room, self._pen(row)) for row in rows]
        self._words = [sheet.wrap(row.words, words_room, self._pen(row)) for row in rows]
        self._middles: list[float] = []

    def _pen(self, row: MoneyRow) -> Pen:
        return replace(self._sheet.body_pen, is_strong=row.is_strong)

    def _columns(self) -> tuple[float, float]:
        """Share the room beside the tracks between names and words; zeros when it is too little."""
        sheet = self._sheet
        strong = replace(sheet.body_pen, is_strong=True)
        room = sheet.inner_width - 2 * self._gap
        said = [sheet.width_of(row.words, strong) for row in self._rows]
        single = [sheet.width_of(word, strong) for row in self._rows for word in row.words.split()]
        words = min(max(said, default=0), max(room * 0.3, max(single, default=0))) + 2
        names = max([sheet.width_of(row.name, strong) for row in self._rows], default=0) + 2
        names = min(names, room * 0.34)
        is_tight = room - names - words < sheet.px(TRACK_LEAST_PX) or names < sheet.px(90)
        return (0, 0) if is_tight and names + words > room * 0.4 else (names, words)

    def _rooms(self) -> tuple[float, float]:
        """Return the widths that a name and its words are broken to."""
        if not self.stacked:
            return self._names_px, self._words_px
        sheet = self._sheet
        words = max([sheet.width_of(r.words, self._pen(r)) + 2 for r in self._rows], default=0)
        names = sheet.inner_width - words - self._gap
        self._is_tall = names < sheet.inner_width * 0.48
        return (sheet.inner_width, sheet.inner_width) if self._is_tall else (names, words)

    def _words_high_px(self, number: int) -> float:
        names, words = len(self._names[number]), len(self._words[number])
        count = names + words if self._is_tall else max(names, words)
        return count * self._sheet.line_height(self._sheet.body_pen)

    def _high_px(self, number: int) -> float:
        track = self._sheet.px(TRACK_PX)
        words = self._words_high_px(number)
        return words + track + self._sheet.px(12) if self.stacked else max(words + 8, track)

    @property
    def _scale_px(self) -> float:
        return self._sheet.line_height(self._sheet.muted_pen) + self._sheet.px(10)

    @property
    def body_px(self) -> float:
        """The least height that the rows and the scale above them need."""
        return self._scale_px + sum(map(self._high_px, range(len(self._rows))))

    def middle(self, number: int) -> float:
        """Return the middle of a row's track, in pixels of the page."""
        return self._middles[number]

    def draw(self, body: Box) -> None:
        """Draw the scale, names, words and hotspots in the room given."""
        sheet = self._sheet
        left, right = body.left, body.right
        if not self.stacked:
            left, right = left + self._names_px + self._gap, right - self._words_px - self._gap
        spare = (body.height - self.body_px) / max(len(self._rows), 1)
        spare = min(max(spare, 0.0), sheet.px(16))
        edges = [body.top + self._scale_px]
        for number in range(len(self._rows)):
            edges.append(edges[-1] + self._high_px(number) + spare)
        track = Box(left, edges[0], right, edges[-1])
        span = (float(self._lowest), float(self._highest))
        self.tracks = sheet.plane(track, span, (track.top, track.bottom), 2)
        across = [((body.left, edge), (body.right, edge)) for edge in edges[1:-1]]
        lines(sheet.page, across, Stroke(sheet.palette.hairline, 0.8))
        for number, row in enumerate(self._rows):
            box = Box(body.left, edges[number], body.right, edges[number + 1])
            self._draw_row(number, box)
            sheet.mark_spot(box, (row.id, ""), row.spot)
        self._draw_scale(body, track, edges)

    def _draw_row(self, number: int, box: Box) -> None:
        sheet, pen = self._sheet, self._pen(self._rows[number])
        middle = (box.top + box.bottom) / 2
        names_at, words_at = (box.left, middle), (box.right - self._words_px, middle)
        words_pen = pen
        if self._ends_right:
            words_at, words_pen = (box.right, middle), replace(pen, across="right")
        if self.stacked:
            pen, middle = replace(pen, down="top"), box.bottom - sheet.px(TRACK_PX) / 2 - 1
            top = box.top + sheet.px(6)
            names_at, words_at = (box.left, top), (box.right, top)
            words_pen = replace(pen, across="right")
            if self._is_tall:
                below = top + len(self._names[number]) * sheet.line_height(pen)
                words_at, words_pen = (box.left, below), pen
        self._middles.append(middle)
        row = self._rows[number]
        sheet.write(names_at, self._names[number], pen, name=f"name:{row.id}")
        sheet.write(words_at, self._words[number], words_pen, name=f"words:{row.id}")

    def _draw_scale(self, body: Box, track: Box, edges: list[float]) -> None:
        """Draw a line down the tracks at each round amount, and the amounts above them."""
        sheet = self._sheet
        pen = replace(sheet.muted_pen, across="center")
        parts = [(edges[0], edges[-1])]
        if self.stacked:
            high = sheet.px(TRACK_PX) - 2
            parts = [(edge - high, edge - 1) for edge in edges[1:]]
        shown = ticks(self._lowest, self._highest)
        places = [self._written_at(amount, body, pen) for amount in shown]
        every = next(n for n in range(1, len(shown) + 1) if _are_apart(shown, places, n, self._gap))
        for amount, (x, at, _) in zip(shown, places, strict=True):
            colour = sheet.palette.hairline if amount else sheet.palette.border
            ends = [((x, top), (x, bottom)) for top, bottom in parts]
            lines(sheet.page, ends, Stroke(colour, 1.0 if amount else 1.4))
            if shown.index(amount) % every == shown.index(Decimal(0)) % every:
                words = pounds_in_words(amount)
                sheet.write((at, body.top + self._scale_px / 2 - sheet.px(2)), words, pen)

    def _written_at(self, amount: Decimal, body: Box, pen: Pen) -> _Tick:
        """Return where an amount of the scale stands, is written, and half its width."""
        x, _ = self.tracks.pixels((float(amount), 0))
        half = self._sheet.width_of(pounds_in_words(amount), pen) / 2
        return x, min(max(x, body.left + half), body.right - half), half

    def bar(
        self, number: int, span: tuple[Decimal, Decimal], half_px: float, look: Block, name: str
    ) -> None:
        """Draw a bar of a row from one amount to another, so many pixels up and down."""
        self.piece(number, span, (-half_px, half_px), look, name)

    def piece(
        self,
        number: int,
        span: tuple[Decimal, Decimal],
        down: tuple[float, float],
        look: Block,
        name: str,
    ) -> None:
        """Draw part of a row's height: from and to so many pixels below its middle."""
        start, end = map(float, span)
        y = self.middle(number)
        block(self.tracks, (start, y + down[0]), (end, y + down[1]), look, name)

    def joint(self, number: int, amount: Decimal, half_px: float) -> None:
        """Join the bar of a row to the next row's with a thin line at an amount."""
        x = float(amount)
        start, end = self.middle(number) + half_px, self.middle(number + 1) - half_px
        if not self.stacked:
            line(
                self.tracks, (x, start), (x, end), Stroke(self._sheet.palette.border, 1, order=2.5)
            )
