"""The line at the head of a section that says what date its figures are from."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stocktake.questionnaire.answers import Address, Value
from stocktake.questionnaire.form import Question
from stocktake.ui.editors.date import DateEditor
from stocktake.ui.look import SPACE_FIELD
from stocktake.ui.question.form_desk import FormDesk
from stocktake.ui.widgets.buttons import QuietButton
from stocktake.ui.widgets.labels import ShortWords
from stocktake.units import date_in_words


class AsAtLine(QWidget):
    """Says "Figures as at 31 October 2026", with a button to change it."""

    def __init__(self, form: FormDesk, question: Question) -> None:
        super().__init__()
        self._form = form
        self.question = question
        self._words = ShortWords("", "body", "muted")
        self._change = QuietButton("Change", "calendar")
        self._change.setAccessibleName(f"Change: {question.label}")
        self.editor = DateEditor(question)
        self.editor.set_name(question.label, question.hint)
        self.editor.set_read_only(form.is_read_only)
        self.editor.hide()
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_FIELD)
        row.addWidget(self._words)
        row.addWidget(self._change)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(line)
        column.addWidget(self.editor)
        self._change.setVisible(not form.is_read_only)
        self._change.clicked.connect(self._on_change_clicked)
        self.editor.edited.connect(self._on_editor_edited)

    def refresh(self) -> None:
        """Show the date that holds for this section, its own or the stocktake's."""
        own = self._form.answer_at(Address(self.question.id)).value
        if own != self.editor.value():
            self.editor.set_value(own)
        day = self._form.sheet.value(self.question.id)
        if isinstance(day, date):
            self._words.setText(f"Figures as at {date_in_words(day)}")
        else:
            self._words.setText("Figures as at: no date given yet")

    def flush(self) -> None:
        """Hand over a date that is half typed."""
        self.editor.flush()

    @Slot()
    def _on_change_clicked(self) -> None:
        self.editor.setVisible(self.editor.isHidden())
        if not self.editor.isHidden():
            self.editor.setFocus()

    @Slot(object)
    def _on_editor_edited(self, value: Value | None) -> None:
        self._form.give(Address(self.question.id), value)
