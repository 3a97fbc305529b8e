"""Where each figure stands in the spread of practices in England, in words and as a mark.

Every row shares one scale, the share of practices that record less, so that rows line up whatever
their unit; the figures stand beside it. No colour says better or worse. An indicator with one
published figure only is set beside it, with its date, and has no mark.

Source: content/stocktake.md B.7 for the words and B.1 rule 6.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal

from stocktake.charts.chart import Chart, ChartTable, Paper
from stocktake.charts.drawing import Box, KeyItem, Sheet
from stocktake.charts.level_marks import LevelMarks, key_hatched
from stocktake.charts.marks import Block, Mark, Stroke, block, line, shape
from stocktake.phrases import counted, listed
from stocktake.questionnaire.positions import (
    NOT_A_SCORE,
    EnglandSpread,
    Position,
    beside_headline,
    position,
)
from stocktake.units import number_in_words

KIND = "Marks on a scale from the lowest to the highest tenth of practices in England"
COLUMNS = ("Figure", "Yours", "England: middle half", "England: middle 80%", "Position", "Period")
SHARES = (0, 10, 25, 50, 75, 90, 100)
HEADS = ((5, "lower"), (50, "middle"), (95, "higher"))
ROW_PX = 46


@dataclass(frozen=True, slots=True)
class EnglandRow:
    """One figure beside England.

    Attributes:
        id: the indicator's id.
        name: its name in full.
        unit: what is counted, such as ``per 1,000 patients a week``.
        value: the practice's figure; None when it could not be worked out.
        spread: the percentiles of England; None when not published.
        headline: the one published figure, where there is no spread.
        period: when England's figures are from.
        needs: which answers are missing, when there is no value.
    """

    id: str
    name: str
    unit: str
    value: Decimal | None
    spread: EnglandSpread | None
    headline: Decimal | None = None
    period: str = ""
    needs: str = ""


@dataclass(frozen=True, slots=True)
class AgainstEngland:
    """Figures to set beside England; ``source`` says where England's come from."""

    rows: tuple[EnglandRow, ...]
    source: str = ""


EMPTY = AgainstEngland(())


def draw(data: AgainstEngland, paper: Paper) -> Chart:
    """Draw each figure's position in the England spread."""
    sheet = Sheet(paper, _title(data), _subtitle(data))
    rows = _Rows(sheet, data.rows)
    body = sheet.open(rows.body_px, _key(data))
    if data.rows:
        rows.draw(body)
    else:
        sheet.say_empty(body, "No figure can be set beside England yet.")
    return sheet.chart(KIND, _summary(data), ChartTable(COLUMNS, tuple(map(_facts, data.rows))))


def place(value: Decimal, spread: EnglandSpread) -> float:
    """Return about how many practices in 100 record less, for drawing only.

    Between two percentiles it is on the straight line joining them; beyond the 10th or 90th
    nothing is published, so the mark stands in the middle of the tail. A value level with several
    percentiles stands at the one nearest the middle, as its words do.
    """
    where = position(value, spread)
    if where is Position.LOWEST_TENTH:
        return 5.0
    if where is Position.HIGHEST_TENTH:
        return 95.0
    points = spread.points
    at = [share for share, point in zip(SHARES[1:-1], points, strict=True) if point == value]
    if at:
        return float(min(at, key=lambda share: abs(share - 50)))
    upper = next(number for number, point in enumerate(points) if point > value)
    low, high = points[upper - 1], points[upper]
    start, end = SHARES[upper], SHARES[upper + 1]
    return start + float((value - low) / (high - low)) * (end - start)


def _positions(data: AgainstEngland) -> list[Position]:
    return [
        position(row.value, row.spread)
        for row in data.rows
        if row.value is not None and row.spread is not None
    ]


def _title(data: AgainstEngland) -> str:
    found = _positions(data)
    if not found:
        return "No figure can be placed among the practices of England yet"
    middle = found.count(Position.MIDDLE_HALF)
    are = "is" if middle == 1 else "are"
    return f"{middle} of {counted(len(found), 'figure')} {are} in the middle half of practices"


def _subtitle(data: AgainstEngland) -> str:
    return f"{NOT_A_SCORE} {data.source}".strip()


def _summary(data: AgainstEngland) -> str:
    counts = Counter(_positions(data))
    if not counts:
        return f"No figure can be placed among the practices of England yet. {NOT_A_SCORE}"
    names = {
        Position.LOWEST_TENTH: "among the lowest tenth",
        Position.LOWER: "lower than about three quarters",
        Position.MIDDLE_HALF: "in the middle half",
        Position.HIGHER: "higher than about three quarters",
        Position.HIGHEST_TENTH: "among the highest tenth",
    }
    parts = [f"{counts[where]} {names[where]}" for where in Position if counts[where]]
    total = counted(sum(counts.values()), "figure")
    return f"Of {total} set beside the practices of England, {listed(parts)}. {NOT_A_SCORE}"


def _said(row: EnglandRow) -> str:
    """Say what stands on the right of a row."""
    if row.value is None:
        return f"needs: {row.needs}" if row.needs else "not worked out yet"
    if row.spread is not None:
        return position(row.value, row.spread).value
    if row.headline is not None:
        period = f" ({row.period})" if row.period else ""
        return f"England {number_in_words(row.headline)}{period}; no spread published"
    return "no England figure published"


def _england(row: EnglandRow) -> str:
    if row.spread is None:
        return row.unit
    low, high = number_in_words(row.spread.p10), number_in_words(row.spread.p90)
    return f"{row.unit}; England mostly {low}\u00a0to\u00a0{high}"


def _facts(row: EnglandRow) -> tuple[str, ...]:
    spread = row.spread

    def interval(low: Decimal, high: Decimal) -> str:
        return f"{number_in_words(low)} to {number_in_words(high)}"

    said = _said(row)
    if row.value is not None and spread is None and row.headline is not None:
        said = beside_headline(row.value, row.headline, row.period)
    return (
        f"{row.name} ({row.unit})" if row.unit else row.name,
        "not known" if row.value is None else number_in_words(row.value),
        interval(spread.p25, spread.p75) if spread else "not published",
        interval(spread.p10, spread.p90) if spread else "not published",
        said,
        row.period,
    )


def _key(data: AgainstEngland) -> tuple[KeyItem, ...]:
    if not data.rows:
        return ()
    entries = [
        KeyItem("yours", key_yours),
        KeyItem("middle half of practices", lambda s, x, y: _key_band(s, x, y, True)),
        KeyItem("middle 80 of every 100", lambda s, x, y: _key_band(s, x, y, False)),
    ]
    if any(row.value is None or row.spread is None for row in data.rows):
        entries.append(key_hatched("no position"))
    return tuple(entries)


def yours_mark(sheet: Sheet) -> Mark:
    """The mark of the practice itself."""
    return Mark("D", sheet.px(12), sheet.palette.accent, sheet.palette.surface, 1.4, order=6)


def spread_bands(sheet: Sheet) -> tuple[Block, Block]:
    """The bands of the middle 80 of every 100 practices, and of the middle half."""
    palette = sheet.palette
    outer = Block(palette.surface, palette.border, outline_px=1, order=2)
    return outer, Block(palette.soft, palette.border, outline_px=1, order=2.5)


def key_yours(sheet: Sheet, x: float, y: float) -> None:
    """Draw the practice's own mark in the key."""
    shape(sheet.page, (x, y), yours_mark(sheet))


def _key_band(sheet: Sheet, x: float, y: float, is_middle: bool) -> None:
    across, down = sheet.px(11), sheet.px(6 if is_middle else 4)
    look = spread_bands(sheet)[1 if is_middle else 0]
    block(sheet.page, (x - across, y - down), (x + across, y + down), look)


class _Rows:
    """The rows of the chart, measured before the sheet is opened and drawn after."""

    def __init__(self, sheet: Sheet, rows: tuple[EnglandRow, ...]) -> None:
        self._sheet = sheet
        self._rows = rows
        gap = sheet.px(14)
        strong = replace(sheet.body_pen, is_strong=True)
        figures = [_figure(row) for row in rows]
        self._figure_px = max([sheet.width_of(figure, strong) for figure in figures], default=0)
        self._figure_px += gap
        room = sheet.inner_width - self._figure_px - 2 * gap
        self._is_stacked = room < sheet.px(480)
        share = sheet.inner_width - self._figure_px if self._is_stacked else room * 0.34
        self._names_px = share
        self._words_px = sheet.inner_width if self._is_stacked else room * 0.3
        self._names = [sheet.wrap(row.name, share, sheet.body_pen) for row in rows]
        self._units = [sheet.wrap(_england(row), share, sheet.muted_pen) for row in rows]
        self._words = [sheet.wrap(_said(row), self._words_px, sheet.muted_pen) for row in rows]

    def _names_high_px(self, number: int) -> float:
        sheet = self._sheet
        names = len(self._names[number]) * sheet.line_height(sheet.body_pen)
        return names + len(self._units[number]) * sheet.line_height(sheet.muted_pen)

    def _words_high_px(self, number: int) -> float:
        return len(self._words[number]) * self._sheet.line_height(self._sheet.muted_pen)

    def _high_px(self, number: int) -> float:
        sheet = self._sheet
        names, words = self._names_high_px(number), self._words_high_px(number)
        if self._is_stacked:
            return names + words + sheet.px(ROW_PX)
        return max(names, words, sheet.px(ROW_PX - 12)) + sheet.px(12)

    @property
    def _heads_px(self) -> float:
        return self._sheet.line_height(self._sheet.muted_pen) + self._sheet.px(10)

    @property
    def body_px(self) -> float:
        """The least height of the rows and the words above them."""
        return self._heads_px + sum(self._high_px(number) for number in range(len(self._rows)))

    def draw(self, body: Box) -> None:
        """Draw the words above, and each row."""
        sheet, gap = self._sheet, self._sheet.px(14)
        left = body.left + self._names_px + self._figure_px + gap
        right = body.right - self._words_px - gap
        if self._is_stacked:
            left, right = body.left, body.right
        spare = max(0.0, body.height - self.body_px) / len(self._rows)
        top = body.top + self._heads_px
        pen = replace(sheet.muted_pen, across="center")
        for share, words in HEADS:
            half = sheet.width_of(words, pen) / 2
            x = min(max(left + share / 100 * (right - left), left + half), right - half)
            sheet.write((x, body.top + self._heads_px / 2), words, pen)
        for number in range(len(self._rows)):
            high = self._high_px(number) + min(spare, sheet.px(14))
            box = Box(body.left, top, body.right, top + high)
            self._draw_row(number, box, (left, right))
            top += high

    def _draw_row(self, number: int, box: Box, track: tuple[float, float]) -> None:
        sheet, row = self._sheet, self._rows[number]
        if number:
            rule = Stroke(sheet.palette.hairline, 0.8)
            line(sheet.page, (box.left, box.top), (box.right, box.top), rule)
        names_px = self._names_high_px(number)
        middle = (box.top + box.bottom) / 2
        top = box.top + sheet.px(6) if self._is_stacked else middle - names_px / 2
        self._write_name(number, (box.left, top))
        strong = replace(sheet.body_pen, is_strong=True, across="right")
        words = replace(sheet.muted_pen, colour=sheet.palette.text)
        if self._is_stacked:
            sheet.write((box.right, top), _figure(row), replace(strong, down="top"))
            sheet.write((box.left, top + names_px), self._words[number], replace(words, down="top"))
            middle = box.bottom - sheet.px(20)
        else:
            place_px = box.left + self._names_px + self._figure_px
            sheet.write((place_px, middle), _figure(row), strong)
            sheet.write((box.right - self._words_px, middle), self._words[number], words)
        track_box = Box(track[0], middle - sheet.px(14), track[1], middle + sheet.px(14))
        self._draw_track(row, track_box)
        sheet.mark_spot(box, (row.id, ""), f"{row.name}: {_figure(row)}; {_said(row)}.")

    def _write_name(self, number: int, at: tuple[float, float]) -> None:
        sheet = self._sheet
        names = self._names[number]
        sheet.write(at, names, replace(sheet.body_pen, down="top"))
        below = at[1] + len(names) * sheet.line_height(sheet.body_pen)
        sheet.write((at[0], below), self._units[number], replace(sheet.muted_pen, down="top"))

    def _draw_track(self, row: EnglandRow, box: Box) -> None:
        sheet = self._sheet
        plane = sheet.plane(box, (0, 100), (1, -1), 2)
        if row.value is None or row.spread is None:
            strip = (0, -0.42), (100, 0.42)
            LevelMarks(sheet, plane).hatched(*strip, f"hatch:{row.id}")
            return
        outer, middle = spread_bands(sheet)
        rule = Stroke(sheet.palette.border, 1, order=1)
        line(plane, (0, 0), (100, 0), rule)
        block(plane, (10, -0.3), (90, 0.3), outer, f"band:{row.id}")
        block(plane, (25, -0.5), (75, 0.5), middle, f"middle:{row.id}")
        line(plane, (50, -0.5), (50, 0.5), Stroke(sheet.palette.text, 1.6, order=3))
        at = (place(row.value, row.spread), 0.0)
        shape(plane, at, yours_mark(sheet), f"yours:{row.id}")


def _figure(row: EnglandRow) -> str:
    return "?" if row.value is None else number_in_words(row.value)
