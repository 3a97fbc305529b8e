"""The price of one line in each year that has its rises: a bar a year, the rise since striped.

Every price is worked out from the base year, never from a price already raised.

Source: content/expectations.md C3, "Uplift to year t".
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from stocktake.charts.chart import Chart, ChartTable, Paper
from stocktake.charts.drawing import KeyItem, Sheet
from stocktake.charts.marks import Block, Stroke, line
from stocktake.charts.money_rows import (
    MOST_ROWS,
    MoneyRow,
    MoneyRows,
    figures,
    key_block,
    only_first,
    pounds_and_pence,
    short,
)
from stocktake.charts.palette import Palette
from stocktake.charts.phrases import with_source
from stocktake.phrases import listed
from stocktake.units import round_half_up

KIND = "One bar for each year, all from nothing"
COLUMNS = (
    "Year",
    "Price (£)",
    "On the year before (£)",
    "On the base year (£)",
    "On the base year",
)
HALF_PX = 9
NOTHING = "There is no price to follow yet"


@dataclass(frozen=True, slots=True)
class YearBar:
    """The price in one financial year, in pounds to the penny."""

    year: str
    pounds: Decimal


@dataclass(frozen=True, slots=True)
class PriceByYear:
    """The price of one line by year.

    Attributes:
        name: the line of the card.
        unit: what one price pays for.
        years: from the base year on, in order.
        source: the rises used, in words.
    """

    name: str
    unit: str
    years: tuple[YearBar, ...]
    source: str = ""


EMPTY = PriceByYear("", "", ())


def draw(data: PriceByYear, paper: Paper) -> Chart:
    """Draw the price of one line, year by year."""
    sheet = Sheet(paper, _title(data), _subtitle(data))
    years = data.years[:MOST_ROWS]
    highest = max([each.pounds for each in years], default=Decimal(0))
    rows = MoneyRows(sheet, _rows(data), Decimal(0), highest)
    body = sheet.open(rows.body_px if years else 0, _key(data, sheet.palette))
    if years:
        rows.draw(body)
        for number in range(len(years)):
            _draw_bar(sheet, rows, data, number)
    else:
        sheet.say_empty(body, f"{NOTHING}.")
    return sheet.chart(KIND, _summary(data), ChartTable(COLUMNS, _facts(data)))


def _draw_bar(sheet: Sheet, rows: MoneyRows, data: PriceByYear, number: int) -> None:
    base, price, half = data.years[0].pounds, data.years[number].pounds, sheet.px(HALF_PX)
    solid, rise = _looks(sheet.palette)
    year = data.years[number].year
    rows.bar(number, (Decimal(0), min(base, price)), half, solid, f"price:{year}")
    if price > base:
        rows.bar(number, (base, price), half, rise, f"rise:{year}")
    elif price < base:
        y = rows.middle(number)
        mark = Stroke(sheet.palette.text, 1.6, (0, (3, 1.6)), order=4)
        line(rows.tracks, (float(base), y - half), (float(base), y + half), mark, f"fall:{year}")


def _title(data: PriceByYear) -> str:
    if not data.years:
        return NOTHING
    first, last = data.years[0], data.years[-1]
    name = short(data.name)
    if first is last:
        return f"{name}: {pounds_and_pence(first.pounds)} in {first.year}"
    start, end = pounds_and_pence(first.pounds), pounds_and_pence(last.pounds)
    if last.pounds == first.pounds:
        return f"{name}: {start} in {first.year} and still in {last.year}"
    way = "rising" if last.pounds > first.pounds else "falling"
    return f"{name}: {start} in {first.year}, {way} to {end} in {last.year}"


def _subtitle(data: PriceByYear) -> str:
    if not data.years:
        return ""
    measure = f"Price of one {data.unit} by year" if data.unit else "Price by year"
    return with_source(measure, "; ".join(filter(None, (only_first(len(data.years)), data.source))))


def _summary(data: PriceByYear) -> str:
    if not data.years:
        return f"{NOTHING}."
    parts = [f"{pounds_and_pence(each.pounds)} in {each.year}" for each in data.years]
    said = f"The price of {data.name} is {listed(parts)}."
    return said if len(parts) > 1 else f"{said} No rises have been given for later years."


def _percent(data: PriceByYear, number: int) -> str:
    base = data.years[0].pounds
    if not base:
        return "–"
    return f"{round_half_up((data.years[number].pounds - base) / base * 100, 1):+}%"


def _rows(data: PriceByYear) -> tuple[MoneyRow, ...]:
    rows = []
    for number, each in enumerate(data.years[:MOST_ROWS]):
        words = pounds_and_pence(each.pounds)
        if number:
            words = f"{words}, {_percent(data, number)}"
        since = f" on {data.years[0].year}" if number else ""
        rows.append(MoneyRow(each.year, each.year, words, f"{each.year}: {words}{since}."))
    return tuple(rows)


def _facts(data: PriceByYear) -> tuple[tuple[str, ...], ...]:
    rows = []
    for number, each in enumerate(data.years):
        if not number:
            rows.append((each.year, figures(each.pounds), "–", "–", "–"))
            continue
        before, base = data.years[number - 1].pounds, data.years[0].pounds
        rises = (figures(each.pounds - before), figures(each.pounds - base))
        rows.append((each.year, figures(each.pounds), *rises, _percent(data, number)))
    return tuple(rows)


def _looks(palette: Palette) -> tuple[Block, Block]:
    solid, rise = palette.series[0].colour, palette.series[3].colour
    return (
        Block(solid, solid, order=3),
        Block(palette.surface, rise, "////", rise, 1.4, order=3),
    )


def _key(data: PriceByYear, palette: Palette) -> tuple[KeyItem, ...]:
    if len(data.years) < 2:
        return ()
    base = data.years[0]
    solid, rise = _looks(palette)
    entries = [key_block(f"price in {base.year}", solid)]
    if any(each.pounds > base.pounds for each in data.years):
        entries.append(key_block(f"rise since {base.year}", rise))
    if any(each.pounds < base.pounds for each in data.years):
        entries.append(KeyItem(f"price in {base.year}, fallen since", _key_fall))
    return tuple(entries)


def _key_fall(sheet: Sheet, x: float, y: float) -> None:
    down = sheet.px(8)
    mark = Stroke(sheet.palette.text, 1.6, (0, (3, 1.6)))
    line(sheet.page, (x, y - down), (x, y + down), mark)
