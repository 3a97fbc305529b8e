"""Which revision an export carries."""

from __future__ import annotations

from stocktake.questionnaire.answers import Address, answered
from stocktake.store.history import Kind
from stocktake.store.workspace import Workspace
from tests.store.making import MANAGER


def revision(workspace: Workspace, submission: int) -> int:
    return workspace.returns.to_submission(submission).revision


def test_the_first_export_and_the_same_again_change_nothing(
    workspace: Workspace, submission: int
) -> None:
    before = workspace.returns.to_submission(submission)
    for _ in range(2):
        numbered = workspace.exported.number(submission, "said this", role=MANAGER)
        assert numbered == before.revision
    assert workspace.returns.to_submission(submission) == before
    assert len(workspace.history.of_kind(submission, Kind.EXPORTED)) == 1


def test_an_export_that_says_something_else_is_a_higher_revision(
    workspace: Workspace, submission: int
) -> None:
    before = workspace.returns.to_submission(submission)
    sent = ["this", "that", "this"]
    found = [workspace.exported.number(submission, said, role=MANAGER) for said in sent]
    assert found == [before.revision, before.revision + 1, before.revision + 2]
    after = workspace.returns.to_submission(submission)
    assert (after.revision, after.assessed_on) == (found[-1], before.assessed_on)
    assert {e.by.role for e in workspace.history.of_kind(submission, Kind.EXPORTED)} == {MANAGER}


def test_a_changed_answer_is_revision_enough(workspace: Workspace, submission: int) -> None:
    workspace.exported.number(submission, "this", role=MANAGER)
    saved = workspace.answers.save(
        submission, {Address("profile.practice_name"): answered("Quayside")}, role=MANAGER
    )
    assert workspace.exported.number(submission, "that", role=MANAGER) == saved.revision
    assert revision(workspace, submission) == saved.revision
