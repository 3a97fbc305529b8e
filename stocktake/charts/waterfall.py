"""How one price is made up: a bar for each part, each beginning where the last one ended.

Three sorts of part are told apart by pattern as well as colour: people's time, things, and shares
added on. The last bar is the price, from nothing to all of it.

Source: content/expectations.md C3, "Line price".
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from stocktake.charts.chart import Chart, ChartTable, Paper
from stocktake.charts.drawing import KeyItem, Sheet
from stocktake.charts.marks import Block
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

KIND = "Bars one after another, from nothing to the price"
COLUMNS = ("Part", "Amount (£)", "So far (£)", "Share of the price")
PRICE = "Price"
HALF_PX = 9
NOTHING = "There is no price to take apart yet"

Sort = Literal["people", "things", "shares"]
SORTS: dict[Sort, str] = {
    "people": "people’s time",
    "things": "things and rooms",
    "shares": "shares added on",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One part of a price, in pounds to the penny; below 0 takes off."""

    id: str
    name: str
    pounds: Decimal
    sort: Sort = "things"


@dataclass(frozen=True, slots=True)
class Waterfall:
    """One price and its parts in order.

    Attributes:
        name: the line of the card.
        unit: what one price pays for, such as visit.
        steps: the parts; none where the card only states a price.
        price_gbp: what they add up to; None for no line.
        source: whose card it is, and its base year.

    Raises:
        ValueError: the parts do not add up to the price.
    """

    name: str
    unit: str
    steps: tuple[Step, ...]
    price_gbp: Decimal | None
    source: str = ""

    def __post_init__(self) -> None:
        if self.steps and sum(step.pounds for step in self.steps) != self.price_gbp:
            raise ValueError("the parts of a price do not add up to it")


EMPTY = Waterfall("", "", (), None)


def draw(data: Waterfall, paper: Paper) -> Chart:
    """Draw how a price is made up."""
    sheet = Sheet(paper, _title(data), _subtitle(data))
    steps = data.steps[:MOST_ROWS]
    so_far = [sum((each.pounds for each in steps[:at]), Decimal(0)) for at in range(len(steps) + 1)]
    price = data.price_gbp or Decimal(0)
    extent = (*so_far, price)
    rows = MoneyRows(sheet, _rows(data), min(extent), max(extent), ends_right=True)
    body = sheet.open(rows.body_px if steps else 0, _key(data, sheet.palette))
    if steps:
        rows.draw(body)
        half = sheet.px(HALF_PX)
        for number, step in enumerate(steps):
            span = (so_far[number], so_far[number + 1])
            look = _looks(sheet.palette)[step.sort]
            rows.bar(number, span, half, look, f"step:{step.id}")
            rows.joint(number, so_far[number + 1], half)
        rows.bar(len(steps), (Decimal(0), price), half, _price_look(sheet.palette), "price")
    else:
        sheet.say_empty(body, f"{_nothing(data)}.")
    return sheet.chart(KIND, _summary(data), ChartTable(COLUMNS, _facts(data)))


def _nothing(data: Waterfall) -> str:
    if data.price_gbp is None:
        return NOTHING
    return "The card states this price and not how it is made up"


def _title(data: Waterfall) -> str:
    if data.price_gbp is None:
        return NOTHING
    price = pounds_and_pence(data.price_gbp)
    staff = sum((step.pounds for step in data.steps if step.sort == "people"), Decimal(0))
    if not staff:
        return f"{short(data.name)}: {price}"
    return f"{short(data.name)}: {_share(data, staff)} of the {price} is people’s time"


def _subtitle(data: Waterfall) -> str:
    if data.price_gbp is None:
        return ""
    unit = f"How the price of one {data.unit} is made up" if data.unit else "How it is made up"
    return with_source(unit, "; ".join(filter(None, (only_first(len(data.steps)), data.source))))


def _summary(data: Waterfall) -> str:
    if data.price_gbp is None:
        return f"{NOTHING}."
    price = pounds_and_pence(data.price_gbp)
    if not data.steps:
        return f"The price of {data.name} is {price}. {_nothing(data)}."
    parts = [f"{pounds_and_pence(step.pounds)} {_in_a_sentence(step.name)}" for step in data.steps]
    return f"{data.name}, {price}, is made up of {listed(parts)}."


def _in_a_sentence(name: str) -> str:
    """Write the name of a part inside a sentence; a short word in capitals, such as GP, stays."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def _share(data: Waterfall, pounds: Decimal) -> str:
    if not data.price_gbp:
        return "–"
    return f"{round_half_up(pounds / data.price_gbp * 100)}%"


def _rows(data: Waterfall) -> tuple[MoneyRow, ...]:
    if not data.steps or data.price_gbp is None:
        return ()
    rows = []
    for step in data.steps[:MOST_ROWS]:
        words = pounds_and_pence(step.pounds)
        spot = f"{step.name}: {words}, {_share(data, step.pounds)} of the price."
        rows.append(MoneyRow(step.id, step.name, words, spot))
    price = pounds_and_pence(data.price_gbp)
    rows.append(MoneyRow("price", PRICE, price, f"{PRICE}: {price}.", is_strong=True))
    return tuple(rows)


def _facts(data: Waterfall) -> tuple[tuple[str, ...], ...]:
    if data.price_gbp is None:
        return ()
    rows = []
    so_far = Decimal(0)
    for step in data.steps:
        so_far += step.pounds
        share = _share(data, step.pounds)
        rows.append((step.name, figures(step.pounds), figures(so_far), share))
    price = figures(data.price_gbp)
    return (*rows, (PRICE, price, price, _share(data, data.price_gbp)))


def _looks(palette: Palette) -> dict[Sort, Block]:
    """People are solid, things dotted, shares striped."""
    solid, things, shares = (palette.series[number].colour for number in (0, 2, 3))
    return {
        "people": Block(solid, solid, order=3),
        "things": Block(palette.surface, things, "...", things, 1.4, order=3),
        "shares": Block(palette.surface, shares, "////", shares, 1.4, order=3),
    }


def _price_look(palette: Palette) -> Block:
    return Block(palette.text, palette.text, order=3)


def _key(data: Waterfall, palette: Palette) -> tuple[KeyItem, ...]:
    if not data.steps:
        return ()
    looks = _looks(palette)
    used = {step.sort for step in data.steps}
    entries = [key_block(words, looks[sort]) for sort, words in SORTS.items() if sort in used]
    return (*entries, key_block("the price", _price_look(palette)))
