"""The person's own note on the question in hand."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.questionnaire.answers import Address
from stocktake.questionnaire.form import Question
from stocktake.ui.question.form_desk import FormDesk
from stocktake.ui.question.note_panel import NotePanel
from stocktake.ui.question.side_parts.base import SidePart


class NotePart(SidePart):
    """Keeps a note and the answer it belongs to in step."""

    name = "note"
    title = "Note"
    icon = "note"
    is_under_questions = True

    def __init__(self) -> None:
        super().__init__()
        self._panel = NotePanel()
        self._form: FormDesk | None = None
        self._question = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._panel)
        self._panel.noted.connect(self._on_panel_noted)

    def show_question(self, form: FormDesk, question: Question) -> None:
        """Show the note of a question; what was typed for the one before is handed over first."""
        if (form, question.id) != (self._form, self._question):
            self.flush()
            self._panel.begin(question.group_label or question.label)
        self._form, self._question = form, question.id
        self._panel.show_answer(form.answer_at(Address(question.id)))
        self._panel.set_read_only(form.is_read_only)

    def clear(self) -> None:
        """Let go of the question; the answers there are now may be another practice's."""
        self._form, self._question = None, ""
        self._panel.begin("")
        self._panel.set_read_only(True)

    def flush(self) -> None:
        """Hand over a note that is half typed."""
        self._panel.flush()

    def start(self) -> QWidget:
        """The note itself."""
        return self._panel

    @Slot(str, bool)
    def _on_panel_noted(self, note: str, shared: bool) -> None:
        if self._form is not None and not self._form.is_read_only:
            self._form.mark(self._question, note=note, note_shared=shared)
