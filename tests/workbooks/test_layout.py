from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stocktake.questionnaire.answers import Answer, Answers, State
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.submission import Submission
from stocktake.workbooks.cells import Cell
from stocktake.workbooks.layout import (
    cell_form,
    continued_id,
    manifest_of,
    read_continued_id,
    read_state,
    says_the_same,
    state_words,
    submissions_of,
)


@given(st.sampled_from(State), st.booleans(), st.booleans())
def test_a_state_is_read_as_it_is_written(state: State, estimate: bool, carried: bool) -> None:
    words = state_words(Answer(state=state, estimate=estimate, carried_forward=carried))
    assert read_state(words) == (state, estimate, carried)
    assert read_state(words.upper() + " ,") == (state, estimate, carried)


def test_a_state_in_other_words_is_not_guessed() -> None:
    with pytest.raises(ValueError, match="not a state"):
        read_state("Mostly")


@given(st.text("ab._/#", min_size=1), st.integers(2, 99), st.booleans())
def test_the_name_of_a_continuation_is_read_back(of: str, number: int, is_note: bool) -> None:
    assert read_continued_id(continued_id(of, number, is_note=is_note)) == (of, is_note, number)


def test_an_option_with_an_uncertain_label_is_written_by_its_code(form: LoadedForm) -> None:
    lead, groups = form.questions["one.lead"], form.questions["one.groups"]
    assert cell_form("gp_partner", lead) == "GP partner"
    assert cell_form("also_other", lead) == "also_other"
    assert cell_form("retired_code", lead) == "retired_code"
    assert cell_form(("gp_partner", "nurse"), groups) == "GP partner; nurse"


def test_a_cell_says_the_same_only_when_kind_and_value_agree() -> None:
    assert says_the_same(Decimal("3.50"), Cell(1, 1, "number", "3.5"))
    assert not says_the_same(Decimal(3), Cell(1, 1, "text", "3"))
    assert says_the_same(date(2026, 1, 2), Cell(1, 1, "date", "2026-01-02"))
    assert not says_the_same(date(2026, 1, 2), Cell(1, 1, "date", "2026-01-02T10:00:00"))
    assert says_the_same("two\r\nlines ", Cell(1, 1, "text", "two\nlines"))
    assert says_the_same("", None)
    assert not says_the_same("", Cell(1, 1, "error", "#REF!"))


def test_the_manifest_says_whose_answers_they_are(submission: Submission) -> None:
    other = replace(submission, sample=True, instance="2", assessed_on=date(2026, 1, 2))
    manifest = manifest_of([submission, other], "Stocktake 1")
    bare = [replace(one, answers=Answers()) for one in (submission, other)]
    assert submissions_of(manifest) == bare


@pytest.mark.parametrize(
    "change",
    [
        {"members": "0"},
        {"members": "many"},
        {"members": "9" * 30},
        {"1.assessed_on": "soon"},
        {"1.round": "this year"},
        {"1.subject.kind": "cottage"},
    ],
)
def test_a_manifest_that_was_changed_is_refused(
    submission: Submission, change: dict[str, str]
) -> None:
    with pytest.raises(ValueError):
        submissions_of(manifest_of([submission], "") | change)


def test_a_manifest_with_a_line_missing_is_refused(submission: Submission) -> None:
    manifest = manifest_of([submission], "")
    del manifest["1.subject.code"]
    with pytest.raises(ValueError, match=r"subject\.code"):
        submissions_of(manifest)
