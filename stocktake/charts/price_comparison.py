"""The prices of a card beside those of other cards: one row a line, a dot for each price.

Each card has a shape of its own. A price for a different unit has no dot beside ours: it is never
compared, and the row says so.

Source: content/expectations.md C6; G7 rule 4.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from stocktake.charts.chart import Chart, ChartTable, Paper
from stocktake.charts.drawing import KeyItem, Sheet
from stocktake.charts.marks import Mark, Stroke, line, shape
from stocktake.charts.money_rows import (
    MOST_ROWS,
    MoneyRow,
    MoneyRows,
    figures,
    key_words,
    only_first,
    pounds_and_pence,
    short,
)
from stocktake.charts.phrases import with_source
from stocktake.phrases import counted, listed

KIND = "Dots on a scale of pounds, one row for each line of the card"
DOT_PX = 13
EDGE = Decimal("1.04")
"""How far the scale goes on beyond the highest price, so that its dot stands clear of the words."""
MOST_OTHERS = 4
"""Other cards that can be told apart by shape."""
NOT_OURS = "not on ours"
NOTHING = "There are no two cards to compare yet"


@dataclass(frozen=True, slots=True)
class TheirPrice:
    """Another card's price for one of our units, or why there is none to compare.

    Attributes:
        pounds: to the penny; None unless it can be compared.
        why_not: in words, such as ``theirs is for a patient-year``; empty when compared.
        shown: how their unit was put in terms of ours, in words; empty for the same unit.
    """

    pounds: Decimal | None
    why_not: str = ""
    shown: str = ""


@dataclass(frozen=True, slots=True)
class ComparedPrice:
    """One line: our price and theirs, one of each other card in its order.

    Attributes:
        own: our price in pounds; None where we have none.
        why_none: why we have none, in words.
    """

    id: str
    name: str
    unit: str
    own: Decimal | None
    others: tuple[TheirPrice, ...]
    why_none: str = NOT_OURS


@dataclass(frozen=True, slots=True)
class PriceComparison:
    """Cards side by side.

    Attributes:
        own: what our card is called.
        others: what the other cards are called, four at most.
        lines: in the order to draw them.

    Raises:
        ValueError: there are more than four others, or a line has not one price for each.
    """

    own: str
    others: tuple[str, ...]
    lines: tuple[ComparedPrice, ...]
    source: str = ""

    def __post_init__(self) -> None:
        if len(self.others) > MOST_OTHERS:
            raise ValueError("more cards than can be told apart")
        if any(len(each.others) != len(self.others) for each in self.lines):
            raise ValueError("a line needs a price, or a reason for none, from each card")


EMPTY = PriceComparison("", (), ())


def draw(data: PriceComparison, paper: Paper) -> Chart:
    """Draw our prices beside those of others."""
    sheet = Sheet(paper, _title(data), _subtitle(data))
    drawn = data.lines[:MOST_ROWS]
    rows = MoneyRows(sheet, tuple(map(_row, drawn)), Decimal(0), _highest(data) * EDGE)
    body = sheet.open(rows.body_px if drawn else 0, _key(sheet, data))
    if drawn:
        rows.draw(body)
        for number, each in enumerate(drawn):
            _draw_dots(sheet, rows, number, each)
    else:
        sheet.say_empty(body, f"{NOTHING}.")
    return sheet.chart(KIND, _summary(data), ChartTable(_columns(data), _facts(data)))


def _prices(line_: ComparedPrice) -> list[Decimal]:
    """Return every price of a line that has a dot, ours first."""
    own = [] if line_.own is None else [line_.own]
    return own + [each.pounds for each in line_.others if each.pounds is not None]


def _highest(data: PriceComparison) -> Decimal:
    return max([price for each in data.lines for price in _prices(each)], default=Decimal(0))


def _compared(data: PriceComparison) -> list[ComparedPrice]:
    return [
        each
        for each in data.lines
        if each.own is not None and any(other.pounds is not None for other in each.others)
    ]


def _title(data: PriceComparison) -> str:
    if not data.lines:
        return NOTHING
    rows = _compared(data)
    if not rows:
        return "No line can be compared: none is in both cards with one unit"
    below = sum(1 for each in rows if each.own == min(_prices(each)) < max(_prices(each)))
    count = counted(len(rows), "line")
    return f"{short(data.own)} has the lowest price in {below} of {count} compared"


def _subtitle(data: PriceComparison) -> str:
    if not data.lines:
        return ""
    more = "; ".join(filter(None, (only_first(len(data.lines)), data.source)))
    return with_source("Price of one unit; a different unit is never compared", more)


def _summary(data: PriceComparison) -> str:
    if not data.lines:
        return f"{NOTHING}."
    rows = _compared(data)
    lower = sum(1 for each in rows if each.own == min(_prices(each)) < max(_prices(each)))
    higher = sum(1 for each in rows if each.own == max(_prices(each)) > min(_prices(each)))
    rest = len(rows) - lower - higher
    parts = [f"lowest in {lower}", f"highest in {higher}"]
    parts += [f"neither in {rest}"] * bool(rest)
    said = f"Of {counted(len(rows), 'line')} compared, {data.own} is {listed(parts)}."
    left = len(data.lines) - len(rows)
    if not left:
        return said
    return f"{said} {counted(left, 'line is', 'lines are')} not compared."


def _words(each: ComparedPrice) -> str:
    """Say what stands on the right of a row: the difference, or why there is none."""
    reasons = sorted({other.why_not for other in each.others if other.why_not})
    theirs = [other.pounds for other in each.others if other.pounds is not None]
    if each.own is None:
        return each.why_none
    if not theirs:
        return f"{pounds_and_pence(each.own)}; {'; '.join(reasons) or 'not compared'}"
    if len(theirs) > 1:
        low, high = pounds_and_pence(min(theirs)), pounds_and_pence(max(theirs))
        return f"{pounds_and_pence(each.own)}; others {low} to {high}"
    return f"{pounds_and_pence(each.own)}; {_difference(theirs[0] - each.own)}"


def _difference(pounds: Decimal) -> str:
    if not pounds:
        return "theirs the same"
    return f"theirs {pounds_and_pence(abs(pounds))} {'more' if pounds > 0 else 'less'}"


def _row(each: ComparedPrice) -> MoneyRow:
    words = _words(each)
    return MoneyRow(each.id, each.name, words, f"{each.name}, per {each.unit}: {words}.")


def _columns(data: PriceComparison) -> tuple[str, ...]:
    return ("Line", "Unit", f"{data.own} (£)", *(f"{name} (£)" for name in data.others))


def _facts(data: PriceComparison) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            each.name,
            each.unit,
            each.why_none if each.own is None else figures(each.own),
            *map(_their_fact, each.others),
        )
        for each in data.lines
    )


def _their_fact(price: TheirPrice) -> str:
    if price.pounds is None:
        return f"not compared: {price.why_not}" if price.why_not else "not compared"
    return f"{figures(price.pounds)} ({price.shown})" if price.shown else figures(price.pounds)


def _own_mark(sheet: Sheet) -> Mark:
    look = sheet.palette.series[0]
    return Mark(look.marker, sheet.px(DOT_PX), look.colour, sheet.palette.surface, 1.2, order=6)


def _their_mark(sheet: Sheet, number: int) -> Mark:
    """Others are hollow, each with a shape of its own, so that none hides ours."""
    look = sheet.palette.series[number + 1]
    return Mark(look.marker, sheet.px(DOT_PX), "none", look.colour, 2.2, order=7)


def _draw_dots(sheet: Sheet, rows: MoneyRows, number: int, each: ComparedPrice) -> None:
    y = rows.middle(number)
    prices = [float(price) for price in _prices(each)]
    if len(prices) > 1:
        way = Stroke(sheet.palette.border, 1.6, order=4)
        line(rows.tracks, (min(prices), y), (max(prices), y), way, f"way:{each.id}")
    if each.own is not None:
        shape(rows.tracks, (float(each.own), y), _own_mark(sheet), f"own:{each.id}")
    for at, other in enumerate(each.others):
        if other.pounds is not None:
            mark = _their_mark(sheet, at)
            shape(rows.tracks, (float(other.pounds), y), mark, f"other:{at}:{each.id}")


def _key(sheet: Sheet, data: PriceComparison) -> tuple[KeyItem, ...]:
    if not data.lines:
        return ()
    own = key_words(sheet, data.own)
    return (
        KeyItem(own, lambda on, x, y: shape(on.page, (x, y), _own_mark(on))),
        *(_key_other(number, key_words(sheet, name)) for number, name in enumerate(data.others)),
    )


def _key_other(number: int, name: str) -> KeyItem:
    def draw_mark(sheet: Sheet, x: float, y: float) -> None:
        shape(sheet.page, (x, y), _their_mark(sheet, number))

    return KeyItem(name, draw_mark)
