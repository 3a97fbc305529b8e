"""What is asked of whoever signs: name, role, day, statement, and a second person if there is one.

Nothing of it is kept before the button is pressed.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.questionnaire.form import Question
from stocktake.store.sign_offs import Signing
from stocktake.ui.editors.base import Editor
from stocktake.ui.editors.date import DateEditor
from stocktake.ui.editors.line import LineEditor
from stocktake.ui.editors.long_text import LongTextEditor
from stocktake.ui.look import SPACE_BLOCK, SPACE_FIELD
from stocktake.ui.widgets.buttons import PrimaryButton
from stocktake.ui.widgets.collapsible import Collapsible
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Heading, Hint, Words

WHERE_NAMES_GO = (
    "Names typed here stay in your own file and its signed copy. They are printed in one other "
    "place: the sign-off on the first sheet of the signed workbook, which the preview of the "
    "export shows. A PCN workbook made from it has the role and the date, and no name."
)
_MOST = 120


def _line(name: str) -> LineEditor:
    return LineEditor(Question(id=name, type="text", label=name, max_length=_MOST))


class SigningForm(QWidget):
    """The fields and the button.

    Signals:
        sign_asked: a Signing, with whatever was typed.
        day_changed: the day given, as a date; None for none.
    """

    sign_asked = Signal(object)
    day_changed = Signal(object)

    def __init__(self, statement: str) -> None:
        super().__init__()
        self._statement = statement
        self.name = _line("name")
        self.role = _line("role")
        self.day = DateEditor(Question(id="day", type="date", label="Date"))
        self.statement = LongTextEditor(
            Question(id="statement", type="long_text", label="statement", max_length=1000)
        )
        self.second_name = _line("second_name")
        self.second_role = _line("second_role")
        self.about_day = Hint()
        self._heading = Heading()
        self.button = PrimaryButton("Sign off")
        second = QWidget()
        self._second = QVBoxLayout(second)
        self._second.setContentsMargins(0, 0, 0, 0)
        self._second.setSpacing(SPACE_FIELD)
        self.second_fold = Collapsible("Add a second person", second)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_FIELD)
        self._lay_out()
        self.day.edited.connect(self.day_changed)
        self.button.clicked.connect(self._on_button_clicked)

    def _lay_out(self) -> None:
        self._column.addWidget(self._heading)
        self._column.addWidget(Hint(WHERE_NAMES_GO))
        self._add(self._column, "Your name", self.name)
        self._add(self._column, "Your role", self.role, "Such as GP partner or practice manager.")
        self._add(self._column, "Date", self.day)
        self._column.addWidget(self.about_day)
        self._add(self._column, "Statement", self.statement, "Change the words if they do not fit.")
        self._column.addSpacing(SPACE_FIELD)
        self._column.addWidget(self.second_fold)
        self._add(self._second, "Second person's name", self.second_name)
        self._add(self._second, "Second person's role", self.second_role)
        row = FlowRow()
        row.addWidget(self.button)
        self._column.addSpacing(SPACE_BLOCK)
        self._column.addWidget(row)

    def _add(self, column: QVBoxLayout, label: str, editor: Editor, hint: str = "") -> None:
        column.addSpacing(SPACE_FIELD)
        column.addWidget(Words(label, "strong"))
        if hint:
            column.addWidget(Hint(hint))
        editor.set_name(label, hint)
        column.addWidget(editor)

    def begin(self, version: int, today: date) -> None:
        """Ask afresh, for the version that signing would make."""
        for editor in (self.name, self.role, self.second_name, self.second_role):
            editor.set_value(None)
        self.day.set_value(today)
        self.statement.set_value(self._statement)
        self.about_day.hide()
        self.second_fold.set_open(False)
        self._heading.set_words(f"Sign off as version {version}")
        self.button.setText(f"Sign off version {version}")

    def say_of_day(self, words: str) -> None:
        """Say something of the day that was given; empty says nothing."""
        self.about_day.setText(words)
        self.about_day.setVisible(bool(words))

    def said(self) -> Signing | None:
        """What was typed; None while the day is not understood."""
        for editor in self._editors():
            editor.flush()
        day = self.day.value()
        if not isinstance(day, date):
            if not self.day.error():
                self.day.show_error("Give the day on which it is signed.")
            return None
        name, role, statement, second_name, second_role = (
            str(editor.value() or "").strip()
            for editor in (
                self.name,
                self.role,
                self.statement,
                self.second_name,
                self.second_role,
            )
        )
        return Signing(name, role, day, statement, second_name, second_role)

    def focus_missing(self) -> None:
        """Put the focus on the first field that still needs something."""
        for editor in self._editors():
            if not editor.value() or editor.error():
                editor.setFocus()
                return

    def _editors(self) -> tuple[Editor, ...]:
        first = (self.name, self.role, self.day, self.statement)
        return (*first, self.second_name, self.second_role)

    @Slot()
    def _on_button_clicked(self) -> None:
        said = self.said()
        if said is None:
            self.focus_missing()
        else:
            self.sign_asked.emit(said)
