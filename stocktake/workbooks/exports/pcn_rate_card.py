"""The sheet of a PCN workbook with what its practices shared of their rate cards, together.

Minutes are the median and quartiles, and costs the pool's, only from five practices; nothing on it
is one practice's own, and nothing is a price that anybody is told to charge.
Source: content/expectations.md C1 (competition caution), C3, G6 and G7.
"""

from __future__ import annotations

from fractions import Fraction

from stocktake.merge.card_lines import (
    CardPool,
    LineCosts,
    RoleMinutes,
    held_costs,
    minutes_to_show,
    unnamed,
)
from stocktake.merge.card_returns import ROLES, pool_in
from stocktake.merge.leaving import COMPETITION_CAUTION
from stocktake.phrases import counted
from stocktake.rates.pooled_cost import PARTS, pooled_line_cost
from stocktake.rates.rate_settings import shipped_rate_settings
from stocktake.workbooks.cells import column_letters
from stocktake.workbooks.exports.look import NUMBER_FORMATS
from stocktake.workbooks.exports.page import Cell, Content, Heading
from stocktake.workbooks.exports.pcn_book import PcnBook, PcnPage
from stocktake.workbooks.exports.pooled_sums import PART_NAMES
from stocktake.workbooks.formulas import write_formula

TITLE = "Rate card lines"
HELD = "held"
NO_PRICE = (
    "Nothing here is a recommended price. Costs are pooled: added up over the practices that "
    "shared them and divided by what they do together, for the PCN or federation to offer to a "
    "commissioner after taking advice. No practice is told what to charge."
)
_MINUTES = (
    Heading("Line", "first", 44),
    Heading("Unit", "text", 16),
    Heading("Role", "text", 24),
    Heading("Practices", "count", 11),
    Heading("Lower quartile, minutes", "count", 20),
    Heading("Median, minutes", "one_place", 16),
    Heading("Upper quartile, minutes", "count", 20),
)
_FIRST_PART = 5
_WHOLE = _FIRST_PART + len(PARTS)
_COSTS = (
    Heading("Line", "first", 44),
    Heading("Unit", "text", 16),
    Heading("Practices", "count", 11),
    Heading("Done in a year", "count", 12),
    *(Heading(f"{PART_NAMES[name]}, the year £", "pounds", 16) for name in PARTS),
    Heading("All costs, the year £", "pounds", 14),
    Heading("Pooled cost of one £", "pounds", 14),
    Heading("With resilience uplift £", "pounds", 16),
)
_FEW = (Heading("Line", "first", 44), Heading("Unit", "text", 16), Heading("Costs", "text", 24))


def add_rate_card_lines(book: PcnBook) -> None:
    """Add the sheet; without any line that was shared there is none."""
    pool = pool_in(book.source.collection, book.source.seen.round)
    if pool.is_empty:
        return
    seen = book.source.seen
    page = book.page(TITLE, f"{TITLE}, all practices together - {seen.pcn_name}, {seen.round}")
    page.line(COMPETITION_CAUTION, "strong")
    page.line(NO_PRICE)
    page.gap()
    _add_minutes(page, pool)
    formulas = _add_costs(page, pool)
    for words in left_out_words(pool):
        page.note(words)
    page.finish()
    for cell, formula, value in formulas:
        write_formula(page.sheet[cell], formula, value)


def left_out_words(pool: CardPool) -> tuple[str, ...]:
    """What was shared and is not shown, in sentences."""
    words = []
    if few := unnamed(pool):
        words.append(
            f"{counted(few, 'more line')} that practices named themselves, from fewer than five "
            "practices each: held, and not named."
        )
    if pool.unclear:
        words.append(
            f"{counted(pool.unclear, 'line')} of minutes left out: one practice gave several for "
            "the same service and unit."
        )
    if pool.other_years:
        words.append(
            f"{counted(pool.other_years, 'line')} of costs left out: of another year than "
            f"{pool.base_year}."
        )
    return tuple(words)


def _add_minutes(page: PcnPage, pool: CardPool) -> None:
    page.section("Minutes that one unit takes")
    page.note(
        f"From {counted(len(pool.members), 'practice')} that shared lines of their rate cards. "
        "Median and quartiles only, from five practices; lines meet by service or name and by unit."
    )
    rows = [_minutes_row(each) for each in minutes_to_show(pool, ROLES)]
    if rows:
        page.table("Rate_card_minutes", _MINUTES, rows)
    else:
        page.line("None to show yet.")
        page.gap()


def _minutes_row(each: RoleMinutes) -> list[Content | Cell]:
    role = shipped_rate_settings().role(each.role)
    named: tuple[Content, ...] = (
        each.line.called,
        each.line.unit,
        role.label if role else each.role,
        each.told,
    )
    if isinstance(each.shown, str):
        return [*named, each.shown, HELD, HELD]
    return [*named, each.shown.lower, each.shown.median, each.shown.upper]


def _add_costs(page: PcnPage, pool: CardPool) -> list[tuple[str, str, Fraction]]:
    """Add the pooled costs; return the formulas, to be written once the rows are fitted."""
    page.new_page()
    page.section("Pooled costs")
    costs = pool.shared_costs()
    formulas: list[tuple[str, str, Fraction]] = []
    if costs:
        start = shipped_rate_settings().setting("uplift")
        page.put(1, start.label, "label")
        uplift = page.put(2, start.value, "number", "0.00%").coordinate
        page.row += 1
        page.note("Type another share to see what a price becomes.")
        first, _ = page.table("Pooled_costs", _COSTS, [_costs_row(each) for each in costs])
        for row, each in enumerate(costs, first):
            formulas += _formulas(each, row, f"${uplift[0]}${uplift[1:]}")
    else:
        page.line("No line has the costs of five practices yet.")
        page.gap()
    few = [[each.line.called, each.line.unit, each.words] for each in held_costs(pool)]
    if few:
        page.section("Costs that are held")
        page.table("Held_costs", _FEW, few)
    return formulas


def _costs_row(each: LineCosts) -> list[Content | Cell]:
    spent = [each.parts[name] for name in PARTS]
    pounds = Cell(None, "number", NUMBER_FORMATS["pounds"])
    pennies = Cell(None, "number", "£#,##0.00")
    named: list[Content | Cell] = [each.line.called, each.line.unit, each.practices, each.volume]
    return [*named, *spent, pounds, pennies, pennies]


def _formulas(each: LineCosts, row: int, uplift: str) -> list[tuple[str, str, Fraction]]:
    """From the sums of a year to the cost of one and the price, as on a practice's own card."""
    cost = pooled_line_cost(each.pooled, shipped_rate_settings().value("uplift"))
    first, last = column_letters(_FIRST_PART), column_letters(_WHOLE - 1)
    whole, one, price = (column_letters(_WHOLE + at) for at in range(3))
    year = sum((Fraction(each.parts[name]) for name in PARTS), Fraction(0))
    return [
        (f"{whole}{row}", f"=SUM({first}{row}:{last}{row})", year),
        (f"{one}{row}", f"={whole}{row}/D{row}", cost.cost),
        (f"{price}{row}", f"=ROUND({one}{row}*(1+{uplift}),2)", Fraction(cost.price_gbp)),
    ]
