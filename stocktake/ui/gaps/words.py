"""The gaps page in sentences and rows, each built from the plan's own figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from stocktake.charts.phrases import day_of_year_end, spelt_levels
from stocktake.merge.words import plain_number
from stocktake.phrases import counted, listed, spelt, start_upper
from stocktake.planning.certainty import Certainty
from stocktake.planning.change_time import QuarterLoad
from stocktake.planning.expectations import Funding
from stocktake.planning.plan import ExpectationPlan, PracticePlan
from stocktake.planning.starting import StartLabel
from stocktake.questionnaire.scale import DOMAIN_NAMES
from stocktake.questionnaire.sheet import Sheet
from stocktake.ui.models.figures import FigureColumn
from stocktake.ui.models.plan_words import start_rows, to_start
from stocktake.ui.models.wrapped_rows import WrappedRow
from stocktake.units import pounds_in_words, round_half_up, year_end

NOW = (StartLabel.OVERDUE, StartLabel.OPEN_NOW, StartLabel.LATE_START, StartLabel.START_NOW)
"""What must start now; anything else is scheduled or done."""

MOST_NOW = 8
"""Expectations listed as what must start now."""

MOST_NAMED = 3
"""Domains named in the finding; more are counted."""

TAKING_COLUMNS = (
    FigureColumn("To meet what is expected"),
    FigureColumn("In all", is_number=True),
    FigureColumn("Funded", is_number=True),
    FigureColumn("Not settled", is_number=True),
    FigureColumn("Not funded", is_number=True),
    FigureColumn("Rests on"),
)
UNKNOWN = "not known"
NONE = "–"


def finding(plan: PracticePlan, certainty: Certainty, year: int) -> str:
    """Say in one sentence how many domains are short by a year, and which is furthest behind."""
    at = plan.years.years.index(year)
    gaps = {
        DOMAIN_NAMES[row.domain]: row.cells[at].gap
        for row in plan.gaps[certainty].domains
        if row.cells[at].gap is not None
    }
    day = day_of_year_end(year)
    if not gaps:
        return f"By {day}: no domain has both a level and a dated expectation yet"
    short = {name: gap for name, gap in gaps.items() if gap}
    if len(gaps) == 1:
        [(name, gap)] = gaps.items()
        said = f"{name} is {f'{spelt_levels(gap)} short' if gap else 'not short'}"
        return f"By {day}: {said}, and no other domain can be compared yet"
    domains = f"{spelt(len(gaps))} domains"
    if not short:
        return f"By {day}: none of {domains} is short"
    verb = "is" if len(short) == 1 else "are"
    return f"By {day}: {spelt(len(short))} of {domains} {verb} short{_furthest(short)}"


def _furthest(short: dict[str, int]) -> str:
    widest = max(short.values())
    names = [name for name, gap in short.items() if gap == widest]
    by = spelt_levels(widest)
    if len(short) == 1:
        return f": {names[0]}, by {by}"
    if len(names) == 1:
        return f"; {names[0]} is furthest behind, by {by}"
    if len(names) == len(short):
        return f", each by {by}"
    if len(names) <= MOST_NAMED:
        return f"; {listed(names)} are furthest behind, by {by}"
    return f", {spelt(len(names))} of them by {by}"


def now_rows(
    plan: PracticePlan, certainty: Certainty, expectations: Sheet
) -> tuple[WrappedRow, ...]:
    """What is overdue, open, late or to start within three months; each key opens its card.

    The first few only: the rest stand on the plan.
    """
    planned = to_start(plan, certainty)
    rows = start_rows(plan, certainty, expectations)
    now = [row for each, row in zip(planned, rows, strict=True) if each.start.label in NOW]
    return tuple(now[:MOST_NOW])


def now_sentence(plan: PracticePlan, certainty: Certainty) -> str:
    """How much must start now, and how much can wait."""
    labels = [row.start.label for row in to_start(plan, certainty)]
    urgent = [label for label in labels if label in NOW]
    later = len(labels) - len(urgent)
    if not labels:
        return "Nothing has to start: no expectation with a known gap is waiting."
    wait = f"{counted(later, 'more has', 'more have')} a later date to begin."
    if not urgent:
        return f"Nothing has to start in the next three months; {wait}"
    said = [f"{urgent.count(label)} {label.value}" for label in NOW if label in urgent]
    parts = [f"{start_upper(listed(said))}."]
    if len(urgent) > MOST_NOW:
        parts.append(f"The first {MOST_NOW} of them stand here.")
    if later:
        parts.append(start_upper(wait))
    return " ".join(parts)


def taking_rows(plan: PracticePlan, certainty: Certainty, year: int) -> tuple[WrappedRow, ...]:
    """People in post by a year, money up to it, and staff days against those free for change."""
    return (
        _people_row(plan, certainty, year),
        _money_row(plan, certainty, year),
        _days_row(plan, certainty, year),
    )


def _people_row(plan: PracticePlan, certainty: Certainty, year: int) -> WrappedRow:
    found = plan.resources[certainty]
    at = found.years.index(year)
    given = sum(bool(row.resources.people) for row in _counting(plan, certainty))
    by = {
        funding: sum((p.wte[at] for p in found.people if p.funding == funding), Decimal(0))
        for funding in found.by_funding
    }
    cells = _three(by, _wte) if given else (UNKNOWN, NONE, NONE, NONE)
    rests = f"{given} of {counted(found.rows, 'expectation')} with people"
    return WrappedRow(("People, WTE", *cells, rests), f"In post by {day_of_year_end(year)}.")


def _money_row(plan: PracticePlan, certainty: Certainty, year: int) -> WrappedRow:
    found = plan.resources[certainty]
    upto = found.years.index(year) + 1
    by = {name: sum(gbp[:upto], Decimal(0)) for name, gbp in found.by_funding.items()}
    cells = _three(by, _pounds) if found.rows_costed else (UNKNOWN, NONE, NONE, NONE)
    rests = f"{found.rows_costed} of {counted(found.rows, 'expectation')} costed"
    first, last = plan.years.labels[0], plan.years.labels[upto - 1]
    span = first if upto == 1 else f"{first} to {last}"
    return WrappedRow(("Money, £", *cells, rests), f"One-off and yearly, {span}.")


def _days_row(plan: PracticePlan, certainty: Certainty, year: int) -> WrappedRow:
    loads = quarters_until(plan, certainty, year)
    wanted = sum((load.wanted_days for load in loads), Decimal(0))
    pieces = sum(len(load.work) for load in loads)
    blank = sum(load.not_estimated for load in loads)
    free = [load.free_days for load in loads if load.free_days is not None]
    said = "free days not known"
    if free:
        said = f"{_days(sum(free, Decimal(0)))} days free by then"
    rests = f"{pieces - blank} of {counted(pieces, 'piece')} of work with days; {said}"
    in_all = _days(wanted) if pieces > blank else UNKNOWN
    words = f"For work that begins by {day_of_year_end(year)}."
    return WrappedRow(("Staff days for change", in_all, NONE, NONE, NONE, rests), words)


def quarters_until(plan: PracticePlan, certainty: Certainty, year: int) -> tuple[QuarterLoad, ...]:
    """The quarters from now to the end of a financial year."""
    return tuple(load for load in plan.change[certainty] if load.start <= year_end(year))


def _counting(plan: PracticePlan, certainty: Certainty) -> list[ExpectationPlan]:
    return [row for row in plan.rows_under(certainty) if row.expectation.applies]


def _three(by: Mapping[Funding, Decimal], written: Callable[[Decimal], str]) -> tuple[str, ...]:
    unsettled = by["part"] + by["unknown"]
    amounts = (sum(by.values(), Decimal(0)), by["funded"], unsettled, by["unfunded"])
    return tuple(map(written, amounts))


def _wte(amount: Decimal) -> str:
    return plain_number(round_half_up(amount, 2))


def _pounds(amount: Decimal) -> str:
    """Whole pounds for a row that says that it is pounds."""
    return pounds_in_words(round_half_up(amount)).replace("£", "")


def _days(days: Decimal) -> str:
    return plain_number(round_half_up(days, 1))


def taking_sentence(plan: PracticePlan, certainty: Certainty, year: int) -> str:
    """What the figures leave out, and the series counted apart."""
    found, safe = plan.resources[certainty], plan.safe_today
    at = found.years.index(year)
    said = []
    missing = found.rows - found.rows_costed
    if missing:
        said.append(
            f"From {found.rows_costed} of {counted(found.rows, 'expectation')} costed: what nobody "
            "has costed is not counted as nothing, so the figures are the least it could be."
        )
    if safe.rows:
        money = f"{pounds_in_words(safe.money[at])} in {plan.years.labels[at]}"
        costed = f"{money}, from {safe.rows_costed} of them" if safe.rows_costed else "not costed"
        said.append(
            f"To be safe today, counted apart and never added: {counted(safe.rows, 'need')} "
            f"listed, {costed}."
        )
    return " ".join(said)
