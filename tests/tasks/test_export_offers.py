from decimal import Decimal

from stocktake.questionnaire.answers import Address, answered
from stocktake.questionnaire.loading import shipped_form
from stocktake.tasks.export_offers import PRACTICE_WORKBOOK, offers
from stocktake.tasks.open_practice import OpenPractice


def offered(practice: OpenPractice) -> list[str]:
    return [each.form_id for each in offers(practice)]


def test_a_form_is_offered_once_it_holds_an_answer(practice: OpenPractice) -> None:
    assert offered(practice) == [PRACTICE_WORKBOOK]
    practice.sheet("swot")
    assert offered(practice) == [PRACTICE_WORKBOOK]
    practice.enter("swot", Address("swot.scope"), answered("practice"))
    assert offered(practice) == [PRACTICE_WORKBOOK, "swot"]
    assert offers(practice)[1].title == shipped_form("swot").form.title


def test_forms_that_never_leave_are_not_offered(practice: OpenPractice) -> None:
    for form_id in ("exit_interview", "partner_skills"):
        question = next(iter(shipped_form(form_id).questions.values()))
        practice.enter(form_id, Address(question.id), answered(Decimal(1)))
    assert offered(practice) == [PRACTICE_WORKBOOK]
