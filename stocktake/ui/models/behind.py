"""What is behind a domain on a chart: the expectations that set its level, and its ratings."""

from __future__ import annotations

from dataclasses import dataclass

from stocktake.charts.phrases import level_in_words, month_of_year_end, spelt_levels
from stocktake.planning.certainty import Certainty
from stocktake.planning.gaps import CellKind, DomainGaps
from stocktake.planning.plan import ExpectationPlan, PracticePlan
from stocktake.questionnaire.answers import STATE_WORDS
from stocktake.questionnaire.form import Question
from stocktake.questionnaire.scale import DOMAIN_NAMES
from stocktake.questionnaire.sheet import Sheet
from stocktake.ui.widgets.link_list import Link
from stocktake.units import date_in_words, year_end, year_label

EXPECTATIONS = "expectations"


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


def domain_links(plan: PracticePlan, certainty: Certainty, year: int) -> tuple[Link, ...]:
    """A row for each domain, the widest gap first, those that cannot be told last."""
    index = plan.years.years.index(year)
    rows = sorted(
        plan.gaps[certainty].domains,
        key=lambda row: -1 if row.cells[index].gap is None else row.cells[index].gap or 0,
        reverse=True,
    )
    return tuple(_domain_link(row, index) for row in rows)


def _domain_link(row: DomainGaps, index: int) -> Link:
    needed = row.required[index]
    now = level_in_words(row.level.level)
    needs = f"needs {level_in_words(needed)}" if needed is not None else "no dated expectation"
    gap = row.cells[index].gap
    status = gap_in_words(row, index)
    return Link(
        DOMAIN_NAMES[row.domain],
        f"Now {now}, {needs}.",
        status[:1].upper() + status[1:],
        key=(row.domain,),
        tone="text" if gap else "muted",
    )


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
        level=_level_in_words(row),
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


def _level_in_words(row: DomainGaps) -> str:
    level = row.level
    rests = f"{level.answered} of {level.applicable} ratings answered"
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
    if row.destination is not None and year == plan.years.last:
        aim = level_in_words(row.destination)
        notes.append(f"Your own destination for March 2032 is {aim}, and it counts in this year.")
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
    questions = sheet.loaded.ratings_by_domain.get(domain, ())
    return tuple(_rating(sheet, each) for each in questions if sheet.applies(each.id))


def _rating(sheet: Sheet, question: Question) -> Link:
    answer = sheet.answers.get(question.id)
    section = sheet.loaded.section_of[question.id]
    said = STATE_WORDS[answer.state]
    if answer.is_answered:
        said = level_in_words(int(str(answer.value)))
    key = (sheet.loaded.id, section.id, question.id)
    return Link(question.label, section.title, said, key=key)
