"""A practice's plan counts what its form asks now, and nothing that is hidden."""

from datetime import date
from decimal import Decimal

import filled_practice
from filling import answer, row

from stocktake.planning.plan import PracticePlan
from stocktake.questionnaire.answers import Address, Answer, Answers, State, answered
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.questionnaire.loading import shipped_form
from stocktake.questionnaire.sheet import Sheet
from stocktake.tasks.practice_plan import next_rating, plan_of
from stocktake.tasks.sheets import sheet_of


def plan_with(stocktake: Sheet) -> PracticePlan:
    expectations = sheet_of(filled_practice.submission("expectations"))
    return plan_of(stocktake, expectations, "2026/27")


def begun() -> Sheet:
    return sheet_of(filled_practice.submission("practice_stocktake"))


def test_weaknesses_of_a_hidden_section_are_not_offered() -> None:
    sheet = begun()
    answer(sheet, finance__include="full")
    row(sheet, "finance.weaknesses", "w1", weakness="Cash is tight in March", impact="high")
    offered = {each.words for each in plan_with(sheet).candidates}
    assert "Cash is tight in March" in offered
    answer(sheet, finance__include="no")
    assert "Cash is tight in March" not in {each.words for each in plan_with(sheet).candidates}


def test_a_rating_beyond_the_scale_is_no_level() -> None:
    sheet = begun()
    for name, level in (("see_demand", 7), ("navigation", 2), ("urgent", 2), ("routes", 3)):
        sheet.enter(Address(f"demand.m_{name}"), answered(Decimal(level)))
    (usual,) = {plan.domain("access").level for plan in plan_with(sheet).gaps.values()}
    assert (usual.level, usual.answered) == (2, 3)


def test_the_next_rating_is_the_first_of_which_nothing_was_said() -> None:
    sheet = Sheet(shipped_form(STOCKTAKE), Answers(), date(2026, 11, 22))
    first = next_rating(sheet)
    sheet.enter(Address(first), Answer(state=State.NOT_KNOWN))
    second = next_rating(sheet)
    assert first != second
    for ratings in sheet.loaded.ratings_by_domain.values():
        for each in ratings:
            sheet.enter(Address(each.id), answered(Decimal(2)))
    assert next_rating(sheet) == ""
