"""The spread of practices: one dot for each practice on its level, domain by domain.

The middle (the interval from the lower to the upper median) is a band and the range a line; levels
are ordered categories, so there is no average. A held row shows only what may be shown.

Source: content/expectations.md G2 for the statistics and G6 for what is held.
"""

from __future__ import annotations

from dataclasses import dataclass

from stocktake.charts.chart import Chart, ChartTable, Paper
from stocktake.charts.drawing import KeyItem, Pen, Sheet
from stocktake.charts.level_marks import LevelMarks, key_hatched
from stocktake.charts.level_rows import EDGE_LEVELS, LevelRows, RowWords
from stocktake.charts.marks import Block, Mark, Plane, Stroke, block, line, shape
from stocktake.charts.phrases import with_source
from stocktake.phrases import counted, listed, start_upper

KIND = "Dots on a scale of 0 to 4, one dot for each practice and one row for each domain"
COLUMNS = (
    "Domain",
    "At 0",
    "At 1",
    "At 2",
    "At 3",
    "At 4",
    "Middle",
    "Range",
    "Practices answered",
    "Your own level",
)
DOT_PX = 9
DOTS_ACROSS = 4
DOTS_DOWN = 2


@dataclass(frozen=True, slots=True)
class DomainSpread:
    """How the practices stand in one domain.

    Attributes:
        id: the domain's id.
        name: the domain's name in full.
        counts: practices at levels 0 to 4; None when the distribution is held.
        answered: practices with a level.
        practices: practices in the group.
        lowest, highest: the range; None when there is none, or it is held.
        own: one practice's own level, on its own note only.
    """

    id: str
    name: str
    counts: tuple[int, int, int, int, int] | None
    answered: int
    practices: int
    lowest: int | None = None
    highest: int | None = None
    own: int | None = None

    @property
    def median(self) -> tuple[int, int] | None:
        """The lower and upper median; None when held or when nobody has answered."""
        if self.counts is None:
            return None
        levels = [level for level, count in enumerate(self.counts) for _ in range(count)]
        if not levels:
            return None
        return levels[(len(levels) + 1) // 2 - 1], levels[len(levels) // 2]

    @property
    def is_held(self) -> bool:
        """Whether there are answers whose distribution may not be shown."""
        return self.counts is None and self.answered > 0


@dataclass(frozen=True, slots=True)
class Spread:
    """Every domain of a group; ``source`` says which group and round."""

    domains: tuple[DomainSpread, ...]
    source: str = ""


EMPTY = Spread(())


def draw(data: Spread, paper: Paper) -> Chart:
    """Draw where the practices of a group stand in each domain."""
    subtitle = "Level of each practice, with the middle and the range"
    sheet = Sheet(paper, _title(data), with_source(subtitle, data.source))
    rows = LevelRows(sheet, tuple(map(_words, data.domains)))
    body = sheet.open(rows.body_px, _key(data))

    def on_track(number: int) -> None:
        _draw_row(sheet, rows, number, data.domains[number])

    rows.draw_each(body, on_track, "No practice has sent its ratings yet.")
    return sheet.chart(KIND, _summary(data), ChartTable(COLUMNS, tuple(map(_facts, data.domains))))


def _widest(data: Spread) -> tuple[int, list[str]]:
    """The widest range, and the domains that have it."""
    ranges = {
        row.name: row.highest - row.lowest
        for row in data.domains
        if row.lowest is not None and row.highest is not None
    }
    widest = max(ranges.values(), default=0)
    return widest, [name for name, width in ranges.items() if width == widest]


def _title(data: Spread) -> str:
    if not any(row.answered for row in data.domains):
        return "No practice has sent its ratings yet"
    if not any(row.lowest is not None for row in data.domains):
        return "Too few practices have answered to show the spread"
    widest, names = _widest(data)
    if widest == 0:
        return "Practices stand at the same level in every domain"
    if len(names) == 1:
        return f"Practices differ most in {names[0]}: {counted(widest, 'level')} apart"
    return f"Practices are {counted(widest, 'level')} apart in {counted(len(names), 'domain')}"


def _summary(data: Spread) -> str:
    if not any(row.answered for row in data.domains):
        return "No practice has sent its ratings yet."
    held = sum(1 for row in data.domains if row.is_held)
    parts = []
    widest, names = _widest(data)
    if names:
        agree = sum(1 for row in data.domains if _is_close(row))
        have = "has" if agree == 1 else "have"
        parts.append(
            f"{agree} of {counted(len(data.domains), 'domain')} {have} practices within "
            f"1 level of one another"
        )
        if widest > 1:
            parts.append(f"the widest range is {counted(widest, 'level')}, in {listed(names)}")
    if held:
        parts.append(
            f"the distribution is held in {counted(held, 'domain')}, where too few have answered"
        )
    return start_upper("; ".join(parts)) + "."


def _is_close(row: DomainSpread) -> bool:
    if row.lowest is None or row.highest is None:
        return False
    return row.highest - row.lowest <= 1


def _interval(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}–{high}"


def _words(row: DomainSpread) -> RowWords:
    answered = f"{row.answered}\u00a0of\u00a0{row.practices}"
    if not row.answered:
        words = "none answered"
    elif row.median is None:
        words = f"{row.answered} answered, held"
    else:
        words = f"middle {_interval(*row.median)}, from\u00a0{answered}"
    return RowWords(row.id, row.name, words, False, f"{row.name}: {words}.")


def _facts(row: DomainSpread) -> tuple[str, ...]:
    held = "held" if row.is_held else "none"
    counts = ("held",) * 5 if row.is_held else tuple(map(str, row.counts or (0,) * 5))
    has_range = row.lowest is not None and row.highest is not None
    return (
        row.name,
        *counts,
        held if row.median is None else _interval(*row.median),
        _interval(row.lowest or 0, row.highest or 0) if has_range else held,
        f"{row.answered} of {row.practices}",
        "not shown" if row.own is None else str(row.own),
    )


def _key(data: Spread) -> tuple[KeyItem, ...]:
    entries = []
    if any(row.median for row in data.domains):
        entries.append(KeyItem("one practice", _key_dot))
        entries.append(KeyItem("middle", _key_band))
    if any(row.lowest is not None for row in data.domains):
        entries.append(KeyItem("lowest to highest", _key_range))
    if any(row.own is not None for row in data.domains):
        entries.append(KeyItem("your own level", _key_own))
    if any(row.is_held or not row.answered for row in data.domains):
        entries.append(key_hatched("held, or no answers"))
    return tuple(entries)


def _draw_row(sheet: Sheet, rows: LevelRows, number: int, row: DomainSpread) -> None:
    y = rows.y(number)
    half = rows.height(sheet.px(12))
    if row.median is None:
        strip = ((-EDGE_LEVELS, y - half), (4 + EDGE_LEVELS, y + half))
        LevelMarks(sheet, rows.tracks).hatched(*strip, f"hatch:{row.id}")
    else:
        low, high = row.median
        look = Block(sheet.palette.soft, sheet.palette.accent, outline_px=1, order=1.5)
        block(rows.tracks, (low - 0.4, y - half), (high + 0.4, y + half), look, f"middle:{row.id}")
    if row.lowest is not None and row.highest is not None:
        _draw_range(sheet, rows, y, row)
    for level, count in enumerate(row.counts or ()):
        _draw_practices(sheet, rows, (level, y), count, f"practices:{row.id}:{level}")
    if row.own is not None:
        above = y - rows.height(sheet.px(15))
        shape(rows.tracks, (row.own, above), _own_mark(sheet), f"own:{row.id}")


def _draw_range(sheet: Sheet, rows: LevelRows, y: float, row: DomainSpread) -> None:
    stroke = Stroke(sheet.palette.border, 1.4, order=3)
    ends = (row.lowest or 0, row.highest or 0)
    line(rows.tracks, (ends[0], y), (ends[1], y), stroke, f"range:{row.id}")
    if row.counts is not None:
        return  # A dot stands at each end.
    half = rows.height(sheet.px(5))
    for end in ends:
        line(rows.tracks, (end, y - half), (end, y + half), stroke)


def _draw_practices(
    sheet: Sheet, rows: LevelRows, at: tuple[float, float], count: int, name: str
) -> None:
    """Draw a dot for each practice, or one dot with the count where they would not fit."""
    if count > DOTS_ACROSS * DOTS_DOWN:
        palette = sheet.palette
        mark = Mark("o", sheet.px(22), palette.series[0].colour, palette.surface, 1.5)
        shape(rows.tracks, at, mark, name)
        pen = Pen(sheet.sizes.small, palette.surface, is_strong=True, across="center")
        sheet.write(at, str(count), pen, rows.tracks)
        return
    pitch = sheet.px(DOT_PX + 1.5)
    for number in range(count):
        down, across = divmod(number, DOTS_ACROSS)
        in_line = min(DOTS_ACROSS, count - down * DOTS_ACROSS)
        lines = -(-count // DOTS_ACROSS)
        x = at[0] + rows.width((across - (in_line - 1) / 2) * pitch)
        y = at[1] + rows.height((down - (lines - 1) / 2) * pitch)
        _dot(sheet, rows.tracks, (x, y), name)


def _dot(sheet: Sheet, plane: Plane, at: tuple[float, float], name: str = "") -> None:
    palette = sheet.palette
    mark = Mark("o", sheet.px(DOT_PX), palette.series[0].colour, palette.surface, 0.8)
    shape(plane, at, mark, name)


def _own_mark(sheet: Sheet) -> Mark:
    return Mark("v", sheet.px(11), sheet.palette.text, sheet.palette.surface, 1, order=8)


def _key_dot(sheet: Sheet, x: float, y: float) -> None:
    _dot(sheet, sheet.page, (x, y))


def _key_band(sheet: Sheet, x: float, y: float) -> None:
    across, down = sheet.px(11), sheet.px(6)
    look = Block(sheet.palette.soft, sheet.palette.accent)
    block(sheet.page, (x - across, y - down), (x + across, y + down), look)


def _key_range(sheet: Sheet, x: float, y: float) -> None:
    stroke = Stroke(sheet.palette.border, 1.4)
    half, high = sheet.px(11), sheet.px(4)
    line(sheet.page, (x - half, y), (x + half, y), stroke)
    for end in (x - half, x + half):
        line(sheet.page, (end, y - high), (end, y + high), stroke)


def _key_own(sheet: Sheet, x: float, y: float) -> None:
    shape(sheet.page, (x, y), _own_mark(sheet))
