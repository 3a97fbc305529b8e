"""A section's answers in words, one row each, unfolded on request."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from stocktake.questionnaire.answer_words import (
    answer_in_words,
    row_in_words,
    unanswered_in_words,
)
from stocktake.questionnaire.answers import STATE_WORDS, Answer, State
from stocktake.questionnaire.form import Question, Section
from stocktake.questionnaire.issues import row_name
from stocktake.questionnaire.numbering import numbers
from stocktake.questionnaire.progress import progress, state_of
from stocktake.questionnaire.sheet import Sheet
from stocktake.questionnaire.types import show
from stocktake.ui.look import SPACE_BLOCK, SPACE_FIELD, SPACE_INSIDE
from stocktake.ui.widgets.buttons import QuietButton
from stocktake.ui.widgets.labels import Hint, Words
from stocktake.ui.widgets.task_row import TaskRow

CHANGE, SEE = "Change", "See"
"""What leads to a question: to change its answer, or only to read it there."""

NOT_WORKED_OUT = "Not worked out yet"


class SectionSummary(QWidget):
    """The section's title; under it each question, its answer, its state and a way back to it.

    Attributes:
        section_id: the section's id.
        ways: the buttons that lead to the questions, by question; empty until it is opened.

    Signals:
        change_asked: (section, question).
    """

    change_asked = Signal(str, str)

    def __init__(self, sheet: Sheet, section: Section, way: str = CHANGE) -> None:
        """Stand folded.

        Args:
            sheet: the answers.
            section: what to sum up.
            way: the word that leads to a question; empty where there is no way to it.
        """
        super().__init__()
        self._sheet = sheet
        self._way = way
        self._section = section
        self.section_id = section.id
        self._count = progress(sheet, section.id).words
        self._panel: QWidget | None = None
        self.ways: dict[str, QuietButton] = {}
        self.row = TaskRow(section.title)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_FIELD)
        self._column.addWidget(self.row)
        self._say()
        self.row.clicked.connect(self._on_row_clicked)

    @property
    def is_open(self) -> bool:
        """Whether the answers are shown."""
        return self._panel is not None and not self._panel.isHidden()

    def open(self) -> None:
        """Show the answers."""
        if self._panel is None:
            self._panel = self._build()
            self._column.addWidget(self._panel)
        self._panel.show()
        self._say()

    def _say(self) -> None:
        self.row.set_progress("Hide" if self.is_open else "Show", self._count, "accent")

    @Slot()
    def _on_row_clicked(self) -> None:
        if self._panel is not None and self.is_open:
            self._panel.hide()
            self._say()
        else:
            self.open()

    def _build(self) -> QWidget:
        panel = QWidget()
        rows = QVBoxLayout(panel)
        rows.setContentsMargins(SPACE_BLOCK, 0, 0, SPACE_BLOCK)
        rows.setSpacing(SPACE_FIELD)
        known, rating = numbers(self._sheet.loaded), ""
        for question in self._sheet.questions(self._section.id):
            answer = self._sheet.answers.get(question.id)
            is_companion = question.id in self._sheet.loaded.companion_ids
            if not is_companion:
                rating = question.label
            elif answer == Answer():
                continue
            name = f"{question.label} {rating}" if is_companion else question.label
            rows.addWidget(self._row(question, known.get(question.id, ""), name))
        return panel

    def _row(self, question: Question, number: str, name: str) -> QWidget:
        answer = self._sheet.answers.get(question.id)
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_BLOCK)
        grid.setVerticalSpacing(SPACE_INSIDE)
        grid.addWidget(Hint(f"{number}  {question.label}".strip()), 0, 0)
        grid.addWidget(Words(self._in_words(question, answer)), 1, 0)
        marks = marks_in_words(answer)
        if marks:
            grid.addWidget(Hint(marks), 2, 0)
        if self._way:
            change = QuietButton(self._way)
            change.setAccessibleName(f"{self._way}: {name}")
            change.clicked.connect(partial(self._change, question.id))
            grid.addWidget(change, 0, 1, 2, 1, Qt.AlignmentFlag.AlignTop)
            self.ways[question.id] = change
        grid.setColumnStretch(0, 1)
        return holder

    def _in_words(self, question: Question, answer: Answer) -> str:
        state = state_of(self._sheet, question)
        if question.type == "table" and state in (State.BLANK, State.ANSWERED):
            return table_in_words(self._sheet, question)
        if question.type == "calculated":
            return show(self._sheet.value(question.id), question) or NOT_WORKED_OUT
        return answer_in_words(question, answer) or unanswered_in_words(self._sheet, question)

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
    """The rows of a table that hold something, with room between them."""
    rows = [row for row in sheet.rows(table.id) if sheet.is_touched(table.id, row)]
    lines = (f"{row_name(sheet, table, row)}: {row_in_words(sheet, table, row)}" for row in rows)
    return "\n\n".join(lines) or STATE_WORDS[State.BLANK]
