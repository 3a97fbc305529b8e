"""A section's answers in words, one row each, unfolded on request."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from stocktake.questionnaire.answer_words import answer_in_words
from stocktake.questionnaire.answers import STATE_WORDS, Answer, State
from stocktake.questionnaire.form import Question, Section
from stocktake.questionnaire.progress import state_of
from stocktake.questionnaire.sheet import Sheet
from stocktake.questionnaire.types import show
from stocktake.ui.look import SPACE_BLOCK, SPACE_FIELD, SPACE_INSIDE
from stocktake.ui.widgets.buttons import QuietButton
from stocktake.ui.widgets.labels import Hint, Words
from stocktake.ui.widgets.task_row import TaskRow


class SectionSummary(QWidget):
    """The section's title; under it each question, its answer, its state and a way back to it.

    Signals:
        change_asked: (section, question).
    """

    change_asked = Signal(str, str)

    def __init__(self, sheet: Sheet, section: Section, *, can_change: bool = True) -> None:
        super().__init__()
        self._sheet = sheet
        self._can_change = can_change
        self._section = section
        asked = sheet.questions(section.id)
        answered = sum(state_of(sheet, each) is not State.BLANK for each in asked)
        self._count = f"{answered} of {len(asked)} answered"
        self._panel: QWidget | None = None
        self.row = TaskRow(section.title)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_FIELD)
        self._column.addWidget(self.row)
        self._say()
        self.row.clicked.connect(self._on_row_clicked)

    def _say(self) -> None:
        is_open = self._panel is not None and not self._panel.isHidden()
        self.row.set_progress("Hide" if is_open else "Show", self._count, "accent")

    @Slot()
    def _on_row_clicked(self) -> None:
        if self._panel is None:
            self._panel = self._build()
            self._column.addWidget(self._panel)
            self._panel.show()
        else:
            self._panel.setVisible(self._panel.isHidden())
        self._say()

    def _build(self) -> QWidget:
        panel = QWidget()
        rows = QVBoxLayout(panel)
        rows.setContentsMargins(SPACE_BLOCK, 0, 0, SPACE_BLOCK)
        rows.setSpacing(SPACE_FIELD)
        for question in self._sheet.questions(self._section.id):
            rows.addWidget(self._row(question))
        return panel

    def _row(self, question: Question) -> QWidget:
        answer = self._sheet.answers.get(question.id)
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_BLOCK)
        grid.setVerticalSpacing(SPACE_INSIDE)
        grid.addWidget(Hint(question.label), 0, 0)
        grid.addWidget(Words(self._in_words(question, answer)), 1, 0)
        marks = marks_in_words(answer)
        if marks:
            grid.addWidget(Hint(marks), 2, 0)
        if self._can_change:
            change = QuietButton("Change")
            change.setAccessibleName(f"Change: {question.label}")
            change.clicked.connect(partial(self._change, question.id))
            grid.addWidget(change, 0, 1, 2, 1, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        return holder

    def _in_words(self, question: Question, answer: Answer) -> str:
        state = state_of(self._sheet, question)
        if question.type == "table" and state in (State.BLANK, State.ANSWERED):
            return table_in_words(self._sheet, question)
        if question.type == "calculated":
            return show(self._sheet.value(question.id), question) or STATE_WORDS[State.BLANK]
        return answer_in_words(question, answer) or STATE_WORDS[State.BLANK]

    def _change(self, question_id: str, checked: bool = False) -> None:
        self.change_asked.emit(self._section.id, question_id)


def marks_in_words(answer: Answer) -> str:
    """Notes and other marks of an answer."""
    said = []
    if answer.note:
        said.append("1 note, shared" if answer.note_shared else "1 note")
    if answer.evidence:
        said.append(f"{len(answer.evidence)} attached")
    if answer.estimate:
        said.append("Estimate")
    if answer.carried_forward:
        said.append("Carried forward, not confirmed")
    return ". ".join(said)


def table_in_words(sheet: Sheet, table: Question) -> str:
    """The rows of a table that hold something, one line each."""
    lines = []
    for row in sheet.rows(table.id):
        cells = [
            f"{column.label} {show(value, column)}"
            for column in sheet.columns(table)
            if (value := sheet.value(column.id, row)) is not None
        ]
        if sheet.is_touched(table.id, row) and cells:
            lines.append("; ".join(cells))
    return "\n".join(lines) or STATE_WORDS[State.BLANK]
