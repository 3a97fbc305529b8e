"""The copy in a shared folder is whole at every moment, whatever happens while it is written."""

from __future__ import annotations

import errno
import os
import resource
import shutil
from pathlib import Path
from random import Random

import pytest

from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import Address, answered
from stocktake.store.backups import is_good
from stocktake.store.desk_marks import Mark, read_facts
from stocktake.store.return_file import (
    copy_in,
    folder_refused,
    publish,
    put_in_place,
    signature,
    snapshot,
)
from stocktake.store.workspace import Workspace
from stocktake.tasks.desk_copy import COPY_NAME
from tests.store.killing import acknowledged, lost, python, run_and_kill, runs
from tests.store.making import MANAGER, fill, new_workspace, numbers_kept
from tests.store.power_loss import Disk, images, record

COPYING_CHILD = Path(__file__).with_name("copying_child.py")
WRITER = "0123456789abcdef"
MARK = Mark("m1", WRITER, "Desk 3", 0, "2026-11-22T14:32:00+00:00")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "shared drive"
    made.mkdir()
    return made


def test_a_snapshot_of_an_open_workspace_has_its_mark_and_is_sound(
    begun: tuple[Workspace, int], tmp_path: Path
) -> None:
    workspace, submission = begun
    fill(workspace, submission, 5)
    draft = snapshot(workspace.path, tmp_path / "drafts" / "draft.stocktake", MARK)
    assert is_good(draft.path)
    assert draft.mark.counter == workspace.change_counter
    assert read_facts(draft.path) == draft.facts
    assert draft.facts.head == draft.mark
    # The open one is as it was: it keeps the mark only when it is told to.
    assert workspace.desk_marks.facts().marks == ()


def test_a_second_snapshot_of_the_same_state_keeps_the_first_mark(
    begun: tuple[Workspace, int], tmp_path: Path
) -> None:
    workspace, _ = begun
    first = snapshot(workspace.path, tmp_path / "one.stocktake", MARK)
    workspace.desk_marks.keep(first.mark)
    second = snapshot(workspace.path, tmp_path / "two.stocktake", Mark("m2", WRITER, "x", 0, ""))
    assert second.mark == first.mark


def test_saving_goes_on_while_a_snapshot_is_taken(
    begun: tuple[Workspace, int], tmp_path: Path
) -> None:
    workspace, submission = begun
    with workspace._database.transaction():
        workspace._database.set_meta("place", "1\nx\ny")
        draft = snapshot(workspace.path, tmp_path / "draft.stocktake", MARK)
    workspace.answers.save(submission, {Address("q1"): answered("typed since")}, role=MANAGER)
    assert draft.mark.counter < workspace.change_counter
    assert is_good(draft.path)


def test_what_another_desk_put_there_meanwhile_is_not_written_over(
    begun: tuple[Workspace, int], tmp_path: Path, folder: Path
) -> None:
    draft = snapshot(begun[0].path, tmp_path / "draft.stocktake", MARK).path
    target = folder / COPY_NAME
    publish(draft, target, None, WRITER)
    seen = signature(target)
    target.unlink()
    target.write_bytes(b"the other desk's")
    with pytest.raises(StocktakeError) as refused:
        publish(draft, target, seen, WRITER)
    assert refused.value.code == "desk_copy_changed"
    assert target.read_bytes() == b"the other desk's"
    assert [each.name for each in folder.iterdir()] == [COPY_NAME]


def test_what_a_power_cut_left_beside_is_written_over(
    begun: tuple[Workspace, int], tmp_path: Path, folder: Path
) -> None:
    draft = snapshot(begun[0].path, tmp_path / "draft.stocktake", MARK).path
    (folder / f".Stocktake copy.{WRITER}.new").write_bytes(b"half a file")
    publish(draft, folder / COPY_NAME, None, WRITER)
    assert [each.name for each in folder.iterdir()] == [COPY_NAME]


def test_a_full_drive_leaves_the_copy_that_was_there(
    begun: tuple[Workspace, int], tmp_path: Path, folder: Path
) -> None:
    workspace, submission = begun
    target = folder / COPY_NAME
    publish(snapshot(workspace.path, tmp_path / "1.stocktake", MARK).path, target, None, WRITER)
    before = target.read_bytes()
    fill(workspace, submission, 50)
    draft = snapshot(workspace.path, tmp_path / "2.stocktake", MARK).path
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (draft.stat().st_size // 2, limits[1]))
    try:
        with pytest.raises(StocktakeError) as refused:
            publish(draft, target, signature(target), WRITER)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert refused.value.code == "desk_folder_full"
    assert target.read_bytes() == before
    assert [each.name for each in folder.iterdir()] == [COPY_NAME]


@pytest.mark.parametrize(
    ("number", "code", "words"),
    [
        (errno.ENOENT, "desk_folder_missing", "cannot be reached"),
        (errno.EHOSTDOWN, "desk_folder_missing", "unplugged or the network away"),
        (errno.ENOSPC, "desk_folder_full", "is full"),
        (errno.EROFS, "desk_folder_read_only", "does not let you save"),
        (errno.EACCES, "desk_folder_read_only", "choose another"),
        (errno.EMFILE, "desk_folder_refused", "could not be used"),
    ],
)
def test_each_refusal_of_the_folder_is_said_plainly(
    number: int, code: str, words: str, folder: Path
) -> None:
    error = folder_refused(OSError(number, os.strerror(number)), folder)
    assert error.code == code
    assert words in str(error)
    assert str(folder) in error.what
    assert "rrno" not in str(error)


def test_a_copy_takes_the_place_of_a_closed_workspace_only(tmp_path: Path, folder: Path) -> None:
    workspace, submission = new_workspace(tmp_path / "a.stocktake")
    copied = snapshot(workspace.path, tmp_path / "copied.stocktake", MARK).path
    fill(workspace, submission, 3)
    with pytest.raises(StocktakeError) as refused:
        put_in_place(copied, workspace.path)
    assert refused.value.code == "workspace_locked"
    workspace.close()
    put_in_place(copied, workspace.path)
    with Workspace.open(workspace.path) as back:
        assert numbers_kept(back) == {}


def test_a_workspace_with_an_unfinished_save_is_not_replaced(tmp_path: Path) -> None:
    workspace, _ = new_workspace(tmp_path / "a.stocktake")
    copied = snapshot(workspace.path, tmp_path / "copied.stocktake", MARK).path
    workspace.close()
    (tmp_path / "a.stocktake-journal").write_bytes(b"what undoes a save")
    with pytest.raises(StocktakeError):
        put_in_place(copied, workspace.path)
    assert copied.exists()


def test_a_program_killed_while_it_writes_leaves_a_whole_copy(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "practice.stocktake"
    new_workspace(path)[0].close()
    promised: dict[str, int] = {}
    for run in range(runs(long=60, short=6)):
        command = python(COPYING_CHILD, str(path), str(folder), str(run * 1_000_000 + 1), "0")
        promised |= acknowledged(run_and_kill(command, Random(run), longest=0.2))
        copied = tmp_path / "copied in.stocktake"
        copy_in(folder / COPY_NAME, copied)
        assert is_good(copied)
        with Workspace.open(copied) as copy:
            assert lost(promised, numbers_kept(copy)) == []
        with Workspace.open(path) as workspace:
            facts = workspace.desk_marks.facts()
            # However far it had come, the file here is never behind its own copy.
            assert facts.has_all_of(read_facts(copied))


def test_a_power_cut_while_it_writes_leaves_a_whole_copy(tmp_path: Path) -> None:
    place = tmp_path / "recorded"
    (place / "shared").mkdir(parents=True)
    path = place / "practice.stocktake"
    new_workspace(path)[0].close()
    disk = Disk.holding(place)
    command = python(COPYING_CHILD, str(path), str(place / "shared"), "1000", "12")
    events = record(command, place, tmp_path / "trace")
    whole = 0
    for image in images(disk, events, runs(long=600, short=60), Random(20261122)):
        left = tmp_path / "image"
        image.write(place, left)
        copy = left / "shared" / COPY_NAME
        promised = acknowledged(image.said)
        if promised:
            assert copy.exists()
        if copy.exists():
            whole += 1
            assert is_good(copy)
            with Workspace.open(copy) as opened:
                assert lost(promised, numbers_kept(opened)) == []
        shutil.rmtree(left)
    assert whole > runs(long=300, short=30)
