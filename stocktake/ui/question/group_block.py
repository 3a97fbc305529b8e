"""Questions asked as one row of boxes, such as patients by age; one paste fills them all."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.phrases import counted
from stocktake.questionnaire.answers import Address, Value
from stocktake.questionnaire.as_typed import shortened
from stocktake.questionnaire.form import Question
from stocktake.questionnaire.types import NotUnderstood, parse
from stocktake.tasks.step_words import PASTED
from stocktake.ui.editors import editor_for
from stocktake.ui.editors.base import Editor
from stocktake.ui.editors.pasting import grid_of
from stocktake.ui.look import SPACE_BLOCK, SPACE_INSIDE
from stocktake.ui.question.block import Block
from stocktake.ui.question.field_block import with_default_in_words
from stocktake.ui.question.form_desk import FormDesk
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.hands_on import HandsOn
from stocktake.ui.widgets.labels import Hint, ShortWords
from stocktake.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from stocktake.tasks.published_offers import Offer
    from stocktake.ui.question.published_words import Told


class GroupBlock(Block):
    """Several editors side by side, each under its own label.

    Attributes:
        editors: by question id.
    """

    def __init__(self, form: FormDesk, questions: tuple[Question, ...], number: str) -> None:
        super().__init__(form, questions, number)
        self.editors: dict[str, Editor] = {}
        self._boxes: dict[str, QWidget] = {}
        self._notice = Notice()
        self._remarked = ""
        holder = HandsOn()
        row = FlowRow(holder, SPACE_BLOCK)
        for question in questions:
            row.addWidget(self._box(question))
        if all(question.type == "number" for question in questions):
            words = "Copy the figures from your records and paste them into the first box."
            self.put_before_answer(Hint(words))
        self.put_answer(holder, is_wide=True)
        self.put_before_answer(self._notice)
        first = self.editors[questions[0].id]
        holder.hand_on_to(first)

    def _box(self, question: Question) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_INSIDE)
        column.addWidget(ShortWords(question.label, "hint", "muted"))
        editor = editor_for(with_default_in_words(self.form.sheet, question))
        if editor is None:
            raise TypeError(f"{question.id} is worked out and has no editor")
        editor.set_name(f"{self.name}: {question.label}", question.hint)
        editor.set_read_only(self.form.is_read_only)
        editor.edited.connect(partial(self._give, question.id))
        for part in editor.named_parts():
            part.installEventFilter(self)
        column.addWidget(editor)
        self.editors[question.id] = editor
        self._boxes[question.id] = box
        return box

    def show_answer(self) -> None:
        """Show every value, unless it is the one an editor just gave."""
        sheet = self.form.sheet
        for question in self.questions:
            self._boxes[question.id].setVisible(sheet.is_asked(question))
            value = self.form.answer_at(Address(question.id)).value
            if value != self.editors[question.id].value():
                self.editors[question.id].set_value(value)

    def told_of_published(self, offers: tuple[Offer, ...]) -> Told | None:
        """What was published for the boxes, all by name."""
        from stocktake.ui.question.published_words import told_of_boxes

        if self.form.is_read_only:
            return None
        labels = {question.id: question.label for question in self.questions}
        return told_of_boxes(offers, labels, self.form.sheet.loaded.fields)

    def published_to_take(self, offers: tuple[Offer, ...]) -> tuple[Offer, ...]:
        """Those that wait, or else those other than what was typed."""
        from stocktake.ui.question.published_words import of_boxes

        return of_boxes(offers)

    def clear_answer(self) -> None:
        """Take away the values, with whatever is half typed or cannot be read."""
        if not self.form.is_read_only:
            for editor in self.editors.values():
                editor.set_value(None)
            self._notice.clear()
        super().clear_answer()

    def say_remarks(self, words: str) -> None:
        """Let what is to be put right be heard at the first box."""
        if words != self._remarked:
            self._remarked = words
            first = self.questions[0]
            said = " ".join(part for part in (words, first.hint) if part)
            self.editors[first.id].set_name(f"{self.name}: {first.label}", said)

    def flush(self) -> None:
        """Hand over what is half typed."""
        for editor in self.editors.values():
            editor.flush()
        super().flush()

    def _give(self, question_id: str, value: Value | None) -> None:
        self.form.give(Address(question_id), value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Spread a paste of several cells over the boxes."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.matches(QKeySequence.StandardKey.Paste) and not self.form.is_read_only:
                return self._paste(watched)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.focusNextChild()
                return True
        return False

    def _paste(self, watched: QObject) -> bool:
        grid = grid_of(QGuiApplication.clipboard().text())
        cells = [cell for line in grid for cell in line]
        if len(cells) < 2:
            return False
        ids = [each for each, editor in self.editors.items() if not self._boxes[each].isHidden()]
        here = next((n for n, each in enumerate(ids) if self._holds(each, watched)), 0)
        values: dict[Address, Value | None] = {}
        refused: list[str] = []
        for question_id, text in zip(ids[here:], cells, strict=False):
            editor = self.editors[question_id]
            try:
                value = parse(text, editor.field)
            except NotUnderstood as refusal:
                said = f"{refusal.what} {refusal.how_to_fix}".strip()
                refused.append(f"{editor.field.label}: {said}")
                continue
            if value is not None:  # an empty cell keeps a box free, and empties none
                values[Address(question_id)] = value
                editor.set_value(value)
        left_over = [cell for cell in cells[len(ids) - here :] if cell.strip()]
        if left_over:
            more = counted(len(left_over), "more figure")
            refused.append(f"{more} than boxes, left out: {shortened(', '.join(left_over))}")
        self.form.give_all(values, PASTED)
        if refused:
            self._notice.say("attention", "\n".join(refused), "Not everything was taken")
        else:
            self._notice.clear()
        return True

    def _holds(self, question_id: str, watched: QObject) -> bool:
        return watched in self.editors[question_id].named_parts()
