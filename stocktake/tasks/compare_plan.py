"""What moved in a plan: expectations with another year, level or start, and what domains need."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stocktake.charts.phrases import day_of_year_end, level_in_words
from stocktake.planning.certainty import Certainty
from stocktake.planning.plan import ExpectationPlan, PracticePlan
from stocktake.questionnaire.form_changes import STRENGTH_WORDS
from stocktake.questionnaire.scale import DOMAIN_NAMES
from stocktake.units import date_in_words

NOTHING_ASKED = "nothing dated"
"""What a domain needs by a year that no dated expectation speaks of."""


@dataclass(frozen=True, slots=True)
class MovedPlan:
    """One thing in the plan that is not what it was.

    Attributes:
        title: the expectation or the domain.
        what: what about it moved, such as "Start by".
        expectation_id: leads to its card; empty for a domain, and for what is no longer expected.
        domain: the domain's id, where it is about one.
    """

    title: str
    what: str
    then: str
    now: str
    expectation_id: str = ""
    domain: str = ""


def plan_moved(then: PracticePlan, now: PracticePlan) -> tuple[MovedPlan, ...]:
    """What moved, the practice's own expectations first, then the domains by year."""
    return (*_expectations(then, now), *_requirements(then, now))


def _expectations(then: PracticePlan, now: PracticePlan) -> Iterator[MovedPlan]:
    before = {row.expectation.id: row for row in then.rows}
    after = {row.expectation.id: row for row in now.rows}
    for each, row in after.items():
        title = row.expectation.title
        if each not in before:
            due = f"by {date_in_words(row.expectation.due)}"
            yield MovedPlan(title, "New", "", f"Level {row.expectation.level_needed} {due}", each)
            continue
        for what, was, is_now in _pairs(before[each], row):
            if was != is_now:
                yield MovedPlan(title, what, was, is_now, each)
    for each, row in before.items():
        if each not in after:
            due = date_in_words(row.expectation.due)
            yield MovedPlan(row.expectation.title, "No longer expected", f"By {due}", "")


def _pairs(was: ExpectationPlan, is_now: ExpectationPlan) -> Iterator[tuple[str, str, str]]:
    then, now = was.expectation, is_now.expectation
    yield "Due", date_in_words(then.due), date_in_words(now.due)
    yield "Level needed", level_in_words(then.level_needed), level_in_words(now.level_needed)
    yield "How certain", STRENGTH_WORDS[then.status], STRENGTH_WORDS[now.status]
    yield "Start by", date_in_words(was.start.start), date_in_words(is_now.start.start)


def _requirements(then: PracticePlan, now: PracticePlan) -> Iterator[MovedPlan]:
    """What each domain needs at the end of the years both plans have, by the best guess."""
    before, after = then.gaps[Certainty.BEST_GUESS], now.gaps[Certainty.BEST_GUESS]
    years = [year for year in now.years.years if year in then.years.years]
    for row in after.domains:
        old = before.domain(row.domain)
        for year in years:
            was = old.required[then.years.years.index(year)]
            is_now = row.required[now.years.years.index(year)]
            if was != is_now:
                what = f"Needed by {day_of_year_end(year)}"
                name = DOMAIN_NAMES[row.domain]
                yield MovedPlan(name, what, _needed(was), _needed(is_now), domain=row.domain)


def _needed(level: int | None) -> str:
    return NOTHING_ASKED if level is None else level_in_words(level)
