"""What is listed to look at: what stops, what is soft, and how much is merely blank."""

from decimal import Decimal

from filling import sheet_of, stocktake

from stocktake.questionnaire.answers import Address, Answer, State, answered
from stocktake.questionnaire.form_ids import EXPECTATIONS
from stocktake.questionnaire.loading import shipped_form
from stocktake.questionnaire.progress import progress
from stocktake.questionnaire.sheet import Sheet
from stocktake.ui.check.findings import LEFT_BLANK, Finding, findings

LEFT = (LEFT_BLANK, "Still needed", "Come back later")


def blanks(sheet: Sheet) -> dict[str, Finding]:
    return {each.section: each for each in findings(sheet) if each.kind == LEFT_BLANK}


def test_blanks_that_nothing_needs_are_counted_section_by_section() -> None:
    sheet = stocktake()
    before = blanks(sheet)["profile"]
    assert before.words == f"Practice and population: {before.count} questions"
    first = before.question
    assert not sheet.loaded.questions[first].required
    sheet.enter(Address(first), Answer(state=State.NOT_KNOWN))
    after = blanks(sheet)["profile"]
    assert after.count == before.count - 1
    assert after.question != first


def test_what_is_left_adds_up_to_what_is_not_dealt_with() -> None:
    sheet = stocktake()
    sheet.enter(Address("profile.list_size"), answered(Decimal(9120)))
    sheet.enter(Address("profile.patients_left"), Answer(state=State.COME_BACK_LATER))
    left = sum(
        each.count
        for each in findings(sheet)
        if each.section == "profile"
        and each.kind in (LEFT_BLANK, "Still needed", "Come back later")
    )
    found = progress(sheet, "profile")
    assert left == found.total - found.dealt_with


def test_a_form_in_which_nothing_is_needed_still_says_what_is_blank() -> None:
    found = blanks(sheet_of(shipped_form(EXPECTATIONS)))
    assert found
    assert not any(each.stops_signing for each in found.values())
