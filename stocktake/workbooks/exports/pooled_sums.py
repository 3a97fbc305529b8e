"""The sheets of a card of pooled costs that hold its sums: a year's costs, price parts, by year.

They stand where those of a practice's own card stand, with formulas from the sums to the price.
Source: content/expectations.md C1 (pooled costs), C3 and C6.
"""

from __future__ import annotations

from fractions import Fraction

from stocktake.rates.line_cost import LineCost
from stocktake.rates.pooled_cost import PARTS as COST_PARTS
from stocktake.rates.pricing import PricedCard, PricedLine
from stocktake.workbooks.cells import column_letters
from stocktake.workbooks.exports.card_page import (
    EXACT,
    FIRST,
    POUNDS,
    CardPage,
    Content,
    Head,
    Worked,
)
from stocktake.workbooks.exports.rate_card_sums import (
    LINES,
    NAME,
    NOT_WORKED_OUT,
    PARTS,
    write_years,
    year_prices,
)

PART_NAMES = {
    "staff": "Staff",
    "consumables": "Consumables",
    "equipment": "Equipment",
    "room": "Room",
    "overhead": "Overheads",
    "management": "Management",
    "setup": "Set-up",
    "indemnity": "Indemnity",
}
"""What each part of a cost is called."""

_VOLUME, _FIRST_TOTAL = 5, 6
_FIRST_PART = 4
_COST = _FIRST_PART + len(COST_PARTS)


class PooledSums:
    """Writes the three sheets, and says where on them a price stands.

    Args:
        priced: the published card with its prices.
        uplift_at: the cell of the resilience uplift, such as ``Settings!$C$5``.
        factor_at: for each year the cells of what pay and other costs have become.
    """

    def __init__(
        self, priced: PricedCard, uplift_at: str, factor_at: list[tuple[str, str]]
    ) -> None:
        self.priced = priced
        self.uplift_at = uplift_at
        self.factor_at = factor_at
        self.price_column = column_letters(_COST + 2)
        self._part = {name: column_letters(_FIRST_PART + at) for at, name in enumerate(COST_PARTS)}

    def lines(self, page: CardPage) -> None:
        """Write the sums of a year: the practices in them, their volume and their pounds."""
        totals = [Head(f"{PART_NAMES[name]}, the year £", 16, POUNDS) for name in COST_PARTS]
        counts = (Head("Practices", 11, "#,##0"), Head("Done in a year", 11, "#,##0.##"))
        heads = (*NAME, *counts, *totals, Head("All costs, the year £", 14, POUNDS))
        page.headings(heads)
        for each in self.priced.lines:
            pooled = each.line.pooled
            if pooled is None:
                continue
            spent = [pooled.part(name) for name in COST_PARTS]
            first, last = (column_letters(_FIRST_TOTAL + at) for at in (0, len(COST_PARTS) - 1))
            whole = Worked(f"=SUM({first}{page.row}:{last}{page.row})", Fraction(sum(spent)))
            page.values(
                heads,
                [
                    each.line.name,
                    each.line.unit,
                    pooled.practices,
                    pooled.volume,
                    *spent,
                    whole,
                ],
                each.line.id,
            )
        if self.priced.lines:
            last = column_letters(_FIRST_TOTAL + len(COST_PARTS) - 1)
            page.let_type(f"{column_letters(_VOLUME)}{FIRST}:{last}{page.row - 1}")

    def parts(self, page: CardPage) -> None:
        """Write how each price is made: each part of the year's cost over the year's volume."""
        parts = [Head(f"{PART_NAMES[name]} £", 16, EXACT) for name in COST_PARTS]
        ends = (Head("Cost £", 12, EXACT), Head("Resilience uplift £", 12, EXACT))
        heads = (*NAME, *parts, *ends, Head("Price £", 11, POUNDS))
        page.headings(heads)
        for each in self.priced.lines:
            figures = self._part_figures(each, page.row)
            page.values(heads, [each.line.name, each.line.unit, *figures], each.line.id)

    def _part_figures(self, each: PricedLine, row: int) -> list[Content]:
        cost = each.cost
        if cost is None:
            return [*[NOT_WORKED_OUT] * (len(COST_PARTS) + 2), each.price_gbp]
        volume = f"{LINES}!{column_letters(_VOLUME)}{row}"
        figures: list[Content] = [
            Worked(
                f"={LINES}!{column_letters(_FIRST_TOTAL + at)}{row}/{volume}", getattr(cost, name)
            )
            for at, name in enumerate(COST_PARTS)
        ]
        first, last = self._part[COST_PARTS[0]], self._part[COST_PARTS[-1]]
        whole, more = column_letters(_COST), column_letters(_COST + 1)
        return [
            *figures,
            Worked(f"=SUM({first}{row}:{last}{row})", cost.cost),
            Worked(f"={self.uplift_at}*{whole}{row}", cost.price - cost.cost),
            Worked(f"=ROUND({whole}{row}+{more}{row},2)", Fraction(each.price_gbp)),
        ]

    def years(self, page: CardPage) -> None:
        """Write the price of each line in each year, always from base-year values."""
        write_years(page, self.priced, self._year_figures)

    def _year_figures(self, each: PricedLine, cost: LineCost, row: int) -> list[Content]:
        at = {name: f"'{PARTS}'!{letters}{row}" for name, letters in self._part.items()}
        others = ("consumables", "equipment", "room", "overhead", "indemnity")
        return [
            Worked(f"={at['staff']}+{at['management']}", cost.pay_part),
            Worked("=" + "+".join(at[name] for name in others), cost.other_part),
            Worked(f"={at['setup']}", cost.setup),
            *year_prices(each, self.factor_at, self.uplift_at, row),
        ]
