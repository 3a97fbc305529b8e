"""Backups are verified before they count, and no good one is ever written over."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from stocktake.errors import StocktakeError
from stocktake.store import backups
from stocktake.store.backups import Backup, is_good, kept, list_backups, newest_good, restore
from stocktake.store.workspace import Workspace
from tests.store.making import Clock, fill


def _flip_an_answer(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[content.index(b"answer number 1") + 3] ^= 4
    path.write_bytes(content)


def test_a_backup_holds_every_answer_and_opens_like_a_workspace(
    workspace: Workspace, submission: int, tmp_path: Path
) -> None:
    expected = fill(workspace, submission, 30)
    backup = workspace.backups.make()
    assert is_good(backup.path)
    assert backup.made_on == date(2026, 11, 22)
    fill(workspace, submission, 40)
    target = tmp_path / "from backup.stocktake"
    restore(backup.path, target)
    with Workspace.open(target) as restored:
        assert dict(restored.answers.load(submission).items()) == expected
        assert restored.workspace_id == workspace.workspace_id
        assert restored.change_counter < workspace.change_counter


def test_nothing_is_left_beside_a_backup(workspace: Workspace) -> None:
    backup = workspace.backups.make()
    assert list(backup.path.parent.iterdir()) == [backup.path]


def test_a_backup_is_made_only_when_something_changed(
    workspace: Workspace, submission: int
) -> None:
    assert workspace.backups.make_if_changed() is not None
    assert workspace.backups.make_if_changed() is None
    fill(workspace, submission, 1)
    assert workspace.backups.make_if_changed() is not None
    assert [each.number for each in workspace.backups.list()] == [2, 1]


def test_a_damaged_workspace_makes_no_backup_and_the_good_one_stays(
    workspace: Workspace, submission: int, path: Path
) -> None:
    fill(workspace, submission, 30)
    good = workspace.backups.make()
    before = good.path.read_bytes()
    workspace._database.run("UPDATE answers SET value = 'gone' WHERE question = 'q001'")
    for _ in range(20):
        with pytest.raises(StocktakeError, match="did not read back as it should"):
            workspace.backups.make()
    assert workspace.backups.list() == (good,)
    assert good.path.read_bytes() == before
    assert list(good.path.parent.iterdir()) == [good.path]


def test_the_newest_good_backup_is_offered_when_the_newest_is_not(
    workspace: Workspace, submission: int, path: Path
) -> None:
    fill(workspace, submission, 30)
    first = workspace.backups.make()
    fill(workspace, submission, 31)
    second = workspace.backups.make()
    assert newest_good(path) == second
    _flip_an_answer(second.path)
    assert newest_good(path) == first
    first.path.write_bytes(b"")
    assert newest_good(path) is None


def test_recent_backups_stay_and_then_one_a_day_and_one_a_week() -> None:
    start = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
    every = tuple(
        Backup(
            Path(f"{number}.stocktake"),
            number,
            (start - timedelta(hours=8 * (400 - number))).date(),
            "1800",
            False,
        )
        for number in range(400, 0, -1)
    )
    keep = kept(every)
    assert {400, 399, 398, 397, 396} <= {each.number for each in keep}
    days = {each.made_on for each in keep}
    assert len([day for day in days if day > date(2026, 11, 12)]) == 10
    assert len({day.strftime("%G-%V") for day in days}) == 8
    assert len(keep) <= backups.RECENT_KEPT + backups.DAYS_KEPT + backups.WEEKS_KEPT


def test_older_backups_go_only_after_newer_ones_were_verified(
    workspace: Workspace, submission: int
) -> None:
    for count in range(1, 12):
        fill(workspace, submission, count)
        workspace.backups.make()
    assert [each.number for each in workspace.backups.list()] == [11, 10, 9, 8, 7]
    assert all(is_good(each.path) for each in workspace.backups.list())


def test_a_clock_that_went_back_does_not_make_an_old_backup_newest(path: Path) -> None:
    clock = Clock()
    with Workspace.create(path, clock=clock) as workspace:
        first = workspace.backups.make()
        clock.now = datetime(2016, 1, 1, tzinfo=UTC)
        second = workspace.backups.make()
        assert workspace.backups.list() == (second, first)


def test_a_restore_writes_over_nothing(workspace: Workspace, submission: int, path: Path) -> None:
    backup = workspace.backups.make()
    fill(workspace, submission, 3)
    before = path.read_bytes()
    with pytest.raises(StocktakeError, match="already a file called"):
        restore(backup.path, path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "workspace_damaged"), (b"Dear practice,", "workspace_not_ours")],
    ids=["empty", "not a workspace"],
)
def test_what_is_not_a_sound_workspace_is_not_restored(
    tmp_path: Path, content: bytes, code: str
) -> None:
    backup = tmp_path / "backup.stocktake"
    backup.write_bytes(content)
    with pytest.raises(StocktakeError) as refusal:
        restore(backup, tmp_path / "target.stocktake")
    assert refusal.value.code == code
    assert not (tmp_path / "target.stocktake").exists()


def test_a_missing_backup_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(StocktakeError, match="There is no workspace called"):
        restore(tmp_path / "no.stocktake", tmp_path / "target.stocktake")


def test_backups_are_found_though_the_workspace_is_gone(workspace: Workspace, path: Path) -> None:
    backup = workspace.backups.make()
    (backup.path.parent / "notes.txt").write_text("not a backup", "utf-8")
    workspace.close()
    path.unlink()
    assert list_backups(path) == (backup,)
