"""Says once, where a person begins, that the questions are newer than their answers."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.errors import StocktakeError
from stocktake.ui.compare.news import is_waiting
from stocktake.ui.desk import Desk
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.notice import Notice

WORDS = (
    "Some questions or expectations are new, changed or no longer asked since your answers before. "
    "Every answer is kept."
)


class NewQuestionsNotice(QWidget):
    """Hidden unless something new waits to be looked at.

    Signals:
        asked: the person wants to see what is new.
    """

    asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.notice = Notice()
        self.see = PlainButton("See what is new")
        self.notice.add_button(self.see)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.notice)
        self.see.clicked.connect(self.asked)
        self.hide()

    def refresh(self) -> None:
        """Say it while it is so."""
        try:
            is_new = is_waiting(self._desk)
        except StocktakeError:
            # What cannot be read is said by the page that shows it.
            is_new = False
        if is_new and self.notice.isHidden():
            self.notice.say("info", WORDS, "What is new in the questions")
        elif not is_new:
            self.notice.clear()
        self.setVisible(is_new)
