"""What was shared out, what came of it, and what is forgotten with a removed answer."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from stocktake.questionnaire.answers import Address, answered
from stocktake.store.shared_out import SharedIn, SharedOut, ShareStanding
from stocktake.store.workspace import Workspace
from tests.store.making import MANAGER

AT = datetime(2026, 3, 3, 9, 30, tzinfo=UTC)
SHARED = SharedOut(
    "a1b2c3d4",
    ("workforce", "demand"),
    "Priya",
    AT,
    ("workforce.names",),
    date(2026, 3, 20),
    "file.xlsx",
    MANAGER,
    baseline='{"what": "went"}',
)
RECEIVED = SharedIn("a1b2c3d4", ("workforce",), ("workforce.names",), MANAGER, None, AT)


def test_what_was_shared_out_is_kept_as_it_went(workspace: Workspace, submission: int) -> None:
    workspace.shared_out.add(submission, SHARED)
    workspace.shared_out.add(submission, SHARED)
    (found,) = workspace.shared_out.of(submission)
    assert found.is_out
    assert found.settled == {}
    assert (found.sections, found.colleague, found.shared_at) == (SHARED.sections, "Priya", AT)
    assert (found.left_out, found.return_by) == (("workforce.names",), date(2026, 3, 20))
    assert found.baseline == SHARED.baseline
    assert workspace.problems() == []


def test_sections_come_back_or_are_not_waited_for(workspace: Workspace, submission: int) -> None:
    workspace.shared_out.add(submission, SHARED)
    workspace.shared_out.end(submission, SHARED.share_id, ShareStanding.CANCELLED)
    found = workspace.shared_out.one(submission, SHARED.share_id)
    assert found is not None
    assert not found.is_out
    assert found.ended_at is not None
    assert workspace.shared_out.one(submission, "ffffffff") is None


def test_what_was_decided_adds_up(workspace: Workspace, submission: int) -> None:
    workspace.shared_out.add(submission, SHARED)
    workspace.shared_out.settle(submission, SHARED.share_id, {"q1": ("12",), "q2": ("yes",)})
    workspace.shared_out.settle(submission, SHARED.share_id, {"q1": ("12", "13")})
    found = workspace.shared_out.one(submission, SHARED.share_id)
    assert found is not None
    assert found.settled == {"q1": ("12", "13"), "q2": ("yes",)}


def test_a_damaged_row_is_left_out(workspace: Workspace, submission: int) -> None:
    workspace.shared_out.add(submission, SHARED)
    workspace._database.run("UPDATE shared_out SET colleague = 'Somebody else'")
    assert workspace.shared_out.of(submission) == ()


def test_what_was_shared_with_somebody_is_kept(workspace: Workspace, submission: int) -> None:
    workspace.shared_in.add(submission, RECEIVED)
    workspace.shared_in.add(submission, RECEIVED)
    assert workspace.shared_in.of(submission) == (RECEIVED,)
    workspace.shared_in.sent_back(submission, RECEIVED.share_id)
    (found,) = workspace.shared_in.of(submission)
    assert found.sent_back_at is not None


def test_removing_an_answer_for_good_forgets_what_went_of_it(
    path: Path, workspace: Workspace, submission: int
) -> None:
    canary = "canary-in-the-baseline"
    address = Address("q1")
    workspace.answers.save(submission, {address: answered(canary)}, role=MANAGER)
    workspace.shared_out.add(
        submission, SharedOut("a1b2c3d4", ("s",), "Priya", AT, baseline=f"said {canary}")
    )
    workspace.removal.answer(submission, address, role=MANAGER)
    (found,) = workspace.shared_out.of(submission)
    assert (found.baseline, found.settled, found.colleague) == ("", {}, "Priya")
    assert canary.encode() not in path.read_bytes()


def test_a_removed_return_takes_what_was_shared_with_it(
    workspace: Workspace, submission: int
) -> None:
    workspace.shared_out.add(submission, SHARED)
    workspace.shared_in.add(submission, RECEIVED)
    workspace.removal.submission(submission, role=MANAGER)
    rows = workspace._database.rows("SELECT id FROM shared_out UNION SELECT id FROM shared_in")
    assert rows == []
