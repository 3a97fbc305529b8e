"""One form of the open practice, for the blocks of its questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import Address, Answer, Origin, State, Value
from stocktake.questionnaire.issues import Issue
from stocktake.questionnaire.sheet import Sheet
from stocktake.tasks.published_kept import is_anything_kept
from stocktake.ui.desk import Desk
from stocktake.ui.question.beside import Beside


class FormDesk:
    """Reads and enters answers of one form.

    Everything goes in at once: an editor has already waited for the pause in typing.

    Attributes:
        desk: what is open.
        form_id: the form.
        beside: whether a panel stands beside the questions that are asked through this.
    """

    def __init__(self, desk: Desk, form_id: str) -> None:
        self.desk = desk
        self.form_id = form_id
        self._practice = desk.practice
        self.beside = Beside()

    @property
    def sheet(self) -> Sheet:
        """The answers laid over the form."""
        return self.desk.sheet(self.form_id)

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be changed now, as when another practice was opened since."""
        return self.desk.practice is not self._practice or self.desk.is_locked(self.form_id)

    def answer_at(self, address: Address) -> Answer:
        """The answer at an address, with what waits to be saved."""
        return self.desk.pending(self.form_id, address) or self.sheet.answers[address]

    def among_areas(self, indicator_id: str, value: Decimal) -> str:
        """Where a figure stands among the practices of the area, where that was published."""
        practice = self.desk.practice
        try:
            if practice is None or not is_anything_kept(practice):
                return ""
            return practice.published().among_areas(indicator_id, value)
        except StocktakeError:
            # What cannot be read is said by the page of published figures.
            return ""

    def give(self, address: Address, value: Value | None) -> None:
        """Enter a value; whatever state stood there gives way to it."""
        self._enter({address: self.with_value(address, value)})

    def with_value(self, address: Address, value: Value | None) -> Answer:
        """The answer that a value given by hand makes."""
        return replace(
            self.answer_at(address),
            value=value,
            state=State.BLANK if value is None else State.ANSWERED,
            origin=Origin.TYPED,
            carried_forward=False,
        )

    def give_all(self, values: Mapping[Address, Value | None], note: str) -> None:
        """Enter several values as one change."""
        answers = {address: self.with_value(address, value) for address, value in values.items()}
        self._enter_all(answers, note)

    def set_state(self, question_ids: Iterable[str], state: State) -> None:
        """Say what is to be said of questions; their values are kept.

        ``ANSWERED`` stands for no state of its own: answered with a value, blank without. What
        was brought forward is confirmed by it, as by any change.
        """
        answers = {}
        for question_id in question_ids:
            address = Address(question_id)
            now = self.answer_at(address)
            own = state
            if state is State.ANSWERED and now.value is None:
                own = State.BLANK
            answers[address] = replace(now, state=own, carried_forward=False)
        self._enter_all(answers)

    def mark(self, question_id: str, **changes: object) -> None:
        """Change the marks of an answer, such as its note."""
        address = Address(question_id)
        self._enter({address: replace(self.answer_at(address), **changes)})  # type: ignore[arg-type]

    def give_reason(self, issue: Issue, reason: str) -> None:
        """Let a warning stand for a reason, beside every question it stands by."""
        answers = {}
        for question_id in issue.on:
            address = Address(question_id)
            now = self.answer_at(address)
            reasons = {**now.reasons, issue.reason_key: reason}
            kept = {key: words for key, words in reasons.items() if words}
            answers[address] = replace(now, reasons=kept)
        self._enter_all(answers)

    def _enter(self, answers: Mapping[Address, Answer]) -> None:
        if not self.is_read_only:
            for address, answer in answers.items():
                self.desk.answer(self.form_id, address, answer, at_once=True)

    def _enter_all(self, answers: Mapping[Address, Answer], note: str = "") -> None:
        if not self.is_read_only:
            self.desk.answer_all(self.form_id, answers, note)
