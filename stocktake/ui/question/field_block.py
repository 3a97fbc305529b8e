"""A question answered with one editor."""

from __future__ import annotations

from collections.abc import Collection

from msgspec import structs
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.questionnaire.answer_words import answer_in_words
from stocktake.questionnaire.answers import Address, State, Value
from stocktake.questionnaire.form import Check, Question
from stocktake.questionnaire.indicators import RaisedFlag
from stocktake.questionnaire.scale import RATING_PROMPT
from stocktake.questionnaire.sheet import Sheet
from stocktake.questionnaire.types import TYPES, show
from stocktake.ui.editors import editor_for
from stocktake.ui.editors.base import Editor
from stocktake.ui.look import SPACE_QUESTION
from stocktake.ui.question.block import Block
from stocktake.ui.question.foldout import Foldout
from stocktake.ui.question.form_desk import FormDesk
from stocktake.ui.widgets.labels import Hint

TYPED_EDITORS = ("line", "long_text", "number", "date")
"""Editors that can show a default greyed in their field."""


def with_default_in_words(sheet: Sheet, question: Question) -> Question:
    """The question with its default as it would be read, for the greyed words in its field."""
    return structs.replace(question, default=show(sheet.default_of(question), question))


class FieldBlock(Block):
    """One question, one editor; under a rating its companions, folded."""

    def __init__(
        self,
        form: FormDesk,
        question: Question,
        number: str,
        companions: tuple[Question, ...] = (),
    ) -> None:
        super().__init__(form, (question,), number)
        self.question = question
        self._companions = companions
        self.inner: list[FieldBlock] = []
        self._remarked = self._beside = ""
        self._fact = _fact_check(form.sheet, question)
        self._facts: Hint | None = None
        made = editor_for(with_default_in_words(form.sheet, question))
        if made is None:
            raise TypeError(f"{question.id} is worked out and has no editor")
        self.editor: Editor = made
        self.editor.set_name(self.name, self._description())
        self.editor.set_read_only(form.is_read_only)
        if question.type == "rating":
            self.put_before_answer(Hint(RATING_PROMPT))
            if self._fact is not None:
                self._facts = Hint()
                self.put_before_answer(self._facts)
        self.put_answer(self.editor, is_wide=question.type == "rating")
        self._default: Hint | None = None
        if question.default or question.id in form.sheet.loaded.rules.default_formula:
            self._default = Hint()
            self.put_before_answer(self._default)
        self._folded = self._fold_companions()
        self.editor.edited.connect(self._on_editor_edited)

    def _description(self) -> str:
        prompt = RATING_PROMPT if self.question.type == "rating" else ""
        said = (self._remarked, self.question.hint, prompt, self._beside)
        return " ".join(part for part in said if part)

    def say_beside(self, words: str) -> None:
        """Let what was published be heard with the question."""
        self._beside = words
        self.editor.set_name(self.name, self._description())

    def say_remarks(self, words: str) -> None:
        """Let what is to be put right be heard with the question."""
        if words != self._remarked:
            self._remarked = words
            self.editor.set_name(self.name, self._description())

    def _fold_companions(self) -> Foldout | None:
        if not self._companions:
            return None
        words = "What shows it, and who agrees" if self.question.domain else "Why that level?"
        folded = Foldout(words, "list", self.name, self._build_companions)
        self.put_before_answer(folded.button)
        self.put_before_answer(folded)
        if any(self.form.sheet.answers.get(each.id).value for each in self._companions):
            folded.unfold()
        return folded

    def _build_companions(self) -> QWidget:
        panel = QWidget()
        column = QVBoxLayout(panel)
        column.setContentsMargins(SPACE_QUESTION, 0, 0, 0)
        column.setSpacing(SPACE_QUESTION)
        for question in self._companions:
            block = FieldBlock(self.form, question, "")
            block.editor.set_name(f"{question.label} {self.name}")
            block.refresh()
            self.inner.append(block)
            column.addWidget(block)
        return panel

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the question and of its companions."""
        return (self.question.id, *(each.id for each in self._companions))

    def choose_state(self, state: State) -> None:
        """Say it of the question and not of its companions."""
        if not self.form.is_read_only:
            self.form.set_state((self.question.id,), state)

    def refresh(self, flags: Collection[RaisedFlag] | None = ()) -> None:
        """Show everything as it is now, companions too."""
        super().refresh(flags)
        for block in self.inner:
            block.refresh()

    def show_answer(self) -> None:
        """Show the value, unless it is the one the editor just gave."""
        answer = self.form.answer_at(Address(self.question.id))
        if answer.value != self.editor.value():
            self.editor.set_value(answer.value)
        self._show_facts()
        self._show_default(answer.value)

    def _show_facts(self) -> None:
        if self._fact is None or self._facts is None:
            return
        sheet = self.form.sheet
        said = []
        for each in self._fact.on[1:]:
            question = sheet.loaded.questions.get(each)
            if question is not None and sheet.answers.get(each).is_answered:
                words = answer_in_words(question, sheet.answers.get(each))
                said.append(f"You answered “{question.label}”: {words}")
        self._facts.setText("\n".join(said))
        self._facts.setVisible(bool(said))

    def _show_default(self, value: Value | None) -> None:
        if self._default is None:
            return
        is_typed = TYPES[self.question.type].editor in TYPED_EDITORS
        default = None if is_typed else self.form.sheet.default_of(self.question)
        words = show(default, self.question) if value is None else ""
        self._default.setText(f"Until you answer, taken as: {words}" if words else "")
        self._default.setVisible(bool(words))

    def clear_answer(self) -> None:
        """Take away the value, with whatever is half typed or cannot be read."""
        if not self.form.is_read_only:
            self.editor.set_value(None)
        super().clear_answer()

    def flush(self) -> None:
        """Hand over what is half typed."""
        self.editor.flush()
        for block in self.inner:
            block.flush()
        super().flush()

    @Slot(object)
    def _on_editor_edited(self, value: Value | None) -> None:
        self.form.give(Address(self.question.id), value)


def _fact_check(sheet: Sheet, question: Question) -> Check | None:
    """The check that sets a fact beside this rating, if there is one (X45 to X53)."""
    if question.type != "rating":
        return None
    checks = sheet.loaded.rules.on.get(question.id, ())
    return next((check for check in checks if check.once and check.on[0] == question.id), None)
