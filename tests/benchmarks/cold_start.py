"""P3: from nothing to a painted first page, against a Qt window with one label.

Each run is a process of its own, timed from outside, with everything
compiled beforehand. Run it from the root of the project::

    QT_QPA_PLATFORM=offscreen .venv/bin/python -m tests.benchmarks.cold_start
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from tests.benchmarks.in_turn import Goal, Runner, compare

KEPT_BY_PYTHON = {"PYTHONDONTWRITEBYTECODE": ""}
"""A person's computer keeps what Python has compiled, whatever this one is set to."""

PAINTED = """
import sys
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
class Painted(QObject):
    def __init__(self, window):
        super().__init__()
        self._window = window
        window.installEventFilter(self)
    def eventFilter(self, watched, event):
        if watched is not self._window or event.type() is not QEvent.Type.UpdateRequest:
            return False
        self._window.removeEventFilter(self)
        self._window.event(event)
        print("painted", flush=True)
        QTimer.singleShot(0, self._window.close)
        return True
application = QApplication([])
"""
"""Says when a window has been painted, before anything that was put off until then."""

LABEL = """
from PySide6.QtWidgets import QLabel
window = QLabel("Stocktake")
window.resize(1024, 640)
painted = Painted(window)
window.show()
application.exec()
"""
FIRST_PAGE = """
from pathlib import Path
from stocktake.app import Program, paths_of
from stocktake.ui.theme import Theme
paths = paths_of(Path(sys.argv[1]), None)
program = Program(application, Theme(application), paths, is_warming=False)
program.open()
painted = Painted(program.window)
program.window.show()
application.exec()
"""


SAMPLE = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from stocktake.app import Program, paths_of
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.store.workspace import Workspace
from stocktake.tasks.practices import practice_rounds
from stocktake.tasks.sample import put_sample
from stocktake.ui.places import place_of
from stocktake.ui.theme import Theme
application = QApplication([])
paths = paths_of(Path(sys.argv[1]), None)
with Workspace.create(paths.workspace) as workspace:
    put_sample(workspace)
program = Program(application, Theme(application), paths, is_warming=False)
program.open()
program.window.show()
first = practice_rounds(program.desk.workspace)[0]
program.desk.choose(first.subject, first.round)
program.window.show_page("section", place_of(STOCKTAKE, "demand"))
application.processEvents()
program.window.close()
print("painted", flush=True)
"""
"""Leaves a folder behind as somebody does who was filling in a section."""


class Start:
    """Starts a script in a process of its own, which says when it has painted its window.

    Args:
        compiled: the folder for what Python compiles.
        script: the script.
        arguments: its arguments.
    """

    def __init__(self, compiled: Path, script: str, *arguments: str) -> None:
        self._command = [sys.executable, "-c", script, *arguments]
        self._environment = {
            **os.environ,
            **KEPT_BY_PYTHON,
            "PYTHONPYCACHEPREFIX": str(compiled),
        }
        self._process: subprocess.Popen[bytes] | None = None

    def until_painted(self) -> None:
        """Start it and wait until its window has been painted."""
        self._process = subprocess.Popen(
            self._command, stdout=subprocess.PIPE, env=self._environment
        )
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == b"painted\n"

    def end(self) -> None:
        """Wait until it has closed its window and ended, so that the next start finds all saved."""
        if self._process is not None:
            self._process.communicate()
            assert self._process.returncode == 0
            self._process = None


def main() -> None:
    """Compare the first day, and any later day, with the label."""
    with tempfile.TemporaryDirectory() as folder:
        start = partial(Start, Path(folder) / "compiled")
        empty, filled = Path(folder) / "empty", Path(folder) / "filled"
        filled.mkdir()
        label = start(PAINTED + LABEL)
        sample = start(SAMPLE, str(filled))
        sample.until_painted()
        sample.end()
        first_day = start(PAINTED + FIRST_PAGE, str(empty))
        later_day = start(PAINTED + FIRST_PAGE, str(filled))

        def put_back() -> None:
            for each in (label, first_day, later_day):
                each.end()
            shutil.rmtree(empty, ignore_errors=True)

        peer = Runner("a window with one label", label.until_painted, put_back)
        for row, day in (
            ("P3, the first day", first_day),
            ("P3, with the last section in front", later_day),
        ):
            ours = Runner("the first page painted", day.until_painted, put_back)
            for each in (peer, ours):
                each.timed()
            compare(row, peer, ours, Goal(1.3))
        put_back()


if __name__ == "__main__":
    main()
