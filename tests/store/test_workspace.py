"""A workspace begun, opened, saved to safely and closed, leaving one file."""

from __future__ import annotations

from pathlib import Path

import pytest

from stocktake.errors import StocktakeError
from stocktake.store.history import Kind
from stocktake.store.workspace import Workspace
from tests.store.making import Clock, fill, new_workspace


def test_the_settings_that_survive_a_power_cut_are_in_force(workspace: Workspace) -> None:
    found = {
        name: workspace._database.connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "locking_mode", "foreign_keys")
    }
    assert found == {
        "journal_mode": "truncate",
        "synchronous": 2,
        "locking_mode": "normal",
        "foreign_keys": 1,
    }


def test_a_closed_workspace_is_one_file(path: Path) -> None:
    workspace, submission = new_workspace(path)
    fill(workspace, submission, 3)
    workspace.close()
    workspace.close()
    assert list(path.parent.iterdir()) == [path]


def test_a_workspace_is_readable_by_its_owner_only(workspace: Workspace, path: Path) -> None:
    assert path.stat().st_mode & 0o077 == 0


def test_a_new_workspace_writes_over_nothing(path: Path) -> None:
    path.write_text("my notes", "utf-8")
    with pytest.raises(StocktakeError, match="already a file called"):
        Workspace.create(path)
    assert path.read_text("utf-8") == "my notes"


def test_a_new_workspace_where_there_is_no_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StocktakeError):
        Workspace.create(tmp_path / "missing" / "a.stocktake")
    assert list(tmp_path.iterdir()) == []


def test_every_workspace_has_an_id_of_its_own(tmp_path: Path) -> None:
    ids = set()
    for name in ("a", "b"):
        with Workspace.create(tmp_path / f"{name}.stocktake") as workspace:
            ids.add(workspace.workspace_id)
    assert len(ids) == 2


def test_names_that_trip_up_addresses_are_only_names(tmp_path: Path) -> None:
    path = tmp_path / "50% of #1 ? & Straße.stocktake"
    workspace, submission = new_workspace(path)
    expected = fill(workspace, submission, 2)
    workspace.close()
    with Workspace.open(path) as again:
        assert dict(again.answers.load(submission).items()) == expected
    assert list(tmp_path.iterdir()) == [path]


def test_a_broken_file_is_found_after_a_session_that_was_not_closed(path: Path) -> None:
    workspace, submission = new_workspace(path)
    fill(workspace, submission, 100)
    database = workspace._database
    database.run("PRAGMA writable_schema=ON")
    database.run("DELETE FROM sqlite_master WHERE name = 'history_by_address'")
    database.connection.close()
    assert workspace._lock is not None
    workspace._lock.release()
    with pytest.raises(StocktakeError) as refusal:
        Workspace.open(path)
    assert refusal.value.code == "workspace_damaged"


def test_only_so_many_sessions_are_remembered(path: Path) -> None:
    Workspace.create(path, clock=Clock()).close()
    for _ in range(60):
        Workspace.open(path, clock=Clock()).close()
    with Workspace.open(path, read_only=True) as workspace:
        (count,) = workspace._database.rows("SELECT count(*) FROM sessions")
    assert count[0] <= 51


def test_history_cannot_be_changed_or_deleted(workspace: Workspace, submission: int) -> None:
    fill(workspace, submission, 1)
    for sql in ("UPDATE history SET role = 'nobody'", "DELETE FROM history"):
        with pytest.raises(Exception, match="history is only added to"):
            workspace._database.run(sql)
    assert [each.by.kind for each in workspace.history.of(submission)] == [Kind.ANSWER]


def test_a_failure_inside_a_transaction_leaves_everything_as_it_was(
    workspace: Workspace, submission: int
) -> None:
    fill(workspace, submission, 1)
    with pytest.raises(ZeroDivisionError), workspace._database.transaction():
        fill(workspace, submission, 9)
        raise ZeroDivisionError
    assert len(workspace.answers.load(submission)) == 1
    assert len(workspace.history.of(submission)) == 1
    fill(workspace, submission, 2)
    assert workspace.problems() == []
