"""One figure of a practice on a strip for each of its areas: England, its ICB and its PCN.

All strips share one scale in the figure's own unit. The outer band is the middle 80 of every 100
practices, the inner one the middle half, the upright line the median. Of four to seven practices
only the range and the median are drawn, of fewer nothing. No colour says better or worse.

Source: design/opendata.md 17 for what may be shown of how many practices.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from stocktake.charts.against_england import key_yours, spread_bands, yours_mark
from stocktake.charts.chart import Chart, ChartTable, Paper
from stocktake.charts.drawing import Box, KeyItem, Sheet
from stocktake.charts.level_marks import LevelMarks, key_hatched
from stocktake.charts.marks import Plane, Stroke, block, line, shape
from stocktake.phrases import counted
from stocktake.questionnaire.positions import NOT_A_SCORE
from stocktake.units import number_in_words

KIND = "A mark on a strip for each area, on one scale"
COLUMNS = (
    "Area",
    "Practices compared",
    "Lowest tenth below",
    "Lowest quarter below",
    "Median of practices",
    "Highest quarter above",
    "Highest tenth above",
    "Where yours stands",
)
TRACK_PX = 40
"""Pixels of a strip with the air around it."""
NONE = "not shown"


@dataclass(frozen=True, slots=True)
class AreaStrip:
    """The practices of one area.

    Attributes:
        id: of the area.
        name: its name in full.
        count: practices compared.
        ends: the least and the most; None where nothing may be shown.
        median: None likewise.
        tenths, quarters: the 10th and 90th, and 25th and 75th percentiles, from eight practices.
        said: where the practice stands, in words.
    """

    id: str
    name: str
    count: int
    said: str
    ends: tuple[Decimal, Decimal] | None = None
    median: Decimal | None = None
    tenths: tuple[Decimal, Decimal] | None = None
    quarters: tuple[Decimal, Decimal] | None = None


@dataclass(frozen=True, slots=True)
class AreaStrips:
    """One figure of a practice beside its areas.

    Attributes:
        name: what is compared.
        unit: what it counts.
        value: the practice's, rounded as it is shown; None when there is nothing to compare.
        strips: widest area first.
    """

    name: str
    unit: str
    value: Decimal | None
    strips: tuple[AreaStrip, ...]


EMPTY = AreaStrips("", "", None, ())
NOTHING = "There is nothing to compare with yet."


def draw(data: AreaStrips, paper: Paper) -> Chart:
    """Draw where one figure stands in each area."""
    subtitle = ". ".join(part for part in (data.unit.capitalize(), NOT_A_SCORE) if part)
    sheet = Sheet(paper, _title(data), subtitle)
    strips = _Strips(sheet, data)
    body = sheet.open(strips.body_px, _key(data))
    if data.strips and data.value is not None:
        strips.draw(body)
    else:
        sheet.say_empty(body, NOTHING)
    return sheet.chart(KIND, _summary(data), ChartTable(COLUMNS, tuple(map(_facts, data.strips))))


def _title(data: AreaStrips) -> str:
    if data.value is None:
        return "Nothing to compare with yet"
    return f"{data.name}: {number_in_words(data.value)}"


def _summary(data: AreaStrips) -> str:
    if data.value is None:
        return NOTHING
    said = " ".join(f"{each.name}: {each.said[0].lower()}{each.said[1:]}." for each in data.strips)
    return f"{data.name}: {number_in_words(data.value)}. {said} {NOT_A_SCORE}"


def _facts(strip: AreaStrip) -> tuple[str, ...]:
    tenths, quarters = strip.tenths, strip.quarters
    return (
        strip.name,
        f"{strip.count:,}",
        number_in_words(tenths[0]) if tenths else NONE,
        number_in_words(quarters[0]) if quarters else NONE,
        NONE if strip.median is None else number_in_words(strip.median),
        number_in_words(quarters[1]) if quarters else NONE,
        number_in_words(tenths[1]) if tenths else NONE,
        strip.said,
    )


def _key(data: AreaStrips) -> tuple[KeyItem, ...]:
    entries = []
    if any(each.median is not None for each in data.strips):
        entries.append(KeyItem("yours", key_yours))
        entries.append(KeyItem("median", _key_median))
    if any(each.quarters for each in data.strips):
        entries.append(KeyItem("middle half of practices", _key_half))
        entries.append(KeyItem("middle 80 of every 100", _key_tenths))
    if any(each.ends and not each.quarters for each in data.strips):
        entries.append(KeyItem("lowest to highest of a few", _key_range))
    if any(each.median is None for each in data.strips):
        entries.append(key_hatched("too few to compare"))
    return tuple(entries)


def _key_median(sheet: Sheet, x: float, y: float) -> None:
    half = sheet.px(7)
    line(sheet.page, (x, y - half), (x, y + half), Stroke(sheet.palette.text, 1.8))


def _key_half(sheet: Sheet, x: float, y: float) -> None:
    across, down = sheet.px(11), sheet.px(6)
    block(sheet.page, (x - across, y - down), (x + across, y + down), spread_bands(sheet)[1])


def _key_tenths(sheet: Sheet, x: float, y: float) -> None:
    across, down = sheet.px(11), sheet.px(4)
    block(sheet.page, (x - across, y - down), (x + across, y + down), spread_bands(sheet)[0])


def _key_range(sheet: Sheet, x: float, y: float) -> None:
    half, high = sheet.px(11), sheet.px(4)
    stroke = Stroke(sheet.palette.border, 1.6)
    line(sheet.page, (x - half, y), (x + half, y), stroke)
    for end in (x - half, x + half):
        line(sheet.page, (end, y - high), (end, y + high), stroke)


class _Strips:
    """The strips, measured before the sheet is opened and drawn after."""

    def __init__(self, sheet: Sheet, data: AreaStrips) -> None:
        self._sheet = sheet
        self._data = data
        self._strong = replace(sheet.body_pen, is_strong=True, down="top")
        self._quiet = replace(sheet.muted_pen, down="top")
        room = sheet.inner_width
        self._names = [sheet.wrap(each.name, room, self._strong) for each in data.strips]
        self._said = [sheet.wrap(_said(each), room, self._quiet) for each in data.strips]

    def _words_px(self, number: int) -> float:
        sheet = self._sheet
        names = len(self._names[number]) * sheet.line_height(self._strong)
        return names + len(self._said[number]) * sheet.line_height(self._quiet)

    @property
    def _scale_px(self) -> float:
        return self._sheet.line_height(self._quiet) + self._sheet.px(14)

    @property
    def body_px(self) -> float:
        """The least height of the strips and the scale under them."""
        gap = self._sheet.px(TRACK_PX + 16)
        words = sum(self._words_px(number) + gap for number in range(len(self._data.strips)))
        return words + self._scale_px

    def draw(self, body: Box) -> None:
        """Draw every strip, and the scale under the last."""
        sheet = self._sheet
        top = body.top + sheet.px(8)
        low, high = _reach(self._data)
        left, right = body.left + sheet.px(10), body.right - sheet.px(10)
        for number, strip in enumerate(self._data.strips):
            start = top
            sheet.write((body.left, top), self._names[number], self._strong)
            names = len(self._names[number]) * sheet.line_height(self._strong)
            sheet.write((body.left, top + names), self._said[number], self._quiet)
            top += self._words_px(number) + sheet.px(4)
            box = Box(left, top, right, top + sheet.px(TRACK_PX))
            self._draw_strip(strip, sheet.plane(box, (low, high), (1, -1), 2))
            top = box.bottom + sheet.px(12)
            spot = Box(body.left, start, body.right, box.bottom)
            sheet.mark_spot(spot, (strip.id, ""), f"{strip.name}: {strip.said}.")
        self._draw_scale(Box(left, top, right, top + self._scale_px), low, high)

    def _draw_strip(self, strip: AreaStrip, plane: Plane) -> None:
        sheet, palette = self._sheet, self._sheet.palette
        low, high = plane.across
        if strip.median is None or strip.ends is None:
            LevelMarks(sheet, plane).hatched((low, -0.35), (high, 0.35), f"hatch:{strip.id}")
            return
        line(plane, (low, 0), (high, 0), Stroke(palette.hairline, 1, order=1))
        if strip.tenths and strip.quarters:
            outer, middle = spread_bands(sheet)
            (p10, p90), (q1, q3) = strip.tenths, strip.quarters
            block(plane, (float(p10), -0.35), (float(p90), 0.35), outer, f"band:{strip.id}")
            block(plane, (float(q1), -0.6), (float(q3), 0.6), middle, f"middle:{strip.id}")
        else:
            least, most = map(float, strip.ends)
            rule = Stroke(palette.border, 1.6, order=2)
            line(plane, (least, 0), (most, 0), rule, f"range:{strip.id}")
            for end in (least, most):
                line(plane, (end, -0.3), (end, 0.3), rule)
        at = float(strip.median)
        line(plane, (at, -0.6), (at, 0.6), Stroke(palette.text, 1.8, order=3), f"median:{strip.id}")
        own = float(self._data.value or 0)
        shape(plane, (own, 0), yours_mark(sheet), f"yours:{strip.id}")

    def _draw_scale(self, box: Box, low: float, high: float) -> None:
        """Write the two ends of the scale, which is all that the eye needs beside the table."""
        sheet = self._sheet
        rule = Stroke(sheet.palette.border, 1)
        line(sheet.page, (box.left, box.top), (box.right, box.top), rule)
        y = box.top + sheet.px(6)
        ends = [number_in_words(_tidy(each)) for each in (low, high)]
        sheet.write((box.left, y), ends[0], self._quiet)
        sheet.write((box.right, y), ends[1], replace(self._quiet, across="right"))


def _said(strip: AreaStrip) -> str:
    of = counted(strip.count, "practice")
    middle = f"; median {number_in_words(strip.median)}" if strip.median is not None else ""
    return f"{strip.said} ({of}{middle})"


def _reach(data: AreaStrips) -> tuple[float, float]:
    """The ends of the scale: everything drawn, and a little air."""
    found = [float(data.value or 0)]
    for strip in data.strips:
        ends = strip.tenths or strip.ends
        if strip.median is not None and ends:
            found += map(float, ends)
    least, most = min(found), max(found)
    air = (most - least) * 0.06 or abs(most) * 0.1 or 1.0
    # Nothing that is counted falls below nothing.
    return (max(0.0, least - air) if least >= 0 else least - air), most + air


def _tidy(figure: float) -> Decimal:
    """An end of the scale with about three figures."""
    if abs(figure) >= 100:
        return Decimal(round(figure))
    return Decimal(str(round(figure, 1 if abs(figure) >= 10 else 2)))
