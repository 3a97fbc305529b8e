"""The real window on the sample, for benchmarks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from stocktake.app import Program, paths_of
from stocktake.store.workspace import Workspace
from stocktake.tasks.practices import practice_rounds
from stocktake.tasks.sample import put_sample
from stocktake.ui.theme import Theme


def settle(milliseconds: int = 20) -> None:
    """Let the window do what it put off."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


@contextmanager
def sample_window() -> Iterator[Program]:
    """The program with its window shown and the first practice of the sample chosen."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    with TemporaryDirectory() as folder:
        paths = paths_of(Path(folder), None)
        with Workspace.create(paths.workspace) as workspace:
            put_sample(workspace)
        program = Program(application, Theme(application), paths, is_warming=False)
        program.open()
        program.window.resize(1440, 900)
        program.window.show()
        settle()
        assert program.desk.workspace is not None
        first = practice_rounds(program.desk.workspace)[0]
        program.desk.choose(first.subject, first.round)
        settle()
        yield program
        program.window.close()
