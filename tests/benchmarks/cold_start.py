"""P3: from nothing to a painted first page, against a Qt window with one label.

Each run is a process of its own, timed from outside. Run it from the root of the project::

    QT_QPA_PLATFORM=offscreen .venv/bin/python -m tests.benchmarks.cold_start
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from tests.benchmarks.in_turn import Goal, Runner, compare

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


def start(script: str, *arguments: str) -> None:
    """Run a script in a process of its own until it ends by itself."""
    subprocess.run([sys.executable, "-c", script, *arguments], check=True)


def main() -> None:
    """Compare the two."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        start(FIRST_PAGE, str(data))
        compare(
            "P3",
            Runner("a window with one label", partial(start, LABEL)),
            Runner("the first page painted", partial(start, FIRST_PAGE, str(data))),
            Goal(1.3),
        )


if __name__ == "__main__":
    main()
