"""Work done a little at a time while the page can already be read and typed in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot

FIRST_SCREEN = 6
"""Questions built before a section is first shown: what a tall window has room for."""

ROOM_TAKEN = {"table": 6, "rating": 3, "choice": 2, "choices": 2, "long_text": 2}
"""How many ordinary questions a question of a type is as tall as."""


FRAME = 16
"""Milliseconds; Qt paints sooner than that after the last change to what can be seen."""


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
        self._is_painting = False
        self._timer.timeout.connect(self._on_timer_timeout)

    def begin(self) -> None:
        """Go on from the next quiet moment, when what is there already has been painted."""
        self._is_painting = True
        self._timer.start(0)

    def stop(self) -> None:
        """Do no more."""
        self._timer.stop()

    @Slot()
    def _on_timer_timeout(self) -> None:
        if self._is_painting:
            # Counted from when everything that was under way is done.
            self._is_painting = False
            self._timer.start(FRAME)
        elif self._step():
            self._timer.start(0)
