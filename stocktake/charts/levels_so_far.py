"""Levels so far: the first picture a practice sees, once four ratings are in.

A domain without enough answers is an empty outline that says how many are in; it has no level.

Source: content/stocktake.md A.0.7 (half of the ratings that apply must be answered).
"""

from __future__ import annotations

from dataclasses import dataclass

from stocktake.charts import level_marks
from stocktake.charts.chart import Chart, ChartTable, Paper
from stocktake.charts.drawing import KeyItem, Sheet
from stocktake.charts.level_marks import LevelMarks
from stocktake.charts.level_rows import LevelRows, RowWords
from stocktake.charts.phrases import level_in_words, named_or_counted, with_source
from stocktake.phrases import counted, spelt, start_upper

KIND = "Dots on a scale of 0 to 4, one row for each domain"
COLUMNS = ("Domain", "Level now", "Lowest single rating", "Ratings answered")
RATINGS_BEFORE_FIRST_CHART = 4


@dataclass(frozen=True, slots=True)
class DomainSoFar:
    """How far one domain has been rated.

    Attributes:
        id: the domain's id.
        name: the domain's name in full.
        level: level now, 0 to 4; None while there are not enough answers.
        floor: the lowest single rating so far; None when there is none.
        answered: ratings answered.
        applicable: ratings that apply; 0 when the domain does not apply.
    """

    id: str
    name: str
    level: int | None
    floor: int | None
    answered: int
    applicable: int


@dataclass(frozen=True, slots=True)
class LevelsSoFar:
    """Every domain, rated or not; ``source`` says whose and when, such as the practice and day."""

    domains: tuple[DomainSoFar, ...]
    source: str = ""


EMPTY = LevelsSoFar(())


def draw(data: LevelsSoFar, paper: Paper) -> Chart:
    """Draw the levels known so far, and outlines for the rest."""
    subtitle = "Level now: the middle of your ratings in each domain"
    sheet = Sheet(paper, _title(data), with_source(subtitle, data.source))
    rows = LevelRows(sheet, tuple(map(_words, data.domains)))
    body = sheet.open(rows.body_px, _key(data))

    def on_track(number: int) -> None:
        _draw_row(sheet, rows, number, data.domains[number])

    rows.draw_each(
        body, on_track, "There are no ratings yet. Levels appear here after the first four."
    )
    return sheet.chart(KIND, _summary(data), ChartTable(COLUMNS, tuple(map(_facts, data.domains))))


def _levels(data: LevelsSoFar) -> list[int]:
    return [row.level for row in data.domains if row.level is not None]


def _title(data: LevelsSoFar) -> str:
    levels, applicable = _levels(data), _applicable(data)
    if not levels:
        return "No domain has enough answers for a level yet"
    reliable = sum(1 for level in levels if level >= 3)
    if len(levels) < applicable:
        known = start_upper(spelt(len(levels)))
        have = "has" if len(levels) == 1 else "have"
        return f"{known} of {counted(applicable, 'domain')} {have} a level so far"
    of = f"{start_upper(spelt(reliable)) if reliable else 'None'} of"
    are = "is" if reliable < 2 else "are"
    return f"{of} {counted(len(levels), 'domain')} {are} reliable or better"


def _applicable(data: LevelsSoFar) -> int:
    return sum(1 for row in data.domains if row.applicable)


def _summary(data: LevelsSoFar) -> str:
    levels, applicable = _levels(data), _applicable(data)
    if not levels:
        return "No domain has enough answers for a level yet."
    lowest = min(levels)
    names = [row.name for row in data.domains if row.level == lowest]
    have = "has" if len(levels) == 1 else "have"
    return (
        f"{len(levels)} of {counted(applicable, 'domain')} {have} enough answers for a level; "
        f"the lowest level is {level_in_words(lowest)}, in {named_or_counted(names)}."
    )


def _words(row: DomainSoFar) -> RowWords:
    answers = f"{row.answered} of {row.applicable} answered"
    words = answers if row.applicable else "not applicable"
    level = level_in_words(row.level) if row.level is not None else "not enough answers"
    return RowWords(row.id, row.name, words, False, f"{row.name}: {level}; {words}.")


def _facts(row: DomainSoFar) -> tuple[str, ...]:
    level = "not enough answers" if row.applicable else "not applicable"
    return (
        row.name,
        level if row.level is None else str(row.level),
        "none" if row.floor is None else str(row.floor),
        f"{row.answered} of {row.applicable}",
    )


def _key(data: LevelsSoFar) -> tuple[KeyItem, ...]:
    entries = []
    if _levels(data):
        entries.append(level_marks.key_dot("level now"))
    if any(row.floor is not None and row.level is not None for row in data.domains):
        entries.append(level_marks.key_floor("lowest single rating"))
    if any(row.level is None for row in data.domains):
        entries.append(level_marks.key_outline("not enough answers yet"))
    return tuple(entries)


def _draw_row(sheet: Sheet, rows: LevelRows, number: int, row: DomainSoFar) -> None:
    marks = LevelMarks(sheet, rows.tracks)
    y = rows.y(number)
    if row.level is None:
        half = rows.height(sheet.px(8))
        marks.outline((0, y - half), (4, y + half), f"outline:{row.id}")
        return
    marks.dot((row.level, y), row.level, f"now:{row.id}")
    if row.floor is not None:
        marks.floor((row.floor, y), rows.height(sheet.px(7)), row.level, f"floor:{row.id}")
