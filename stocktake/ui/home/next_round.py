"""Starting the next round from last year's answers, after seeing what would come along."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from stocktake.errors import StocktakeError
from stocktake.questionnaire.submission import Subject
from stocktake.tasks.carry_forward import (
    carry_forward,
    is_due,
    newest_round,
    preview,
    round_to_start,
)
from stocktake.ui.announce import announce
from stocktake.ui.desk import Desk
from stocktake.ui.look import SPACE_BLOCK
from stocktake.ui.widgets.buttons import PlainButton, PrimaryButton
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Heading, Hint, Words
from stocktake.ui.widgets.notice import Notice

KEPT = "{round} is kept as it is: it can be read, and no longer changed."
TO_CONFIRM = (
    "Each answer is marked “From last year, not confirmed” until you say it is still right, one "
    "by one or a page at a time, or change it."
)
LEFT = (
    "Notes come along and are private. Attached files, and your reasons for unlikely figures, stay "
    "in {round}."
)


class NextRoundPanel(QWidget):
    """Offers the next round when it is due, or on request; nothing happens before it is agreed.

    Signals:
        begun: (Subject, round): the round is there to be opened.
        left: the person does not want it now.
    """

    begun = Signal(object, str)
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._subject: Subject | None = None
        self._round = ""
        self.heading = Heading()
        self._words = Words()
        self._more = Words()
        self._hint = Hint()
        self.see = PrimaryButton("See what comes along", "calendar")
        self.with_answers = PrimaryButton("Start with these answers", "calendar")
        self.empty = PlainButton("Start with nothing filled in")
        self.not_now = PlainButton("Not now")
        self._notice = Notice()
        self._lay_out()
        self.see.clicked.connect(self._on_see_clicked)
        self.with_answers.clicked.connect(self._on_with_answers_clicked)
        self.empty.clicked.connect(self._on_empty_clicked)
        self.not_now.clicked.connect(self._on_not_now_clicked)
        self.hide()

    def _lay_out(self) -> None:
        buttons = QWidget()
        row = FlowRow(buttons)
        for button in (self.see, self.with_answers, self.empty, self.not_now):
            row.addWidget(button)
        card = Card()
        parts = (self.heading, self._words, self._more, self._hint, self._notice, buttons)
        for each in parts:
            card.add(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, SPACE_BLOCK)
        column.addWidget(card)

    def _today(self) -> date:
        return datetime.now().astimezone().date()

    def offer(self) -> None:
        """Show the offer where the open practice's newest round is before this financial year."""
        self.hide()
        workspace, practice = self._desk.workspace, self._desk.practice
        if workspace is None or practice is None or workspace.read_only or self._desk.is_sample:
            return
        self._subject = practice.subject
        self._round = round_to_start(workspace, practice.subject, self._today())
        if is_due(workspace, practice.subject, self._today()):
            newest = newest_round(workspace, practice.subject)
            self.heading.set_words(f"Start {self._round} from last year")
            self._words.setText(
                f"Your newest round is {newest}, and the year {self._round} has begun."
            )
            self._show_step(is_preview=False)
            self.show()

    @Slot()
    def ask(self) -> None:
        """Show what starting the next round would bring along."""
        workspace, practice = self._desk.workspace, self._desk.practice
        if workspace is None or practice is None:
            return
        self._desk.save_now()
        self._subject = practice.subject
        self._round = round_to_start(workspace, practice.subject, self._today())
        self.heading.set_words(f"Start {self._round} from last year")
        self.with_answers.setText(f"Start {self._round} with these answers")
        try:
            found = preview(workspace, practice.subject, self._round)
        except StocktakeError as error:
            self._words.setText("")
            self._more.setText("")
            self._notice.say("problem", f"{error.what} {error.how_to_fix}")
            self._show_step(is_preview=True, may_carry=False)
        else:
            self._words.setText(found.words)
            self._more.setText("\n".join((*found.more, KEPT.format(round=found.round_from))))
            self._hint.setText(f"{TO_CONFIRM} {LEFT.format(round=found.round_from)}")
            self._show_step(is_preview=True)
        self.show()
        self.heading.setFocus()
        # The button that asks for it may stand a screen further down.
        QTimer.singleShot(0, self, self._scroll_here)
        announce(self, f"{self.heading.text()}. {self._words.text()}")

    @Slot()
    def _scroll_here(self) -> None:
        holder = self.parentWidget()
        while holder is not None and not isinstance(holder, QScrollArea):
            holder = holder.parentWidget()
        if isinstance(holder, QScrollArea):
            holder.ensureWidgetVisible(self.heading)

    def _show_step(self, *, is_preview: bool, may_carry: bool = True) -> None:
        self.see.setVisible(not is_preview)
        self._more.setVisible(is_preview)
        self._hint.setVisible(is_preview and may_carry)
        self.with_answers.setVisible(is_preview and may_carry)
        self.empty.setVisible(is_preview)
        self.not_now.setVisible(is_preview)
        if may_carry:
            self._notice.clear()

    @Slot()
    def _on_see_clicked(self) -> None:
        self.ask()

    @Slot()
    def _on_with_answers_clicked(self) -> None:
        workspace, subject = self._desk.workspace, self._subject
        if workspace is None or subject is None:
            return
        try:
            self._desk.require_saved()
            carry_forward(workspace, subject, self._round, self._desk.role)
        except StocktakeError as error:
            self._notice.say("problem", f"{error.what} {error.how_to_fix}")
            return
        self.begun.emit(subject, self._round)

    @Slot()
    def _on_empty_clicked(self) -> None:
        if self._subject is not None:
            self.begun.emit(self._subject, self._round)

    @Slot()
    def _on_not_now_clicked(self) -> None:
        self.offer()
        self.left.emit()
