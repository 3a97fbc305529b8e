"""What must start when: one bar for each expectation, from the day to begin to the day it is due.

Late and overdue are told by a shape and by words, not by colour alone; what is overdue has a dotted
line from the day it was due to today.
Rows beyond what fits are counted at the foot and stand in the table.

Source: content/expectations.md B5 for start dates and labels.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from itertools import accumulate, pairwise

from stocktake.charts.chart import Chart, ChartTable, Paper
from stocktake.charts.drawing import Box, Pen, Sheet
from stocktake.charts.marks import Block, Mark, Stroke, block, line, shape
from stocktake.charts.palette import Palette
from stocktake.charts.phrases import with_source
from stocktake.phrases import counted, listed
from stocktake.units import (
    complete_months,
    date_in_words,
    financial_year,
    month_in_words,
    year_label,
)

MAX_ROWS = 20
KIND = "Bars from start date to due date, one for each expectation"
COLUMNS = ("Expectation", "Domain", "Begin by", "Due", "When")
BAR_PX = 10
ROW_PX = 27
MARK_PX = 20
YEAR_PX = 58
"""Least pixels for the words 2026/27."""


class Timing(Enum):
    """How an expectation stands; in the order to draw them. The value is the word for it."""

    OVERDUE = "overdue"
    OPEN_NOW = "open now"
    LATE_START = "late start"
    START_NOW = "start now"
    SCHEDULED = "scheduled"
    DONE = "done"


FORMS = {
    Timing.OVERDUE: "X",
    Timing.OPEN_NOW: "s",
    Timing.LATE_START: "^",
    Timing.START_NOW: ">",
    Timing.SCHEDULED: "o",
    Timing.DONE: "P",
}
"""The shape beside the words."""


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One expectation: when it must begin, when it is due and how it stands."""

    id: str
    name: str
    domain: str
    start: date
    due: date
    timing: Timing


@dataclass(frozen=True, slots=True)
class Timeline:
    """Expectations with dates.

    Attributes:
        today: the assessment date.
        rows: in any order; the chart sorts them.
        source: what the dates rest on.
        max_rows: rows drawn; the rest are counted and stand in the table.
    """

    today: date
    rows: tuple[TimelineRow, ...]
    source: str = ""
    max_rows: int = MAX_ROWS


EMPTY = Timeline(date(2026, 11, 22), ())


def draw(data: Timeline, paper: Paper) -> Chart:
    """Draw what must start when."""
    rows = _sorted(data.rows)
    shown, left_out = rows[: data.max_rows], len(rows[data.max_rows :])
    sheet = Sheet(paper, _title(data), _subtitle(data))
    bars = _Bars(sheet, data, shown, left_out)
    body = sheet.open(bars.body_px)
    if shown:
        bars.draw(body)
    else:
        sheet.say_empty(body, "No expectation has a date to begin yet.")
    table = tuple(_facts(row, data.today) for row in rows)
    return sheet.chart(KIND, _summary(data), ChartTable(COLUMNS, table))


def _sorted(rows: tuple[TimelineRow, ...]) -> list[TimelineRow]:
    order = list(Timing)
    return sorted(rows, key=lambda row: (order.index(row.timing), row.start, row.due, row.id))


def _count(data: Timeline, timing: Timing) -> int:
    return sum(1 for row in data.rows if row.timing is timing)


def _title(data: Timeline) -> str:
    if not data.rows:
        return "Nothing has a date to begin yet"
    overdue, late = _count(data, Timing.OVERDUE), _count(data, Timing.LATE_START)
    now = _count(data, Timing.START_NOW)
    if overdue and late:
        more = counted(late, "expectation")
        return f"{counted(overdue, 'duty is', 'duties are')} overdue; {more} should have begun"
    if overdue:
        return f"{counted(overdue, 'duty is', 'duties are')} overdue"
    if late:
        return f"{counted(late, 'expectation')} should have begun by now"
    if now:
        return f"{counted(now, 'expectation')} should begin within three months"
    return "Nothing needs to begin in the next three months"


def _subtitle(data: Timeline) -> str:
    measure = f"From the day to begin to the day it is due; today is {date_in_words(data.today)}"
    return with_source(measure, data.source)


def _summary(data: Timeline) -> str:
    if not data.rows:
        return "No expectation has a date to begin yet."
    parts = [f"{_count(data, timing)} {timing.value}" for timing in Timing if _count(data, timing)]
    return f"Of {counted(len(data.rows), 'expectation')}, {listed(parts)}."


def when_in_words(row: TimelineRow, today: date) -> str:
    """Say how an expectation stands against its dates, such as ``overdue since 1 April 2026``.

    Source: content/expectations.md B5.
    """
    if row.timing is Timing.OVERDUE:
        return f"overdue since {date_in_words(row.due)}"
    if row.timing is Timing.OPEN_NOW:
        return f"open since {date_in_words(row.due)}"
    if row.timing is Timing.LATE_START:
        months = max(complete_months(row.start, today), 1)
        return f"late start, by {counted(months, 'month')}"
    if row.timing is Timing.SCHEDULED:
        return f"begin by {month_in_words(row.start)}"
    return str(row.timing.value)


def _facts(row: TimelineRow, today: date) -> tuple[str, ...]:
    return (
        row.name,
        row.domain,
        date_in_words(row.start),
        date_in_words(row.due),
        when_in_words(row, today),
    )


def _colour(palette: Palette, timing: Timing) -> str:
    return {
        Timing.OVERDUE: palette.problem,
        Timing.OPEN_NOW: palette.series[3].colour,
        Timing.LATE_START: palette.attention,
        Timing.START_NOW: palette.accent,
        Timing.SCHEDULED: palette.border,
        Timing.DONE: palette.done,
    }[timing]


class _Bars:
    """The rows of one timeline, measured before the sheet is opened and drawn after."""

    def __init__(
        self, sheet: Sheet, data: Timeline, rows: list[TimelineRow], left_out: int
    ) -> None:
        self._sheet = sheet
        self._today = data.today
        self._rows = rows
        self._left_out = left_out
        pen = sheet.body_pen
        words = [when_in_words(row, data.today) for row in rows]
        gap = sheet.px(14)
        least = sheet.px(YEAR_PX) * 3
        room = sheet.inner_width - least - 2 * gap
        self._is_stacked = room < sheet.px(250)
        strong = replace(pen, is_strong=True)
        self._mark_px = sheet.px(MARK_PX)
        widest = max([sheet.width_of(said, strong) for said in words], default=0) + 2
        self._words_px = min(widest + self._mark_px, room * 0.54)
        names = max([sheet.width_of(row.name, pen) for row in rows], default=0) + 2
        self._names_px = min(names, room - self._words_px, sheet.inner_width * 0.36)
        if self._is_stacked:
            self._words_px = self._names_px = 0
        name_room = self._names_px or sheet.inner_width
        self._names = [sheet.wrap(row.name, name_room, pen) for row in rows]
        words_room = (self._words_px or name_room) - self._mark_px
        self._words = [sheet.wrap(said, words_room, strong) for said in words]
        first = min([data.today, *(row.start for row in rows)])
        last = max([data.today, *(row.due for row in rows)])
        self._years = range(financial_year(first), financial_year(last) + 1)

    @property
    def _line_px(self) -> float:
        return self._sheet.line_height(self._sheet.body_pen)

    def _head_px(self, number: int) -> float:
        """Pixels of words above one bar; none where they stand beside it."""
        lines = len(self._names[number]) + len(self._words[number])
        return lines * self._line_px + self._sheet.px(4) if self._is_stacked else 0.0

    def _high_px(self, number: int) -> float:
        sheet = self._sheet
        if self._is_stacked:
            return self._head_px(number) + sheet.px(ROW_PX)
        lines = max(len(self._names[number]), len(self._words[number]))
        return max(sheet.px(ROW_PX), lines * self._line_px + sheet.px(8))

    @property
    def _years_px(self) -> float:
        return self._sheet.line_height(self._sheet.muted_pen) + self._sheet.px(26)

    @property
    def _foot_px(self) -> float:
        return self._line_px + self._sheet.px(8) if self._left_out else 0.0

    @property
    def body_px(self) -> float:
        """The least height of the years, the rows and the count of rows left out."""
        rows = sum(self._high_px(number) for number in range(len(self._rows)))
        return self._years_px + rows + self._foot_px

    def draw(self, body: Box) -> None:
        """Draw the years, today, the bars and their words."""
        sheet, count = self._sheet, len(self._rows)
        gap = 0 if self._is_stacked else sheet.px(14)
        left = body.left + self._names_px + gap
        right = body.right - self._words_px - gap
        top = body.top + self._years_px
        spare = max(0.0, body.bottom - top - self._foot_px) - self.body_px
        spare = (spare + self._years_px + self._foot_px) / count
        spare = min(max(spare, 0.0), sheet.px(14))
        highs = [self._high_px(number) + spare for number in range(count)]
        self._track = Box(left, top, right, top + sum(highs))
        self._edges = [top + high for high in accumulate(highs, initial=0.0)]
        begin, end = date(self._years[0], 4, 1), date(self._years[-1] + 1, 4, 1)
        limits = (begin.toordinal(), end.toordinal())
        self._bars = sheet.plane(self._track, limits, (0, sum(highs)), 2)
        self._draw_years()
        self._draw_today()
        for number, high in enumerate(highs):
            edge = self._edges[number]
            self._draw_row(number, Box(body.left, edge, body.right, edge + high))
        if self._left_out:
            said = f"and {self._left_out} more in the table"
            pen = replace(sheet.muted_pen, down="top")
            sheet.write((body.left, self._track.bottom + sheet.px(8)), said, pen, name="more")

    def _x(self, day: date) -> float:
        """Return a day's place on the page."""
        low, high = self._bars.across
        return self._track.left + (day.toordinal() - low) / (high - low) * self._track.width

    def _draw_years(self) -> None:
        sheet = self._sheet
        pen = replace(sheet.muted_pen, across="center")
        wide = self._track.width / len(self._years)
        every = max(1, -(-int(sheet.width_of("2026/27", pen) + 8) // max(int(wide), 1)))
        above = self._track.top - sheet.line_height(pen) / 2 - sheet.px(20)
        for number, year in enumerate(self._years):
            x = self._x(date(year, 4, 1))
            self._draw_upright(x, Stroke(sheet.palette.hairline), f"year:{year}")
            if number % every == 0 and x + (wide + sheet.width_of("2026/27", pen)) / 2 <= (
                sheet.paper.width
            ):
                sheet.write((x + wide / 2, above), year_label(year), pen)

    def _draw_upright(self, x: float, stroke: Stroke, name: str) -> None:
        """Draw a line down the bars; between the words of the rows, never through them."""
        page = self._sheet.page
        if not self._is_stacked:
            line(page, (x, self._track.top), (x, self._track.bottom), stroke, name)
            return
        for number, (top, bottom) in enumerate(pairwise(self._edges)):
            line(page, (x, top + self._head_px(number)), (x, bottom), stroke, name)

    def _draw_today(self) -> None:
        sheet = self._sheet
        x = self._x(self._today)
        stroke = Stroke(sheet.palette.accent, 1.8, (0, (4, 2)), order=3)
        self._draw_upright(x, stroke, "today")
        pen = Pen(sheet.sizes.small, sheet.palette.accent, is_strong=True, across="center")
        half = sheet.width_of("today", pen) / 2
        middle = min(max(x, self._track.left + half), self._track.right - half)
        sheet.write((middle, self._track.top - sheet.px(10)), "today", pen)

    def _draw_row(self, number: int, box: Box) -> None:
        sheet, row = self._sheet, self._rows[number]
        if number:
            rule = Stroke(sheet.palette.hairline, 0.8)
            line(sheet.page, (box.left, box.top), (box.right, box.top), rule)
        name = self._names[number]
        if self._is_stacked:
            pen = replace(sheet.body_pen, down="top")
            at = box.top + sheet.px(4)
            sheet.write((box.left, at), name, pen)
            middle = at + (len(name) + len(self._words[number]) / 2) * self._line_px
            self._write_timing((box.left, middle), number)
        else:
            middle = (box.top + box.bottom) / 2
            sheet.write((box.left, middle), name, sheet.body_pen)
            self._write_timing((box.right - self._words_px, middle), number)
        self._draw_bar(row, (box.top + self._head_px(number) + box.bottom) / 2 - self._track.top)
        said = when_in_words(row, self._today)
        sheet.mark_spot(box, (row.id, ""), f"{row.name}: {said}, due {date_in_words(row.due)}.")

    def _write_timing(self, at: tuple[float, float], number: int) -> None:
        """Draw the shape of a timing and write its words beside it."""
        sheet, row = self._sheet, self._rows[number]
        colour = _colour(sheet.palette, row.timing)
        is_urgent = row.timing in (Timing.OVERDUE, Timing.LATE_START)
        mark = Mark(FORMS[row.timing], sheet.px(11), colour)
        shape(sheet.page, (at[0] + sheet.px(6), at[1]), mark, f"timing:{row.id}")
        pen = Pen(sheet.sizes.body, colour if is_urgent else sheet.palette.muted, is_urgent)
        place = (at[0] + self._mark_px, at[1])
        sheet.write(place, self._words[number], pen, name=f"words:{row.id}")

    def _draw_bar(self, row: TimelineRow, y: float) -> None:
        sheet = self._sheet
        colour = _colour(sheet.palette, row.timing)
        half = sheet.px(BAR_PX) / 2
        fill = sheet.palette.surface if row.timing is Timing.DONE else colour
        look = Block(fill, colour, outline_px=1.4, order=4)
        start, due = row.start.toordinal(), max(row.due, row.start).toordinal()
        block(self._bars, (start, y - half), (due, y + half), look, f"bar:{row.id}")
        if row.timing is Timing.OVERDUE:
            stroke = Stroke(colour, 2.2, (0, (1.2, 1.6)), order=3.5)
            line(self._bars, (due, y), (self._today.toordinal(), y), stroke, f"since:{row.id}")
