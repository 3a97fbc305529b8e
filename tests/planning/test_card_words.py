"""The words of a card, alike on screen and on paper."""

from datetime import date

from stocktake.planning.card_words import asked_in_words, card_of, standing_in_words
from stocktake.questionnaire.answers import Answers
from stocktake.questionnaire.loading import shipped_catalogue, shipped_form
from stocktake.questionnaire.sheet import Sheet

ROWS = {row.id: row for row in shipped_catalogue().expectations}


def sheet_of(form_id: str) -> Sheet:
    return Sheet(shipped_form(form_id), Answers(), date(2026, 11, 22))


def test_what_happens_if_it_is_missed_comes_before_how_certain_it_is() -> None:
    assert standing_in_words(ROWS["ACC-01"]) == "Duty, contract. Due 1 April 2026 (in force)"


def test_what_is_asked_of_a_group_says_so() -> None:
    group = next(row for row in ROWS.values() if row.asked_of == "group")
    assert "Asked of your PCN or federation." in asked_in_words(group)
    assert asked_in_words(ROWS["ACC-01"]).endswith("Level needed: 3 Reliable.")


def test_only_a_form_with_a_catalogue_has_cards() -> None:
    assert card_of(sheet_of("expectations"), "ACC-01") == ROWS["ACC-01"]
    assert card_of(sheet_of("expectations"), "no such card") is None
    assert card_of(sheet_of("practice_stocktake"), "profile") is None
