"""The quiet line under an answer: its state, an estimate, a note, why it is asked, who sees it."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.questionnaire.answers import Answer, State
from stocktake.questionnaire.form import Question
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.ui.look import SPACE_FIELD, SPACE_INSIDE
from stocktake.ui.question.foldout import Foldout
from stocktake.ui.question.note_panel import NotePanel
from stocktake.ui.question.padlock import Padlock
from stocktake.ui.question.words import ESTIMATED_TYPES, offered_states, sources_in_words
from stocktake.ui.theme import dress
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Hint
from stocktake.ui.widgets.option_row import OptionRow
from stocktake.ui.widgets.state_bar import StateBar


class QuestionTools(QWidget):
    """Everything about an answer that is not the answer.

    Signals:
        state_chosen: a State; ``ANSWERED`` when the one that was on was taken off.
        estimate_set: whether the figure is an estimate.
        noted: (the note, whether it may be shared).
    """

    state_chosen = Signal(object)
    estimate_set = Signal(bool)
    noted = Signal(str, bool)

    def __init__(self, loaded: LoadedForm, question: Question, name: str) -> None:
        super().__init__()
        self._loaded = loaded
        self._question = question
        self._name = name
        self._answer = Answer()
        self._read_only = False
        self.states = StateBar(offered_states(question))
        self.states.set_name(name)
        is_figure = question.type in ESTIMATED_TYPES
        self.estimate = self._make_estimate() if is_figure else None
        self.note = Foldout("Add a note", "note", name, self._build_note)
        self.about = Foldout("About", "help", name, self._build_about)
        self.about.set_said("About this question")
        self._lay_out()
        self.states.chosen.connect(self._on_states_chosen)
        self.note.opened.connect(self._on_note_opened)

    def _lay_out(self) -> None:
        row = FlowRow(None, SPACE_INSIDE)
        row.addWidget(self.states)
        row.addWidget(self.note.button)
        if self._question.why or self._question.where or self._question.sources:
            row.addWidget(self.about.button)
        row.addWidget(Padlock(self._question.sensitivity))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_INSIDE)
        if self.estimate is not None:
            self._column.addWidget(self.estimate)
        self._column.addWidget(row)
        self._column.addWidget(self.note)
        self._column.addWidget(self.about)

    def _make_estimate(self) -> OptionRow:
        made = OptionRow("This is an estimate", is_one_of=False)
        made.setAccessibleDescription(self._name)
        dress(made, "hint")
        made.keep_to_one_line()
        made.clicked.connect(self._on_estimate_clicked)
        made.hide()
        return made

    def _build_note(self) -> QWidget:
        panel = NotePanel(self._name)
        panel.show_answer(self._answer)
        panel.set_read_only(self._read_only)
        panel.noted.connect(self.noted)
        return panel

    def _build_about(self) -> QWidget:
        panel = QWidget()
        column = QVBoxLayout(panel)
        column.setContentsMargins(SPACE_FIELD, 0, 0, 0)
        column.setSpacing(SPACE_INSIDE)
        sources = sources_in_words(self._loaded, self._question.sources)
        said = (
            ("Why we ask", self._question.why),
            ("Where to find it", self._question.where),
            ("Source", sources),
        )
        for heading, words in said:
            if words:
                column.addWidget(Hint(f"{heading}: {words}"))
        return panel

    def show_answer(self, answer: Answer, state: State) -> None:
        """Show the state and marks of an answer, silently."""
        self._answer = answer
        is_own = state not in (State.BLANK, State.ANSWERED)
        self.states.set_choice(state.value if is_own else "")
        if self.estimate is not None:
            self.estimate.setVisible(answer.value is not None or answer.estimate)
            self.estimate.set_chosen(answer.estimate)
        self.note.set_words("Note" if answer.note else "Add a note")
        if isinstance(self.note.panel, NotePanel):
            self.note.panel.show_answer(answer)

    def toggle_estimate(self) -> None:
        """Turn the mark for an unsure figure on or off, where it is offered."""
        if self.estimate is not None and self.estimate.isVisible():
            self.estimate.click()

    def set_read_only(self, read_only: bool) -> None:
        """Show without letting anything be changed."""
        self._read_only = read_only
        self.states.set_read_only(read_only)
        if self.estimate is not None:
            self.estimate.setEnabled(not read_only)

    def open_note(self) -> None:
        """Unfold the note and put the focus in it."""
        self.note.unfold().setFocus()

    def open_about(self) -> None:
        """Unfold what is said about the question."""
        self.about.unfold()

    def fold(self) -> bool:
        """Fold away what is open; tells whether anything was."""
        was_open = not (self.note.isHidden() and self.about.isHidden())
        self.flush()
        self.note.fold()
        self.about.fold()
        return was_open

    def flush(self) -> None:
        """Hand over a note that is half typed."""
        if isinstance(self.note.panel, NotePanel):
            self.note.panel.flush()

    @Slot(str)
    def _on_states_chosen(self, code: str) -> None:
        self.state_chosen.emit(State(code) if code else State.ANSWERED)

    @Slot()
    def _on_estimate_clicked(self) -> None:
        if self.estimate is not None:
            self.estimate_set.emit(self.estimate.isChecked())

    @Slot()
    def _on_note_opened(self) -> None:
        if self.note.panel is not None:
            self.note.panel.setFocus()
