"""What the commands of the Question menu do to the question in hand."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from stocktake.questionnaire.answers import State
from stocktake.ui.announce import tell
from stocktake.ui.question.block import Block
from stocktake.ui.question.section_view import SectionView
from stocktake.ui.question.side_panel import SidePanel

_LAST = "This is the last question of the section."
_FIRST = "This is the first question of the section."


class QuestionCommands(QObject):
    """Acts on whatever section is in front; where nothing can be done, it says so."""

    def __init__(
        self, page: QWidget, view_of: Callable[[], SectionView | None], side: SidePanel
    ) -> None:
        """Commands of a page.

        Args:
            page: where what there is to say comes from.
            view_of: gives the section in front.
            side: tells of the question in hand while the focus is in it.
        """
        super().__init__(page)
        self._page = page
        self._view_of = view_of
        self._side = side

    def _in_hand(self) -> Block | None:
        """The question in hand; without one it is said that there is none."""
        view = self._view_of()
        here = view.current() if view is not None else None
        here = here or self._side.in_hand()
        if here is None:
            tell(self._page, "Go to a question first.")
        return here

    @Slot()
    def next_question(self) -> None:
        """Go to the next question."""
        self._step(1)

    @Slot()
    def previous_question(self) -> None:
        """Go to the question before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        view = self._view_of()
        if view is None:
            return
        self._side.escape()
        before = view.current()
        view.step(by)
        if before is not None and view.current() is before:
            tell(self._page, _LAST if by > 0 else _FIRST)

    @Slot()
    def next_problem(self) -> None:
        """Go to the next question with something to put right."""
        self._step_problem(1)

    @Slot()
    def previous_problem(self) -> None:
        """Go to the one before."""
        self._step_problem(-1)

    def _step_problem(self, by: int) -> None:
        self._side.escape()
        view = self._view_of()
        if view is not None and not view.step_problem(by):
            tell(self._page, "There is nothing to put right in this section.")

    @Slot()
    def say_answered(self) -> None:
        """Take off a state and go to the answer."""
        self._say(State.ANSWERED)

    @Slot()
    def say_not_known(self) -> None:
        """Say that the answer is not known."""
        self._say(State.NOT_KNOWN)

    @Slot()
    def say_not_applicable(self) -> None:
        """Say that the question does not apply."""
        self._say(State.NOT_APPLICABLE)

    @Slot()
    def say_come_back(self) -> None:
        """Mark the question to come back to."""
        self._say(State.COME_BACK_LATER)

    def _say(self, state: State) -> None:
        here = self._in_hand()
        if here is None:
            return
        here.flush()
        here.choose_state(state)
        if state is State.ANSWERED:
            here.focus_answer()

    @Slot()
    def clear_answer(self) -> None:
        """Take away the answer of the question in hand."""
        here = self._in_hand()
        if here is not None:
            here.clear_answer()

    @Slot()
    def toggle_estimate(self) -> None:
        """Mark the figure as an estimate, or take the mark off."""
        here = self._in_hand()
        if here is not None:
            here.toggle_estimate()
