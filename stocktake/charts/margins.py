"""What each service is paid and costs in a year, the largest loss first.

Two bars a service: paid is solid, cost striped. Work that is done unpaid has a cross where its
first bar would begin, and the word. A service with something missing is hatched and in no sum.

Source: content/expectations.md C3; content/stocktake.md B.2 (ind.unit_margin).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from stocktake.charts.chart import Chart, ChartTable, Paper
from stocktake.charts.drawing import KeyItem, Sheet
from stocktake.charts.level_marks import key_hatched
from stocktake.charts.marks import HATCH, Block, Mark, shape
from stocktake.charts.money_rows import (
    MOST_ROWS,
    MoneyRow,
    MoneyRows,
    figures,
    key_block,
    only_first,
    pounds_and_pence,
)
from stocktake.charts.palette import Palette
from stocktake.charts.phrases import with_source
from stocktake.phrases import counted

KIND = "Two bars for each service, paid and cost, the largest loss first"
COLUMNS = ("Service", "Paid (£ a year)", "Cost (£ a year)", "Margin (£ a year)", "In words")
NOTHING = "No service can be worked out yet"
CROSS_PX = 10


@dataclass(frozen=True, slots=True)
class ServiceMargin:
    """One service in a year, in pounds; None where something is missing.

    Attributes:
        is_unpaid: it is known to be done for nothing.
        needs: what is missing, such as ``its price``; empty when it is known in full.
    """

    id: str
    name: str
    paid_gbp: Decimal | None
    cost_gbp: Decimal | None
    is_unpaid: bool = False
    needs: str = ""

    @property
    def margin_gbp(self) -> Decimal | None:
        """Paid less cost; below 0 is a loss, and None when either is not known."""
        if self.paid_gbp is None or self.cost_gbp is None:
            return None
        return self.paid_gbp - self.cost_gbp


@dataclass(frozen=True, slots=True)
class ServiceMargins:
    """Services in any order; they are drawn with the largest loss first."""

    services: tuple[ServiceMargin, ...]
    source: str = ""

    @property
    def in_order(self) -> tuple[ServiceMargin, ...]:
        """The largest loss first, then the rest by margin, last those with something missing."""
        known = [each for each in self.services if each.margin_gbp is not None]
        unknown = [each for each in self.services if each.margin_gbp is None]
        known.sort(key=lambda each: (each.margin_gbp, each.name))
        return (*known, *unknown)


EMPTY = ServiceMargins(())


def draw(data: ServiceMargins, paper: Paper) -> Chart:
    """Draw what each service is paid, costs and leaves."""
    services = data.in_order
    drawn = services[:MOST_ROWS]
    sheet = Sheet(paper, _title(services), _subtitle(data))
    amounts = [a for each in drawn for a in (each.paid_gbp, each.cost_gbp) if a is not None]
    highest = max(amounts, default=Decimal(0))
    rows = MoneyRows(sheet, tuple(map(_row, drawn)), Decimal(0), highest, ends_right=True)
    body = sheet.open(rows.body_px if drawn else 0, _key(drawn, sheet.palette))
    if drawn:
        rows.draw(body)
        for number, each in enumerate(drawn):
            _draw_service(sheet, rows, number, each)
    else:
        sheet.say_empty(body, f"{NOTHING}.")
    return sheet.chart(KIND, _summary(services), ChartTable(COLUMNS, tuple(map(_facts, services))))


def _losses(services: tuple[ServiceMargin, ...]) -> list[ServiceMargin]:
    return [each for each in services if each.margin_gbp is not None and each.margin_gbp < 0]


def _lost(services: list[ServiceMargin]) -> Decimal:
    return -sum((each.margin_gbp or Decimal(0) for each in services), Decimal(0))


def _known(services: tuple[ServiceMargin, ...]) -> list[ServiceMargin]:
    return [each for each in services if each.margin_gbp is not None]


def _title(services: tuple[ServiceMargin, ...]) -> str:
    known, losses = _known(services), _losses(services)
    if not known:
        return NOTHING
    if not losses:
        return f"None of {counted(len(known), 'service')} is done at a loss"
    lost = pounds_and_pence(_lost(losses))
    are = "is" if len(losses) == 1 else "are"
    return f"{len(losses)} of {counted(len(known), 'service')} {are} done at a loss: {lost} a year"


def _subtitle(data: ServiceMargins) -> str:
    if not data.services:
        return ""
    more = "; ".join(filter(None, (only_first(len(data.services)), data.source)))
    return with_source("Paid and cost, £ a year, the largest loss first", more)


def _summary(services: tuple[ServiceMargin, ...]) -> str:
    known, losses = _known(services), _losses(services)
    if not known:
        return f"{NOTHING}."
    paid = sum((each.paid_gbp or Decimal(0) for each in known), Decimal(0))
    cost = sum((each.cost_gbp or Decimal(0) for each in known), Decimal(0))
    said = (
        f"{counted(len(known), 'service')} together are paid {pounds_and_pence(paid)} a year and "
        f"cost {pounds_and_pence(cost)}"
    )
    if losses:
        said += f"; {counted(len(losses), 'service loses', 'services lose')} "
        said += pounds_and_pence(_lost(losses))
        unpaid = [each for each in losses if each.is_unpaid]
        if unpaid:
            said += f", {pounds_and_pence(_lost(unpaid))} of it unpaid work"
    left = len(services) - len(known)
    if left:
        said += f"; {counted(left, 'service has', 'services have')} something missing"
    return f"{said}."


def _words(each: ServiceMargin) -> str:
    margin = each.margin_gbp
    if margin is None:
        return f"needs {each.needs}" if each.needs else "not known"
    if each.is_unpaid:
        return f"unpaid, loses {pounds_and_pence(-margin)}" if margin else "unpaid, costs nothing"
    if margin < 0:
        return f"loses {pounds_and_pence(-margin)}"
    return f"leaves {pounds_and_pence(margin)}" if margin else "covers its cost"


def _row(each: ServiceMargin) -> MoneyRow:
    words = _words(each)
    amounts = ""
    if each.paid_gbp is not None and each.cost_gbp is not None:
        paid, cost = pounds_and_pence(each.paid_gbp), pounds_and_pence(each.cost_gbp)
        amounts = f" paid {paid}, cost {cost};"
    return MoneyRow(each.id, each.name, words, f"{each.name}:{amounts} {words}.")


def _facts(each: ServiceMargin) -> tuple[str, ...]:
    amounts = (each.paid_gbp, each.cost_gbp, each.margin_gbp)
    written = ["not known" if amount is None else figures(amount) for amount in amounts]
    return (each.name, *written, _words(each))


def _looks(palette: Palette) -> tuple[Block, Block]:
    """Paid is solid, cost striped."""
    paid, cost = palette.series[0].colour, palette.series[4].colour
    return (
        Block(paid, paid, order=3),
        Block(palette.surface, cost, "////", cost, 1.4, order=3),
    )


def _cross(sheet: Sheet) -> Mark:
    return Mark("X", sheet.px(CROSS_PX), sheet.palette.text, sheet.palette.surface, 0.8, order=6)


def _draw_service(sheet: Sheet, rows: MoneyRows, number: int, each: ServiceMargin) -> None:
    y, half = rows.middle(number), sheet.px(10)
    if each.paid_gbp is None or each.cost_gbp is None:
        start, end = rows.tracks.across
        look = Block(hatch=HATCH, hatch_colour=sheet.palette.hatch, order=1)
        rows.bar(number, (Decimal(start), Decimal(end)), half * 0.6, look, f"hatch:{each.id}")
        return
    paid, cost = _looks(sheet.palette)
    zero = Decimal(0)
    if each.paid_gbp:
        rows.piece(number, (zero, each.paid_gbp), (-half, -1), paid, f"paid:{each.id}")
    rows.piece(number, (zero, each.cost_gbp), (1, half), cost, f"cost:{each.id}")
    if each.is_unpaid:
        at = rows.tracks.pixels((0, y - half / 2 - 1))
        shape(sheet.page, (at[0] + sheet.px(9), at[1]), _cross(sheet), f"unpaid:{each.id}")


def _key(services: tuple[ServiceMargin, ...], palette: Palette) -> tuple[KeyItem, ...]:
    if not services:
        return ()
    paid, cost = _looks(palette)
    entries = [key_block("paid", paid), key_block("cost", cost)]
    if any(each.is_unpaid for each in services):
        entries.append(
            KeyItem("unpaid", lambda sheet, x, y: shape(sheet.page, (x, y), _cross(sheet)))
        )
    if any(each.margin_gbp is None for each in services):
        entries.append(key_hatched("something is missing"))
    return tuple(entries)
