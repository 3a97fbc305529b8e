"""A practice's answer to a question: the choice, a comment, what may be shown, who and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.questionnaire.asking import COMMENT_LENGTH, NAME_LENGTH, Asking, Position, choice_of
from stocktake.ui.asking.fields import add_field, clear, day, flush, line, long_text, text_of
from stocktake.ui.look import SPACE_FIELD
from stocktake.ui.widgets.buttons import QuietButton
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.labels import Heading, Hint
from stocktake.ui.widgets.one_of import OneOf
from stocktake.ui.widgets.option_row import OptionRow

CHOICE = "Which of these is your practice's view?"
CHOICE_HINT = (
    "None of them? Leave this empty and write a comment: it is listed as a view of its own."
)
COMMENT = "Your comment"
COMMENT_HINT = "In your own words, if you like. Write about work and roles, and name nobody."
SHARE = "Our comment may be shown to the other practices. Otherwise only whoever asked reads it."
NAMED = "Our name may stand beside our answer. Otherwise we appear as “practice A” or the like."
BY_HINT = "A role, such as: the partners, or the practice manager."


class AnswerForm(Card):
    """The fields of one answer.

    Signals:
        edited: something was changed; ask ``position``.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asking = Asking("")
        self.choice: OneOf | None = None
        self._place = QWidget()
        self._choices = QVBoxLayout(self._place)
        self._choices.setContentsMargins(0, 0, 0, 0)
        self._choices.setSpacing(SPACE_FIELD)
        self.clear_choice = QuietButton("Clear my choice")
        self.clear_choice.setCheckable(False)
        self.comment = long_text(COMMENT, COMMENT_LENGTH)
        self.share = OptionRow(SHARE, is_one_of=False)
        self.named = OptionRow(NAMED, is_one_of=False)
        self.decided_by = line("Who decided?", NAME_LENGTH)
        self.decided_on = day("When was it decided?")
        self._lay_out()
        for editor in (self.comment, self.decided_by, self.decided_on):
            editor.edited.connect(self._on_edited)
        for tick in (self.share, self.named):
            tick.clicked.connect(self._on_edited)
        self.clear_choice.clicked.connect(self._on_clear_clicked)

    def _lay_out(self) -> None:
        self.add(Heading("Your answer"))
        self.add(self._place)
        self.add(Hint(CHOICE_HINT))
        self.column.addWidget(self.clear_choice)
        add_field(self.column, COMMENT, self.comment, COMMENT_HINT)
        self.add(self.share)
        self.add(self.named)
        add_field(self.column, "Who decided?", self.decided_by, BY_HINT)
        add_field(self.column, "When was it decided?", self.decided_on)

    def show_answer(self, asking: Asking, position: Position) -> None:
        """Show an answer, silently."""
        if asking != self._asking or self.choice is None:
            self._asking = asking
            clear(self._choices)
            options = [(str(at), words) for at, words in enumerate(asking.choices)]
            self.choice = OneOf(CHOICE, options)
            self.choice.chosen.connect(self._on_edited)
            self._choices.addWidget(self.choice)
        at = choice_of(asking, position.choice)
        self.choice.set_choice("" if at is None else str(at))
        self.comment.set_value(position.comment or None)
        self.share.set_chosen(position.comment_shared)
        self.named.set_chosen(position.name_shown)
        self.decided_by.set_value(position.decided_by or None)
        self.decided_on.set_value(position.decided_on)
        self._follow()

    def position(self, before: Position) -> Position:
        """The answer as it is now."""
        day = self.decided_on.value()
        at = self.choice.choice() if self.choice is not None else ""
        return replace(
            before,
            choice=self._asking.choices[int(at)] if at else "",
            comment=text_of(self.comment).strip(),
            comment_shared=self.share.isChecked(),
            name_shown=self.named.isChecked(),
            decided_by=text_of(self.decided_by).strip(),
            decided_on=day if isinstance(day, date) else None,
        )

    def flush(self) -> None:
        """Hand over what is half typed."""
        flush((self.comment, self.decided_by, self.decided_on))

    def set_read_only(self, read_only: bool) -> None:
        """Let it be read only."""
        for editor in (self.comment, self.decided_by, self.decided_on):
            editor.set_read_only(read_only)
        for tick in (self.share, self.named, self.clear_choice):
            tick.setEnabled(not read_only)
        if self.choice is not None:
            self.choice.setEnabled(not read_only)

    def go_to(self, code: str) -> None:
        """Put the focus where something is missing, by the code of the problem."""
        if code == "nothing_said" and self.choice is not None:
            self.choice.options()[0].setFocus()
            return
        fields = {"nobody": self.decided_by, "no_day": self.decided_on}
        fields.get(code, self.comment).setFocus()

    def _follow(self) -> None:
        self.clear_choice.setVisible(self.choice is not None and bool(self.choice.choice()))

    @Slot()
    def _on_clear_clicked(self) -> None:
        if self.choice is not None:
            self.choice.set_choice("")
            self.choice.options()[0].setFocus()
        self._on_edited()

    @Slot()
    def _on_edited(self) -> None:
        self._follow()
        self.edited.emit()
