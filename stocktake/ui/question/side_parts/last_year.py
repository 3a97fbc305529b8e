"""What was answered to the question in hand in the round before, and taking it over."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import Address, Answer, Origin
from stocktake.questionnaire.form import Question
from stocktake.tasks.last_year import LastAnswer, LastYear
from stocktake.ui.look import SPACE_BLOCK
from stocktake.ui.question.form_desk import FormDesk
from stocktake.ui.question.side_parts.base import SidePart
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.labels import Hint, Words

NO_ROUND = "There is no earlier round of this practice to look back at."
NO_ANSWER = "Nothing was answered here in {round}."
SAME = "Your answer now is the same."
THEN_ASKED = "The question then: {question}"
FILES = "Files attached then: {names}"
TAKES_OVER = "Using it puts it in as your answer, for you to confirm."


class LastYearPart(SidePart):
    """Reads last year's answer in last year's words, and offers it where it says something else."""

    name = "last_year"
    title = "Last year"
    icon = "calendar"

    def __init__(self) -> None:
        super().__init__()
        self._form: FormDesk | None = None
        self._question: Question | None = None
        self._line = Words()
        self._note = Hint()
        self._use = PlainButton("Use this")
        self._hint = Hint(TAKES_OVER)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_BLOCK)
        for each in (self._line, self._note, self._use, self._hint):
            column.addWidget(each)
        self._use.clicked.connect(self._on_use_clicked)
        self.clear()

    def show_question(self, form: FormDesk, question: Question) -> None:
        """Say what was answered to a question in the round before."""
        self._form, self._question = form, question
        practice = form.desk.practice
        if practice is None:
            self.clear()
            return
        last = practice.last_year()
        try:
            found = last.last_answer(form.sheet, question.id)
            offered = self._to_use()
        except StocktakeError as error:
            self._say(f"{error.what} {error.how_to_fix}", "", is_offered=False)
            return
        if found is None:
            self._say(self._nothing(form, last), "", is_offered=False)
        else:
            self._say_found(found, is_offered=bool(offered))

    def _nothing(self, form: FormDesk, last: LastYear) -> str:
        label = last.round_of(form.form_id)
        return NO_ANSWER.format(round=label) if label else NO_ROUND

    def _say_found(self, found: LastAnswer, *, is_offered: bool) -> None:
        notes = [] if is_offered else [SAME] if self._is_same(found) else []
        if found.question_then:
            notes.append(THEN_ASKED.format(question=found.question_then))
        if found.answer.evidence:
            notes.append(FILES.format(names=", ".join(found.answer.evidence)))
        self._say(found.line, "\n".join(notes), is_offered=is_offered)

    def _is_same(self, found: LastAnswer) -> bool:
        if self._form is None or self._question is None:
            return False
        now = self._form.answer_at(Address(self._question.id))
        return (now.state, now.value) == (found.answer.state, found.answer.value)

    def _say(self, line: str, note: str, *, is_offered: bool) -> None:
        self._line.setText(line)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        if not is_offered and self._use.hasFocus():
            self._line.setFocus()
        self._use.setVisible(is_offered)
        self._hint.setVisible(is_offered)
        if self._question is not None:
            self._use.setAccessibleName(f"Use last year's answer: {self._question.label}")

    def _to_use(self) -> dict[Address, Answer]:
        """Last year's answers that would change something; none while nothing can be changed."""
        form, question = self._form, self._question
        if form is None or question is None or form.is_read_only or form.desk.practice is None:
            return {}
        offered = form.desk.practice.last_year().values_to_use(form.sheet, question.id)
        found = {}
        for address, answer in offered.items():
            now = form.answer_at(address)
            if (now.state, now.value) != (answer.state, answer.value):
                found[address] = replace(
                    now,
                    value=answer.value,
                    state=answer.state,
                    estimate=answer.estimate,
                    origin=Origin.CARRIED_FORWARD,
                    carried_forward=True,
                )
        return found

    def clear(self) -> None:
        """Say nothing; another practice may be open by now."""
        self._form = self._question = None
        self._say("", "", is_offered=False)

    def start(self) -> QWidget:
        """The button where there is one."""
        return self if self._use.isHidden() else self._use

    @Slot()
    def _on_use_clicked(self) -> None:
        if self._form is not None:
            self._form.desk.answer_all(self._form.form_id, self._to_use(), "Last year's answer")
