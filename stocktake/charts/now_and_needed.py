"""Now against needed: one row a domain, for one year of the plan.

Now is a filled dot, needed a ring, the gap the line between. A domain with no dated expectation is
hatched with those words, one not assessed is hatched with a question mark; neither is a gap of 0.

Source: content/expectations.md B3.
"""

from __future__ import annotations

from dataclasses import dataclass

from stocktake.charts import level_marks
from stocktake.charts.cell import Cell, CellKind
from stocktake.charts.chart import Chart, ChartTable, Paper
from stocktake.charts.drawing import KeyItem, Sheet
from stocktake.charts.level_marks import LevelMarks
from stocktake.charts.level_rows import EDGE_LEVELS, LevelRows, RowWords
from stocktake.charts.phrases import (
    day_of_year_end,
    level_in_words,
    month_of_year_end,
    named_or_counted,
    spelt_levels,
    with_source,
)
from stocktake.phrases import counted, spelt, start_upper
from stocktake.planning.years import DESTINATION_YEAR
from stocktake.units import FIRST_PLAN_YEAR, year_label

KIND = "Dots and rings on a scale of 0 to 4, one row for each domain"
COLUMNS = (
    "Domain",
    "Level now",
    "Lowest single rating",
    "Level needed",
    "Gap in levels",
    "Own destination for March 2032",
    "Asked of your PCN",
    "Ratings answered",
)


@dataclass(frozen=True, slots=True)
class DomainStanding:
    """Where one domain stands.

    Attributes:
        id: the domain's id.
        name: the domain's name in full.
        level: level now, 0 to 4; None when not assessed.
        floor: the lowest single rating; None when there is none.
        needed: the highest level a dated expectation asks by the year; None when none does.
        gap: levels short, or why no gap can be given.
        destination: where the practice itself wants to be in 2031/32; drawn from that year on.
        asked_of_pcn: the level dated expectations ask of the PCN; never part of the gap.
        answered: ratings answered.
        applicable: ratings that apply.
    """

    id: str
    name: str
    level: int | None
    floor: int | None
    needed: int | None
    gap: Cell
    destination: int | None = None
    asked_of_pcn: int | None = None
    answered: int = 0
    applicable: int = 0


@dataclass(frozen=True, slots=True)
class NowAndNeeded:
    """Every domain in one year.

    Attributes:
        year: the financial year, by the calendar year it starts in.
        domains: in the order to draw them.
        source: what the figures rest on, such as ``best guess, assessed 22 November 2026``.
    """

    year: int
    domains: tuple[DomainStanding, ...]
    source: str = ""

    @property
    def has_destination(self) -> bool:
        """Whether the practice's own destination counts by then."""
        return self.year >= DESTINATION_YEAR


EMPTY = NowAndNeeded(FIRST_PLAN_YEAR, ())


def draw(data: NowAndNeeded, paper: Paper) -> Chart:
    """Draw levels now against levels needed by the end of a year."""
    sheet = Sheet(paper, _title(data), _subtitle(data))
    rows = LevelRows(sheet, tuple(_words(row, data.year) for row in data.domains))
    body = sheet.open(rows.body_px, _key(data) if data.domains else ())

    def on_track(number: int) -> None:
        _draw_row(sheet, rows, number, data.domains[number], data.has_destination)

    rows.draw_each(body, on_track, "There are no domains to show yet. Rate one to see it here.")
    return sheet.chart(KIND, _summary(data), ChartTable(COLUMNS, tuple(map(_facts, data.domains))))


def _comparable(data: NowAndNeeded) -> list[tuple[str, int]]:
    """Names and gaps of the domains whose gap is known."""
    return [(row.name, row.gap.levels) for row in data.domains if row.gap.levels is not None]


def _title(data: NowAndNeeded) -> str:
    gaps = _comparable(data)
    month = month_of_year_end(data.year)
    if not gaps:
        return f"No domain can be compared with {month} yet"
    widest = max(gap for _, gap in gaps)
    if widest == 0:
        return f"Every domain that can be compared is ready for {month}"
    names = [name for name, gap in gaps if gap == widest]
    if len(names) == 1:
        return f"{names[0]} is {spelt_levels(widest)} short by {month}"
    return f"{start_upper(spelt(len(names)))} domains are {spelt_levels(widest)} short by {month}"


def _subtitle(data: NowAndNeeded) -> str:
    measure = f"Level now, and level needed by {day_of_year_end(data.year)}"
    return with_source(measure, data.source)


def _summary(data: NowAndNeeded) -> str:
    gaps = _comparable(data)
    met = sum(1 for _, gap in gaps if gap == 0)
    day = day_of_year_end(data.year)
    if not gaps:
        parts = [f"No domain has both a level and a dated expectation by {day}"]
    else:
        parts = [f"{_at_or_above(met, len(gaps))} at or above what is needed by {day}"]
        widest = max(gap for _, gap in gaps)
        if widest:
            names = [name for name, gap in gaps if gap == widest]
            parts.append(
                f"the largest gap is {counted(widest, 'level')}, in {named_or_counted(names)}"
            )
    for kind in (CellKind.NONE_DATED, CellKind.NOT_ASSESSED, CellKind.NOT_APPLICABLE):
        number = sum(1 for row in data.domains if row.gap.kind is kind)
        if number:
            verb = {CellKind.NONE_DATED: ("has", "have")}.get(kind, ("is", "are"))
            parts.append(f"{number} {verb[0 if number == 1 else 1]} {kind.value}")
    return "; ".join(parts) + "."


def _at_or_above(met: int, of: int) -> str:
    if of > 1 and not met:
        return f"None of {of} domains is"
    return f"{met} of {counted(of, 'domain')} {'is' if 1 in (met, of) else 'are'}"


def _words(row: DomainStanding, year: int) -> RowWords:
    gap = row.gap.levels
    if gap is None:
        words = row.gap.kind.value
    elif gap:
        words = f"{counted(gap, 'level')} short"
    else:
        words = "ready"
    if gap is not None and row.answered < row.applicable:
        words += f", from {row.answered} of {row.applicable}"
    needed = "nothing dated" if row.needed is None else level_in_words(row.needed)
    spot = (
        f"{row.name}: now {level_in_words(row.level)}; needed in {year_label(year)}: {needed}; "
        f"{words}."
    )
    return RowWords(row.id, row.name, words, bool(gap), spot)


def _facts(row: DomainStanding) -> tuple[str, ...]:
    def figure(level: int | None, otherwise: str) -> str:
        return otherwise if level is None else str(level)

    return (
        row.name,
        figure(row.level, "not assessed"),
        figure(row.floor, "none"),
        figure(row.needed, "no dated expectation"),
        row.gap.words,
        figure(row.destination, "not set"),
        figure(row.asked_of_pcn, "nothing dated"),
        f"{row.answered} of {row.applicable}",
    )


def _key(data: NowAndNeeded) -> tuple[KeyItem, ...]:
    rows = data.domains
    entries = [level_marks.key_dot("now")]
    if any(row.needed is not None for row in rows):
        entries.append(level_marks.key_ring("needed"))
    if any(row.gap.levels for row in rows):
        entries.append(level_marks.key_gap("gap"))
    if any(row.floor is not None for row in rows):
        entries.append(level_marks.key_floor("lowest single rating"))
    if data.has_destination and any(row.destination is not None for row in rows):
        entries.append(level_marks.key_destination("your own destination"))
    if any(row.asked_of_pcn is not None for row in rows):
        entries.append(level_marks.key_asked("asked of your PCN"))
    return tuple(entries)


def _draw_row(
    sheet: Sheet, rows: LevelRows, number: int, row: DomainStanding, has_destination: bool
) -> None:
    marks = LevelMarks(sheet, rows.tracks)
    y = rows.y(number)
    if row.gap.kind is not CellKind.KNOWN:
        half = rows.height(sheet.px(9))
        marks.hatched((-EDGE_LEVELS, y - half), (4 + EDGE_LEVELS, y + half), f"hatch:{row.id}")
    destination = row.destination if has_destination else None
    if row.asked_of_pcn is not None:
        marks.asked((row.asked_of_pcn, y), rows.height(sheet.px(15)), f"asked:{row.id}")
    if row.level is not None and row.gap.levels:
        end = (row.level + row.gap.levels, y)
        marks.gap_line((row.level, y), end, row.gap.levels, f"gap:{row.id}")
    if row.needed is not None:
        shown = None if row.needed == row.level else row.needed
        marks.ring((row.needed, y), shown, f"needed:{row.id}")
    if destination is not None:
        free = destination not in (row.level, row.needed)
        marks.destination((destination, y), destination if free else None, f"own:{row.id}")
    _draw_now(sheet, rows, number, row)


def _draw_now(sheet: Sheet, rows: LevelRows, number: int, row: DomainStanding) -> None:
    marks = LevelMarks(sheet, rows.tracks)
    y = rows.y(number)
    if row.level is not None:
        marks.dot((row.level, y), row.level, f"now:{row.id}")
    elif row.gap.kind is CellKind.NOT_ASSESSED:
        marks.unknown((-EDGE_LEVELS / 2, y), f"unknown:{row.id}")
    if row.floor is not None:
        half = rows.height(sheet.px(7))
        marks.floor((row.floor, y), half, row.level, f"floor:{row.id}")
