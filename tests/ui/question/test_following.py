"""What an answer opens or hides is told once, with its count, its cause and what is kept."""

from datetime import date
from decimal import Decimal

import pytest

from stocktake.questionnaire.answers import Address, Answers, answered
from stocktake.questionnaire.loading import load_form
from stocktake.questionnaire.sheet import Sheet
from stocktake.ui.question.following import revealed

FORM = """
id = "t"
title = "T"
subject = "practice"
version = "1"

[[section]]
id = "one"
title = "One"
[[section.question]]
id = "one.sites"
type = "number"
label = "Sites"
[[section.question]]
id = "one.which"
type = "text"
label = "Which?"
relevant = "${one.sites} > 1"
[[section.question]]
id = "one.far"
type = "text"
label = "How far?"
relevant = "${one.sites} > 1"

[[section]]
id = "two"
title = "Two"
[[section.question]]
id = "two.travel"
type = "text"
label = "Travel"
relevant = "${one.sites} > 1"
"""


@pytest.fixture
def sheet() -> Sheet:
    return Sheet(load_form(FORM, "t.toml"), Answers(), date(2026, 11, 22))


def say(sheet: Sheet, sites: int, section: str = "one") -> tuple[str, str]:
    changes = sheet.enter(Address("one.sites"), answered(Decimal(sites)))
    found = revealed(sheet, sheet.loaded.section_by_id[section], changes)
    return found.words, found.cause


def test_an_answer_that_moves_nothing_says_nothing(sheet: Sheet) -> None:
    assert say(sheet, 1) == ("", "")


def test_questions_opened_are_counted_here_and_elsewhere(sheet: Sheet) -> None:
    assert say(sheet, 2) == ("3 more questions, 1 of them in “Two”.", "one.sites")


def test_questions_without_answers_are_hidden_with_few_words(sheet: Sheet) -> None:
    say(sheet, 2)
    words, cause = say(sheet, 1)
    assert words == "3 questions hidden by your answer to 1.1, 1 of them in “Two”."
    assert cause == "one.sites"


def test_answers_hidden_are_said_to_be_kept(sheet: Sheet) -> None:
    say(sheet, 2)
    for name in ("one.which", "one.far"):
        sheet.enter(Address(name), answered("Quay"))
    assert say(sheet, 1)[0].endswith("“Two”. What was answered there is kept.")
    say(sheet, 2)
    sheet.enter(Address("two.travel"), answered("Bus"))
    assert say(sheet, 1)[0].endswith("“Two”. Their answers are kept.")


def test_a_section_in_which_nothing_moved_says_where_it_did(sheet: Sheet) -> None:
    assert say(sheet, 2, "two")[0] == "3 more questions, 2 of them in “One”."
