"""Two rounds of a group: one row a domain, the middle practice then and now, and how many moved.

Then is a ring, now a filled dot, the way between them a line. Levels are ordered categories, so the
words count practices that went up or down and never average them.

Source: content/expectations.md G2.
"""

from __future__ import annotations

from dataclasses import dataclass

from stocktake.charts import level_marks
from stocktake.charts.chart import Chart, ChartTable, Paper
from stocktake.charts.drawing import KeyItem, Sheet
from stocktake.charts.level_marks import LevelMarks
from stocktake.charts.level_rows import EDGE_LEVELS, LevelRows, RowWords
from stocktake.charts.marks import Stroke, line
from stocktake.charts.phrases import level_in_words, with_source
from stocktake.phrases import counted

KIND = "Rings and dots on a scale of 0 to 4, one row for each domain"
NOTHING = "No practice has levels in both rounds"


@dataclass(frozen=True, slots=True)
class DomainMoved:
    """How the practices moved in one domain.

    Attributes:
        id: the domain's id.
        name: the domain's name in full.
        then, now: level of the middle practice (lower median) of those compared; None for none.
        up, down: practices at a higher and at a lower level than then.
        compared: practices with a level in both rounds.
        held: why nothing is told of it, in words; blank where something may be.
    """

    id: str
    name: str
    then: int | None
    now: int | None
    up: int = 0
    down: int = 0
    compared: int = 0
    held: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """Every domain in two rounds.

    Attributes:
        then, now: what the rounds are called, such as ``2025/26``.
        domains: in the order to draw them.
        source: what the figures rest on.
    """

    then: str
    now: str
    domains: tuple[DomainMoved, ...]
    source: str = ""


EMPTY = Moved("", "", ())


def draw(data: Moved, paper: Paper) -> Chart:
    """Draw the middle practice of two rounds, domain by domain."""
    measure = f"Level of the middle practice, {data.then} and {data.now}"
    sheet = Sheet(paper, _title(data), with_source(measure if data.domains else "", data.source))
    rows = LevelRows(sheet, tuple(map(_words, data.domains)))
    body = sheet.open(rows.body_px, _key(data))

    def on_track(number: int) -> None:
        _draw_row(sheet, rows, number, data.domains[number])

    rows.draw_each(body, on_track, "There are no two rounds to compare yet.")
    columns = ("Domain", data.then, data.now, "Went up", "Went down", "Practices compared")
    return sheet.chart(KIND, _summary(data), ChartTable(columns, tuple(map(_facts, data.domains))))


def _compared(data: Moved) -> list[DomainMoved]:
    return [row for row in data.domains if row.compared]


def _title(data: Moved) -> str:
    rows = _compared(data)
    if not rows:
        return NOTHING
    up = sum(1 for row in rows if row.up > row.down)
    down = sum(1 for row in rows if row.down > row.up)
    if not (up or down):
        return f"As many practices went up as down since {data.then}, in every domain"
    if up >= down:
        return f"More practices went up than down in {counted(up, 'domain')} since {data.then}"
    return f"More practices went down than up in {counted(down, 'domain')} since {data.then}"


def _summary(data: Moved) -> str:
    rows = _compared(data)
    if not rows:
        return f"{NOTHING}."
    up = sum(1 for row in rows if row.up > row.down)
    down = sum(1 for row in rows if row.down > row.up)
    same = len(rows) - up - down
    words = (
        f"Of {counted(len(rows), 'domain')}, more practices went up than down in {up}, more went "
        f"down than up in {down}, and as many went up as down in {same}"
    )
    unknown = len(data.domains) - len(rows)
    return f"{words}; {unknown} cannot be compared." if unknown else f"{words}."


def _words(row: DomainMoved) -> RowWords:
    if row.held:
        return RowWords(row.id, row.name, row.held, False, f"{row.name}: {row.held}.")
    if not row.compared:
        words = "not compared"
    elif not (row.up or row.down):
        words = f"none of {row.compared} moved"
    else:
        parts = [f"{row.up} up"] * bool(row.up) + [f"{row.down} down"] * bool(row.down)
        words = f"{', '.join(parts)}, of {row.compared}"
    spot = f"{row.name}: then {level_in_words(row.then)}; now {level_in_words(row.now)}; {words}."
    return RowWords(row.id, row.name, words, bool(row.up or row.down), spot)


def _facts(row: DomainMoved) -> tuple[str, ...]:
    if row.held:
        return (row.name, "held", "held", "held", "held", row.held)
    then = "not compared" if row.then is None else str(row.then)
    now = "not compared" if row.now is None else str(row.now)
    return (row.name, then, now, str(row.up), str(row.down), str(row.compared))


def _key(data: Moved) -> tuple[KeyItem, ...]:
    if not _compared(data):
        return ()
    return (
        level_marks.key_ring(f"middle practice in {data.then}"),
        level_marks.key_dot(f"in {data.now}"),
    )


def _draw_row(sheet: Sheet, rows: LevelRows, number: int, row: DomainMoved) -> None:
    marks = LevelMarks(sheet, rows.tracks)
    y = rows.y(number)
    if row.then is None or row.now is None:
        half = rows.height(sheet.px(9))
        marks.hatched((-EDGE_LEVELS, y - half), (4 + EDGE_LEVELS, y + half), f"hatch:{row.id}")
        return
    if row.then != row.now:
        way = Stroke(sheet.palette.text, 2.4, order=4)
        line(rows.tracks, (row.then, y), (row.now, y), way, f"way:{row.id}")
    marks.ring((row.then, y), None if row.then == row.now else row.then, f"then:{row.id}")
    marks.dot((row.now, y), row.now, f"now:{row.id}")
