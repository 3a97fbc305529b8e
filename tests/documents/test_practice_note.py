"""The note back to a practice: its own figures, and the PCN's as far as it may see them."""

from dataclasses import replace
from datetime import date

import pytest
from reading_documents import Made

from stocktake.documents.blocks import About, Table
from stocktake.documents.board_paper import DateToWatch
from stocktake.documents.practice_note import (
    NOT_NAMED,
    AskedFor,
    NoteRow,
    PracticeNoteData,
    levels_sentence,
    practice_note,
)

DIGITAL = NoteRow("Digital", "3", "2", "2 to 3", "0 to 3", "3", 0)
ACCESS = NoteRow("Access", "1", "0", "2", "1 to 3", "3", 2)
NOTE = PracticeNoteData(
    about=About("Quayside", "2026/27", date(2026, 11, 22), "DRAFT for the practice"),
    pcn_name="Harbour & Vale",
    base="4 of 4 practices, 100% of patients",
    year=2028,
    rows=(ACCESS, DIGITAL),
    asked=(AskedFor("Same-day urgent care", "4 of 4 practices: one voice"),),
    dates=(DateToWatch(date(2027, 1, 1), "A new duty", "Duty"),),
)


def words_of(**changes):
    return Made(practice_note(replace(NOTE, **changes)), None).words


def test_its_own_levels_stand_beside_the_spread_of_the_pcn():
    tables = [b for b in practice_note(NOTE).blocks if isinstance(b, Table)]
    assert tables[0].rows[0] == ("Access", "1", "0", "2", "1 to 3", "3")
    assert tables[0].caption == "Ratings from 4 of 4 practices, 100% of patients."
    assert "In 1 of 2 domains" not in words_of()
    assert (
        "below what is asked of you in 1 of 2 domains with a date, most in Access (2 levels)"
        in (words_of())
    )


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ((), "Your return holds no level yet"),
        ((replace(ACCESS, gap=None),), "None of your levels has a dated expectation"),
        ((DIGITAL,), "You are at or above what is asked of you"),
    ],
)
def test_the_sentence_says_what_can_be_told(rows, words):
    assert levels_sentence(replace(NOTE, rows=rows)).startswith(words)


def test_what_it_asked_for_is_in_its_own_order_with_the_others_support():
    assert "1. Same-day urgent care" in words_of()
    assert "4 of 4 practices: one voice" in words_of()


def test_a_list_that_is_not_confirmed_is_no_view():
    assert "You have not confirmed five priorities" in words_of(asked=None)


def test_what_was_decided_stands_alone_and_until_then_what_is_asked():
    undecided = words_of(before_board=("agree to act",))
    assert "The PCN has decided nothing yet" in undecided
    assert "Agree to act." in undecided
    decided = words_of(decided=("We fund a nurse, because all four asked",), before_board=("x",))
    assert "We fund a nurse, because all four asked." in decided
    assert "nothing yet" not in decided


def test_help_goes_both_ways_and_says_what_to_settle():
    words = words_of(offered=("0.2 WTE could come.",), asked_of=("0.3 WTE could go.",))
    assert "0.2 WTE could come." in words
    assert "0.3 WTE could go." in words
    assert "Who employs them?" in words
    assert "Nobody has offered yet." in words_of()


def test_a_practice_that_is_not_named_is_told_how_to_be_matched():
    assert NOT_NAMED in words_of(offered=None, asked_of=None)


def test_dates_to_watch_are_days_in_words():
    assert "1 January 2027" in words_of()
    assert "no date ahead" in words_of(dates=())
