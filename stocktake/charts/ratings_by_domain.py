"""Every rating within its domain: a row a domain, a cell a rating, with its question beside it.

A level is the middle of its ratings, so one low rating is easily lost behind it; here each stands
for itself. Where there is no room for the questions the cells keep their digits, and the table and
the hints keep the words.

Source: content/expectations.md B2 for the level of a domain.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from stocktake.charts.cell import Cell, CellKind
from stocktake.charts.cell_marks import key_digit, key_sign, paint_digit, paint_missing
from stocktake.charts.chart import Chart, ChartTable, Paper
from stocktake.charts.drawing import Box, KeyItem, Sheet
from stocktake.charts.marks import Stroke, line
from stocktake.charts.palette import Shade
from stocktake.charts.phrases import level_in_words, with_source
from stocktake.phrases import counted, listed, spelt, start_upper
from stocktake.questionnaire.scale import LEVELS

KIND = "Grid of levels 0 to 4, one row for each domain and one cell for each rating"
COLUMNS = ("Domain", "Level of the domain", "Rating", "Level")
LOW = 1
"""A rating this low or lower is named in the title: not in place, or resting on one person."""

DIGIT_PX = 30
WORDS_PX = 110
"""Least pixels for a question beside its digit."""
GUTTER_PX = 14
MOST_NAMES = 0.3
"""Share of the width that the names of domains may take."""


@dataclass(frozen=True, slots=True)
class Rated:
    """One rating.

    Attributes:
        id: the question's id.
        question: the question in full.
        cell: its level, or why there is none.
        said: the answer in words, such as ``2 Basic`` or ``Not known``.
    """

    id: str
    question: str
    cell: Cell
    said: str


@dataclass(frozen=True, slots=True)
class DomainRatings:
    """One domain: its id, its name in full, its level (None when unknown) and its ratings."""

    id: str
    name: str
    level: int | None
    ratings: tuple[Rated, ...]


@dataclass(frozen=True, slots=True)
class RatingsByDomain:
    """Every domain in the order to draw them; ``source`` says whose ratings and of when."""

    domains: tuple[DomainRatings, ...]
    source: str = ""


EMPTY = RatingsByDomain(())


def draw(data: RatingsByDomain, paper: Paper) -> Chart:
    """Draw every rating."""
    subtitle = with_source("Level of every rating, domain by domain", data.source)
    sheet = Sheet(paper, _title(data), subtitle)
    grid = _Grid(sheet, data)
    body = sheet.open(grid.body_px, _key(data) if data.domains else ())
    if data.domains:
        grid.draw(body)
    else:
        sheet.say_empty(body, "There are no ratings to show yet.")
    return sheet.chart(KIND, _summary(data), ChartTable(COLUMNS, tuple(_facts(data))))


def _known(data: RatingsByDomain) -> list[tuple[str, int]]:
    """Domain and level of every rating that has one."""
    return [
        (domain.name, rating.cell.levels)
        for domain in data.domains
        for rating in domain.ratings
        if rating.cell.levels is not None
    ]


def _title(data: RatingsByDomain) -> str:
    known = _known(data)
    if not known:
        return "Nothing has been rated yet"
    low = Counter(name for name, level in known if level <= LOW)
    if not low:
        return f"None of {counted(len(known), 'rating')} is below level 2"
    are = "is" if low.total() == 1 else "are"
    said = f"{start_upper(spelt(low.total()))} of {counted(len(known), 'rating')} {are} at 0 or 1"
    most = max(low.values())
    names = [name for name, count in low.items() if count == most]
    return f"{said}, most of them in {names[0]}" if len(names) == 1 and most > 1 else said


def _summary(data: RatingsByDomain) -> str:
    levels = [level for _, level in _known(data)]
    if not levels:
        return "Nothing has been rated yet."
    shown = [
        f"{levels.count(level.number)} at {level.number} {level.name}"
        for level in LEVELS
        if levels.count(level.number)
    ]
    said = Counter(
        rating.said.lower()
        for domain in data.domains
        for rating in domain.ratings
        if rating.cell.levels is None
    )
    rest = "".join(f"; {count} {words}" for words, count in said.items())
    return f"Of {counted(len(levels) + said.total(), 'rating')}, {listed(shown)}{rest}."


def _facts(data: RatingsByDomain) -> Iterator[tuple[str, ...]]:
    for domain in data.domains:
        level = level_in_words(domain.level)
        for rating in domain.ratings:
            yield (domain.name, level, rating.question, rating.said)


def _key(data: RatingsByDomain) -> tuple[KeyItem, ...]:
    kinds = {rating.cell.kind for domain in data.domains for rating in domain.ratings}
    entries = [_key_level(level.number, level.name) for level in LEVELS]
    if CellKind.NOT_ASSESSED in kinds:
        entries.append(key_sign("not answered or not known", "?"))
    if CellKind.NOT_APPLICABLE in kinds:
        entries.append(key_sign("not applicable", "–"))
    return tuple(entries)


def _key_level(number: int, name: str) -> KeyItem:
    def shade(sheet: Sheet) -> Shade:
        return sheet.palette.level(number)

    return key_digit(shade, number, name)


class _Grid:
    """The rows of one chart, measured before the sheet is opened and drawn after."""

    def __init__(self, sheet: Sheet, data: RatingsByDomain) -> None:
        self._sheet = sheet
        self._data = data
        self._digit_px = sheet.px(DIGIT_PX)
        columns = max([len(domain.ratings) for domain in data.domains], default=0) or 1
        names = max([sheet.width_of(d.name, sheet.body_pen) for d in data.domains], default=0) + 2
        self._names_px = min(names, sheet.inner_width * MOST_NAMES)
        room = sheet.inner_width - self._names_px - sheet.px(GUTTER_PX)
        self._cell_px = room / columns
        self._words_px = self._cell_px - self._digit_px - sheet.px(GUTTER_PX)
        self._has_words = self._words_px >= sheet.px(WORDS_PX)
        self._names = [sheet.wrap(d.name, self._names_px, sheet.body_pen) for d in data.domains]
        self._heights = [self._high_px(number) for number in range(len(data.domains))]

    def _question(self, rating: Rated) -> tuple[str, ...]:
        sheet = self._sheet
        pen = sheet.muted_pen
        return sheet.wrap(rating.question, self._words_px, pen) if self._has_words else ()

    def _high_px(self, number: int) -> float:
        sheet, ratings = self._sheet, self._data.domains[number].ratings
        lines = max([len(self._question(rating)) for rating in ratings], default=0)
        names = len(self._names[number]) * sheet.line_height(sheet.body_pen)
        names += sheet.line_height(sheet.muted_pen)
        words = lines * sheet.line_height(sheet.muted_pen)
        return max(names, words, self._digit_px) + sheet.px(10)

    @property
    def body_px(self) -> float:
        """The least height of all the rows."""
        return sum(self._heights, 0.0)

    def draw(self, body: Box) -> None:
        """Draw every row."""
        top = body.top
        for number, high in enumerate(self._heights):
            self._draw_row(number, Box(body.left, top, body.right, top + high))
            top += high

    def _draw_row(self, number: int, box: Box) -> None:
        sheet, domain = self._sheet, self._data.domains[number]
        if number:
            rule = Stroke(sheet.palette.hairline, 0.8)
            line(sheet.page, (box.left, box.top), (box.right, box.top), rule)
        middle = (box.top + box.bottom) / 2
        name = self._names[number]
        above = len(name) * sheet.line_height(sheet.body_pen)
        top = middle - (above + sheet.line_height(sheet.muted_pen)) / 2
        sheet.write((box.left, top), name, replace(sheet.body_pen, down="top"))
        level = level_in_words(domain.level)
        below = (box.left, top + above)
        sheet.write(below, start_upper(level), replace(sheet.muted_pen, down="top"))
        left = box.left + self._names_px + sheet.px(GUTTER_PX)
        for place, rating in enumerate(domain.ratings):
            start = left + place * self._cell_px
            self._draw_rating(
                domain, rating, Box(start, box.top, start + self._cell_px, box.bottom)
            )

    def _draw_rating(self, domain: DomainRatings, rating: Rated, box: Box) -> None:
        sheet = self._sheet
        middle, half = (box.top + box.bottom) / 2, self._digit_px / 2
        wide = self._digit_px if self._has_words else min(self._cell_px - 3, sheet.px(90))
        inner = Box(box.left, middle - half, box.left + wide, middle + half)
        level = rating.cell.levels
        if level is not None:
            paint_digit(sheet, inner, sheet.palette.level(level), str(level), sheet.sizes.body)
        else:
            paint_missing(sheet, inner, rating.cell)
        place = (inner.right + sheet.px(7), middle)
        sheet.write(place, self._question(rating), sheet.muted_pen)
        sheet.mark_spot(box, (domain.id, rating.id), f"{domain.name}. {_spoken(rating)}")


def _spoken(rating: Rated) -> str:
    ends = rating.question[-1:] in ("?", ".", ":")
    return f"{rating.question}{'' if ends else ':'} {start_upper(rating.said)}."
