"""Lines of rate cards together as rows and sentences; what is held says so.

Source: content/expectations.md G6 and G7.
"""

from __future__ import annotations

from stocktake.merge.card_lines import CardPool, held_costs, minutes_to_show, unnamed
from stocktake.merge.card_returns import ROLES
from stocktake.phrases import counted
from stocktake.rates.card import RateCard
from stocktake.rates.pooled_cost import pooled_line_cost
from stocktake.rates.rate_settings import shipped_rate_settings
from stocktake.ui.models.figures import FigureColumn
from stocktake.ui.models.wrapped_rows import WrappedRow
from stocktake.units import number_in_words

HELD = "held"
MINUTE_COLUMNS = (
    FigureColumn("Line and unit"),
    FigureColumn("Role"),
    FigureColumn("Practices", is_number=True),
    FigureColumn("Lower quartile, minutes", is_number=True),
    FigureColumn("Median, minutes", is_number=True),
    FigureColumn("Upper quartile, minutes", is_number=True),
)
COST_COLUMNS = (
    FigureColumn("Line and unit"),
    FigureColumn("Practices", is_number=True),
    FigureColumn("Done in a year", is_number=True),
    FigureColumn("Pooled cost of one £", is_number=True),
    FigureColumn("With uplift £", is_number=True),
)


def said_of(pool: CardPool) -> str:
    """How many practices shared lines, and what is shown of them; empty where none did."""
    if pool.is_empty:
        return ""
    who = counted(len(pool.members), "practice")
    costs = counted(len(pool.with_costs), "practice")
    return (
        f"{who} shared lines of their rate cards, and of {costs} the costs came too. Minutes are "
        "shown as median and quartiles and costs as those of the pool, only from five practices "
        "and never as a price to charge. Lines meet by service or name, and only in the same unit."
    )


def minute_rows(pool: CardPool) -> list[WrappedRow]:
    """A row for each line and role."""
    rows = []
    for each in minutes_to_show(pool, ROLES):
        role = shipped_rate_settings().role(each.role)
        shown = each.shown
        figures = (
            (HELD, HELD, HELD)
            if isinstance(shown, str)
            else (str(shown.lower), number_in_words(shown.median), str(shown.upper))
        )
        cells = (each.line.called, role.label if role else each.role, str(each.told), *figures)
        rows.append(WrappedRow(cells, each.line.unit))
    return rows


def cost_rows(pool: CardPool, card: RateCard | None) -> list[WrappedRow]:
    """A row for each line with costs, with the uplift of the card or the one cards start from."""
    uplift = card.value("uplift") if card else shipped_rate_settings().value("uplift")
    rows = []
    for each in pool.shared_costs():
        cost = pooled_line_cost(each.pooled, uplift)
        cells = (
            each.line.called,
            str(each.practices),
            number_in_words(each.volume),
            f"{cost.cost_gbp:,.2f}",
            f"{cost.price_gbp:,.2f}",
        )
        rows.append(WrappedRow(cells, each.line.unit))
    for few in held_costs(pool):
        cells = (few.line.called, few.words.partition(" ")[0], HELD, HELD, HELD)
        rows.append(WrappedRow(cells, few.line.unit))
    return rows


def left_out(pool: CardPool) -> str:
    """What was shared and is not in the tables, in sentences; empty where nothing is."""
    words = []
    if few := unnamed(pool):
        lines = counted(few, "more line")
        words.append(f"{lines} that practices named themselves: held, and not named.")
    if pool.unclear:
        lines = counted(pool.unclear, "line")
        words.append(f"{lines} of minutes left out: one practice gave several of one service.")
    if pool.other_years:
        lines = counted(pool.other_years, "line")
        words.append(f"{lines} of costs left out: not of {pool.base_year}.")
    return " ".join(words)
