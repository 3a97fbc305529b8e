"""Writing a question to practices: title, paragraph, up to five choices, day, and who is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from stocktake.questionnaire.asking import (
    CHOICE_LENGTH,
    MOST_CHOICES,
    NAME_LENGTH,
    TEXT_LENGTH,
    TITLE_LENGTH,
    Asking,
)
from stocktake.ui.asking.fields import add_field, day, flush, line, long_text, text_of
from stocktake.ui.editors.base import Editor
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.labels import Heading

TITLE = "Title"
TEXT = "What is asked"
TEXT_HINT = (
    "A paragraph that can be understood by somebody who was not at the last meeting. Do not ask "
    "practices to agree prices, or which of them offers a service."
)
CHOICES_HINT = "Two at least, five at most. One of them may be that nothing changes."
BY_HINT = "Leave room before the meeting, to read the answers and write the paper."


class QuestionForm(Card):
    """The fields of a question that has not gone out.

    Signals:
        edited: something was changed; ask ``asking``.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pcn = line("PCN", NAME_LENGTH)
        self.asked_by = line("Asked by", NAME_LENGTH)
        self.title = line(TITLE, TITLE_LENGTH)
        self.text = long_text(TEXT, TEXT_LENGTH)
        self.choices = tuple(
            line(f"Choice {number}", CHOICE_LENGTH) for number in range(1, MOST_CHOICES + 1)
        )
        self.wanted_by = day("Answers wanted by")
        self._lay_out()
        for editor in self._editors():
            editor.edited.connect(self._on_edited)

    def _lay_out(self) -> None:
        self.add(Heading("The question"))
        add_field(self.column, TITLE, self.title, "A few words, as on an agenda.")
        add_field(self.column, TEXT, self.text, TEXT_HINT)
        for number, editor in enumerate(self.choices, 1):
            hint = CHOICES_HINT if number == 1 else ""
            add_field(self.column, f"Choice {number}", editor, hint)
        add_field(self.column, "Answers wanted by", self.wanted_by, BY_HINT)
        add_field(self.column, "Name of the PCN", self.pcn)
        add_field(self.column, "Asked by", self.asked_by, "A role, such as clinical director.")

    def show_asking(self, asking: Asking) -> None:
        """Show a question, silently."""
        shown = (asking.pcn, asking.asked_by, asking.title, asking.text)
        for editor, words in zip(
            (self.pcn, self.asked_by, self.title, self.text), shown, strict=True
        ):
            editor.set_value(words or None)
        for number, choice in enumerate(self.choices):
            words = asking.choices[number] if number < len(asking.choices) else ""
            choice.set_value(words or None)
        self.wanted_by.set_value(asking.wanted_by)

    def asking(self, before: Asking) -> Asking:
        """The question as it is typed; choices left empty are no choices."""
        wanted_by = self.wanted_by.value()
        return replace(
            before,
            pcn=text_of(self.pcn).strip(),
            asked_by=text_of(self.asked_by).strip(),
            title=text_of(self.title).strip(),
            text=text_of(self.text).strip(),
            choices=tuple(text_of(c).strip() for c in self.choices if text_of(c).strip()),
            wanted_by=wanted_by if isinstance(wanted_by, date) else None,
        )

    def flush(self) -> None:
        """Hand over what is half typed."""
        flush(self._editors())

    def set_read_only(self, read_only: bool) -> None:
        """Let it be read only."""
        for editor in self._editors():
            editor.set_read_only(read_only)

    def go_to(self, code: str) -> None:
        """Put the focus where something is missing, by the code of the problem."""
        fields = {
            "no_title": self.title,
            "no_text": self.text,
            "no_day": self.wanted_by,
            "few_choices": self.choices[0],
            "same_choice": self.choices[0],
        }
        fields.get(code, self.title).setFocus()

    def _editors(self) -> tuple[Editor, ...]:
        texts = (self.title, self.text, *self.choices, self.wanted_by)
        return (*texts, self.pcn, self.asked_by)

    @Slot()
    def _on_edited(self) -> None:
        self.edited.emit()
