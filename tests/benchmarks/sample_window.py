"""The real window on the sample, for benchmarks."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

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


class Painted(QObject):
    """Notices when a window has been painted, before anything that was put off until then."""

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self._window = window
        self._at = 0.0
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Paint, and look at the clock when that is done."""
        if watched is not self._window or event.type() is not QEvent.Type.UpdateRequest:
            return False
        self._window.event(event)
        self._at = time.perf_counter()
        return True

    def after(self, act: Callable[[], object]) -> float:
        """Milliseconds from doing something until the window has been painted."""
        self._at = 0.0
        start = time.perf_counter()
        act()
        while self._at == 0.0:
            QApplication.processEvents()
        return (self._at - start) * 1000


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
