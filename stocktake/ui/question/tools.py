"""The quiet line under an answer: its state, an estimate, a note, why it is asked, who sees it."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.questionnaire.answers import Answer, State
from stocktake.questionnaire.form import Question
from stocktake.ui.look import SPACE_INSIDE
from stocktake.ui.question.form_desk import FormDesk
from stocktake.ui.question.padlock import Padlock
from stocktake.ui.question.part_folds import PartFolds
from stocktake.ui.question.words import ESTIMATED_TYPES, offered_states
from stocktake.ui.theme import dress
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.option_row import OptionRow
from stocktake.ui.widgets.state_bar import StateBar


class QuestionTools(QWidget):
    """Everything about an answer that is not the answer.

    Attributes:
        states: what may be said instead of an answer.
        parts: note, evidence and the like.

    Signals:
        state_chosen: a State; ``ANSWERED`` when the one that was on was taken off.
        estimate_set: whether the figure is an estimate.
    """

    state_chosen = Signal(object)
    estimate_set = Signal(bool)

    def __init__(self, form: FormDesk, question: Question, name: str) -> None:
        super().__init__()
        self._name = name
        # Made in their places: moving a widget into another costs more than making it.
        row = FlowRow(None, SPACE_INSIDE)
        self.states = StateBar(offered_states(question), row)
        self.states.set_name(name)
        is_figure = question.type in ESTIMATED_TYPES
        self._is_offered = form.desk.settings.offer_unsure
        self.estimate = self._make_estimate() if is_figure else None
        row.addWidget(self.states)
        self.parts = PartFolds(form, question, name, row)
        row.addWidget(Padlock(question.sensitivity, row))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_INSIDE)
        if self.estimate is not None:
            column.addWidget(self.estimate)
        column.addWidget(row)
        column.addWidget(self.parts)
        self.states.chosen.connect(self._on_states_chosen)

    def _make_estimate(self) -> OptionRow:
        made = OptionRow("This is an estimate", is_one_of=False)
        made.setAccessibleDescription(self._name)
        dress(made, "hint")
        made.keep_to_one_line()
        made.clicked.connect(self._on_estimate_clicked)
        made.hide()
        return made

    def show_answer(self, answer: Answer, state: State) -> None:
        """Show the state and marks of an answer, silently."""
        is_own = state not in (State.BLANK, State.ANSWERED)
        self.states.set_choice(state.value if is_own else "")
        if self.estimate is not None:
            is_wanted = self._is_offered and answer.value is not None
            self.estimate.setVisible(is_wanted or answer.estimate)
            self.estimate.set_chosen(answer.estimate)
        self.parts.show_answer(answer)

    def toggle_estimate(self) -> None:
        """Turn the mark for an unsure figure on or off, where it is offered."""
        if self.estimate is not None and self.estimate.isVisible():
            self.estimate.click()

    def set_read_only(self, read_only: bool) -> None:
        """Show without letting anything be changed."""
        self.states.set_read_only(read_only)
        if self.estimate is not None:
            self.estimate.setEnabled(not read_only)

    def flush(self) -> None:
        """Hand over a note that is half typed."""
        self.parts.flush()

    @Slot(str)
    def _on_states_chosen(self, code: str) -> None:
        self.state_chosen.emit(State(code) if code else State.ANSWERED)

    @Slot()
    def _on_estimate_clicked(self) -> None:
        if self.estimate is not None:
            self.estimate_set.emit(self.estimate.isChecked())
