"""Rows on the scale 0 to 4: names on the left, a track in the middle, words on the right.

Where a sheet is too narrow, or its text too large, for all three side by side, the words and name
stand above the track instead; the facts are the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from stocktake.charts.drawing import Box, Sheet
from stocktake.charts.marks import Plane, Stroke, line, lines
from stocktake.questionnaire.scale import LEVELS

GAP_PX = 14
STEP_PX = 46
"""Least pixels from one level to the next, so that two marks side by side do not touch."""

TRACK_PX = 31
"""Least pixels of a row: a ring and a little air, so that twelve are seen at once."""

EDGE_LEVELS = 0.45
"""How far the track goes on beyond 0 and 4, in levels."""


@dataclass(frozen=True, slots=True)
class RowWords:
    """What is written beside one row.

    Attributes:
        id: the row's id, for opening it.
        name: written on the left, in full.
        words: written on the right.
        is_strong: the words on the right are in bold.
        spot: what the row says, for a hint or a screen reader.
    """

    id: str
    name: str
    words: str
    is_strong: bool
    spot: str


class LevelRows:
    """The rows of one chart, set out before the sheet is opened and drawn after.

    Attributes:
        tracks: 0 to 4 across, row numbers down, once drawn.
        stacked: names stand above their tracks.
    """

    tracks: Plane

    def __init__(self, sheet: Sheet, rows: tuple[RowWords, ...]) -> None:
        self._sheet = sheet
        self._rows = rows
        name_pen = sheet.body_pen
        words_pen = replace(name_pen, is_strong=True)
        room = sheet.inner_width
        gap = sheet.px(GAP_PX)
        least_track = sheet.px(STEP_PX) * (4 + 2 * EDGE_LEVELS)
        self._names_px, self._words_px = self._columns(room - least_track - 2 * gap)
        self.stacked = self._names_px == 0
        name_room = self._names_px or room * 0.6
        words_room = self._words_px or room * 0.4 - gap
        self._names = tuple(sheet.wrap(row.name, name_room, name_pen) for row in rows)
        self._words = tuple(sheet.wrap(row.words, words_room, words_pen) for row in rows)
        lines = max([len(lines) for lines in (*self._names, *self._words)], default=1)
        self._words_high_px = lines * sheet.line_height(name_pen)

    def _columns(self, room: float) -> tuple[float, float]:
        """Share the room beside the tracks between names and words; zeros when it is too little."""
        sheet, pen = self._sheet, self._sheet.body_pen
        strong = replace(pen, is_strong=True)
        names = [sheet.width_of(row.name, pen) for row in self._rows]
        words = [sheet.width_of(row.words, strong) for row in self._rows]
        longest = [sheet.width_of(word, strong) for row in self._rows for word in row.words.split()]
        full_names, full_words = max(names, default=0), max(words, default=0)
        if full_names + full_words <= room:
            return full_names + 2, full_words + 2
        words_px = min(full_words, max(room * 0.36, max(longest, default=0))) + 2
        names_px = room - words_px
        return (names_px, words_px) if names_px >= sheet.px(120) else (0, 0)

    @property
    def _row_px(self) -> float:
        track = self._sheet.px(TRACK_PX)
        if self.stacked:
            return self._words_high_px + track + self._sheet.px(10)
        return max(self._words_high_px + 8, track)

    @property
    def _scale_px(self) -> float:
        return self._sheet.line_height(self._sheet.muted_pen) + self._sheet.px(12)

    @property
    def body_px(self) -> float:
        """The least height that the rows and the scale above them need."""
        return self._scale_px + max(len(self._rows), 1) * self._row_px

    def draw(self, body: Box) -> None:
        """Draw the scale, names, words, tracks and hotspots in the room given."""
        sheet = self._sheet
        gap = 0 if self.stacked else sheet.px(GAP_PX)
        top = body.top + self._scale_px
        count = max(len(self._rows), 1)
        high = min((body.bottom - top) / count, self._row_px * 1.5)
        left, right = body.left + self._names_px + gap, body.right - self._words_px - gap
        track = Box(left, top, right, top + high * count)
        self.tracks = sheet.plane(track, (-EDGE_LEVELS, 4 + EDGE_LEVELS), (-0.5, count - 0.5), 2)
        self._down = (high - sheet.px(20)) / high - 0.5 if self.stacked else 0.0
        self._high = high
        self._step = track.width / (4 + 2 * EDGE_LEVELS)
        self._draw_scale(track)
        edges = [top + number * high for number in range(1, len(self._rows))]
        between = [((body.left, edge), (body.right, edge)) for edge in edges]
        lines(sheet.page, between, Stroke(sheet.palette.hairline, 0.8))
        for number, row in enumerate(self._rows):
            edge = top + number * high
            box = Box(body.left, edge, body.right, edge + high)
            self._draw_row(number, box)
            sheet.mark_spot(box, (row.id, ""), row.spot)

    def draw_each(self, body: Box, on_track: Callable[[int], None], nothing: str) -> None:
        """Draw the rows and what stands on the track of each, by number; ``nothing`` for none."""
        if not self._rows:
            self._sheet.say_empty(body, nothing)
            return
        self.draw(body)
        for number in range(len(self._rows)):
            on_track(number)

    def y(self, row: int) -> float:
        """Return the middle of a row's track, in the units of the tracks."""
        return row + self._down

    def height(self, pixels: float) -> float:
        """Return a height in pixels in the units of the tracks."""
        return pixels / self._high

    def width(self, pixels: float) -> float:
        """Return a width in pixels in the units of the tracks, levels."""
        return pixels / self._step

    def _draw_row(self, number: int, box: Box) -> None:
        sheet, row = self._sheet, self._rows[number]
        pen = sheet.body_pen
        middle = (box.top + box.bottom) / 2
        across = "right" if self.stacked else "left"
        right = box.right if self.stacked else box.right - self._words_px
        words_pen = replace(pen, is_strong=row.is_strong, across=across)
        if not row.is_strong:
            words_pen = replace(words_pen, colour=sheet.palette.muted)
        if self.stacked:
            pen, words_pen = replace(pen, down="top"), replace(words_pen, down="top")
            middle = box.top + sheet.px(6)
        sheet.write((box.left, middle), self._names[number], pen, name=f"name:{row.id}")
        sheet.write((right, middle), self._words[number], words_pen, name=f"words:{row.id}")

    def _draw_scale(self, track: Box) -> None:
        """Draw the five lines down the tracks and write the levels above them."""
        sheet = self._sheet
        step = self._step
        pen = replace(sheet.muted_pen, across="center")
        widest = max(sheet.width_of(f"{level.number} {level.name}", pen) for level in LEVELS)
        for level in LEVELS:
            x = track.left + (level.number + EDGE_LEVELS) * step
            for start, end in self._track_parts(track):
                rule = Stroke(sheet.palette.hairline, 1)
                line(sheet.page, (x, start), (x, end), rule, f"scale:{level.number}")
            words = f"{level.number} {level.name}" if widest < step - 8 else str(level.number)
            sheet.write((x, track.top - self._scale_px / 2 - sheet.px(2)), words, pen)

    def _track_parts(self, track: Box) -> list[tuple[float, float]]:
        """Return where the scale is drawn: all the way down, or below the words of each row."""
        if not self.stacked:
            return [(track.top, track.bottom)]
        bottoms = [track.top + self._high * (number + 1) for number in range(len(self._rows))]
        return [(bottom - self._sheet.px(38), bottom - 1) for bottom in bottoms]
