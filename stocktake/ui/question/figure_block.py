"""A figure that is worked out from other answers: shown, never typed."""

from __future__ import annotations

from PySide6.QtCore import Qt

from stocktake.questionnaire.form import Question
from stocktake.questionnaire.types import show
from stocktake.ui.question.block import Block
from stocktake.ui.question.form_desk import FormDesk
from stocktake.ui.widgets.labels import Words


class FigureBlock(Block):
    """The figure in words, or that it still needs answers."""

    def __init__(self, form: FormDesk, question: Question, number: str) -> None:
        super().__init__(form, (question,), number)
        self._question = question
        self._figure = Words("", "strong")
        self._figure.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._figure.setAccessibleName(self.name)
        self.put_answer(self._figure)
        self.tools.states.hide()

    def show_answer(self) -> None:
        """Show the figure as it works out now."""
        value = self.form.sheet.value(self._question.id)
        words = show(value, self._question) or "Worked out once the answers it needs are there."
        self._figure.setText(words)
        self._figure.setAccessibleDescription(words)
