"""The program brings a newer form: what is new is listed once, and answers are laid over it."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from two_forms import trial
from two_rounds import LAST, QUAYSIDE, THIS, begin_last_year, start_this_year

from stocktake.questionnaire.answers import Address, Answers, answered
from stocktake.questionnaire.form_changes import Sort
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.loading import shipped_form
from stocktake.questionnaire.sheet import Sheet
from stocktake.store.workspace import Workspace
from stocktake.tasks.kept_forms import kept_form
from stocktake.tasks.newer_form import (
    NewQuestions,
    keep_looked_at,
    laid_over,
    new_questions,
    questions_between,
    was_looked_at,
)
from stocktake.tasks.open_practice import OpenPractice

DAY = date(2026, 11, 22)
URGENT = Address("demand.m_urgent")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A workspace with a round under an older form and an older catalogue."""
    with Workspace.create(tmp_path / "a.stocktake") as opened:
        begin_last_year(opened, is_older=True)
        yield opened


def news(workspace: Workspace, form_id: str, round_label: str = LAST) -> NewQuestions | None:
    opened = OpenPractice(workspace, QUAYSIDE, round_label).open_return(form_id)
    said = workspace.returns.to_submission(opened.id)
    return new_questions(workspace, opened.id, said, shipped_form(form_id))


def test_in_the_round_being_filled_in_what_is_new_is_listed_with_answers_no_longer_asked(
    workspace: Workspace,
) -> None:
    found = news(workspace, STOCKTAKE)
    assert found is not None
    assert {each.sort for each in found.changes.questions} == {
        Sort.NEW,
        Sort.CHANGED,
        Sort.WITHDRAWN,
    }
    (gone,) = found.withdrawn
    assert (gone.question, gone.answer) == ("Which telephone do you have?", "An old telephone")


def test_answers_whose_question_means_something_else_are_to_be_confirmed(
    workspace: Workspace,
) -> None:
    listed = next(each for each in workspace.returns.list() if each.form_id == STOCKTAKE)
    said = workspace.returns.to_submission(listed.id)
    then = kept_form(workspace, said.form_hash)
    over, other = laid_over(said, then, shipped_form(STOCKTAKE))
    assert set(other) == {URGENT}
    assert over.answers[URGENT].carried_forward
    assert over.answers[URGENT].value == Decimal(2)
    assert over.answers.get("demand.old").value == "An old telephone"
    assert over.answers.rows("workforce.roles") == said.answers.rows("workforce.roles")
    again, nothing = laid_over(over, shipped_form(STOCKTAKE), shipped_form(STOCKTAKE))
    assert again is over
    assert nothing == {}


def test_a_new_round_is_compared_with_the_form_of_the_round_before(workspace: Workspace) -> None:
    start_this_year(workspace)
    found = news(workspace, EXPECTATIONS, THIS)
    assert found is not None
    assert found.since == LAST
    assert {each.sort for each in found.changes.expectations} == {
        Sort.NEW,
        Sort.CHANGED,
        Sort.WITHDRAWN,
    }
    stocktake = news(workspace, STOCKTAKE, THIS)
    assert stocktake is not None
    assert [each.answer for each in stocktake.withdrawn] == ["An old telephone"]


def without_said(questions: dict[str, Any], data: dict[str, Any]) -> None:
    data["section"][0]["question"].remove(questions["a.said"])
    data["retired"] = [{"id": "a.said", "reason": "Asked of patients now"}]


def test_two_rounds_are_told_apart_by_the_questions_of_their_own_forms() -> None:
    then = Sheet(trial(), Answers({Address("a.said"): answered("They like it")}), DAY)
    now = Sheet(trial(without_said), Answers(), DAY)
    between = questions_between(then, now, LAST)
    assert between is not None
    assert between.since == LAST
    assert [(each.question, each.answer) for each in between.withdrawn] == [
        ("What do patients say?", "They like it")
    ]
    assert questions_between(then, then, LAST) is None


def test_where_no_form_is_newer_there_is_nothing_to_list(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "b.stocktake") as opened:
        begin_last_year(opened)
        assert news(opened, STOCKTAKE) is None
        start_this_year(opened)
        assert news(opened, STOCKTAKE, THIS) is None


def test_it_is_shown_until_somebody_says_it_was_looked_at(workspace: Workspace) -> None:
    assert not was_looked_at(workspace, 1, "new")
    keep_looked_at(workspace, 1, "new")
    keep_looked_at(workspace, 2, "other")
    assert was_looked_at(workspace, 1, "new")
    assert was_looked_at(workspace, 2, "other")
    assert not was_looked_at(workspace, 1, "newer still")
