"""How far a piece of work has come, with a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from stocktake.ui.jobs import Job
from stocktake.ui.look import SPACE_BLOCK, SPACE_INSIDE
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.labels import Words

SHOWN_AFTER_MS = 300
"""Milliseconds of work before the strip appears. Source: design/house.md 5.5."""


class ProgressStrip(QWidget):
    """Shows one job while it runs: what is being done, how much, and Cancel."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._words = Words()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(8)
        self._cancel = PlainButton("Cancel")
        column = QVBoxLayout()
        column.setSpacing(SPACE_INSIDE)
        column.addWidget(self._words)
        column.addWidget(self._bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_BLOCK)
        row.addLayout(column, 1)
        row.addWidget(self._cancel)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SHOWN_AFTER_MS)
        self.hide()
        self._pause.timeout.connect(self.show)
        self._cancel.clicked.connect(self._on_cancel_clicked)

    def watch(self, job: Job) -> None:
        """Follow a job until it ends; call it before the job is started."""
        self._job = job
        self._say(job.words)
        self._bar.setRange(0, 0)
        self._cancel.setEnabled(True)
        self._pause.start()
        job.progressed.connect(self._on_job_progressed)
        job.ended.connect(self._on_job_ended)

    def _say(self, words: str) -> None:
        self._words.setText(words)
        self._bar.setAccessibleName(words)

    @Slot(int, int, str)
    def _on_job_progressed(self, done: int, total: int, words: str) -> None:
        if self.sender() is self._job:
            self._bar.setRange(0, total)
            self._bar.setValue(done)
            self._say(words or f"{done} of {total}")

    @Slot()
    def _on_job_ended(self) -> None:
        if self.sender() is self._job:
            self._job = None
            self._pause.stop()
            self.hide()

    @Slot()
    def _on_cancel_clicked(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._cancel.setEnabled(False)
            self._say("Stopping…")
