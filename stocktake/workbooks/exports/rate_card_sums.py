"""The sums of a rate card's workbook: inputs, how each price is made, and prices by year.

A line stands in one row on all three sheets. The formulas are those of the card itself, written
with cell references; the value of each comes from the engine and stands beside it.
Source: content/expectations.md C3.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from stocktake.rates.card import CardLine
from stocktake.rates.line_cost import NOTHING, Equipment, Line, LineCost
from stocktake.rates.pricing import PricedCard, PricedLine, hour_of
from stocktake.workbooks.cells import column_letters
from stocktake.workbooks.exports.card_page import (
    EXACT,
    FIRST,
    POUNDS,
    SHARE,
    CardPage,
    Content,
    Head,
    Worked,
)

SETTINGS, ROLES, LINES = "Settings", "Roles", "Lines"
PARTS, YEARS = "Price parts", "Prices by year"
NOT_WORKED_OUT = "–"

_MINUTES = "#,##0.##"
_COSTS = (
    Head("Consumables £", 12, POUNDS),
    Head("Room minutes", 9, _MINUTES),
    Head("Missed", 9, SHARE),
    Head("Equipment to buy £", 12, POUNDS),
    Head("Its years", 7, _MINUTES),
    Head("Upkeep a year £", 10, POUNDS),
    Head("Equipment a unit £", 11, POUNDS),
    Head("Done in a year", 9, _MINUTES),
    Head("Set-up £", 10, POUNDS),
    Head("Years of contract", 9, _MINUTES),
    Head("Indemnity £", 10, POUNDS),
)
_PARTS = (
    "Missed appointments £",
    "Consumables £",
    "Equipment £",
    "Room £",
    "Overheads £",
    "Management £",
    "Set-up £",
    "Indemnity £",
    "Cost £",
    "Resilience uplift £",
)
NAME = (Head("Line", 34), Head("Unit", 12))
"""The first two columns of each sheet."""


class Sums:
    """Writes the three sheets, and says where on them a price stands.

    Args:
        priced: the published card with its prices.
        setting_at: the cell of each setting by its id, such as ``Settings!$C$6``.
        role_at: the cell of the cost of an hour by role.
        factor_at: for each year the cells of what pay and other costs have become.
    """

    def __init__(
        self,
        priced: PricedCard,
        setting_at: dict[str, str],
        role_at: dict[str, str],
        factor_at: list[tuple[str, str]],
    ) -> None:
        self.priced = priced
        self.setting_at = setting_at
        self.role_at = role_at
        self.factor_at = factor_at
        roles = len(priced.card.roles)
        self._first_cost = 4 + roles
        self._staff = f"D{{row}}:{column_letters(4 + roles)}{{row}}"
        self._roles = f"D{{row}}:{column_letters(3 + roles)}{{row}}"
        self._part = [column_letters(4 + roles + n) for n in range(len(_PARTS))]
        self.price_column = column_letters(4 + roles + len(_PARTS))

    def input_at(self, name: str, row: int) -> str:
        """The cell of an input of a line, by the heading of its column."""
        index = [head.text for head in _COSTS].index(name)
        return f"{LINES}!{column_letters(self._first_cost + index)}{row}"

    def lines(self, page: CardPage) -> None:
        """Write what goes into each line."""
        roles = [Head(f"{role.label}, minutes", 12, _MINUTES) for role in self.priced.card.roles]
        heads = (*NAME, *roles, *_COSTS)
        page.headings(heads)
        for each in self.priced.lines:
            page.values(heads, self._inputs(each.line), each.line.id)
        if self.priced.lines:
            last = column_letters(self._first_cost + len(_COSTS) - 1)
            page.let_type(f"D{FIRST}:{last}{page.row - 1}")

    def _inputs(self, line: CardLine) -> list[Content]:
        work = line.work
        if work is None:
            blanks: list[Content] = [None] * (len(self.priced.card.roles) + len(_COSTS))
            return [line.name, line.unit, *blanks]
        minutes = [work.minutes.get(role.id) or None for role in self.priced.card.roles]
        return [line.name, line.unit, *minutes, *_costs(work)]

    def parts(self, page: CardPage) -> None:
        """Write how each price is made, part by part, from nothing to the price."""
        roles = [Head(f"{role.label} £", 12, EXACT) for role in self.priced.card.roles]
        parts = [Head(name, 12, EXACT) for name in _PARTS]
        heads = (*NAME, *roles, *parts, Head("Price £", 11, POUNDS))
        page.headings(heads)
        for each in self.priced.lines:
            figures = self._part_figures(each, page.row)
            page.values(heads, [each.line.name, each.line.unit, *figures], each.line.id)

    def _part_figures(self, each: PricedLine, row: int) -> list[Content]:
        cost = each.cost
        if cost is None or each.line.work is None:
            blanks = len(self.priced.card.roles) + len(_PARTS)
            return [*[NOT_WORKED_OUT] * blanks, each.price_gbp]
        return [
            *self._role_parts(each.line.work, row),
            *self._other_parts(cost, row),
            Worked(
                f"=ROUND({self._part[8]}{row}+{self._part[9]}{row},2)", Fraction(each.price_gbp)
            ),
        ]

    def _role_parts(self, work: Line, row: int) -> list[Worked]:
        figures = []
        for number, role in enumerate(self.priced.card.roles):
            minutes = Fraction(work.minutes.get(role.id, 0))
            formula = f"={LINES}!{column_letters(4 + number)}{row}/60*{self.role_at[role.id]}"
            figures.append(Worked(formula, minutes / 60 * hour_of(role, self.priced.card)))
        return figures

    def _other_parts(self, cost: LineCost, row: int) -> list[Worked]:
        staff, roles = self._staff.format(row=row), self._roles.format(row=row)
        at = [f"{letters}{row}" for letters in self._part]
        first = staff.partition(":")[0]

        def of(name: str) -> str:
            return self.input_at(name, row)

        units = of("Done in a year")
        life, contract = of("Its years"), of("Years of contract")
        bought = f"{of('Equipment to buy £')}/{life}+{of('Upkeep a year £')}"
        set_up = of("Set-up £")
        formulas = (
            (f"=SUM({roles})/(1-{of('Missed')})-SUM({roles})", cost.missed),
            (f"={of('Consumables £')}", cost.consumables),
            (f"={of('Equipment a unit £')}+IF({life}>0,({bought})/{units},0)", cost.equipment),
            (f"={of('Room minutes')}/60*{self.setting_at['room_gbp_per_hour']}", cost.room),
            (f"={self.setting_at['overhead']}*SUM({staff})", cost.overhead),
            (f"={self.setting_at['management']}*SUM({first}:{at[4]})", cost.management),
            (f"=IF({set_up}>0,{set_up}/({units}*{contract}),0)", cost.setup),
            (f"={of('Indemnity £')}", cost.indemnity),
            (f"=SUM({first}:{at[7]})", cost.cost),
            (f"={self.setting_at['uplift']}*{at[8]}", cost.price - cost.cost),
        )
        return [Worked(*each) for each in formulas]

    def years(self, page: CardPage) -> None:
        """Write the price of each line in each year, always from base-year values."""
        write_years(page, self.priced, self._year_figures)

    def _year_figures(self, each: PricedLine, cost: LineCost, row: int) -> list[Content]:
        at = [f"'{PARTS}'!{letters}{row}" for letters in self._part]
        staff = f"'{PARTS}'!{self._staff.format(row=row)}"
        return [
            Worked(f"=SUM({staff})+{at[5]}", cost.pay_part),
            Worked(f"={at[1]}+{at[2]}+{at[3]}+{at[4]}+{at[7]}", cost.other_part),
            Worked(f"={at[6]}", cost.setup),
            *year_prices(each, self.factor_at, self.setting_at["uplift"], row),
        ]


def write_years(
    page: CardPage,
    priced: PricedCard,
    figures_of: Callable[[PricedLine, LineCost, int], list[Content]],
) -> None:
    """Write the sheet of prices by year.

    Args:
        page: the sheet.
        priced: the published card with its prices.
        figures_of: what a line that is worked out holds in a row: the part that rises with pay,
            the part that rises with other costs, the fixed part, and its price in each year.
    """
    names = [priced.card.base_year, *(each.year for each in priced.card.uplift.years)]
    moving = [Head("Rises with pay £", 12, EXACT), Head("Rises with other costs £", 14, EXACT)]
    fixed = Head("Set-up, fixed £", 12, EXACT)
    heads = (*NAME, *moving, fixed, *(Head(f"{name} £", 11, POUNDS) for name in names))
    page.headings(heads)
    for each in priced.lines:
        if each.cost is None:
            later = [NOT_WORKED_OUT] * (len(names) - 1)
            figures: list[Content] = [*[NOT_WORKED_OUT] * 3, each.price_gbp, *later]
        else:
            figures = figures_of(each, each.cost, page.row)
        page.values(heads, [each.line.name, each.line.unit, *figures], each.line.id)


def year_prices(
    each: PricedLine, factor_at: list[tuple[str, str]], uplift_at: str, row: int
) -> list[Worked]:
    """The price of a line in each year, from its three parts in the columns D, E and F."""
    return [
        Worked(
            f"=ROUND((D{row}*{pay}+E{row}*{rest}+F{row})*(1+{uplift_at}),2)", Fraction(price.pounds)
        )
        for (pay, rest), price in zip(factor_at, each.years, strict=True)
    ]


def _costs(work: Line) -> list[Content]:
    bought = work.equipment or Equipment(NOTHING, NOTHING)
    figures: list[Any] = [
        work.consumables_gbp,
        work.room_minutes,
        work.missed_share,
        bought.purchase_gbp,
        bought.life_years,
        bought.yearly_maintenance_gbp,
        work.equipment_gbp,
        work.yearly_volume,
        work.setup_gbp,
        work.contract_years,
        work.indemnity_gbp,
    ]
    return [each or None for each in figures]
