"""Merging and exporting, killed at any moment: the old file or the new one, never a half.

What a kill left beside it is cleared when the program next starts, the workbooks that were read are
as they were, and the same work done again gives the same file as if nothing had happened.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stocktake.drafts import begin_draft, clear_drafts
from stocktake.settings import Settings, save_settings
from stocktake.ui.theme import Theme
from tests.hostile.returns import put_return
from tests.store.killing import environment, python, runs
from tests.window import opened

CHILD = Path(__file__).with_name("working_child.py")
OLD = b"the workbook of last week"


def digests(folder: Path) -> dict[str, str]:
    return {each.name: hashlib.sha256(each.read_bytes()).hexdigest() for each in folder.iterdir()}


class Worker:
    """A program that merges or exports when it is told to."""

    def __init__(self, child: subprocess.Popen[str]) -> None:
        self._child = child

    def said(self) -> str:
        """The next thing it says."""
        assert self._child.stdout is not None
        said = self._child.stdout.readline().strip()
        assert said
        return said

    def tell(self, words: str) -> None:
        assert self._child.stdin is not None
        self._child.stdin.write(f"{words}\n")
        self._child.stdin.flush()

    def done(self, kind: str) -> bool:
        """Have the work done to its end."""
        self.tell(kind)
        self.said()
        self.tell("how did it end")
        return self.said() == "done"

    def killed(self, kind: str, after: float) -> bool:
        """Have the work done and kill it after some seconds; whether it had not ended before."""
        self.tell(kind)
        number = int(self.said())
        with contextlib.suppress(subprocess.TimeoutExpired):
            # Waits as a clock would, and fails at once when the program itself has gone.
            self._child.wait(timeout=after)
            pytest.fail("the program ended by itself")
        os.kill(number, signal.SIGKILL)
        self.tell("how did it end")
        return self.said() == "killed"


@contextlib.contextmanager
def worker(*arguments: Path) -> Iterator[Worker]:
    command = python(CHILD, *map(str, arguments))
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=environment()) as child:
        yield Worker(child)
        assert child.stdin is not None
        child.stdin.close()


def kill_again_and_again(program: Worker, kind: str, seconds: float, out: Path) -> None:
    random = Random(f"{kind} 20261122")
    new = out.read_bytes()
    times = runs(long=100, short=2)
    kills = runs_made = 0
    while kills < times:
        old = OLD if runs_made % 2 == 0 else None
        out.unlink(missing_ok=True)
        if old is not None:
            out.write_bytes(old)
        kills += program.killed(kind, random.uniform(0, seconds))
        left = out.read_bytes() if out.exists() else None
        assert left in (new, old)
        others = [each.name for each in out.parent.iterdir() if each != out]
        assert clear_drafts(out.parent) == len(others) <= 1, others
        runs_made += 1
        # Now and then the work is done before it is killed, on a computer that is busy.
        assert runs_made < 10 * times
    assert program.done(kind)
    assert out.read_bytes() == new


def test_killed_at_any_moment_it_leaves_the_old_file_or_the_new(tmp_path: Path) -> None:
    """Two hundred kills in the long form, half of them of a merge and half of an export."""
    received, merged, exported = (tmp_path / name for name in ("received", "merged", "exported"))
    for folder in (received, merged, exported):
        folder.mkdir()
    put_return(received / "Quayside.xlsx")
    (received / "bad.xlsx").write_bytes(b"PK\3\4 not a workbook")
    before = digests(received)
    outs = {"merge": merged / "PCN.xlsx", "export": exported / "Practice.xlsx"}
    with worker(received, *outs.values()) as program:
        seconds = [float(program.said()) for _ in outs]
        for (kind, out), longest in zip(outs.items(), seconds, strict=True):
            kill_again_and_again(program, kind, longest, out)
    assert digests(received) == before


def test_the_next_start_clears_what_was_left(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    handle, _ = begin_draft(folder)
    os.close(handle)
    (folder / "PCN.xlsx").write_bytes(OLD)
    save_settings(Settings(export_folder=str(folder)), tmp_path / "settings.json")
    with opened(qapp, Theme(qapp), tmp_path):
        qtbot.wait_until(lambda: [each.name for each in folder.iterdir()] == ["PCN.xlsx"])
