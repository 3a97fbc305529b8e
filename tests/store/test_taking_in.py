"""What comes from elsewhere is joined by identity and revision, never by a clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from stocktake.questionnaire.answers import Address, Answer, Answers, Origin, State
from stocktake.questionnaire.submission import Submission
from stocktake.store.history import Kind
from stocktake.store.taking_in import Outcome
from stocktake.store.workspace import Workspace
from tests.store.making import ELMS, FORM, MANAGER, OAKS, ROUND, fill, new_workspace


@pytest.fixture
def theirs(tmp_path: Path) -> Submission:
    """A return made in another workspace."""
    workspace, submission = new_workspace(tmp_path / "theirs.stocktake")
    with workspace:
        fill(workspace, submission, 5)
        workspace.answers.save(
            submission,
            {Address("t", "r1", "t.c"): Answer("x", State.ANSWERED, note="ours only")},
            role=MANAGER,
            rows={"t": ["r0", "r1"]},
        )
        return replace(workspace.returns.to_submission(submission), subject=OAKS)


def test_a_return_from_elsewhere_is_added_as_it_is(
    workspace: Workspace, theirs: Submission
) -> None:
    taken = workspace.taking_in.take_in(theirs, role="PCN manager", form=FORM)
    assert taken.outcome is Outcome.ADDED
    assert workspace.returns.to_submission(taken.id) == theirs
    entries = workspace.history.of(taken.id)
    assert {each.by.kind for each in entries} == {Kind.TAKEN_IN, Kind.ROWS}


def test_the_same_again_changes_nothing(workspace: Workspace, theirs: Submission) -> None:
    first = workspace.taking_in.take_in(theirs, role=MANAGER)
    before = workspace.change_counter
    again = workspace.taking_in.take_in(theirs, role=MANAGER)
    assert (again.id, again.outcome) == (first.id, Outcome.ALREADY_HERE)
    assert workspace.change_counter == before


def _changed(submission: Submission, revision: int, said: str = "changed") -> Submission:
    answers = submission.answers.copy()
    answers[Address("q000")] = Answer(said, State.ANSWERED, origin=Origin.BROUGHT_BACK)
    answers.remove_row("t", "r1")
    return replace(submission, revision=revision, answers=answers, assessed_on=date(2020, 1, 1))


def test_a_higher_revision_of_the_same_return_replaces_the_lower(
    workspace: Workspace, theirs: Submission
) -> None:
    first = workspace.taking_in.take_in(theirs, role=MANAGER)
    newer = _changed(theirs, theirs.revision + 1)
    taken = workspace.taking_in.take_in(newer, role=MANAGER)
    assert (taken.id, taken.outcome) == (first.id, Outcome.REPLACED)
    assert workspace.returns.to_submission(taken.id) == newer
    old = workspace.answers.history(taken.id, Address("t", "r1", "t.c"))[-1]
    assert old.old_answer is not None
    assert (old.old_answer.value, old.new_answer) == ("x", None)


def test_a_lower_revision_is_older_whatever_its_date(
    workspace: Workspace, theirs: Submission
) -> None:
    workspace.taking_in.take_in(_changed(theirs, 9), role=MANAGER)
    late = replace(theirs, assessed_on=date(2030, 1, 1))
    assert workspace.taking_in.take_in(late, role=MANAGER).outcome is Outcome.OLDER


@pytest.mark.parametrize("other_id", [False, True], ids=["same return", "another return"])
def test_a_conflict_keeps_both_and_leaves_what_was_there(
    workspace: Workspace, theirs: Submission, other_id: bool
) -> None:
    first = workspace.taking_in.take_in(theirs, role=MANAGER)
    other = _changed(theirs, theirs.revision)
    if other_id:
        other = replace(other, return_id="f" * 32)
    taken = workspace.taking_in.take_in(other, role=MANAGER)
    assert taken.outcome is Outcome.KEPT_BESIDE
    assert workspace.returns.to_submission(first.id) == theirs
    assert workspace.returns.to_submission(taken.id) == other
    assert workspace.taking_in.take_in(other, role=MANAGER).outcome is Outcome.ALREADY_HERE
    current = {each.id for each in workspace.returns.list()}
    assert first.id in current
    assert taken.id not in current


def test_the_same_answers_under_another_return_are_not_a_conflict(
    workspace: Workspace, theirs: Submission
) -> None:
    workspace.taking_in.take_in(theirs, role=MANAGER)
    copy = replace(theirs, return_id="f" * 32)
    assert workspace.taking_in.take_in(copy, role=MANAGER).outcome is Outcome.ALREADY_HERE


def test_a_return_that_cannot_be_taken_in_leaves_nothing_behind(
    workspace: Workspace, theirs: Submission
) -> None:
    answers = Answers({Address("q"): Answer("x" * 40_000, State.ANSWERED)})
    before = [each.id for each in workspace.returns.list(None)]
    with pytest.raises(Exception, match="40,000 characters"):
        workspace.taking_in.take_in(replace(theirs, answers=answers), role=MANAGER)
    assert [each.id for each in workspace.returns.list(None)] == before
    assert [each for _, each in workspace.returns.subjects()] == [ELMS]
    assert workspace.returns.rounds() == (ROUND,)
