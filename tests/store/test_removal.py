"""Removed for good: not one byte of it is left in the workspace or its backups."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from stocktake.questionnaire.answers import Address, Answer, State, answered
from stocktake.store.backups import is_good
from stocktake.store.recovery import recover
from stocktake.store.returns import Standing
from stocktake.store.workspace import Workspace
from tests.store.making import ELMS, FORM, MANAGER, OAKS, ROUND, fill, write_first_schema

CANARY = "Wilhelmina Thistlethwaite"
SECRET = Address("workforce.notes")
CELL = Address("staff", "r7f3k2p9", "staff.note")


def _bytes_below(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())


@pytest.fixture
def with_secrets(workspace: Workspace, submission: int) -> int:
    """A return where a name was typed, corrected, noted, attached, shown and backed up."""
    fill(workspace, submission, 20)
    for address in (SECRET, CELL):
        workspace.answers.save(submission, {address: answered(CANARY * 300)}, role=MANAGER)
        workspace.answers.save(
            submission, {address: Answer("x", State.ANSWERED, note=CANARY)}, role=MANAGER
        )
        workspace.attachments.attach(
            submission, address, "cv.txt", CANARY.encode() * 500, role=MANAGER
        )
    workspace.sections.keep_first_page(f"Last: {CANARY}")
    workspace.backups.make()
    fill(workspace, submission, 21)
    workspace.backups.make()
    return submission


def _each_answer(workspace: Workspace, submission: int) -> None:
    workspace.removal.answer(submission, SECRET, role=MANAGER)
    workspace.removal.answer(submission, CELL, role=MANAGER)


def _answer_and_row(workspace: Workspace, submission: int) -> None:
    workspace.removal.answer(submission, SECRET, role=MANAGER)
    workspace.removal.row(submission, CELL.question, CELL.row, role=MANAGER)


def _submission(workspace: Workspace, submission: int) -> None:
    workspace.removal.submission(submission, role=MANAGER)


def _practice(workspace: Workspace, submission: int) -> None:
    workspace.removal.subject(workspace.returns.list()[0].subject_id, role=MANAGER)


def _round(workspace: Workspace, submission: int) -> None:
    workspace.removal.round(ROUND, role=MANAGER)


def _everything(workspace: Workspace, submission: int) -> None:
    workspace.removal.everything(role=MANAGER)


EVERY_WAY = [_each_answer, _answer_and_row, _submission, _practice, _round, _everything]


@pytest.mark.parametrize("remove", EVERY_WAY, ids=[way.__name__.strip("_") for way in EVERY_WAY])
def test_not_a_byte_is_left_anywhere(
    workspace: Workspace,
    with_secrets: int,
    path: Path,
    remove: Callable[[Workspace, int], None],
) -> None:
    assert _bytes_below(path.parent).count(CANARY.encode()) > 1000
    remove(workspace, with_secrets)
    assert CANARY.encode() not in _bytes_below(path.parent)
    assert workspace.problems() == []
    assert all(is_good(backup.path) for backup in workspace.backups.list())
    workspace.close()
    assert CANARY.encode() not in _bytes_below(path.parent)


def test_only_the_day_and_the_role_are_kept(workspace: Workspace, with_secrets: int) -> None:
    workspace.removal.answer(with_secrets, SECRET, role=MANAGER)
    (entry,) = workspace.history.removals()
    assert (entry.at.isoformat(), entry.by.role) == ("2026-11-22T00:00:00+00:00", MANAGER)
    assert (entry.submission_id, entry.address, entry.old, entry.new, entry.by.note) == (
        None,
        Address(""),
        "",
        "",
        "",
    )


def test_everything_else_stays_in_the_workspace_and_its_backups(
    workspace: Workspace, with_secrets: int
) -> None:
    before = dict(workspace.answers.load(with_secrets).items())
    removed = workspace.removal.answer(with_secrets, SECRET, role=MANAGER)
    assert (removed.backups_rewritten, removed.backups_deleted) == (2, 0)
    before.pop(SECRET)
    assert dict(workspace.answers.load(with_secrets).items()) == before
    assert workspace.answers.history(with_secrets, SECRET) == ()
    assert len(workspace.answers.history(with_secrets, Address("q000"))) == 1
    newest = workspace.backups.list()[0]
    with Workspace.open(newest.path, read_only=True) as backup:
        assert dict(backup.answers.load(with_secrets).items()) == before


def test_a_removed_round_goes_from_backups_that_hold_more_of_it(
    workspace: Workspace, with_secrets: int
) -> None:
    other = workspace.returns.start(OAKS, FORM, ROUND)
    workspace.returns.start(OAKS, FORM, "2027/28")
    workspace.backups.make()
    workspace.removal.submission(other, role=MANAGER)
    removed = workspace.removal.round(ROUND, role=MANAGER)
    assert (removed.backups_rewritten, removed.backups_deleted) == (3, 0)
    assert workspace.returns.rounds() == ("2027/28",)
    assert [each.round for each in workspace.returns.list(None)] == ["2027/28"]


def test_history_cannot_be_rewritten_after_a_removal(
    workspace: Workspace, with_secrets: int
) -> None:
    workspace.removal.answer(with_secrets, SECRET, role=MANAGER)
    for sql in ("UPDATE history SET role = 'nobody'", "DELETE FROM history"):
        with pytest.raises(Exception, match="history is only added to"):
            workspace._database.run(sql)


def test_a_removed_practice_goes_with_its_former_codes_and_leaves_the_others(
    workspace: Workspace, with_secrets: int
) -> None:
    other = workspace.returns.start(OAKS, FORM, ROUND)
    expected = fill(workspace, other, 3)
    subject_id = workspace.returns.list()[0].subject_id
    workspace.returns.rename(subject_id, replace(ELMS, code="A81999"), role=MANAGER)
    removed = workspace.removal.subject(subject_id, role=MANAGER)
    assert removed.backups_rewritten == 2
    assert [each for _, each in workspace.returns.subjects()] == [OAKS]
    assert dict(workspace.answers.load(other).items()) == expected
    for backup in workspace.backups.list():
        assert b"A81001" not in backup.path.read_bytes()
        assert b"The Elms" not in backup.path.read_bytes()


def test_a_deleted_return_is_removed_from_the_bin_too(
    workspace: Workspace, with_secrets: int, path: Path
) -> None:
    workspace.returns.delete(with_secrets, role=MANAGER)
    workspace.removal.submission(with_secrets, role=MANAGER)
    assert workspace.returns.list(Standing.DELETED) == ()
    assert CANARY.encode() not in _bytes_below(path.parent)


def test_a_backup_that_cannot_be_rewritten_is_deleted(
    workspace: Workspace, with_secrets: int
) -> None:
    newest, older = workspace.backups.list()
    content = newest.path.read_bytes()
    newest.path.write_bytes(content[: len(content) // 2])
    removed = workspace.removal.answer(with_secrets, SECRET, role=MANAGER)
    assert (removed.backups_rewritten, removed.backups_deleted) == (1, 1)
    assert workspace.backups.list() == (older,)


def test_the_copy_from_before_an_upgrade_is_searched_too(path: Path) -> None:
    write_first_schema(path)
    with Workspace.open(path) as workspace:
        submission = workspace.returns.list()[0].id
        removed = workspace.removal.answer(submission, Address("q7"), role=MANAGER)
        assert removed.backups_rewritten == 1
        copy = workspace.backups.list()[0].path
    with Workspace.open(copy, read_only=True) as older:
        assert Address("q7") not in dict(older.answers.load(submission).items())
        assert len(older.answers.load(submission)) == 30
    assert b'"value": "7 x"' not in copy.read_bytes()


def test_damaged_files_that_were_set_aside_are_deleted(
    workspace: Workspace, with_secrets: int, path: Path
) -> None:
    workspace.close()
    recovered = recover(path)
    with Workspace.open(path) as mended:
        removed = mended.removal.answer(with_secrets, SECRET, role=MANAGER)
        mended.removal.answer(with_secrets, CELL, role=MANAGER)
    assert removed.damaged_files_deleted == 1
    assert not recovered.set_aside.exists()
    assert CANARY.encode() not in _bytes_below(path.parent)
