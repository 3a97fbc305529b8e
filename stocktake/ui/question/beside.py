"""Where notes, evidence and the like of a question are shown: under it, or in a panel beside."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget


class Beside(QObject):
    """Tells the questions of a section whether there is a panel beside them.

    Signals:
        changed: whether the panel is there, when that changes.
        asked: (name of a part): it is to be shown for the question in hand.
        delete_asked: (question id, row id): an answer, or a row of a table, is to go for good.
        published_asked: the page of published figures is asked for.
        unfolded: what was unfolded at the question in hand, and should come into view.
    """

    changed = Signal(bool)
    asked = Signal(str)
    delete_asked = Signal(str, str)
    published_asked = Signal()
    unfolded = Signal(QWidget)

    def __init__(self) -> None:
        super().__init__()
        self._is_there = False

    @property
    def is_there(self) -> bool:
        """Whether there is a panel beside the questions."""
        return self._is_there

    def set_there(self, is_there: bool) -> None:
        """Say whether there is a panel beside the questions."""
        if is_there != self._is_there:
            self._is_there = is_there
            self.changed.emit(is_there)
