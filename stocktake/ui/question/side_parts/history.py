"""What an answer has been: when it changed, by whom, from what to what."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.errors import StocktakeError
from stocktake.questionnaire.form import Question
from stocktake.tasks.answer_history import Turn, answer_history
from stocktake.ui.look import SPACE_BLOCK, SPACE_INSIDE
from stocktake.ui.question.form_desk import FormDesk
from stocktake.ui.question.side_parts.base import SidePart
from stocktake.ui.widgets.labels import Hint, Words
from stocktake.units import date_in_words

MOST_SHOWN = 50
"""Changes that are listed; an answer that has changed more often is looked at for its last ones."""


class HistoryPart(SidePart):
    """The changes of the question in hand, the latest first; nothing to fill in."""

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

    def show_question(self, form: FormDesk, question: Question) -> None:
        """List what a question's answer has been."""
        practice = form.desk.practice
        try:
            found = (
                answer_history(practice, form.form_id, question.id, MOST_SHOWN + 1)
                if practice is not None
                else ()
            )
        except StocktakeError as error:
            self._say((), f"{error.what} {error.how_to_fix}")
            return
        self._say(found, "" if found else "This has not been answered yet.")

    def clear(self) -> None:
        """List nothing."""
        self._say((), "")

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
        self._column.addWidget(self._list)


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
