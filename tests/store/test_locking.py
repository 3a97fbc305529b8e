"""One writer at a time."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from stocktake.errors import StocktakeError
from stocktake.store.locking import WriterLock, holder, lock_path
from stocktake.store.workspace import Workspace
from tests.store.killing import environment
from tests.store.making import new_workspace

SAVES = """
import sys
from pathlib import Path
from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import Address, answered
from stocktake.store.workspace import Workspace
path, me = Path(sys.argv[1]), sys.argv[2]
done = 0
while done < 5:
    try:
        with Workspace.open(path) as workspace:
            submission = workspace.returns.list()[0].id
            address = Address(f"q{me}x{done}")
            workspace.answers.save(submission, {address: answered(me)}, role="GP")
            done += 1
    except StocktakeError as refusal:
        if refusal.code != "workspace_locked":
            raise
"""


def test_a_second_writer_is_told_where_the_first_one_is(path: Path) -> None:
    lock = WriterLock(path)
    assert holder(path) == socket.gethostname()
    with pytest.raises(StocktakeError, match=f"already open on {socket.gethostname()}"):
        WriterLock(path)
    lock.release()
    assert holder(path) is None
    assert not lock_path(path).exists()
    lock.release()


def test_a_lock_file_left_behind_is_taken_over(path: Path) -> None:
    lock_path(path).write_text("old-computer\n4711\n", "utf-8")
    assert holder(path) is None
    lock = WriterLock(path)
    assert holder(path) == socket.gethostname()
    lock.release()


def test_a_folder_without_room_for_a_lock_is_read_only(tmp_path: Path) -> None:
    with pytest.raises(StocktakeError) as refusal:
        WriterLock(tmp_path / "no such folder" / "a.stocktake")
    assert refusal.value.code == "workspace_read_only"


def test_many_programs_at_once_save_everything_or_are_refused_in_words(path: Path) -> None:
    new_workspace(path)[0].close()
    children = [
        subprocess.Popen([sys.executable, "-c", SAVES, str(path), str(me)], env=environment())
        for me in range(6)
    ]
    assert [child.wait(timeout=60) for child in children] == [0] * 6
    with Workspace.open(path) as workspace:
        assert workspace.returns.list()[0].answered == 30
        assert workspace.problems() == []
