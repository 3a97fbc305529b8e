"""Rate in a meeting: how many people, which ratings, and what was agreed so far."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from stocktake.phrases import counted
from stocktake.questionnaire.form import Question
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.tasks.meeting import (
    FEWEST,
    MOST,
    Cards,
    agreement,
    come_back,
    is_agreed,
    ratings_to_agree,
)
from stocktake.ui.desk import Desk
from stocktake.ui.meeting.room import MeetingRoom
from stocktake.ui.review_page import ReviewPage
from stocktake.ui.widgets.buttons import PrimaryButton
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Hint, Words
from stocktake.ui.widgets.one_of import OneOf

_NOT_YET, _ALL = "not_yet", "all"
_USUAL_PEOPLE = 4
ONLY_READ = "This round can be read and not changed."
ALL_AGREED = "Every rating was agreed together. Choose “All of them, again” to go on."
HOW = (
    "One rating at a time fills the screen. Each person chooses a card, which stays face down. "
    "When all are there you turn them, talk, and choose the level you agree on. Stocktake keeps "
    "that level and, where you differed, a private note of how the cards lay: never who laid "
    "which."
)


class MeetingPage(ReviewPage):
    """Sets a meeting up and opens it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Rate in a meeting", desk)
        self.how_many = OneOf(
            "How many people lay a card?",
            [(str(count), str(count)) for count in range(FEWEST, MOST + 1)],
            in_row=True,
        )
        self.how_many.set_choice(str(_USUAL_PEOPLE))
        self.which = OneOf(
            "Which ratings?",
            [(_NOT_YET, "Those not agreed together yet"), (_ALL, "All of them, again")],
        )
        self.which.set_choice(_NOT_YET)
        self.so_far = Words("", "strong")
        self.start = PrimaryButton("Start the meeting")
        self._why_not = Hint()
        self.room: MeetingRoom | None = None
        choices = Card()
        choices.add(self.how_many)
        choices.add(self.which)
        self.add(Words(HOW), is_words=True)
        self.add(self.so_far, is_words=True)
        self.add(choices, is_words=True)
        self.add(self._why_not, is_words=True)
        row = FlowRow()
        row.addWidget(self.start)
        self.add(row)
        self.which.chosen.connect(self._on_which_chosen)
        self.start.clicked.connect(self._on_start_clicked)

    def panes(self) -> tuple[QWidget, ...]:
        """The two choices and the start."""
        return (self.how_many, self.which, self.start)

    def show_practice(self) -> None:
        """Say how many ratings were agreed, and whether there is anything to start."""
        sheet = self.desk.sheet(STOCKTAKE)
        every = ratings_to_agree(sheet, again=True)
        done = sum(is_agreed(sheet, each) for each in every)
        of = counted(len(every), "rating was", "ratings were")
        self.so_far.setText(f"{done} of {of} agreed together.")
        to_do = self._ratings()
        locked = self.desk.is_locked(STOCKTAKE)
        self.start.setEnabled(bool(to_do) and not locked)
        self._why_not.setText(
            self.desk.why_signed(STOCKTAKE) or ONLY_READ if locked else ALL_AGREED
        )
        self._why_not.setVisible(not self.start.isEnabled())

    def _ratings(self) -> tuple[Question, ...]:
        again = self.which.choice() == _ALL
        return ratings_to_agree(self.desk.sheet(STOCKTAKE), again=again)

    @Slot(str)
    def _on_which_chosen(self, code: str) -> None:
        self.show_practice()

    @Slot()
    def _on_start_clicked(self) -> None:
        people = int(self.how_many.choice() or _USUAL_PEOPLE)
        section_of = self.desk.sheet(STOCKTAKE).loaded.section_of
        ratings = [(section_of[each.id].title, each) for each in self._ratings()]
        self.room = MeetingRoom(ratings, people, self.window())
        self.room.agreed.connect(self._on_room_agreed)
        self.room.put_off.connect(self._on_room_put_off)
        self.room.finished.connect(self._on_room_finished)
        self.room.setWindowModality(Qt.WindowModality.WindowModal)
        self.room.showFullScreen()

    @Slot(object, object, int, str)
    def _on_room_agreed(self, question: Question, cards: Cards, level: int, said: str) -> None:
        sheet = self.desk.sheet(STOCKTAKE)
        today = datetime.now().astimezone().date()
        changes = agreement(sheet, question, cards, level, said, today)
        self.desk.answer_all(STOCKTAKE, changes, "Agreed in a meeting")

    @Slot(object)
    def _on_room_put_off(self, question: Question) -> None:
        sheet = self.desk.sheet(STOCKTAKE)
        self.desk.answer_all(STOCKTAKE, come_back(sheet, question), "Put off in a meeting")

    @Slot()
    def _on_room_finished(self) -> None:
        if self.room is not None:
            self.room.deleteLater()
            self.room = None
        self.refresh()
        self.start.setFocus(Qt.FocusReason.OtherFocusReason)
