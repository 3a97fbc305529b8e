"""What answers of a received workbook must be, where practices have cards of their own."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import filled_practice
import pytest

from stocktake.questionnaire.answers import Address, Answers, answered
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.loading import shipped_form
from stocktake.questionnaire.submission import Signature, Submission
from stocktake.workbooks.understanding import Forms
from tests.workbooks.test_answer_reading import Edited


def test_cards_of_one_practice_are_known_though_another_came_first() -> None:
    forms = Forms([shipped_form("expectations")])
    plain = filled_practice.submission("expectations")
    cells = {
        "title": "Solar roof",
        "domain": "estate",
        "due": date(2028, 3, 31),
        "level": Decimal(2),
    }
    table = "local.rows"
    answers = Answers(
        {Address(table, "r1", f"{table}.{name}"): answered(value) for name, value in cells.items()},
        {table: ("r1",)},
    )
    own = filled_practice.submission("expectations", answers=answers)
    for each in (plain, own):
        form = forms.find(each)
        assert form is not None
        is_asked = "LOC-r1.needs_oneoff" in forms.kinds(form)
        assert is_asked == (each is own)


SIGNED = Signature(2, "a" * 64, date(2027, 3, 3), "GP partner")


@pytest.fixture
def signed(write: Callable[..., Path], submission: Submission, form: LoadedForm) -> Edited:
    return Edited(write(replace(submission, signed=SIGNED)), form)


def test_a_signed_workbook_saved_again_unchanged_is_still_signed(signed: Edited) -> None:
    (said,) = signed.read().submissions
    assert said.signed == SIGNED


def test_an_answer_changed_after_signing_makes_it_a_draft_and_says_so(signed: Edited) -> None:
    signed.set("one.list_size", 9210)
    result = signed.read()
    assert [said.standing for said in result.submissions] == ["Draft"]
    assert [problem.code for problem in result.problems] == ["changed_since_signed"]
    assert "signed v2" in result.problems[0].what
