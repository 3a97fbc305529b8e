"""People and money by year: two panels, each with its own scale, funded and unfunded told apart.

What is needed to be safe today and what is needed to meet expectations are two series. They are
drawn side by side and never added together.

Source: content/expectations.md B7; data-model page, "Planning and merging".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from stocktake.charts.chart import Chart, ChartTable, Paper
from stocktake.charts.drawing import Box, KeyItem, Sheet
from stocktake.charts.level_marks import key_hatched
from stocktake.charts.marks import Block, Stroke, block, line
from stocktake.charts.phrases import with_source
from stocktake.charts.resource_bars import Amount as Amount
from stocktake.charts.resource_bars import Panel, draw_bars, key_cut, looks, safe_look
from stocktake.phrases import counted
from stocktake.units import number_in_words, pounds_in_words, round_half_up, year_label

KIND = "Two panels of bars by year, people above and money below, on separate scales"
COLUMNS = (
    "Year",
    "People, funded (WTE)",
    "People, funding not settled (WTE)",
    "People, unfunded (WTE)",
    "Money, funded (£)",
    "Money, funding not settled (£)",
    "Money, unfunded (£)",
)
SAFE_COLUMN = "To be safe today, counted apart (£)"
"""A column of its own, where anybody has said; it belongs to no other figure of its year."""
PANEL_PX = 128


@dataclass(frozen=True, slots=True)
class YearNeeds:
    """What meeting expectations takes in one year; None where nobody has said.

    Attributes:
        year: the financial year, by the calendar year it starts in.
        people_wte: people, in WTE.
        money_gbp: money, in pounds of the plan's price year.
    """

    year: int
    people_wte: Amount | None
    money_gbp: Amount | None


@dataclass(frozen=True, slots=True)
class Resources:
    """People and money by year.

    Attributes:
        years: in order.
        safe_today_gbp: money to be safe today in each of the years; empty when not said.
        source: what the figures rest on, such as the price year.
    """

    years: tuple[YearNeeds, ...]
    safe_today_gbp: tuple[Decimal, ...] = ()
    source: str = ""


EMPTY = Resources(())


def draw(data: Resources, paper: Paper) -> Chart:
    """Draw what meeting expectations takes, by year."""
    sheet = Sheet(paper, _title(data), _subtitle(data))
    panels = _panels(data)
    body = sheet.open(2 * sheet.px(PANEL_PX + 46), _key(data) if data.years else ())
    if data.years:
        half = body.height / 2
        for number, panel in enumerate(panels):
            top = body.top + number * half
            _draw_panel(sheet, data, panel, Box(body.left, top, body.right, top + half))
    else:
        sheet.say_empty(body, "Nobody has said yet what it would take: people or money.")
    return sheet.chart(KIND, _summary(data), ChartTable(_columns(data), _facts(data)))


def _panels(data: Resources) -> tuple[Panel, Panel]:
    people = tuple(year.people_wte for year in data.years)
    money = tuple(year.money_gbp for year in data.years)
    return (
        Panel("people", "People, WTE", people, (), _people, _people),
        Panel("money", "Money, £ a year", money, data.safe_today_gbp, _whole, _thousands),
    )


def _people(value: Decimal) -> str:
    return number_in_words(value.normalize() if value else Decimal(0))


def _thousands(value: Decimal) -> str:
    """Write pounds short, as £140k."""
    return f"£{number_in_words(value / 1000, 0)}k"


def _title(data: Resources) -> str:
    money = [year.money_gbp for year in data.years if year.money_gbp is not None]
    total = sum((amount.total for amount in money), Decimal(0))
    unfunded = sum((amount.unfunded for amount in money), Decimal(0))
    if not total:
        people = [year.people_wte for year in data.years if year.people_wte is not None]
        if not any(amount.total for amount in people):
            return "Nobody has said yet what it would take"
        most = max(amount.total for amount in people)
        return f"Meeting expectations takes up to {_people(most)} WTE"
    said = f"Meeting expectations takes {_whole(total)} over {_span(data)}"
    return f"{said}, {_whole(unfunded)} of it unfunded" if unfunded else said


def _span(data: Resources) -> str:
    """Write how many years the money is known for: ``6 years``, or ``5 of 6 years``."""
    costed = sum(1 for year in data.years if year.money_gbp is not None)
    every = counted(len(data.years), "year")
    return every if costed == len(data.years) else f"{costed} of {every}"


def _whole(value: Decimal) -> str:
    return pounds_in_words(round_half_up(value))


def _subtitle(data: Resources) -> str:
    measure = "People and money needed each year to meet expectations"
    return with_source(measure, data.source)


def _summary(data: Resources) -> str:
    people = [year for year in data.years if year.people_wte and year.people_wte.total]
    money = [year.money_gbp for year in data.years if year.money_gbp is not None]
    total = sum((amount.total for amount in money), Decimal(0))
    if not people and not total:
        return "Nobody has said yet what meeting expectations would take."
    parts = []
    if people:
        last = people[-1]
        wte = last.people_wte.total if last.people_wte else Decimal(0)
        parts.append(f"{_people(wte)} WTE by {year_label(last.year)}")
    if total:
        unfunded = sum((amount.unfunded for amount in money), Decimal(0))
        parts.append(f"{_whole(total)} over {_span(data)}, of which {_whole(unfunded)} is unfunded")
    safe = _safe_in_words(data)
    said = f"Meeting expectations takes {' and '.join(parts)}"
    return f"{said}; being safe today, counted apart, takes {safe}." if safe else f"{said}."


def _safe_in_words(data: Resources) -> str:
    """Say what being safe today takes in all, and in the first year; empty when not said."""
    safe = data.safe_today_gbp
    if not safe:
        return ""
    total = f"{_whole(sum(safe, Decimal(0)))} over {counted(len(safe), 'year')}"
    return f"{total}, {_whole(safe[0])} of it in {year_label(data.years[0].year)}"


def _columns(data: Resources) -> tuple[str, ...]:
    return (*COLUMNS, SAFE_COLUMN) if data.safe_today_gbp else COLUMNS


def _facts(data: Resources) -> tuple[tuple[str, ...], ...]:
    def three(amount: Amount | None, written: Callable[[Decimal], str]) -> tuple[str, ...]:
        return ("not known",) * 3 if amount is None else tuple(map(written, amount.parts))

    nothing: list[tuple[str, ...]] = [()] * len(data.years)
    safe = [(_pounds(amount),) for amount in data.safe_today_gbp] or nothing
    return tuple(
        (
            year_label(year.year),
            *three(year.people_wte, _people),
            *three(year.money_gbp, _pounds),
            *apart,
        )
        for year, apart in zip(data.years, safe, strict=True)
    )


def _pounds(value: Decimal) -> str:
    """Write pounds for a column whose heading has the sign."""
    return number_in_words(value, 0 if value == value.to_integral_value() else 2)


def _key(data: Resources) -> tuple[KeyItem, ...]:
    words = ("funded", "funding not settled", "unfunded")
    entries = [_key_block(said, _look(number)) for number, said in enumerate(words)]
    if data.safe_today_gbp:
        entries.append(_key_block("to be safe today, counted apart", safe_look))
    if any(panel.is_cut for panel in _panels(data)):
        entries.append(key_cut())
    if any(None in (year.people_wte, year.money_gbp) for year in data.years):
        entries.append(key_hatched("not known"))
    return tuple(entries)


def _look(number: int) -> Callable[[Sheet], Block]:
    return lambda sheet: looks(sheet)[number]


def _key_block(words: str, look: Callable[[Sheet], Block]) -> KeyItem:
    def draw_block(sheet: Sheet, x: float, y: float) -> None:
        across, down = sheet.px(11), sheet.px(7)
        block(sheet.page, (x - across, y - down), (x + across, y + down), look(sheet))

    return KeyItem(words, draw_block)


def _draw_panel(sheet: Sheet, data: Resources, panel: Panel, box: Box) -> None:
    """Draw one panel: heading on the left, a bar a year, the years below."""
    strong = replace(sheet.body_pen, is_strong=True)
    sheet.write((box.left, box.top + sheet.px(4)), panel.heading, replace(strong, down="top"))
    if panel.safe:
        total = panel.written(sum(panel.safe, Decimal(0)))
        said = f"To be safe today: {total} over {counted(len(panel.safe), 'year')}, counted apart"
        pen = replace(sheet.muted_pen, colour=safe_look(sheet).outline, across="right")
        top = (box.right, box.top + sheet.px(5))
        if sheet.width_of(panel.heading + said, strong) < box.width:
            sheet.write(top, said, replace(pen, down="top"), name=f"safe words:{panel.name}")
    years = sheet.px(22)
    # A second line of figures may have to stand above the first.
    head = sheet.line_height(strong) + sheet.px(42 if panel.safe else 26)
    plot = Box(box.left, box.top + head, box.right, box.bottom - years)
    plane = sheet.plane(plot, (-0.5, len(data.years) - 0.5), (float(panel.top), 0), 2)
    base = Stroke(sheet.palette.border, 1.2, order=6)
    line(plane, (-0.5, 0), (len(data.years) - 0.5, 0), base)
    pen = replace(sheet.muted_pen, across="center")
    step = plot.width / len(data.years)
    draw_bars(sheet, panel, plot, plane)
    for number, year in enumerate(data.years):
        x = plot.left + (number + 0.5) * step
        label = year_label(year.year)
        if sheet.width_of(label, pen) > step - 8:
            label = label[2:]
        sheet.write((x, plot.bottom + years / 2), label, pen)
        said = _bar_in_words(panel, number)
        column = Box(x - step / 2, box.top, x + step / 2, box.bottom)
        sheet.mark_spot(column, (panel.name, str(year.year)), f"{year_label(year.year)}: {said}.")


def _bar_in_words(panel: Panel, number: int) -> str:
    amount = panel.amounts[number]
    if amount is None:
        return f"{panel.heading}, not known"
    funded, not_settled, unfunded = map(panel.written, amount.parts)
    safe = f"; {panel.written(panel.safe[number])} to be safe today" if panel.safe else ""
    return (
        f"{panel.heading}, {panel.written(amount.total)}: {funded} funded, {not_settled} not "
        f"settled, {unfunded} unfunded{safe}"
    )
