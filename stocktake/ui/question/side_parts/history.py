"""What an answer has been: when it changed, by whom, from what to what."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.errors import StocktakeError
from stocktake.questionnaire.form import Question
from stocktake.tasks.answer_history import Turn, answer_history, rows_told
from stocktake.ui.look import SPACE_BLOCK, SPACE_INSIDE
from stocktake.ui.question.form_desk import FormDesk
from stocktake.ui.question.side_parts.base import SidePart
from stocktake.ui.widgets.buttons import QuietButton
from stocktake.ui.widgets.collapsible import Collapsible
from stocktake.ui.widgets.labels import Hint, Words
from stocktake.units import date_in_words

DELETE_ANSWER = "Delete this answer for good"
DELETE_ROWS = "Delete a row for good"
_ROW = "row"

MOST_SHOWN = 50
"""Changes that are listed; an answer that has changed more often is looked at for its last ones."""


class HistoryPart(SidePart):
    """The changes of the question in hand, the latest first, and a way to be rid of them all."""

    name = "history"
    title = "History"
    icon = "history"

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_BLOCK)
        self._none = Words("", "body", "muted")
        self._column.addWidget(self._none)
        self._list: QWidget | None = None
        self._shown: tuple[Turn, ...] = ()
        self._form: FormDesk | None = None
        self._question = ""
        self._deleting: QWidget | None = None
        self._deletes: tuple[tuple[str, str], ...] = ()

    def show_question(self, form: FormDesk, question: Question) -> None:
        """List what a question's answer has been."""
        self._form, self._question = form, question.id
        practice = form.desk.practice
        rows: tuple[tuple[str, str], ...] = ()
        try:
            found = (
                answer_history(practice, form.form_id, question.id, MOST_SHOWN + 1)
                if practice is not None
                else ()
            )
            if practice is not None:
                rows = rows_told(practice, form.form_id, question.id)
        except StocktakeError as error:
            self._say((), f"{error.what} {error.how_to_fix}")
            self._offer(())
            return
        self._say(found, "" if found else "This has not been answered yet.")
        is_offered = bool(found) and not form.is_read_only
        deletes = rows if question.columns else (("", DELETE_ANSWER),)
        self._offer(deletes if is_offered else ())

    def clear(self) -> None:
        """List nothing."""
        self._form = None
        self._say((), "")
        self._offer(())

    def _say(self, turns: tuple[Turn, ...], instead: str) -> None:
        self._none.setText(instead)
        self._none.setVisible(bool(instead))
        if turns == self._shown and self._list is not None:
            return
        self._shown = turns
        if self._list is not None:
            self._column.removeWidget(self._list)
            self._list.hide()
            self._list.deleteLater()
        self._list = _listed(turns)
        self._column.insertWidget(1, self._list)

    def _offer(self, deletes: tuple[tuple[str, str], ...]) -> None:
        """Offer to delete the answer, or any row: the id and the words of each."""
        if deletes == self._deletes:
            return
        self._deletes = deletes
        if self._deleting is not None:
            self._column.removeWidget(self._deleting)
            self._deleting.hide()
            self._deleting.deleteLater()
            self._deleting = None
        if deletes:
            self._deleting = self._to_delete(deletes)
            self._column.addWidget(self._deleting)

    def _to_delete(self, deletes: tuple[tuple[str, str], ...]) -> QWidget:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for row, words in deletes:
            button = QuietButton(words, "remove")
            button.setProperty(_ROW, row)
            if row:
                button.setAccessibleName(f"Delete {words} for good")
            button.clicked.connect(self._on_delete_clicked)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return Collapsible(DELETE_ROWS, held) if deletes[0][0] else held

    @Slot()
    def _on_delete_clicked(self) -> None:
        row = str(cast(QWidget, self.sender()).property(_ROW))
        if self._form is not None:
            self._form.beside.delete_asked.emit(self._question, row)


def _listed(turns: tuple[Turn, ...]) -> QWidget:
    held = QWidget()
    column = QVBoxLayout(held)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE_BLOCK)
    for turn in turns[:MOST_SHOWN]:
        lines = QVBoxLayout()
        lines.setSpacing(SPACE_INSIDE)
        lines.addWidget(Hint(_head(turn)))
        said = "\n".join(turn.what)
        lines.addWidget(Words(f"{turn.place}\n{said}" if turn.place else said))
        column.addLayout(lines)
    if len(turns) > MOST_SHOWN:
        column.addWidget(Hint(f"The last {MOST_SHOWN} changes are listed; all of them are kept."))
    return held


def _head(turn: Turn) -> str:
    """When a change was made, by which role and how."""
    when = turn.at.astimezone()
    parts = (f"{date_in_words(when.date())}, {when:%H:%M}", turn.role, turn.source)
    return " – ".join(part for part in parts if part)
