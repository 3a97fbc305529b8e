"""The line that says from which day the plan is worked out, with a button that sets it to today."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from stocktake.errors import StocktakeError
from stocktake.questionnaire.form_ids import EXPECTATIONS
from stocktake.tasks.open_practice import Entered, OpenPractice
from stocktake.ui.announce import announce
from stocktake.ui.desk import Desk
from stocktake.ui.look import SPACE_FIELD
from stocktake.ui.widgets.buttons import QuietButton
from stocktake.ui.widgets.labels import ShortWords
from stocktake.units import date_in_words


class PlanDay(QWidget):
    """Says the assessment date, which is the day of the last change of the review.

    What is late or due soon is counted from that day; without any change it would stand still.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.words = ShortWords("", "body", "muted")
        self.set_today = QuietButton("Set to today", "calendar")
        self.set_today.setAccessibleName("Set to today: the day the plan is worked out from")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_FIELD)
        row.addWidget(self.words)
        row.addWidget(self.set_today)
        row.addStretch()
        self.set_today.clicked.connect(self._on_set_today_clicked)

    def refresh(self) -> None:
        """Show the day, and the button while it is another than today and may be changed."""
        desk = self._desk
        if desk.practice is None:
            return
        day = desk.sheet(EXPECTATIONS).today
        self.words.setText(f"Worked out from {date_in_words(day)}")
        is_past = day < desk.practice.workspace.today()
        self.set_today.setVisible(is_past and not desk.is_locked(EXPECTATIONS))

    @Slot()
    def _on_set_today_clicked(self) -> None:
        try:
            self._desk.have_done(EXPECTATIONS, _assess_today)
        except StocktakeError as error:
            self._desk.save_failed.emit(error)
            return
        self.refresh()
        announce(self, self.words.text())


def _assess_today(practice: OpenPractice) -> Entered:
    return practice.assess_today(EXPECTATIONS)
