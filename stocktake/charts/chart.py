"""What every chart hands back, and how it is saved.

A chart is a picture with the same facts beside it in a sentence and in a table: the table is the
real content for anyone who cannot see the picture.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from stocktake.charts.palette import LIGHT, Palette
from stocktake.errors import StocktakeError
from stocktake.phrases import start_upper

if TYPE_CHECKING:
    from matplotlib.figure import Figure

DOTS_PER_INCH = 100
"""Pixels to the inch of a chart's own size."""
SAVED_DOTS_PER_INCH = 200
SAMPLE_WATERMARK = "Sample – made-up practice"


@dataclass(frozen=True, slots=True)
class Paper:
    """What a chart is drawn on: its colours, size and the words that go on every chart.

    Attributes:
        palette: light, dark or print.
        width: width in pixels, at 100 to the inch.
        height: least height in the same pixels; a chart grows taller rather than crowd its words.
        text_factor: 1 for ordinary text, 2 for twice the size.
        watermark: drawn lightly across the chart; empty for none.
        base: who the figures come from, such as ``ratings from 4 practices, 71% of patients``.
    """

    palette: Palette = LIGHT
    width: int = 900
    height: int = 560
    text_factor: float = 1.0
    watermark: str = ""
    base: str = ""


@dataclass(frozen=True, slots=True)
class ChartTable:
    """The facts of a chart as words and figures, ready to show."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Hotspot:
    """A part of the picture that stands for one row, or one row and column.

    Attributes:
        left, top, right, bottom: edges as shares of the figure, 0 to 1, from its top left.
        key: the row's id, such as a domain, and the column's, such as ``2028``; the second is
            empty where there are no columns.
        words: what stands there, for a hint or a screen reader.
    """

    left: float
    top: float
    right: float
    bottom: float
    key: tuple[str, str]
    words: str

    def contains(self, across: float, down: float) -> bool:
        """Tell whether a place, as shares of the figure from its top left, is inside."""
        return self.left <= across <= self.right and self.top <= down <= self.bottom


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawn chart.

    Attributes:
        figure: the picture; it may be taller than the paper asked for.
        title: the finding, as printed at the top.
        summary: one plain sentence with the numbers.
        table: the same facts as a table.
        alt_text: what to say in place of the picture.
        hotspots: parts of the picture that can be opened.
        watermark, base: the words of its paper that go on every chart, for whoever copies the
            figures or cannot see the picture.
        on_white: draws it again for white paper; None when it is on white already.
    """

    figure: Figure
    title: str
    summary: str
    table: ChartTable
    alt_text: str
    hotspots: tuple[Hotspot, ...] = ()
    watermark: str = ""
    base: str = ""
    on_white: Callable[[], Chart] | None = None

    @property
    def description(self) -> str:
        """The summary, what it is based on, and that it is made up where it is."""
        more = [f"{start_upper(each)}." for each in (self.base, self.watermark) if each]
        return " ".join((self.summary, *more))

    @property
    def to_hand_out(self) -> Chart:
        """The chart as it is copied, saved and printed: on white, whatever the screen shows."""
        return self.on_white() if self.on_white is not None else self

    @property
    def size_px(self) -> tuple[int, int]:
        """Width and height of the picture in pixels, at 100 to the inch."""
        width, height = self.figure.get_size_inches()
        return round(width * 100), round(height * 100)

    def at(self, across: float, down: float) -> Hotspot | None:
        """Return what stands at a place given as shares of the figure from its top left."""
        return next((spot for spot in self.hotspots if spot.contains(across, down)), None)


@dataclass(frozen=True, slots=True)
class Pixels:
    """A chart as a screen shows it.

    Attributes:
        width, height: in pixels of the screen.
        ratio: pixels of the screen to one of the chart's own.
        rgba: four bytes a pixel, from the top left.
    """

    width: int
    height: int
    ratio: float
    rgba: bytes


def pixels(chart: Chart, ratio: float) -> Pixels:
    """Paint a chart for a screen of this density; it takes longer than drawing the chart."""
    from matplotlib import rcParams
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    # Letters as their makers drew them: a quarter quicker, and as wide as they were measured.
    rcParams["text.hinting"] = "none"
    before = chart.figure.get_dpi()
    chart.figure.set_dpi(DOTS_PER_INCH * ratio)
    canvas = FigureCanvasAgg(chart.figure)
    canvas.draw()  # type: ignore[no-untyped-call]
    width, height = canvas.get_width_height()
    rgba = bytes(canvas.buffer_rgba())  # type: ignore[no-untyped-call]
    chart.figure.set_dpi(before)
    return Pixels(width, height, ratio, rgba)


_METADATA = {
    ".png": ("Title", "Description"),
    ".svg": ("Title", "Description"),
    ".pdf": ("Title", "Subject"),
}


def save(chart: Chart, path: Path) -> None:
    """Write a chart as PNG, SVG or PDF, by the end of the file's name, with its alternative text.

    Raises:
        StocktakeError: ``unknown_picture_kind``, or ``picture_not_saved`` when the folder cannot
            be written to.
    """
    names = _METADATA.get(path.suffix.lower())
    if names is None:
        raise StocktakeError(
            "unknown_picture_kind",
            f"A chart cannot be saved as “{path.name}”.",
            "End the name in .png, .svg or .pdf.",
        )
    metadata = dict(zip(names, (chart.title, chart.alt_text), strict=True))
    try:
        chart.figure.savefig(path, dpi=SAVED_DOTS_PER_INCH, metadata=metadata)
    except OSError as error:
        raise StocktakeError(
            "picture_not_saved",
            f"The chart could not be saved as {path.name}: {error.strerror or error}.",
            "Choose another folder, or close the file if it is open elsewhere.",
        ) from error
