"""What is asked before a practice's stocktake begins: its name, its code, the size of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.questionnaire.answers import Value
from stocktake.questionnaire.codes import is_practice_code
from stocktake.questionnaire.form import Question
from stocktake.ui.desk import Desk
from stocktake.ui.editors.line import LineEditor
from stocktake.ui.home.look_up_panel import LookUpPanel
from stocktake.ui.look import SPACE_BLOCK, SPACE_FIELD
from stocktake.ui.widgets.buttons import PlainButton, PrimaryButton
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Heading, Hint, Words
from stocktake.ui.widgets.notice import Notice
from stocktake.ui.widgets.one_of import OneOf

if TYPE_CHECKING:
    from stocktake.tasks.begin_from_pack import ChosenPractice

"""A practice's ODS code. Source: content/stocktake.md A.3.1, profile.ods_code."""
ODS_HINT = "One capital letter, then five digits, such as A12345. It is at the top of NHS letters."

SIZES = ((100, "Ordinary"), (120, "Larger"), (150, "Large"), (200, "Largest"))
"""Sizes of text offered, in per cent; Ctrl+Plus and Ctrl+Minus reach those between."""

_NAME = Question(id="name", type="text", label="Practice name", max_length=120)
_CODE = Question(id="code", type="text", label="Practice code (ODS)", max_length=10)


class BeginPanel(QWidget):
    """Name, code, size of text and a button; above them the practice can be looked up.

    Attributes:
        look_up: finds the practice in a pack.
        belongs_to: its PCN and ICB, once it was looked up.

    Signals:
        begun: (name, code); the code is in capitals and may be empty.
        text_size_chosen: per cent.
        left: the person thought better of it.
    """

    begun = Signal(str, str)
    text_size_chosen = Signal(int)
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._chosen: ChosenPractice | None = None
        self.look_up = LookUpPanel(desk)
        self.belongs_to = Hint()
        self._note = Notice()
        self.name_editor = LineEditor(_NAME)
        self.code_editor = LineEditor(_CODE)
        self.name_editor.set_name("Practice name")
        self.code_editor.set_name("Practice code (ODS)", ODS_HINT)
        self._warning = Hint()
        self._warning.hide()
        self._round = Hint()
        sizes = [(str(size), words) for size, words in SIZES]
        self.text_size = OneOf("Size of text", sizes, in_row=True)
        self._start = PrimaryButton("Start")
        self._back = PlainButton("Cancel")
        self._lay_out()
        self.look_up.chosen.connect(self._on_look_up_chosen)
        self.look_up.given_up.connect(self.name_editor.setFocus)
        self.name_editor.edited.connect(self._on_editor_edited)
        self.code_editor.edited.connect(self._on_code_edited)
        self._start.clicked.connect(self._on_start_clicked)
        self._back.clicked.connect(self.left)
        self.text_size.chosen.connect(self._on_text_size_chosen)

    def _lay_out(self) -> None:
        buttons = QWidget()
        row = FlowRow(buttons)
        row.addWidget(self._start)
        row.addWidget(self._back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_FIELD)
        column.addWidget(Heading("Which practice is it for?"))
        column.addSpacing(SPACE_FIELD)
        column.addWidget(self.look_up)
        column.addSpacing(SPACE_FIELD)
        column.addWidget(Words("Practice name", "strong"))
        column.addWidget(self.name_editor)
        column.addSpacing(SPACE_FIELD)
        column.addWidget(Words("Practice code (ODS)", "strong"))
        column.addWidget(Hint(ODS_HINT))
        column.addWidget(self.code_editor)
        column.addWidget(self._warning)
        column.addWidget(self.belongs_to)
        column.addWidget(self._note)
        column.addWidget(self._round)
        column.addSpacing(SPACE_FIELD)
        column.addWidget(self.text_size)
        column.addSpacing(SPACE_BLOCK)
        column.addWidget(buttons)

    def begin(self, round_label: str, text_size: int, *, may_leave: bool) -> None:
        """Ask afresh, for a round, with the size of text now in use, in per cent."""
        self.text_size.set_choice(str(text_size))
        self.name_editor.set_value(None)
        self.code_editor.set_value(None)
        self._chosen = None
        self.belongs_to.hide()
        self._note.clear()
        self._warning.hide()
        self._round.setText(f"It will be for the financial year {round_label}.")
        self._back.setVisible(may_leave)
        if not self.look_up.offer():
            self.name_editor.setFocus()

    def chosen_for(self, code: str) -> ChosenPractice | None:
        """The practice that was looked up, while its code is still the one on the form."""
        return self._chosen if self._chosen and self._chosen.found.code == code else None

    def refuse(self, words: str) -> None:
        """Say why it cannot be begun like this."""
        self.code_editor.show_error(words)
        self.code_editor.setFocus()

    @Slot(object)
    def _on_look_up_chosen(self, chosen: ChosenPractice) -> None:
        self._chosen = chosen
        self.name_editor.set_value(chosen.found.name)
        self.code_editor.set_value(chosen.found.code)
        self._on_code_edited(chosen.found.code)
        if chosen.found.note:
            self._note.say("attention", chosen.found.note)
        else:
            self._note.clear()
        # Nobody begins for a practice that closed without having seen that it did.
        (self.name_editor if chosen.found.note else self._start).setFocus()

    @Slot(str)
    def _on_text_size_chosen(self, size: str) -> None:
        self.text_size_chosen.emit(int(size))

    @Slot(object)
    def _on_editor_edited(self, value: Value | None) -> None:
        self.name_editor.show_error("")

    @Slot(object)
    def _on_code_edited(self, value: Value | None) -> None:
        code = str(value or "").upper()
        is_usual = not code or is_practice_code(code)
        self._warning.setText("" if is_usual else f"“{code}” is not how a code is usually written.")
        self._warning.setVisible(not is_usual)
        chosen = self.chosen_for(code)
        self.belongs_to.setText(f"In {chosen.belongs_to}." if chosen else "")
        self.belongs_to.setVisible(chosen is not None and bool(chosen.belongs_to))

    @Slot()
    def _on_start_clicked(self) -> None:
        self.name_editor.flush()
        self.code_editor.flush()
        name = str(self.name_editor.value() or "").strip()
        if not name:
            self.name_editor.show_error("Type the practice's name.")
            self.name_editor.setFocus()
            return
        self.begun.emit(name, str(self.code_editor.value() or "").upper().strip())
