"""Work in the open file, a step at a time, with the window's own turn between any two steps.

A job may not touch the open file, which has one connection; this is for what has to.
"""

from __future__ import annotations

from collections.abc import Generator

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from stocktake.errors import StocktakeError
from stocktake.ui.jobs import Job
from stocktake.ui.widgets.progress_strip import ProgressStrip

Told = tuple[int, int, str]
"""How much is done, of how much, and of what, in words."""


class StepByStep(QObject):
    """Goes through steps that say how far they are; they can be watched and stopped.

    Signals:
        done: all steps are.
        stopped: the person stopped it before it was.
        refused: a StocktakeError that ended it.
    """

    done = Signal()
    stopped = Signal()
    refused = Signal(object)

    def __init__(self, strip: ProgressStrip, parent: QObject) -> None:
        super().__init__(parent)
        self._strip = strip
        self._steps: Generator[Told, None, None] | None = None
        self._job = Job()
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._on_turn_timeout)

    @property
    def is_busy(self) -> bool:
        """Whether there are steps still to come."""
        return self._steps is not None

    def begin(self, steps: Generator[Told, None, None], words: str) -> None:
        """Take the first step now, and the others each in its turn."""
        self.drop()
        self._steps = steps
        self._job = Job(words)
        self._strip.watch(self._job)
        self._turn.start()
        self._on_turn_timeout()

    def settle(self) -> None:
        """Take all steps before this returns, because the page is being left."""
        while self.is_busy:
            self._on_turn_timeout()

    def drop(self) -> None:
        """Let go of the steps still to come, silently: what they were for is no longer open."""
        steps, self._steps = self._steps, None
        self._turn.stop()
        if steps is not None:
            steps.close()
            self._job.ended.emit()

    @Slot()
    def _on_turn_timeout(self) -> None:
        if self._steps is None:
            return
        if self._job.stop.is_set():
            self.drop()
            self.stopped.emit()
            return
        try:
            self._job.report(*next(self._steps))
        except StopIteration:
            self.drop()
            self.done.emit()
        except StocktakeError as error:
            self.drop()
            self.refused.emit(error)
