"""Waiting for the end of something, with a way to go on without it."""

from __future__ import annotations

from PySide6.QtCore import QEventLoop, Qt, QTimer, Slot
from PySide6.QtWidgets import QDialog, QProgressBar, QVBoxLayout, QWidget

from stocktake.ui.look import SPACE_BLOCK, SPACE_QUESTION
from stocktake.ui.theme import scaled
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.labels import Heading, Words

SHOWN_AFTER_MS = 400
"""What is over sooner shows nothing."""


class WaitingBox(QDialog):
    """Says what is being waited for; it comes up only when that takes a moment.

    Attributes:
        go_on: goes on without it.
        was_skipped: whether a person, or the longest time, went on without it.
    """

    def __init__(self, parent: QWidget, title: str, words: str, verb: str) -> None:
        super().__init__(parent)
        self.was_skipped = False
        self.setWindowTitle("Stocktake")
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self._loop = QEventLoop(self)
        self.go_on = PlainButton(verb)
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setFixedHeight(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(SPACE_QUESTION,) * 4)
        column.setSpacing(SPACE_BLOCK)
        for each in (Heading(title), Words(words), bar, self.go_on):
            column.addWidget(each)
        self.setMinimumWidth(scaled(420))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SHOWN_AFTER_MS)
        self._longest = QTimer(self)
        self._longest.setSingleShot(True)
        self._pause.timeout.connect(self.show)
        self._longest.timeout.connect(self.reject)
        self.go_on.clicked.connect(self.reject)

    def wait(self, longest_ms: int) -> bool:
        """Wait until ``end`` is called, but no longer than this; False when it was gone without."""
        self._pause.start()
        self._longest.start(longest_ms)
        self._loop.exec()
        self._pause.stop()
        self._longest.stop()
        self.hide()
        return not self.was_skipped

    @Slot()
    def end(self) -> None:
        """It is over; call it after ``wait`` has begun."""
        self._loop.quit()

    @Slot()
    def reject(self) -> None:
        """Go on without it: the button, Esc, or the longest time."""
        self.was_skipped = True
        self._loop.quit()
