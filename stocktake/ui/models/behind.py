"""What is behind a domain on a chart: the expectations that set its level, and its ratings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from stocktake.charts.phrases import level_in_words, month_of_year_end, spelt_levels
from stocktake.phrases import counted, start_upper
from stocktake.planning.certainty import Certainty, weights_in_words
from stocktake.planning.gaps import CellKind, DomainGaps
from stocktake.planning.plan import ExpectationPlan, PracticePlan
from stocktake.planning.years import DESTINATION_YEAR
from stocktake.questionnaire.answers import STATE_WORDS
from stocktake.questionnaire.form import Question
from stocktake.questionnaire.form_ids import EXPECTATIONS
from stocktake.questionnaire.scale import DOMAIN_NAMES
from stocktake.questionnaire.sheet import Sheet
from stocktake.tasks.practice_charts import asked_ratings, based_on
from stocktake.ui.widgets.link_list import Link
from stocktake.units import (
    date_in_words,
    number_in_words,
    pounds_in_words,
    round_half_up,
    year_end,
    year_label,
)


@dataclass(frozen=True, slots=True)
class Behind:
    """One domain in one year, opened up.

    Attributes:
        level: the level now and what it rests on, in a sentence.
        notes: anything else that decides the gap, in sentences.
        expectations, ratings: a row each, whose key is (form, section, question).
        of_pcn: expectations asked of the PCN; never part of the gap.
    """

    title: str
    level: str
    notes: tuple[str, ...]
    expectations: tuple[Link, ...]
    of_pcn: tuple[Link, ...]
    ratings: tuple[Link, ...]


def gap_in_words(row: DomainGaps, index: int) -> str:
    """How far short a domain is at the end of one year of the plan."""
    cell = row.cells[index]
    if cell.kind is not CellKind.GAP or cell.gap is None:
        return cell.kind.value
    return f"{spelt_levels(cell.gap)} short" if cell.gap else "at or above requirement"


def domain_links(
    plan: PracticePlan, certainty: Certainty, year: int
) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    """A row for each domain: those that are short, the widest gap first, and the others.

    Among gaps as wide, the domain with the most pressing expectation comes first; those that
    cannot be told are the last of the others.
    """
    index = plan.years.years.index(year)
    asking = {
        row.domain: _asking(plan, row, certainty, year) for row in plan.gaps[certainty].domains
    }

    def key(row: DomainGaps) -> tuple[int, Decimal]:
        gap = row.cells[index].gap
        points = [each.priority.points or Decimal(0) for each in asking[row.domain]]
        return (1 if gap is None else -gap, -max(points, default=Decimal(0)))

    rows = sorted(plan.gaps[certainty].domains, key=key)
    links = [(_domain_link(row, index, asking[row.domain]), row.cells[index].gap) for row in rows]
    return (
        tuple(link for link, gap in links if gap),
        tuple(link for link, gap in links if not gap),
    )


def _asking(
    plan: PracticePlan, row: DomainGaps, certainty: Certainty, year: int
) -> list[ExpectationPlan]:
    """The expectations due by a year that ask for more than a domain has, most pressing first."""
    level = row.level.level
    return [
        each
        for each in plan.rows_under(certainty)
        if each.expectation.domain == row.domain
        and each.expectation.applies
        and each.expectation.due <= year_end(year)
        and level is not None
        and each.expectation.level_needed > level
    ]


def _domain_link(row: DomainGaps, index: int, asking: Sequence[ExpectationPlan]) -> Link:
    needed = row.required[index]
    now = level_in_words(row.level.level)
    needs = f"needs {level_in_words(needed)}" if needed is not None else "no dated expectation"
    gap = row.cells[index].gap
    return Link(
        DOMAIN_NAMES[row.domain],
        f"Now {now}, {needs}.{_why(asking, needed) if gap else ''}",
        start_upper(gap_in_words(row, index)),
        key=(row.domain,),
        tone="text" if gap else "muted",
    )


def _why(asking: Sequence[ExpectationPlan], needed: int | None) -> str:
    """What asks for more, by name; the practice's own destination where it asks for the most."""
    if not asking:
        return " Your own destination asks for it."
    first = asking[0]
    highest = max(each.expectation.level_needed for each in asking)
    if needed is not None and needed > highest:
        return f" Your own destination asks for it; what is dated, {level_in_words(highest)}."
    more = len(asking) - 1
    others = f"; and by {counted(more, 'more expectation', 'more expectations')}" if more else ""
    due = date_in_words(first.expectation.due)
    return f" Asked by “{first.expectation.title}”, {due}{others}."


def behind(
    plan: PracticePlan, stocktake: Sheet, domain: str, certainty: Certainty, year: int
) -> Behind:
    """Open up one domain at the end of one year.

    Args:
        plan: the practice's plan.
        stocktake: the practice's ratings.
        domain: the domain's id.
        certainty: which expectations count.
        year: the financial year, by the calendar year it starts in.
    """
    index = plan.years.years.index(year)
    row = plan.gaps[certainty].domain(domain)
    name = DOMAIN_NAMES[domain]
    return Behind(
        title=f"{name}: {gap_in_words(row, index)}, {month_of_year_end(year)}",
        level=_level_in_words(row, based_on(stocktake, (domain,))),
        notes=_notes(plan, row, index, year),
        expectations=_expectations(plan, domain, certainty, year),
        of_pcn=tuple(
            Link(
                each.title,
                f"Asked of your PCN: level {each.level_needed} by {date_in_words(each.due)}.",
                key=(EXPECTATIONS, each.id, ""),
            )
            for each in plan.other_rows
            if each.domain == domain and certainty.includes(each.status)
        ),
        ratings=_ratings(stocktake, domain),
    )


def _level_in_words(row: DomainGaps, based: str) -> str:
    level, rests = row.level, f"based on {based}"
    if level.level is None:
        return f"Level now: not known, {level.status.value} ({rests})."
    return (
        f"Level now: {level_in_words(level.level)}, the middle of your ratings ({rests}). "
        f"The lowest single rating is {level_in_words(level.floor)}."
    )


def _notes(plan: PracticePlan, row: DomainGaps, index: int, year: int) -> tuple[str, ...]:
    notes = []
    if row.required[index] is None:
        notes.append(
            f"Nothing published with a date asks for a level by {month_of_year_end(year)}, so "
            "there is no gap to count. That is not the same as no gap."
        )
    if row.destination is not None and year >= DESTINATION_YEAR:
        aim = level_in_words(row.destination)
        notes.append(f"Your own destination for March 2032 is {aim}, and it counts by then.")
    return tuple(notes)


def _expectations(
    plan: PracticePlan, domain: str, certainty: Certainty, year: int
) -> tuple[Link, ...]:
    rows = [
        row
        for row in plan.rows_under(certainty)
        if row.expectation.domain == domain and row.expectation.applies
    ]
    return tuple(_expectation(row, year) for row in sorted(rows, key=_by_due))


def _by_due(row: ExpectationPlan) -> tuple[object, ...]:
    return (row.expectation.due, row.expectation.id)


def _expectation(row: ExpectationPlan, year: int) -> Link:
    each = row.expectation
    why = row.priority.why
    is_later = each.due > year_end(year)
    return Link(
        each.title,
        f"{why[:1].upper()}{why[1:]}.",
        f"Needs level {each.level_needed}",
        f"counts after {year_label(year)}" if is_later else f"by {date_in_words(each.due)}",
        (EXPECTATIONS, each.id, f"{each.id}.ready_now"),
        "muted" if is_later else "text",
    )


def _ratings(sheet: Sheet, domain: str) -> tuple[Link, ...]:
    return tuple(_rating(sheet, each) for each in asked_ratings(sheet, domain))


def _rating(sheet: Sheet, question: Question) -> Link:
    answer = sheet.answers.get(question.id)
    section = sheet.loaded.section_of[question.id]
    said = STATE_WORDS[answer.state]
    if answer.is_answered:
        said = level_in_words(int(str(answer.value)))
    key = (sheet.loaded.id, section.id, question.id)
    return Link(question.label, section.title, said, key=key)


def behind_amount(plan: PracticePlan, certainty: Certainty, kind: str, year: int) -> Behind:
    """Open up one bar of people or money: the expectations it is added up from.

    Args:
        plan: the practice's plan.
        certainty: which expectations count.
        kind: ``people`` or ``money``.
        year: the financial year, by the calendar year it starts in.
    """
    found = plan.resources[certainty]
    index = found.years.index(year)
    rows = [row for row in plan.rows_under(certainty) if row.expectation.applies]
    amounts = [(row, _amount(row, kind, index)) for row in rows]
    parts = [(row, amount) for row, amount in amounts if amount]
    total = sum((amount for _, amount in parts), Decimal(0))
    given = sum(_says(row, kind) for row in rows)
    what = "people" if kind == "people" else "money"
    return Behind(
        title=f"{start_upper(what)} in {year_label(year)}: {_written(kind, total)}",
        level=f"Added up from {given} of {counted(len(rows), 'expectation')} that say what "
        f"{what} they take. What nobody has said is not counted as nothing.",
        notes=_by_certainty(found.risk_weighted[index]) if kind == "money" and parts else (),
        expectations=tuple(
            Link(
                row.expectation.title,
                f"{DOMAIN_NAMES[row.expectation.domain]}. {start_upper(row.priority.why)}.",
                _written(kind, amount),
                _FUNDING[row.resources.funding],
                (EXPECTATIONS, row.expectation.id, f"{row.expectation.id}.ready_now"),
            )
            for row, amount in sorted(parts, key=lambda pair: -pair[1])
        ),
        of_pcn=(),
        ratings=(),
    )


def _by_certainty(pounds: Decimal) -> tuple[str, ...]:
    """What a year's money comes to when each amount counts by how certain it is."""
    amount = _written("money", pounds)
    return (f"Counted by how certain each is ({weights_in_words()}): {amount}.",)


_FUNDING = {
    "funded": "funded",
    "part": "partly funded",
    "unfunded": "not funded",
    "unknown": "funding not known",
}


def _amount(row: ExpectationPlan, kind: str, index: int) -> Decimal:
    if kind == "money":
        return row.resources.money[index]
    return sum((person.wte[index] for person in row.resources.people), Decimal(0))


def _says(row: ExpectationPlan, kind: str) -> bool:
    return row.resources.is_costed if kind == "money" else bool(row.resources.people)


def _written(kind: str, amount: Decimal) -> str:
    if kind == "money":
        return pounds_in_words(round_half_up(amount))
    return f"{number_in_words(amount.normalize(), 2) if amount else 0} WTE"
