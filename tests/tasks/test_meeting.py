"""Cards are counted and never named, and what was agreed is kept with any disagreement."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from stocktake.questionnaire.answers import Address, Answers, answered
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.questionnaire.loading import shipped_form
from stocktake.questionnaire.sheet import Sheet
from stocktake.tasks.carry_forward import confirmed
from stocktake.tasks.meeting import (
    Cards,
    agreement,
    cards_in_words,
    disagreement,
    is_agreed,
    ratings_to_agree,
    spread_in_words,
)

DAY = date(2026, 11, 22)
LEVELS = st.lists(st.integers(0, 4), min_size=2, max_size=12)


def a_sheet(route: str = "core") -> Sheet:
    return Sheet(shipped_form(STOCKTAKE), Answers(), DAY, route)  # type: ignore[arg-type]


def laid(*levels: int) -> Cards:
    return Cards(len(levels), levels)


def test_forty_one_ratings_are_there_to_agree() -> None:
    assert len(ratings_to_agree(a_sheet())) == 41


def test_no_more_cards_are_laid_than_there_are_people() -> None:
    cards = Cards(2).lay(1).lay(3)
    assert cards.are_all_there
    assert cards.lay(4) == cards
    assert cards.take_back().laid == (1,)


def test_the_middle_is_the_lower_median() -> None:
    assert laid(1, 4, 2, 3).middle == 2
    assert Cards(3).middle is None


def test_cards_are_counted_in_words() -> None:
    assert cards_in_words(laid(3, 1, 2, 3)) == "one 1, one 2 and two 3"
    assert cards_in_words(laid(2, 2)) == "two 2"
    assert spread_in_words(laid(2, 2)) == "Everyone chose 2."
    assert spread_in_words(laid(2, 3)).startswith("The cards are one level apart: one 2 and one 3.")


@given(LEVELS, st.integers(0, 4))
def test_what_is_kept_does_not_depend_on_who_laid_which(levels: list[int], level: int) -> None:
    forwards = disagreement(laid(*levels), level, "", DAY)
    assert forwards == disagreement(laid(*reversed(levels)), level, "", DAY)
    assert (forwards == "") == (set(levels) == {level})


def test_the_agreed_level_is_kept_with_who_agreed_it_and_the_disagreement() -> None:
    sheet = a_sheet()
    question = ratings_to_agree(sheet)[0]
    kept = agreement(sheet, question, laid(1, 2, 3), 2, "Cover on Fridays", DAY)
    for address, answer in kept.items():
        sheet.enter(address, answer)
    now = sheet.answers.get(question.id)
    assert now.value == Decimal(2)
    assert now.note == (
        "Meeting on 22 November 2026: one 1, one 2 and one 3; agreed 2. Cover on Fridays."
    )
    assert not now.note_shared
    assert is_agreed(sheet, question)
    assert question not in ratings_to_agree(sheet)
    assert question in ratings_to_agree(sheet, again=True)


def test_a_note_that_was_there_stays_above() -> None:
    sheet = a_sheet()
    question = ratings_to_agree(sheet)[0]
    before = replace(answered(Decimal(1)), note="From the away day", note_shared=True)
    sheet.enter(Address(question.id), before)
    new = agreement(sheet, question, laid(0, 4), 1, "", DAY)[Address(question.id)]
    assert new.note.splitlines()[0] == "From the away day"
    assert len(new.note.splitlines()) == 2


def test_the_same_meeting_twice_is_noted_once() -> None:
    sheet = a_sheet()
    question = ratings_to_agree(sheet)[0]
    address = Address(question.id)
    for _ in range(2):
        sheet.enter(address, agreement(sheet, question, laid(0, 4), 1, "", DAY)[address])
    assert len(sheet.answers[address].note.splitlines()) == 1


def test_when_everyone_agrees_no_note_is_made() -> None:
    sheet = a_sheet()
    question = ratings_to_agree(sheet)[0]
    kept = agreement(sheet, question, laid(3, 3), 3, "", DAY)
    assert kept[Address(question.id)].note == ""


def test_a_note_without_room_is_left_as_it_was() -> None:
    sheet = a_sheet()
    question = ratings_to_agree(sheet)[0]
    full = "x" * 31_990
    sheet.enter(Address(question.id), replace(answered(Decimal(1)), note=full))
    kept = agreement(sheet, question, laid(0, 4), 1, "", DAY)
    assert kept[Address(question.id)].note == full


def test_what_was_agreed_last_year_counts_only_once_it_is_confirmed() -> None:
    sheet = a_sheet()
    question = ratings_to_agree(sheet)[0]
    brought = {
        address: replace(answer, carried_forward=True)
        for address, answer in agreement(sheet, question, laid(2, 2), 2, "", DAY).items()
    }
    for address, answer in brought.items():
        sheet.enter(address, answer)
    assert not is_agreed(sheet, question)
    assert question in ratings_to_agree(sheet)
    for address, answer in confirmed(sheet, [question.id]).items():
        sheet.enter(address, answer)
    assert is_agreed(sheet, question)
