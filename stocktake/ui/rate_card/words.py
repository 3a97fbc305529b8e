"""A rate card as rows and sentences: its lines, how a price is made up, and what is paid."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from stocktake.errors import StocktakeError
from stocktake.phrases import counted, listed
from stocktake.rates.card import CardLine, CardRole, RateCard
from stocktake.rates.line_cost import LineCost, break_even_volume, published
from stocktake.rates.margins import Margin, Margins
from stocktake.rates.pricing import PricedLine, hour_of, price_line
from stocktake.ui.models.figures import FigureColumn
from stocktake.ui.models.wrapped_rows import WrappedRow
from stocktake.units import number_in_words, pounds_in_words, round_half_up

NONE = "–"
LINE_COLUMNS = (
    FigureColumn("Line"),
    FigureColumn("Volume a year", is_number=True),
    FigureColumn("Cost £", is_number=True),
    FigureColumn("Price £", is_number=True),
    FigureColumn("Paid now £", is_number=True),
)
PART_COLUMNS = (FigureColumn("Part of the price"), FigureColumn("£", is_number=True))
YEAR_COLUMNS = (FigureColumn("Year"), FigureColumn("Price £", is_number=True))
MONEY_COLUMNS = (
    FigureColumn("Service"),
    FigureColumn("Paid a year £", is_number=True),
    FigureColumn("Cost a year £", is_number=True),
    FigureColumn("Margin a year £", is_number=True),
)
MISSING = {"cost": "its cost", "volume": "its number a year", "price": "what it is paid"}
MOST_NAMED = 4


def pounds(amount: Decimal) -> str:
    """Write an amount to the penny without its sign, for a column that says pounds."""
    return f"{_not_minus_nothing(round_half_up(amount, 2)):,.2f}"


def whole_pounds(amount: Decimal) -> str:
    """Write a year's amount in whole pounds, for a sentence."""
    return f"{_not_minus_nothing(round_half_up(amount)):,.0f}"


def _not_minus_nothing(rounded: Decimal) -> Decimal:
    """A loss of less than half a penny is nothing, and never -0.00."""
    return rounded or Decimal(0)


def priced(card: RateCard, line: CardLine) -> tuple[PricedLine | None, str]:
    """Price a line, or say in a sentence what keeps it from having a price."""
    if line.lacks_minutes:
        return None, "Give the minutes of at least one role; until then it has no price."
    try:
        return price_line(card, line), ""
    except StocktakeError as fault:
        return None, f"{_whose(card, line, fault)} {fault.how_to_fix}"


def _whose(card: RateCard, line: CardLine, fault: StocktakeError) -> str:
    """What is wrong, with the roles named that have no cost."""
    if fault.code != "role_cost_missing" or line.work is None:
        return fault.what
    known = {role.id for role in card.roles}
    used = [role for role, minutes in line.work.minutes.items() if minutes and role not in known]
    names = [role_name(card, each) for each in used]
    return f"No cost of an hour is given yet for: {listed(names)}." if names else fault.what


def role_name(card: RateCard, role_id: str) -> str:
    """What a role is called."""
    from stocktake.rates.rate_settings import shipped_rate_settings

    own = next((role.label for role in card.roles if role.id == role_id), "")
    start = shipped_rate_settings().role(role_id)
    return own or (start.label if start else role_id)


def line_rows(card: RateCard, paid: dict[str, Decimal]) -> list[WrappedRow]:
    """One row a line; ``paid`` is what a unit of each service is paid now."""
    rows = []
    for line in card.lines:
        found, why = priced(card, line)
        volume = line.work.yearly_volume if line.work else Decimal(0)
        cost = found.cost.cost_gbp if found and found.cost else None
        cells = (
            line.name or "A line without a name",
            number_in_words(volume) if volume else NONE,
            NONE if cost is None else pounds(cost),
            pounds(found.price_gbp) if found else NONE,
            pounds(paid[line.service]) if line.service in paid else NONE,
        )
        second = why if why else f"per {line.unit}" if line.unit else ""
        rows.append(WrappedRow(cells, second, (line.id,)))
    return rows


def differing_words(lines: tuple[str, ...], costs: tuple[str, ...]) -> str:
    """What the services table of the stocktake has otherwise; empty for nothing.

    Args:
        lines: names of lines with other minutes, supplies or numbers there.
        costs: names of costs of time and shared figures that are others there.
    """
    said = []
    if lines:
        said.append(f"other minutes, supplies or numbers for {_some(lines)}")
    if costs:
        said.append(f"another figure for {_some(costs)}")
    if not said:
        return ""
    return (
        f"Your services page has {', and '.join(said)}. The cost there is worked out from its own; "
        "bring the card up to date to make them one."
    )


def _some(names: tuple[str, ...]) -> str:
    more = len(names) - MOST_NAMED
    rest = f", and {counted(more, 'more', 'more')}" if more > 0 else ""
    return f"{listed([*names[:MOST_NAMED]])}{rest}"


def part_rows(found: PricedLine) -> list[WrappedRow]:
    """How a price is made up; the pennies add up to it."""
    rows = [WrappedRow((part.label, pounds(part.pounds))) for part in found.parts]
    return [*rows, WrappedRow(("Price", pounds(found.price_gbp)))]


def year_rows(found: PricedLine) -> list[WrappedRow]:
    """The price in each year that has its rises; none when only the base year has."""
    if len(found.years) < 2:
        return []
    return [WrappedRow((each.year, pounds(each.pounds))) for each in found.years]


def wte_words(found: PricedLine) -> str:
    """How many WTE a year's volume takes, by role; empty without a volume."""
    parts = [f"{each.label} {_wte(each.wte)}" for each in found.times if each.wte is not None]
    return f"A year of it takes WTE: {listed(parts)}." if parts else ""


def _wte(exact: Fraction) -> str:
    """To two places; a little time is never written as none."""
    shown = round_half_up(_decimal(exact), 2)
    return f"{shown:f}" if shown or not exact else "under 0.01"


def break_even_words(cost: LineCost, price: Decimal, fixed: Decimal | None, unit: str) -> str:
    """At how many a year a price covers a fixed cost, or that it never does."""
    if fixed is None:
        return ""
    try:
        many = break_even_volume(cost, price, fixed)
    except StocktakeError as fault:
        return fault.what
    return (
        f"At {pounds_in_words(price)} per {unit or 'unit'} it takes {many:,} a year to cover "
        f"{pounds_in_words(fixed)} of fixed cost."
    )


def hour_words(card: RateCard, role: CardRole) -> str:
    """What an hour of a role costs, or what is wrong with it."""
    try:
        return f"£{pounds(published(hour_of(role, card)))} for an hour that can be booked"
    except StocktakeError as fault:
        return f"{fault.what} {fault.how_to_fix}"


def hour_pounds(card: RateCard, role: CardRole) -> str:
    """The cost of an hour for a column of pounds; a dash when it cannot be worked out."""
    try:
        return pounds(published(hour_of(role, card)))
    except StocktakeError:
        # Said in words beside the role when it is opened.
        return NONE


def money_sentence(found: Margins) -> str:
    """What all services known in full are paid, cost and leave."""
    known = len(found.known)
    if not known:
        return "No service has its cost, its number a year and its price yet."
    left = found.margin_gbp
    words = "leaves" if left >= 0 else "loses"
    said = (
        f"{counted(known, 'service')} with every figure: paid "
        f"£{whole_pounds(found.paid_gbp)} a year, "
        f"costs £{whole_pounds(found.cost_gbp)}, {words} £{whole_pounds(abs(left))}."
    )
    if found.given_away_gbp:
        given = f"£{whole_pounds(found.given_away_gbp)} a year"
        said += f" Work that costs {given} is not paid at all."
    if found.lost_gbp:
        said += f" Paid work below its cost loses £{whole_pounds(found.lost_gbp)} a year."
    return said


def money_rows(found: Margins) -> list[WrappedRow]:
    """Known services, the largest loss first, and all together.

    To the penny: in whole pounds paid less cost is often not the margin beside them.
    """
    known = sorted(found.known, key=lambda each: (each.margin_gbp or 0, each.work.name))
    rows = [_money_row(each) for each in known]
    if len(rows) > 1:
        sums = (found.paid_gbp, found.cost_gbp, found.margin_gbp)
        rows.append(WrappedRow(("All together", *(pounds(each) for each in sums))))
    return rows


def _money_row(each: Margin) -> WrappedRow:
    amounts = (each.paid_gbp, each.cost_gbp, each.margin_gbp)
    cells = tuple(NONE if amount is None else pounds(amount) for amount in amounts)
    second = "Not paid" if each.is_unpaid else ""
    if not second and each.is_loss and each.unit_gbp is not None:
        second = f"Each one loses {pounds_in_words(abs(each.unit_gbp))}"
    return WrappedRow((each.work.name, *cells), second, (each.work.id,))


def missing_words(each: Margin) -> str:
    """What has to be given about a service before its year can be worked out."""
    return f"Needs {listed([MISSING[name] for name in each.missing])}"


def _decimal(exact: Fraction) -> Decimal:
    return Decimal(exact.numerator) / Decimal(exact.denominator)
