"""A practice's plan from its two submissions: the stocktake and the expectations review."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from stocktake.planning.gaps import Position
from stocktake.planning.levels import NOT_APPLICABLE, DomainLevel, Rating, domain_level
from stocktake.planning.plan import PlanInputs, PracticePlan, make_plan
from stocktake.planning.reading import (
    read_answers,
    read_destinations,
    read_needs,
    read_top_five,
    read_weaknesses,
)
from stocktake.planning.years import PlanYears
from stocktake.questionnaire.answers import Answers, State
from stocktake.questionnaire.form import Question
from stocktake.questionnaire.loading import shipped_catalogue
from stocktake.questionnaire.own_rows import own_rows
from stocktake.questionnaire.scale import DOMAIN_IDS
from stocktake.questionnaire.sheet import Sheet
from stocktake.questionnaire.within_limits import read_level
from stocktake.units import year_from_label


def levels_of(stocktake: Sheet) -> Mapping[str, DomainLevel]:
    """The level of each of the twelve domains from the practice's own ratings."""
    ratings = stocktake.loaded.ratings_by_domain
    return {
        domain: domain_level([_rating(stocktake, each) for each in ratings.get(domain, ())])
        for domain in DOMAIN_IDS
    }


def next_rating(stocktake: Sheet) -> str:
    """The first rating that is asked now and has nothing said of it; empty when there is none."""
    ratings = {each.id for of in stocktake.loaded.ratings_by_domain.values() for each in of}
    asked = (each.id for s in stocktake.loaded.sections for each in stocktake.questions(s.id))
    waiting = (
        each
        for each in asked
        if each in ratings and stocktake.answers.get(each).state is State.BLANK
    )
    return next(waiting, "")


def _rating(sheet: Sheet, question: Question) -> Rating:
    answer = sheet.answers.get(question.id)
    if not sheet.applies(question.id) or answer.state is State.NOT_APPLICABLE:
        return NOT_APPLICABLE
    return read_level(answer.usable)


def _applying(sheet: Sheet) -> Answers:
    """The answers without those of tables that are hidden, which are kept and not counted."""
    answers = sheet.answers
    hidden = {table for table in answers.tables if not sheet.applies(table)}
    return Answers(
        {address: answer for address, answer in answers.items() if address.question not in hidden},
        {table: answers.rows(table) for table in answers.tables if table not in hidden},
    )


def plan_of(stocktake: Sheet, expectations: Sheet, round_label: str) -> PracticePlan:
    """Work out the whole plan of a practice.

    Args:
        round_label: the round's financial year, such as 2026/27; the plan's first year.
    """
    catalogue = expectations.loaded.catalogue or shipped_catalogue()
    own = own_rows(expectations.answers)
    change = stocktake.value("ind.change_days_quarter")
    return make_plan(
        PlanInputs(
            catalogue=catalogue,
            today=expectations.today,
            position=Position(levels_of(stocktake), read_destinations(stocktake.answers)),
            years=PlanYears(year_from_label(round_label)),
            answers=read_answers(expectations.answers, catalogue, own),
            own_rows=own,
            needs=read_needs(stocktake.answers),
            weaknesses=read_weaknesses(_applying(stocktake)),
            top_five=read_top_five(stocktake.answers),
            change_days_quarter=change if isinstance(change, Decimal) else None,
        )
    )
