"""The marks that stand on a level, and the key entries that explain them."""

from __future__ import annotations

from dataclasses import replace

from stocktake.charts.drawing import KeyItem, Pen, Sheet
from stocktake.charts.marks import HATCH, Block, Mark, Plane, Stroke, block, line, shape

DOT_PX = 20
RING_PX = 25
DIAMOND_PX = 25
SMALL_PX = 14


class LevelMarks:
    """Draws marks for one sheet, on its page or on another plane."""

    def __init__(self, sheet: Sheet, plane: Plane | None = None) -> None:
        self._sheet = sheet
        self._palette = sheet.palette
        self._plane = plane

    def _on(self) -> Plane:
        return self._plane or self._sheet.page

    def _digit(self, at: tuple[float, float], digit: str, colour: str) -> None:
        pen = Pen(self._sheet.sizes.digit, colour, is_strong=True, across="center")
        self._sheet.write(at, digit, pen, self._on())

    def dot(self, at: tuple[float, float], level: int, name: str = "") -> None:
        """Draw where a row is now: a filled dot with its digit."""
        fill, ink = self._palette.level(level)
        size = self._sheet.px(DOT_PX)
        outline = self._palette.border if level < 3 or self._palette.name == "dark" else fill
        shape(self._on(), at, Mark("o", size, fill, outline, 1.2, order=7), name)
        self._digit(at, str(level), ink)

    def ring(self, at: tuple[float, float], level: int | None, name: str = "") -> None:
        """Draw where a row must be: a ring, with its digit unless a dot stands in it."""
        size = self._sheet.px(RING_PX)
        mark = Mark("o", size, self._palette.surface, self._palette.text, 2.2, order=6)
        shape(self._on(), at, mark, name)
        if level is not None:
            self._digit(at, str(level), self._palette.text)

    def destination(self, at: tuple[float, float], level: int | None, name: str = "") -> None:
        """Draw where a practice itself wants to be: a diamond, with its digit if it is free.

        Where a ring or dot already stands there (``level`` None), the diamond goes round it.
        """
        size = self._sheet.px(DIAMOND_PX) * (0.82 if level is not None else 1.12)
        fill = self._palette.surface if level is not None else "none"
        shape(self._on(), at, Mark("D", size, fill, self._palette.accent, 2, order=5.5), name)
        if level is not None:
            self._digit(at, str(level), self._palette.text)

    def floor(
        self, at: tuple[float, float], half: float, level: int | None, name: str = ""
    ) -> None:
        """Draw the lowest single rating: an upright tick, joined by a thin line to the level."""
        stroke = Stroke(self._palette.text, 2.4, order=4)
        line(self._on(), (at[0], at[1] - half), (at[0], at[1] + half), stroke, name)
        if level is not None and level != at[0]:
            line(self._on(), at, (level, at[1]), replace(stroke, width_px=1.4))

    def asked(self, at: tuple[float, float], half: float, name: str = "") -> None:
        """Draw what is asked of a PCN: an upright dashed line of the given half height."""
        stroke = Stroke(self._palette.series[3].colour, 2.2, (0, (3, 1.6)), order=4)
        line(self._on(), (at[0], at[1] - half), (at[0], at[1] + half), stroke, name)

    def hatched(self, start: tuple[float, float], end: tuple[float, float], name: str = "") -> None:
        """Draw a hatched strip: what is not asked or not known."""
        look = Block(hatch=HATCH, hatch_colour=self._palette.hatch, order=1)
        block(self._on(), start, end, look, name)

    def outline(self, start: tuple[float, float], end: tuple[float, float], name: str = "") -> None:
        """Draw an empty outline: not enough answers for a level yet."""
        colour = self._palette.border
        look = Block(self._palette.surface, colour, outline_px=1.2, dash=(0, (4, 3)), order=3)
        block(self._on(), start, end, look, name)

    def unknown(self, at: tuple[float, float], name: str = "") -> None:
        """Draw a question mark in a dashed outline: not assessed."""
        outline = self._palette.border
        size = self._sheet.px(DOT_PX)
        shape(self._on(), at, Mark("o", size, self._palette.surface, outline, 1.4, order=6), name)
        self._digit(at, "?", self._palette.text)

    def gap_line(
        self, start: tuple[float, float], end: tuple[float, float], levels: int, name: str = ""
    ) -> None:
        """Draw a gap as a thick line in its colour, cased so that it shows on any surface."""
        fill, _ = self._palette.gap(levels)
        casing = Stroke(self._palette.border, self._sheet.px(8), order=3)
        line(self._on(), start, end, casing)
        stroke = replace(casing, colour=fill, width_px=self._sheet.px(8) - 2, order=3.5)
        line(self._on(), start, end, stroke, name)


def key_dot(words: str) -> KeyItem:
    """Return the key entry of a filled dot."""
    return KeyItem(words, lambda sheet, x, y: _small(sheet, x, y, "o", True))


def key_ring(words: str) -> KeyItem:
    """Return the key entry of a ring."""
    return KeyItem(words, lambda sheet, x, y: _small(sheet, x, y, "o", False))


def key_destination(words: str) -> KeyItem:
    """Return the key entry of a diamond."""

    def draw(sheet: Sheet, x: float, y: float) -> None:
        size = sheet.px(SMALL_PX) * 0.8
        mark = Mark("D", size, sheet.palette.surface, sheet.palette.accent, 2)
        shape(sheet.page, (x, y), mark)

    return KeyItem(words, draw)


def key_gap(words: str) -> KeyItem:
    """Return the key entry of a gap line."""

    def draw(sheet: Sheet, x: float, y: float) -> None:
        half = sheet.px(11)
        LevelMarks(sheet).gap_line((x - half, y), (x + half, y), 2)

    return KeyItem(words, draw)


def key_floor(words: str) -> KeyItem:
    """Return the key entry of the lowest single rating."""

    def draw(sheet: Sheet, x: float, y: float) -> None:
        left, right = x - sheet.px(9), x + sheet.px(11)
        LevelMarks(sheet).floor((left, y), sheet.px(6), None)
        line(sheet.page, (left, y), (right, y), Stroke(sheet.palette.text, 1.4))

    return KeyItem(words, draw)


def key_asked(words: str) -> KeyItem:
    """Return the key entry of what is asked of a PCN."""
    return KeyItem(words, lambda sheet, x, y: LevelMarks(sheet).asked((x, y), sheet.px(9)))


def key_hatched(words: str) -> KeyItem:
    """Return the key entry of a hatched strip."""

    def draw(sheet: Sheet, x: float, y: float) -> None:
        across, down = sheet.px(11), sheet.px(6)
        LevelMarks(sheet).hatched((x - across, y - down), (x + across, y + down))

    return KeyItem(words, draw)


def key_outline(words: str) -> KeyItem:
    """Return the key entry of an empty outline."""

    def draw(sheet: Sheet, x: float, y: float) -> None:
        across, down = sheet.px(11), sheet.px(5)
        LevelMarks(sheet).outline((x - across, y - down), (x + across, y + down))

    return KeyItem(words, draw)


def _small(sheet: Sheet, x: float, y: float, form: str, is_filled: bool) -> None:
    fill = sheet.palette.level(3)[0] if is_filled else sheet.palette.surface
    outline = fill if is_filled else sheet.palette.text
    shape(sheet.page, (x, y), Mark(form, sheet.px(SMALL_PX), fill, outline, 2))
