"""Signing off: the copy is kept, nothing can be written, and every version can be had again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import Address, Answer, State, answered
from stocktake.store.history import Kind
from stocktake.store.sign_offs import Signing
from stocktake.store.workspace import Workspace
from tests.store.making import ELMS, FORM, MANAGER, ROUND, fill

SAID = Signing(
    "A. Partner", "GP partner", date(2027, 3, 3), "It is complete.", "B. Manager", "Manager"
)
ONE = Address("q000")


def test_the_signed_copy_is_what_stood_there(workspace: Workspace, submission: int) -> None:
    fill(workspace, submission, 5)
    workspace.answers.save(
        submission, {ONE: Answer("kept", State.NOT_KNOWN, note="Private")}, role=MANAGER
    )
    (signed,) = workspace.sign_offs.sign([submission], SAID, role=MANAGER)
    live, copy = workspace.returns.to_submission(submission), workspace.sign_offs.frozen(signed)
    assert copy.answers == live.answers
    assert copy.answers[ONE].note == "Private"
    assert (copy.revision, copy.assessed_on) == (live.revision, live.assessed_on)
    assert copy.signed == signed.signature
    assert copy.standing == "Signed v1"
    assert signed.said == SAID
    assert workspace.problems() == []


def test_signing_is_a_revision_of_its_own_and_keeps_the_assessment_date(
    workspace: Workspace, submission: int
) -> None:
    fill(workspace, submission, 1)
    before = workspace.returns.to_submission(submission)
    workspace.sign_offs.sign([submission], SAID, role=MANAGER)
    after = workspace.returns.to_submission(submission)
    assert after.revision == before.revision + 1
    assert after.assessed_on == before.assessed_on


def test_nothing_is_written_to_a_signed_return(workspace: Workspace, submission: int) -> None:
    fill(workspace, submission, 2)
    workspace.sign_offs.sign([submission], SAID, role=MANAGER)
    before = workspace.returns.to_submission(submission)
    tries = (
        lambda: workspace.answers.save(submission, {ONE: answered("new")}, role=MANAGER),
        lambda: workspace.answers.save(submission, {ONE: None}, role=MANAGER),
        lambda: workspace.answers.save(submission, {}, role=MANAGER, rows={"t": ["r"]}),
        lambda: workspace.answers.remove_row(submission, "t", "r", role=MANAGER),
        lambda: workspace.returns.set_route(submission, "full", role=MANAGER),
        lambda: workspace.returns.delete(submission, role=MANAGER),
        lambda: workspace.sections.mark(submission, "workforce", True, role=MANAGER),
        lambda: workspace.attachments.attach(submission, ONE, "a.pdf", b"%PDF", role=MANAGER),
        lambda: workspace.removal.answer(submission, ONE, role=MANAGER),
        lambda: workspace.removal.row(submission, "t", "r", role=MANAGER),
        lambda: workspace.sign_offs.sign([submission], SAID, role=MANAGER),
    )
    for each in tries:
        with pytest.raises(StocktakeError, match="signed as version 1") as refusal:
            each()
        assert refusal.value.code == "signed"
    assert workspace.returns.to_submission(submission) == before
    assert workspace.attachments.list(submission) == ()


def test_reopening_keeps_the_version_and_why_and_the_next_is_the_next(
    workspace: Workspace, submission: int
) -> None:
    fill(workspace, submission, 2)
    workspace.sign_offs.sign([submission], SAID, role=MANAGER)
    workspace.sign_offs.reopen(submission, "The list size was wrong", role=MANAGER)
    assert workspace.sign_offs.standing(submission) is None
    workspace.answers.save(submission, {ONE: answered("put right")}, role=MANAGER)
    workspace.sign_offs.sign([submission], SAID, role=MANAGER)
    first, second = workspace.sign_offs.of(submission)
    assert (first.version, first.reopened_why) == (1, "The list size was wrong")
    assert (second.version, second.is_standing) == (2, True)
    assert workspace.sign_offs.frozen(first).answers[ONE].value == "answer number 0"
    assert workspace.sign_offs.frozen(second).answers[ONE].value == "put right"
    assert workspace.sign_offs.frozen(second).revision > workspace.sign_offs.frozen(first).revision
    told = workspace.history.of_kind(submission, Kind.REOPENED)
    assert [entry.by.note for entry in told] == ["The list size was wrong"]


def test_no_name_stands_in_the_history(workspace: Workspace, submission: int) -> None:
    workspace.sign_offs.sign([submission], SAID, role=MANAGER)
    (entry,) = workspace.history.of_kind(submission, Kind.SIGNED)
    assert "A. Partner" not in entry.new + entry.old + entry.by.note
    assert entry.by.role == MANAGER


def test_what_is_signed_together_is_reopened_together(
    workspace: Workspace, submission: int
) -> None:
    other = workspace.returns.start(ELMS, FORM, ROUND, instance="second")
    one, two = workspace.sign_offs.sign([submission, other], SAID, role=MANAGER)
    assert one.group == two.group
    workspace.sign_offs.reopen(other, "Again", role=MANAGER)
    assert workspace.sign_offs.standing(submission) is None
    assert workspace.sign_offs.standing(other) is None


def test_a_draft_cannot_be_reopened(workspace: Workspace, submission: int) -> None:
    with pytest.raises(StocktakeError) as refusal:
        workspace.sign_offs.reopen(submission, "Why not", role=MANAGER)
    assert refusal.value.code == "not_signed"


def test_a_copy_that_changed_on_the_disk_is_said_and_not_shown(
    workspace: Workspace, submission: int
) -> None:
    fill(workspace, submission, 1)
    (signed,) = workspace.sign_offs.sign([submission], SAID, role=MANAGER)
    workspace._database.run("UPDATE sign_offs SET copy = replace(copy, 'number 0', 'number 9')")
    with pytest.raises(StocktakeError, match="not what was signed") as refusal:
        workspace.sign_offs.frozen(signed)
    assert refusal.value.code == "signed_copy_damaged"


def test_a_sign_off_whose_own_record_changed_is_told_as_damage(
    workspace: Workspace, submission: int
) -> None:
    workspace.sign_offs.sign([submission], SAID, role=MANAGER)
    workspace._database.run("UPDATE sign_offs SET signed_on = '2020-01-01'")
    with pytest.raises(StocktakeError) as refusal:
        workspace.sign_offs.of(submission)
    assert refusal.value.code == "workspace_damaged"
    assert workspace.problems()
    with pytest.raises(StocktakeError):
        workspace.answers.save(submission, {ONE: answered("new")}, role=MANAGER)


def test_a_full_drive_leaves_nothing_half_signed(workspace: Workspace, submission: int) -> None:
    fill(workspace, submission, 40)
    before = workspace.returns.to_submission(submission)
    connection = workspace._database.connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count={pages}")
    with pytest.raises(StocktakeError) as refusal:
        workspace.sign_offs.sign([submission], SAID, role=MANAGER)
    assert refusal.value.code == "workspace_full"
    assert workspace.sign_offs.of(submission) == ()
    assert workspace.returns.to_submission(submission) == before
    assert workspace.history.of_kind(submission, Kind.SIGNED) == ()
    connection.execute("PRAGMA max_page_count=1000000")
    workspace.answers.save(submission, {ONE: answered("still open")}, role=MANAGER)


def test_an_answer_removed_for_good_takes_the_signed_copies_with_it(
    workspace: Workspace, submission: int, path: Path
) -> None:
    workspace.answers.save(submission, {ONE: answered("a secret word")}, role=MANAGER)
    (signed,) = workspace.sign_offs.sign([submission], SAID, role=MANAGER)
    workspace.sign_offs.reopen(submission, "It names somebody", role=MANAGER)
    workspace.removal.answer(submission, ONE, role=MANAGER)
    assert b"a secret word" not in path.read_bytes()
    assert workspace.sign_offs.of(submission)[0].said == SAID
    with pytest.raises(StocktakeError) as refusal:
        workspace.sign_offs.frozen(signed)
    assert refusal.value.code == "signed_copy_removed"


def test_signers_go_with_the_practice_that_is_deleted(
    workspace: Workspace, submission: int, path: Path
) -> None:
    workspace.sign_offs.sign([submission], SAID, role=MANAGER)
    workspace.removal.subject(workspace.returns.subject_id(ELMS, add=False), role=MANAGER)
    assert b"A. Partner" not in path.read_bytes()
    assert workspace.problems() == []


def test_damaged_answers_can_be_put_back_in_a_signed_return(
    workspace: Workspace, submission: int
) -> None:
    fill(workspace, submission, 3)
    workspace.sign_offs.sign([submission], SAID, role=MANAGER)
    workspace._database.run("UPDATE answers SET value = 'bad' WHERE question = 'q001'")
    workspace.answers.mend(submission, role=MANAGER)
    assert workspace.answers.load(submission).get("q001").value == "answer number 1"
