"""The person's own note on a question, which leaves the practice only when shared."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout

from stocktake.questionnaire.answers import Answer, Value
from stocktake.questionnaire.form import Question
from stocktake.ui.editors.long_text import LongTextEditor
from stocktake.ui.look import SPACE_INSIDE
from stocktake.ui.widgets.hands_on import HandsOn
from stocktake.ui.widgets.labels import Hint
from stocktake.ui.widgets.option_row import OptionRow


class NotePanel(HandsOn):
    """A text and a tick.

    Signals:
        noted: (the text, whether it may be shared).
    """

    noted = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.editor = LongTextEditor(Question(id="note", type="long_text", label="Note"))
        self._share = OptionRow("Share this note", is_one_of=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_INSIDE)
        column.addWidget(self.editor)
        column.addWidget(self._share)
        column.addWidget(Hint("A note stays here unless you share it. Leave out people's names."))
        self.hand_on_to(self.editor)
        self.editor.edited.connect(self._on_editor_edited)
        self._share.clicked.connect(self._on_share_clicked)

    def begin(self, name: str) -> None:
        """Start afresh with the note of another question, with nothing in it yet."""
        self.editor.set_name(f"Note: {name}")
        self._share.setAccessibleDescription(f"Note: {name}")
        self.editor.set_value(None)
        self._share.set_chosen(False)

    def show_answer(self, answer: Answer) -> None:
        """Show the note of an answer, silently, unless it is being typed."""
        if (self.editor.value() or "") != answer.note:
            self.editor.set_value(answer.note or None)
        self._share.set_chosen(answer.note_shared)

    def set_read_only(self, read_only: bool) -> None:
        """Show without letting it be changed."""
        self.editor.set_read_only(read_only)
        self._share.setEnabled(not read_only)

    def flush(self) -> None:
        """Hand over what is half typed."""
        self.editor.flush()

    @Slot(object)
    def _on_editor_edited(self, value: Value | None) -> None:
        self.noted.emit(str(value or ""), self._share.isChecked())

    @Slot()
    def _on_share_clicked(self) -> None:
        self.noted.emit(str(self.editor.value() or ""), self._share.isChecked())
