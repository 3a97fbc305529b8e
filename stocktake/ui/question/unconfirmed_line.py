"""The quiet line on a question whose answer came from last year and waits to be confirmed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from stocktake.questionnaire.answers import Answer, Origin
from stocktake.questionnaire.form import Question
from stocktake.questionnaire.progress import is_unconfirmed
from stocktake.questionnaire.sheet import Sheet
from stocktake.tasks.carry_forward import confirmed
from stocktake.ui.look import SPACE_FIELD
from stocktake.ui.question.form_desk import FormDesk
from stocktake.ui.widgets.buttons import SmallButton
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import ShortWords

FROM_LAST_YEAR = "From last year, not confirmed"
QUESTION_CHANGED = "From last year, and the question has changed: please check"
CHANGED_HERE = "Answered before this question changed: please check"
CONFIRMED = "Confirmed"


def unconfirmed_of(sheet: Sheet, ids: Sequence[str]) -> tuple[str, ...]:
    """Which of some questions wait to be confirmed, companions of ratings among them."""
    questions = (sheet.loaded.questions[each] for each in ids)
    return tuple(question.id for question in questions if is_unconfirmed(sheet, question))


def line_words(form: FormDesk, question: Question) -> str:
    """Where an unconfirmed answer comes from, in words."""
    sheet, practice = form.sheet, form.desk.practice
    if _origin(sheet, question) is not Origin.CARRIED_FORWARD:
        return CHANGED_HERE
    if practice is not None:
        changes = practice.last_year().changes(form.form_id, sheet.loaded)
        if changes.is_to_look_at(question.id):
            return QUESTION_CHANGED
    return FROM_LAST_YEAR


def _origin(sheet: Sheet, question: Question) -> Origin:
    """How the first unconfirmed answer of a question came to be."""
    cells: list[Answer] = [sheet.answers.get(question.id)]
    cells += [
        sheet.answers.get(question.id, row, column.id)
        for row in sheet.answers.rows(question.id)
        for column in question.columns
    ]
    return next((each.origin for each in cells if each.carried_forward), Origin.CARRIED_FORWARD)


def confirm(form: FormDesk, ids: Sequence[str]) -> None:
    """Say of some questions that what is there is still right."""
    form.desk.save_now()
    form.desk.answer_all(form.form_id, confirmed(form.sheet, ids), CONFIRMED)


class UnconfirmedLine(QWidget):
    """Says where the answer is from, and offers to keep it or to change it.

    Signals:
        confirm_asked: it is still right.
        change_asked: the person wants to answer anew.
    """

    confirm_asked = Signal()
    change_asked = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._words = ShortWords("", "hint", "attention")
        # As tall as the buttons beside it, so that all stand on one line.
        self._words.setContentsMargins(0, 6, 0, 6)
        self.still_right = SmallButton("Still right", "tick")
        self.change = SmallButton("Change")
        self.still_right.setAccessibleName(f"Still right: {name}")
        self.change.setAccessibleName(f"Change: {name}")
        row = FlowRow(self, SPACE_FIELD)
        for each in (self._words, self.still_right, self.change):
            row.addWidget(each)
        self.still_right.clicked.connect(self.confirm_asked)
        self.change.clicked.connect(self.change_asked)

    def say(self, words: str, *, read_only: bool) -> None:
        """Show the line with these words; without buttons where nothing can be changed."""
        self._words.setText(words)
        self.still_right.setAccessibleDescription(words)
        self.still_right.setVisible(not read_only)
        self.change.setVisible(not read_only)
        self.show()

    def words(self) -> str:
        """What is said now; empty while it is hidden."""
        return "" if self.isHidden() else self._words.text()
