"""Going to a number: as a person would type it, and a wrong one told plainly."""

import pytest
from filling import stocktake

from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import Answers
from stocktake.questionnaire.loading import shipped_form
from stocktake.questionnaire.number_typed import Numbered, find_number, numbers_of
from stocktake.questionnaire.sheet import Sheet


def cards() -> Sheet:
    return Sheet(shipped_form("expectations"), Answers(), stocktake().today, "full")


@pytest.mark.parametrize("typed", ["2.1", " 2.1 ", "Q2.1", "question 2.1", "2.1."])
def test_a_question_is_found_by_its_number(typed: str) -> None:
    assert find_number(stocktake(), typed) == Numbered("profile", "profile.practice_name")


def test_a_section_is_found_by_its_place() -> None:
    assert find_number(stocktake(), "3") == Numbered("demand")
    assert find_number(stocktake(), "section 3") == Numbered("demand")


def test_a_card_and_its_questions_are_found_by_the_cards_id() -> None:
    assert find_number(cards(), "acc-01") == Numbered("ACC-01")
    second = find_number(cards(), "ACC-01.2")
    assert second.section == "ACC-01"
    card = cards().loaded.section_by_id["ACC-01"]
    assert numbers_of(cards(), card)[second.question] == "ACC-01.2"


def test_a_number_there_is_not_is_told_with_those_there_are() -> None:
    with pytest.raises(StocktakeError) as told:
        find_number(stocktake(), "3.999")
    assert told.value.what == "There is no question 3.999."
    assert told.value.how_to_fix.startswith("Demand and access has questions 3.1 to 3.")
    with pytest.raises(StocktakeError) as told:
        find_number(stocktake(), "")
    assert told.value.what == "No number was typed."
    with pytest.raises(StocktakeError) as told:
        find_number(cards(), "ACC-99")
    assert "ACC-01.3" in told.value.how_to_fix


def test_a_question_that_does_not_apply_is_told_apart_from_one_of_a_longer_route() -> None:
    sheet = stocktake()
    section = sheet.loaded.section_by_id["profile"]
    asked = {question.id for question in sheet.questions("profile")}
    hidden = [n for q, n in numbers_of(sheet, section).items() if q not in asked]
    with pytest.raises(StocktakeError) as told:
        find_number(sheet, hidden[0])
    assert "another answer" in told.value.what
    short = stocktake("express")
    left_out = [
        number
        for q, number in numbers_of(short, section).items()
        if not short.on_route(short.loaded.questions[q])
    ]
    with pytest.raises(StocktakeError) as told:
        find_number(short, left_out[0])
    assert "route" in told.value.what
