"""Answers as a reader meets them."""

from datetime import date
from decimal import Decimal

import pytest
from filling import stocktake

from stocktake.questionnaire.answer_words import (
    answer_in_words,
    beside_label,
    row_in_words,
    unanswered_in_words,
    value_in_words,
)
from stocktake.questionnaire.answers import Address, Answer, State, Value, answered


@pytest.mark.parametrize(
    ("question", "value", "words"),
    [
        ("profile.list_size", Decimal(9120), "9,120 patients"),
        ("admin.as_at", date(2026, 10, 31), "31 October 2026"),
        ("admin.staff_told", "yes", "Yes"),
    ],
)
def test_an_answer_is_said_with_its_unit(question: str, value: Value, words: str) -> None:
    assert answer_in_words(stocktake().loaded.questions[question], answered(value)) == words


def test_a_state_is_said_in_place_of_a_value_that_is_kept_under_it() -> None:
    question = stocktake().loaded.questions["profile.list_size"]
    said = Answer(Decimal(9120), State.NOT_KNOWN)
    assert answer_in_words(question, said) == "Not known"
    assert value_in_words(question, said) == "9,120 patients"
    assert answer_in_words(question, Answer()) == ""


def test_a_row_of_a_table_is_said_by_its_answered_cells() -> None:
    sheet = stocktake()
    for column, value in (("wte", Decimal("3.2")), ("headcount", Decimal(4))):
        address = Address("workforce.roles", "gp_partner", f"workforce.roles.{column}")
        sheet.answers[address] = answered(value)
    table = sheet.loaded.questions["workforce.roles"]
    words = row_in_words(sheet, table, "gp_partner")
    assert "3.2" in words
    assert "4" in words
    assert "gp_partner" not in words


def test_a_unit_that_the_label_says_is_not_said_again() -> None:
    questions = stocktake().loaded.questions
    size, wait = questions["profile.list_size"], questions["demand.wait_minutes"]
    assert beside_label(size, answered(Decimal(9120))) == "9,120"
    assert beside_label(wait, answered(Decimal("5.2"))) == "5.2 minutes"
    assert beside_label(size, Answer(Decimal(9120), State.NOT_KNOWN)) == "Not known"


def test_a_blank_says_what_is_offered_in_its_place() -> None:
    sheet = stocktake()
    questions = sheet.loaded.questions
    months, name = questions["admin.period_months"], questions["profile.practice_name"]
    assert unanswered_in_words(sheet, months) == "Not answered (offered: 12 months)"
    assert unanswered_in_words(sheet, name) == "Not answered"
