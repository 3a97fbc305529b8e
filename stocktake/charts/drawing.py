"""A sheet to draw one chart on: title, key, body and foot, laid out in pixels.

Places are pixels from the top left, at 100 to the inch. Widths of words are measured before
anything is placed, so that nothing is cut off and nothing collides; a sheet whose rows need more
room than was asked for grows taller. This replaces matplotlib's constrained layout, which lays out
twice at every draw and cannot wrap a title.

Only this module and ``marks`` and ``fonts`` touch matplotlib, and they import it when first used.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import cos, radians, sin
from typing import TYPE_CHECKING

from stocktake.charts import fonts
from stocktake.charts.chart import Chart, ChartTable, Hotspot, Paper
from stocktake.charts.marks import Plane, plane
from stocktake.phrases import start_upper

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MARGIN_PX = 20
WORDS_ORDER = 900
"""Words stand over every mark of every plane."""
WATERMARK_DEGREES = 18
WATERMARK_STRENGTH = 0.08


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels from the top left of the sheet."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Pixels from left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Pixels from top to bottom."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Pen:
    """How words are written.

    Attributes:
        points: size.
        colour: as ``#RRGGBB``.
        is_strong: in the weight of titles.
        across: which part of a line stands on the place: ``left``, ``center`` or ``right``.
        down: which part of the lines stands on the place: ``top``, ``center`` or ``bottom``.
        is_turned: reads upwards; ``down`` then means across, from left to right.
    """

    points: float
    colour: str
    is_strong: bool = False
    across: str = "left"
    down: str = "center"
    is_turned: bool = False


@dataclass(frozen=True, slots=True)
class KeyItem:
    """One entry of a key: words, and a function that draws its mark at a place on the page."""

    words: str
    draw: Callable[[Sheet, float, float], None]


class Sheet:
    """One chart being drawn.

    Attributes:
        paper: colours, size and the words on every chart.
        sizes: sizes of type in points.
        figure: the picture, once the sheet is open.
        page: the whole picture, whose units are pixels, once the sheet is open.
    """

    figure: Figure
    page: Plane
    height: float

    def __init__(self, paper: Paper, title: str, subtitle: str) -> None:
        self.paper = paper
        self.palette = paper.palette
        self.sizes = fonts.sizes(paper.text_factor)
        self.title = title
        self._title = self.wrap(title, self.inner_width, self.title_pen)
        self._subtitle = self.wrap(subtitle, self.inner_width, self.muted_pen)
        self._base = self.wrap(start_upper(paper.base), self.inner_width, self.muted_pen)
        self._hotspots: list[Hotspot] = []

    @property
    def inner_width(self) -> float:
        """Pixels between the side margins."""
        return self.paper.width - 2 * MARGIN_PX

    @property
    def title_pen(self) -> Pen:
        """The pen of the title."""
        return Pen(self.sizes.title, self.palette.text, is_strong=True, down="top")

    @property
    def body_pen(self) -> Pen:
        """The pen of names and figures."""
        return Pen(self.sizes.body, self.palette.text)

    @property
    def muted_pen(self) -> Pen:
        """The pen of captions."""
        return Pen(self.sizes.small, self.palette.muted)

    def px(self, ordinary: float) -> float:
        """Return a length that grows with the text, given its pixels at ordinary size."""
        return ordinary * self.paper.text_factor

    def wrap(self, words: str, limit_px: float, pen: Pen) -> tuple[str, ...]:
        """Break words into lines that fit a width; no words, no lines."""
        return fonts.wrap(words, limit_px, pen.points, pen.is_strong) if words else ()

    def width_of(self, words: str, pen: Pen) -> float:
        """Return the width in pixels of words written on one line."""
        return fonts.width_px(fonts.printable(words), pen.points, pen.is_strong)

    def line_height(self, pen: Pen) -> float:
        """Return the pixels one line takes with a pen."""
        return fonts.line_px(pen.points)

    def open(self, body_px: float, key: tuple[KeyItem, ...] = ()) -> Box:
        """Make the picture, write its head and foot, and return the room for the body.

        Args:
            body_px: the least height the body needs; the box returned is at least that.
            key: entries of the key, in order.
        """
        from matplotlib.figure import Figure

        rows = self._key_rows(key)
        key_px = len(rows) * self._key_row_px() + (self.px(4) if rows else 0)
        top = MARGIN_PX + self._head_px() + key_px
        foot_px = len(self._base) * self.line_height(self.muted_pen) + (8 if self._base else 0)
        self.height = float(round(max(self.paper.height, top + body_px + foot_px + MARGIN_PX)))
        self.figure = Figure(
            figsize=(self.paper.width / 100, self.height / 100),
            dpi=fonts.PIXELS_PER_INCH,
            facecolor=self.palette.surface,
        )
        self.page = self.plane(
            Box(0, 0, self.paper.width, self.height), (0, self.paper.width), (0, self.height)
        )
        self._write_head()
        self._write_key(rows, MARGIN_PX + self._head_px())
        bottom = self.height - MARGIN_PX - foot_px
        self.write((MARGIN_PX, self.height - MARGIN_PX), self._base, self._base_pen())
        body = Box(MARGIN_PX, top, self.paper.width - MARGIN_PX, bottom)
        self._write_watermark(body)
        return body

    def plane(
        self, box: Box, across: tuple[float, float], down: tuple[float, float], order: int = 1
    ) -> Plane:
        """Return a box with units of its own: at its left and right, and its top and bottom."""
        corner, size = (box.left, box.top), (box.width, box.height)
        return plane(self.figure, corner, size, across, down, order)

    def write(
        self,
        at: tuple[float, float],
        lines: str | tuple[str, ...],
        pen: Pen,
        on: Plane | None = None,
        name: str = "",
    ) -> None:
        """Write lines of words at a place of the page, or of a plane; nothing for no words.

        Every line is placed by its own baseline: matplotlib sets lines apart by the letters in
        them, so that lines would be uneven and words side by side would not share a baseline.
        """
        shown = (lines,) if isinstance(lines, str) else lines
        pitch, capital = self.line_height(pen), fonts.capital_px(pen.points)
        first = {
            "top": (pitch + capital) / 2,
            "center": (capital - (len(shown) - 1) * pitch) / 2,
            "bottom": (capital - pitch) / 2 - (len(shown) - 1) * pitch,
        }[pen.down]
        x, y = on.pixels(at) if on is not None else at
        for number, words in enumerate(shown):
            if words:
                down = first + number * pitch
                place = (x + down, y) if pen.is_turned else (x, y + down)
                self._write_line(place, words, pen, name)

    def _write_line(self, at: tuple[float, float], words: str, pen: Pen, name: str) -> None:
        from stocktake.charts.line_of_words import LineOfWords

        text = LineOfWords(
            *at,
            fonts.printable(words),
            color=pen.colour,
            fontproperties=fonts.font(pen.points, pen.is_strong),
            ha=pen.across,
            va="baseline",
            rotation=90 if pen.is_turned else 0,
            rotation_mode="anchor",
            parse_math=False,
            gid=name or None,
        )
        self.page.add(text, WORDS_ORDER)

    def mark_spot(self, box: Box, key: tuple[str, str], words: str) -> None:
        """Note that a box of the page stands for a row and column."""
        width, height = self.paper.width, self.height
        self._hotspots.append(
            Hotspot(
                box.left / width,
                box.top / height,
                box.right / width,
                box.bottom / height,
                key,
                words,
            )
        )

    def chart(self, kind: str, summary: str, table: ChartTable) -> Chart:
        """Return the finished chart; ``kind`` says what sort of picture it is, for the alt text."""
        chart = Chart(
            figure=self.figure,
            title=self.title,
            summary=summary,
            table=table,
            alt_text="",
            hotspots=tuple(self._hotspots),
            watermark=self.paper.watermark,
            base=self.paper.base,
        )
        return replace(chart, alt_text=f"{kind}. {chart.description}")

    def say_empty(self, body: Box, words: str) -> None:
        """Write, where the rows would be, why there are none."""
        lines = self.wrap(words, body.width * 0.8, self.body_pen)
        pen = replace(self.body_pen, colour=self.palette.muted, across="center")
        middle = ((body.left + body.right) / 2, (body.top + body.bottom) / 2)
        self.write(middle, lines, pen, name="empty")

    def _base_pen(self) -> Pen:
        return replace(self.muted_pen, down="bottom")

    def _head_px(self) -> float:
        title_px = len(self._title) * self.line_height(self.title_pen)
        subtitle_px = len(self._subtitle) * self.line_height(self.muted_pen)
        return title_px + subtitle_px + self.px(14)

    def _write_head(self) -> None:
        self.write((MARGIN_PX, MARGIN_PX), self._title, self.title_pen, name="title")
        below = MARGIN_PX + len(self._title) * self.line_height(self.title_pen) + self.px(3)
        pen = replace(self.muted_pen, down="top")
        self.write((MARGIN_PX, below), self._subtitle, pen, name="subtitle")

    def _key_row_px(self) -> float:
        return max(self.line_height(self.muted_pen), self.px(22))

    def _key_rows(self, key: tuple[KeyItem, ...]) -> list[list[tuple[float, KeyItem]]]:
        """Set the key out in as many rows as its width needs, with each entry's left edge."""
        rows: list[list[tuple[float, KeyItem]]] = []
        left = float(MARGIN_PX)
        for item in key:
            width = self.px(30) + self.width_of(item.words, self.muted_pen)
            if not rows or left + width > self.paper.width - MARGIN_PX:
                rows.append([])
                left = float(MARGIN_PX)
            rows[-1].append((left, item))
            left += width + self.px(18)
        return rows

    def _write_key(self, rows: list[list[tuple[float, KeyItem]]], top: float) -> None:
        for number, row in enumerate(rows):
            middle = top + (number + 0.5) * self._key_row_px()
            for left, item in row:
                item.draw(self, left + self.px(12), middle)
                self.write((left + self.px(29), middle), item.words, self.muted_pen)

    def _write_watermark(self, body: Box) -> None:
        if not self.paper.watermark:
            return
        turn = radians(WATERMARK_DEGREES)
        width_at_1 = self.width_of(self.paper.watermark, Pen(10, "", is_strong=True)) / 10
        fit_across = body.width * 0.86 / (width_at_1 * cos(turn))
        fit_down = body.height * 0.8 / (width_at_1 * sin(turn) + 2)
        self.figure.text(
            (body.left + body.right) / 2 / self.paper.width,
            1 - (body.top + body.bottom) / 2 / self.height,
            self.paper.watermark,
            color=self.palette.text,
            alpha=WATERMARK_STRENGTH,
            fontproperties=fonts.font(min(fit_across, fit_down, 48), is_strong=True),
            ha="center",
            va="center",
            rotation=WATERMARK_DEGREES,
            parse_math=False,
            zorder=2000,
            gid="watermark",
        )
