"""Reopening a signed return: why, and the button."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.questionnaire.form import Question
from stocktake.ui.editors.line import LineEditor
from stocktake.ui.look import SPACE_FIELD
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Heading, Hint, Words

ABOUT = (
    "The signed version is kept with its answers and can be exported again. Reopening lets the "
    "answers be changed, and they are signed again as the next version."
)


class ReopenPanel(QWidget):
    """Asks why; the reason is kept.

    Signals:
        reopen_asked: the reason, as it was typed.
    """

    reopen_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.why = LineEditor(Question(id="why", type="text", label="why", max_length=300))
        self.why.set_name("Why is it reopened?")
        self.button = PlainButton("Reopen")
        row = FlowRow()
        row.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_FIELD)
        for each in (Heading("Reopen"), Hint(ABOUT), Words("Why is it reopened?", "strong")):
            column.addWidget(each)
        column.addWidget(self.why)
        column.addWidget(row)
        self.button.clicked.connect(self._on_button_clicked)

    def refuse(self, words: str) -> None:
        """Say what is missing, where it is missing."""
        self.why.show_error(words)
        self.why.setFocus()

    @Slot()
    def _on_button_clicked(self) -> None:
        self.why.flush()
        self.reopen_asked.emit(str(self.why.value() or ""))
