"""Work done a little at a time while the page can already be read and typed in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot

FIRST_SCREEN = 6
"""Questions built before a section is first shown: what a tall window has room for."""

ROOM_TAKEN = {"table": 6, "rating": 3, "choice": 2, "choices": 2, "long_text": 2}
"""How many ordinary questions a question of a type is as tall as."""


class Gradually(QObject):
    """Calls a step again and again, between whatever else there is to do.

    A section's first screenful is built at once; the questions further down are made like this, so
    that opening a long section takes no longer than opening a short one.
    """

    def __init__(self, step: Callable[[], bool], parent: QObject) -> None:
        """``step`` does one piece and tells whether more is to come."""
        super().__init__(parent)
        self._step = step
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_timer_timeout)

    def begin(self) -> None:
        """Go on from the next quiet moment."""
        self._timer.start()

    def stop(self) -> None:
        """Do no more."""
        self._timer.stop()

    @Slot()
    def _on_timer_timeout(self) -> None:
        if self._step():
            self._timer.start()
