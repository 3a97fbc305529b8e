"""What a question to practices needs before it goes out, and how a choice is understood."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from stocktake.questionnaire.asking import Asking, Position, asking_problems, choice_of

WHOLE = Asking(
    "a1b2c3d4",
    "Harbour & Vale PCN",
    "Same-day hub",
    "Shall we run one same-day hub from April?",
    ("Yes, from April", "Yes, but later", "No"),
    date(2026, 12, 3),
)


def test_a_whole_question_may_go_out() -> None:
    assert list(asking_problems(WHOLE)) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": "  "}, "no_title"),
        ({"text": ""}, "no_text"),
        ({"choices": ("Yes", " ")}, "few_choices"),
        ({"choices": tuple("abcdef")}, "many_choices"),
        ({"choices": ("Yes", "No", " yes ")}, "same_choice"),
        ({"wanted_by": None}, "no_day"),
        ({"title": "x" * 121}, "too_long"),
    ],
)
def test_what_is_missing_or_wrong_is_said(changes: dict[str, object], code: str) -> None:
    found = list(asking_problems(replace(WHOLE, **changes)))
    assert [each.code for each in found] == [code]
    assert all(each.what and each.how_to_fix for each in found)


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("Yes, from April", 0),
        ("  yes,  FROM april ", 0),
        ("2", 1),
        ("3.", 2),
        ("Choice 3", 2),
        ("4", None),
        ("Perhaps", None),
        ("", None),
    ],
)
def test_a_choice_is_known_by_its_words_or_its_number(typed: str, at: int | None) -> None:
    assert choice_of(WHOLE, typed) == at


def test_the_fingerprint_of_a_question_follows_every_word_a_practice_answers_to() -> None:
    assert replace(WHOLE, asked_by="Clinical director").hash == WHOLE.hash
    for changes in (
        {"title": "Hub"},
        {"text": "Shall we?"},
        {"choices": ("Yes", "No")},
        {"wanted_by": date(2026, 12, 4)},
    ):
        assert replace(WHOLE, **changes).hash != WHOLE.hash


def test_two_answers_that_say_the_same_are_one() -> None:
    first = Position("a1b2c3d4", WHOLE.hash, "a81001", "Quayside", Decimal("12400"), "No", "One\n")
    again = replace(first, code="A81001", comment="One\r\n", answer_id="ff", revision=3)
    assert first.fingerprint == again.fingerprint
    assert replace(first, name_shown=True).fingerprint != first.fingerprint
    assert replace(first, list_size=None).fingerprint != first.fingerprint


def test_a_practice_without_its_code_is_known_by_its_name() -> None:
    assert Position("a", "b", name=" Mill  Lane ").key == "mill lane"
    assert Position("a", "b", " a81001 ", "Mill Lane").key == "A81001"
