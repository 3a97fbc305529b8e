"""Published figures are kept as they came; taking them away leaves them on record."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from stocktake.store.workspace import Workspace
from tests.store.making import ELMS, MANAGER, new_workspace

CODE = "A81001"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "w.stocktake"


@pytest.fixture
def workspace(path: Path) -> Iterator[Workspace]:
    with Workspace.create(path) as made:
        yield made


def contents(workspace: Workspace, code: str = CODE) -> list[bytes]:
    return [each.content for each in workspace.published_sets.of(code)]


def test_each_practice_has_its_own_in_the_order_they_came(workspace: Workspace) -> None:
    for code, content in ((CODE, b"one"), (CODE, b"two"), ("A81002", b"one")):
        assert workspace.published_sets.keep(code, content, role=MANAGER)
    assert contents(workspace) == [b"one", b"two"]
    assert contents(workspace, "A81002") == [b"one"]
    assert workspace.published_sets.of(CODE)[0].role == MANAGER


def test_the_very_same_is_kept_once(workspace: Workspace) -> None:
    workspace.published_sets.keep(CODE, b"one", role=MANAGER)
    assert not workspace.published_sets.keep(CODE, b"one", role=MANAGER)
    assert contents(workspace) == [b"one"]


def test_what_is_taken_away_stays_on_record_and_may_come_again(workspace: Workspace) -> None:
    workspace.published_sets.keep(CODE, b"one", role=MANAGER)
    (kept,) = workspace.published_sets.of(CODE)
    workspace.published_sets.take_away(kept.id)
    (gone,) = workspace.published_sets.of(CODE)
    assert gone.content == b"one"
    assert gone.removed_at is not None
    workspace.published_sets.take_away(kept.id)
    assert workspace.published_sets.of(CODE) == (gone,)
    assert workspace.published_sets.keep(CODE, b"one", role=MANAGER)
    assert [each.removed_at is None for each in workspace.published_sets.of(CODE)] == [False, True]


@pytest.mark.parametrize(
    "harm", ["content = CAST('changed' AS BLOB)", "ods_code = 'A81002'", "removed_at = 'x'"]
)
def test_one_that_changed_on_the_disk_is_never_shown(
    path: Path, workspace: Workspace, harm: str
) -> None:
    workspace.published_sets.keep(CODE, b"one", role=MANAGER)
    workspace.close()
    connection = sqlite3.connect(path)
    connection.execute(f"UPDATE published_sets SET {harm}")
    connection.commit()
    connection.close()
    with Workspace.open(path) as again:
        assert contents(again) == contents(again, "A81002") == []
        assert again.published_sets.keep(CODE, b"one", role=MANAGER)
        assert contents(again) == [b"one"]


def test_removing_everything_removes_them(workspace: Workspace) -> None:
    workspace.published_sets.keep(CODE, b"one", role=MANAGER)
    workspace.removal.everything(role=MANAGER)
    assert contents(workspace) == []


def test_deleting_a_practice_deletes_what_was_published_about_it(tmp_path: Path) -> None:
    workspace, _ = new_workspace(tmp_path / "of_one.stocktake")
    with workspace:
        for code in (ELMS.code, "A81002"):
            workspace.published_sets.keep(code, b"one", role=MANAGER)
        ((subject_id, _),) = workspace.returns.subjects()
        workspace.removal.subject(subject_id, role=MANAGER)
        assert contents(workspace, ELMS.code) == []
        assert contents(workspace, "A81002") == [b"one"]
