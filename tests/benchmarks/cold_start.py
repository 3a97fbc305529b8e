"""P3: from nothing to a painted first page, against a Qt window with one label.

Each run is a process of its own, timed from outside, with everything
compiled beforehand. Run it from the root of the project::

    QT_QPA_PLATFORM=offscreen .venv/bin/python -m tests.benchmarks.cold_start
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from tests.benchmarks.in_turn import Goal, Runner, compare

KEPT_BY_PYTHON = {"PYTHONDONTWRITEBYTECODE": ""}
"""A person's computer keeps what Python has compiled, whatever this one is set to."""

LABEL = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
class Label(QLabel):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, application.quit)
application = QApplication([])
label = Label("Stocktake")
label.resize(1024, 640)
label.show()
application.exec()
"""
FIRST_PAGE = """
import sys
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
from stocktake.app import Program, paths_of
from stocktake.ui.theme import Theme
class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Paint:
            QTimer.singleShot(0, self.done)
        return False
    def done(self):
        sys.stdout.flush()
        import os
        os._exit(0)
application = QApplication([])
program = Program(application, Theme(application), paths_of(Path(sys.argv[1]), None))
program.open()
painted = Painted()
program.window.installEventFilter(painted)
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
"""
"""Leaves a folder behind as somebody does who was filling in a section."""


def start(compiled: str, script: str, *arguments: str) -> None:
    """Run a script in a process of its own until it ends by itself.

    Args:
        compiled: the folder for what Python compiles.
        script: the script.
        arguments: its arguments.
    """
    kept = {**os.environ, **KEPT_BY_PYTHON, "PYTHONPYCACHEPREFIX": compiled}
    subprocess.run([sys.executable, "-c", script, *arguments], check=True, env=kept)


def main() -> None:
    """Compare the first day, and any later day, with the label."""
    with tempfile.TemporaryDirectory() as folder:
        run = partial(start, str(Path(folder) / "compiled"))
        empty, filled = Path(folder) / "empty", Path(folder) / "filled"
        filled.mkdir()
        label = Runner("a window with one label", partial(run, LABEL))
        days = (
            ("P3, the first day", partial(run, FIRST_PAGE, str(empty))),
            ("P3, with the last section in front", partial(run, FIRST_PAGE, str(filled))),
        )
        run(SAMPLE, str(filled))
        for name, day in days:
            label.run()
            day()
            compare(name, label, Runner("the first page painted", day), Goal(1.3))


if __name__ == "__main__":
    main()
