"""Practices, rounds and submissions: begun, listed, renamed, deleted and brought back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import Address, answered
from stocktake.store.returns import FormText, Standing
from stocktake.store.sign_offs import Signing
from stocktake.store.workspace import Workspace
from tests.store.making import ELMS, FORM, MANAGER, OAKS, ROUND, fill

EXPECTATIONS = FormText("expectations", "2026.1", "77aa", 'id = "expectations"')


def test_several_practices_rounds_and_forms_live_in_one_workspace(
    workspace: Workspace, submission: int
) -> None:
    fill(workspace, submission, 12)
    other = workspace.returns.start(OAKS, FORM, ROUND)
    workspace.returns.start(ELMS, EXPECTATIONS, ROUND)
    next_year = workspace.returns.start(ELMS, FORM, "2027/28", route="full")
    fill(workspace, other, 3)
    listed = workspace.returns.list()
    assert [(each.subject.name, each.form_id, each.round, each.answered) for each in listed] == [
        ("The Elms Surgery", "practice_stocktake", "2027/28", 0),
        ("The Elms Surgery", "expectations", "2026/27", 0),
        ("The Elms Surgery", "practice_stocktake", "2026/27", 12),
        ("The Oaks Practice", "practice_stocktake", "2026/27", 3),
    ]
    assert listed[0].id == next_year
    assert listed[0].route == "full"
    assert workspace.returns.rounds() == ("2027/28", "2026/27")
    assert [each for _, each in workspace.returns.subjects()] == [ELMS, OAKS]
    assert not any(each.doubtful for each in listed)


def test_a_second_return_of_the_same_is_refused_unless_it_is_another_instance(
    workspace: Workspace, submission: int
) -> None:
    with pytest.raises(StocktakeError, match="already has a return of this form for 2026/27"):
        workspace.returns.start(ELMS, FORM, ROUND)
    again = workspace.returns.start(ELMS, FORM, ROUND, instance="second")
    assert again != submission


def test_each_return_has_a_random_id_of_its_own(workspace: Workspace, submission: int) -> None:
    workspace.returns.start(OAKS, FORM, ROUND)
    ids = [each.return_id for each in workspace.returns.list()]
    assert len(set(ids)) == 2
    assert all(len(each) == 32 for each in ids)


def test_an_old_round_opens_with_the_form_it_was_given_to(
    workspace: Workspace, submission: int
) -> None:
    newer = FormText("practice_stocktake", "2027.1", "9b9b", "a newer form")
    workspace.returns.start(ELMS, newer, "2027/28")
    old = workspace.returns.to_submission(submission)
    assert workspace.returns.form(old.form_hash) == FORM
    assert workspace.returns.form("9b9b") == newer
    assert workspace.returns.form("unknown") is None


def test_a_submission_reads_back_whole(workspace: Workspace, submission: int) -> None:
    expected = fill(workspace, submission, 4)
    whole = workspace.returns.to_submission(submission)
    assert whole.subject == ELMS
    assert whole.identity.form_id == "practice_stocktake"
    assert whole.revision == 1
    assert dict(whole.answers.items()) == expected


def test_a_new_code_renames_the_practice_and_the_history_keeps_the_old_one(
    workspace: Workspace, submission: int
) -> None:
    subject_id = workspace.returns.list()[0].subject_id
    renamed = replace(ELMS, code="A81999", name="The Elms and Oaks")
    workspace.returns.rename(subject_id, renamed, role=MANAGER)
    assert workspace.returns.to_submission(submission).subject == renamed
    (entry,) = workspace.history.of_subject(subject_id)
    assert '"A81001"' in entry.old
    assert '"A81999"' in entry.new
    assert entry.by.role == MANAGER


def test_a_code_that_another_practice_has_is_refused(workspace: Workspace, submission: int) -> None:
    workspace.returns.start(OAKS, FORM, ROUND)
    subject_id = workspace.returns.list()[0].subject_id
    with pytest.raises(StocktakeError, match="has the code A81002"):
        workspace.returns.rename(subject_id, replace(ELMS, code="A81002"), role=MANAGER)
    assert workspace.returns.to_submission(submission).subject == ELMS


def test_a_deleted_return_can_be_brought_back_with_its_answers(
    workspace: Workspace, submission: int
) -> None:
    expected = fill(workspace, submission, 4)
    workspace.returns.delete(submission, role=MANAGER)
    assert workspace.returns.list() == ()
    assert [each.id for each in workspace.returns.list(Standing.DELETED)] == [submission]
    workspace.returns.bring_back(submission, role=MANAGER)
    assert dict(workspace.answers.load(submission).items()) == expected
    kinds = [each.by.kind.value for each in workspace.history.of(submission)]
    assert kinds[-2:] == ["submission", "submission"]


def test_a_deleted_return_does_not_push_out_the_one_begun_since(
    workspace: Workspace, submission: int
) -> None:
    workspace.returns.delete(submission, role=MANAGER)
    workspace.returns.start(ELMS, FORM, ROUND)
    with pytest.raises(StocktakeError, match="now has another return"):
        workspace.returns.bring_back(submission, role=MANAGER)


def test_an_id_that_is_not_there_is_said_plainly(workspace: Workspace) -> None:
    with pytest.raises(StocktakeError, match="not in this workspace any more"):
        workspace.answers.load(999)
    with pytest.raises(StocktakeError, match="no practice with the code A81002"):
        workspace.returns.subject_id(OAKS, add=False)


def test_changing_the_route_is_a_change_like_any_other(
    workspace: Workspace, submission: int
) -> None:
    workspace.returns.set_route(submission, "express", role=MANAGER)
    listed = workspace.returns.list()[0]
    assert (listed.route, listed.revision) == ("express", 1)
    workspace.returns.set_route(submission, "express", role=MANAGER)
    assert workspace.returns.list()[0].revision == 1


def test_a_practice_whose_own_row_changed_by_itself_is_marked_doubtful(
    workspace: Workspace, submission: int
) -> None:
    workspace._database.run("UPDATE subjects SET name = 'The Elks Surgery'")
    assert workspace.returns.list()[0].doubtful
    with pytest.raises(StocktakeError) as refusal:
        workspace.returns.to_submission(submission)
    assert refusal.value.code == "workspace_damaged"


def test_the_change_counter_moves_on_with_every_change(
    workspace: Workspace, submission: int
) -> None:
    before = workspace.change_counter
    fill(workspace, submission, 2)
    workspace.answers.save(submission, {Address("q000"): answered("other")}, role=MANAGER)
    workspace.sections.mark(submission, "workforce", True, role=MANAGER)
    assert workspace.change_counter == before + 3


def test_the_assessment_date_is_the_day_of_the_last_change_or_set_to_today(path: Path) -> None:
    now = [datetime(2028, 2, 28, 23, 59, tzinfo=UTC)]
    with Workspace.create(path, clock=lambda: now[0]) as workspace:
        submission = workspace.returns.start(ELMS, FORM, ROUND)
        fill(workspace, submission, 1)
        now[0] = datetime(2028, 2, 29, 0, 1, tzinfo=UTC)
        assert workspace.returns.assessed_on(submission) == date(2028, 2, 28)
        revision = workspace.returns.list()[0].revision
        workspace.returns.assess_today(submission, role=MANAGER)
        assert workspace.returns.assessed_on(submission) == date(2028, 2, 29)
        assert workspace.returns.list()[0].revision == revision + 1
        workspace.returns.assess_today(submission, role=MANAGER)
        assert workspace.returns.list()[0].revision == revision + 1
        now[0] = datetime(2028, 3, 1, tzinfo=UTC)
        fill(workspace, submission, 2)
        assert workspace.returns.assessed_on(submission) == date(2028, 3, 1)


def test_signing_reopening_and_putting_back_what_was_damaged_leave_the_assessment_date(
    path: Path,
) -> None:
    now = [datetime(2026, 10, 12, tzinfo=UTC)]
    said = Signing("A. Partner", "GP partner", date(2026, 11, 1), "It is complete.")
    with Workspace.create(path, clock=lambda: now[0]) as workspace:
        submission = workspace.returns.start(ELMS, FORM, ROUND)
        fill(workspace, submission, 3)
        now[0] = datetime(2026, 11, 23, tzinfo=UTC)
        workspace.sign_offs.sign([submission], said, role=MANAGER)
        workspace._database.run("UPDATE answers SET value = 'flipped' WHERE question = 'q001'")
        assert workspace.answers.mend(submission, role=MANAGER) == (Address("q001"),)
        workspace.sign_offs.reopen(submission, "Too early", role=MANAGER)
        assert workspace.returns.assessed_on(submission) == date(2026, 10, 12)
        assert workspace.answers.load(submission)[Address("q001")].value == "answer number 1"
        workspace.answers.save(submission, {Address("q001"): answered("new")}, role=MANAGER)
        assert workspace.returns.assessed_on(submission) == date(2026, 11, 23)
