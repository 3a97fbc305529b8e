"""Says on the first page that published figures wait to be confirmed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.errors import StocktakeError
from stocktake.phrases import counted
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.tasks.published_kept import is_anything_kept
from stocktake.ui.desk import Desk
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.notice import Notice

WORDS = "They were published about your practice. Nothing is filled in until you say so."


class PublishedReady(QWidget):
    """Hidden unless figures wait that could be taken over now.

    Args:
        is_offered: there is a page that shows them.

    Signals:
        asked: the person wants to look at them.
    """

    asked = Signal()

    def __init__(self, desk: Desk, *, is_offered: bool) -> None:
        super().__init__()
        self._desk = desk
        self._is_offered = is_offered
        self._count = 0
        self.notice = Notice()
        self.see = PlainButton("Look at them")
        self.notice.add_button(self.see)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.notice)
        self.see.clicked.connect(self.asked)
        self.hide()

    def refresh(self) -> None:
        """Count again, and say so while there are any."""
        count = self._ready()
        if count and (count != self._count or self.notice.isHidden()):
            is_one = count == 1
            title = f"{counted(count, 'figure')} {'is' if is_one else 'are'} ready to confirm"
            self.notice.say("info", WORDS, title)
        elif not count:
            self.notice.clear()
        self._count = count
        self.setVisible(bool(count))

    def _ready(self) -> int:
        practice = self._desk.practice
        if practice is None or not self._is_offered or practice.listed(STOCKTAKE) is None:
            return 0
        if not practice.may_change(STOCKTAKE):
            return 0
        try:
            if not is_anything_kept(practice):
                return 0
            return practice.published().ready(practice.sheet(STOCKTAKE))
        except StocktakeError:
            # What cannot be read is said by the page that shows it.
            return 0
