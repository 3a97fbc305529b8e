"""Questions that an answer has opened."""

from datetime import date
from decimal import Decimal

from stocktake.questionnaire.answers import Address, Answers, answered
from stocktake.questionnaire.asked_since import asked_at_first, asked_since
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.questionnaire.loading import shipped_form
from stocktake.questionnaire.sheet import Sheet


def test_an_answer_that_opens_a_question_is_counted_and_taking_it_back_is_too() -> None:
    sheet = Sheet(shipped_form(STOCKTAKE), Answers(), date(2026, 11, 22))
    sections = [each.id for each in sheet.loaded.sections]
    at_first = asked_at_first(sheet)
    assert [asked_since(sheet, each, at_first) for each in sections] == [0] * len(sections)
    urgent = Address("demand.urgent_week")
    sheet.enter(urgent, answered(Decimal(80)))
    assert asked_since(sheet, "demand", at_first) == 1
    assert asked_since(sheet, "quality", at_first) == 0
    sheet.enter(urgent, answered(Decimal(0)))
    assert asked_since(sheet, "demand", at_first) == 0
