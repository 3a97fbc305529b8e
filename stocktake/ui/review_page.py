"""A page that reads a practice's answers back, and what it says while there is nothing to show."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.charts.chart import SAMPLE_WATERMARK
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.questionnaire.sheet import Sheet
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.practice_plan import levels_of, next_rating
from stocktake.ui.desk import Desk
from stocktake.ui.look import SPACE_QUESTION
from stocktake.ui.page import Page
from stocktake.ui.places import place_of, section_page
from stocktake.ui.widgets.empty_state import EmptyState
from stocktake.ui.widgets.labels import Heading
from stocktake.ui.widgets.wide_column import WideColumn

NO_PRACTICE = "no practice"
NO_RATINGS = "no ratings"


class ReviewPage(Page):
    """Shows its column while a practice is open; otherwise the one button that starts it.

    Subclasses fill the page with ``add`` and bring it up to date in ``show_practice``.

    Attributes:
        desk: what is open.
        column: the page, which scrolls.
    """

    def __init__(self, title: str, desk: Desk, waits_for_ratings: str = "") -> None:
        """Make the page.

        Args:
            title: what it is called.
            desk: what is open.
            waits_for_ratings: what to say before the first rating; empty shows the page anyway.
        """
        super().__init__(title)
        self.desk = desk
        self._waits = bool(waits_for_ratings)
        self.column = WideColumn()
        self.heading = Heading(title, "title")
        self._put(self.heading, self.column.column, is_words=True)
        self._states = {
            NO_PRACTICE: EmptyState(
                "No practice is open",
                "Open a practice, or add yours, and this page shows its answers.",
                "Go to Home",
            ),
            NO_RATINGS: EmptyState("Nothing has been rated yet", waits_for_ratings, "Rate one now"),
        }
        for state in self._states.values():
            self._put(state, self.column.column, is_words=True)
        self._body = QWidget()
        self._parts = QVBoxLayout(self._body)
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.setSpacing(SPACE_QUESTION)
        self.column.add(self._body)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.column)
        self._states[NO_PRACTICE].started.connect(self._on_home_asked)
        self._states[NO_RATINGS].started.connect(self._on_rating_asked)
        for signal in (desk.opened, desk.closed, desk.answers_changed, desk.layout_changed):
            signal.connect(self._on_desk_changed)

    def add(self, widget: QWidget, *, is_words: bool = False) -> None:
        """Put something at the foot of the page; words keep to a line one can read."""
        self._put(widget, self._parts, is_words=is_words)

    def _put(self, widget: QWidget, layout: QVBoxLayout, *, is_words: bool) -> None:
        if is_words:
            layout.addLayout(self.column.narrowed(widget))
        else:
            layout.addWidget(widget)

    @property
    def practice(self) -> OpenPractice:
        """The open practice; only asked for while there is one."""
        if self.desk.practice is None:
            raise LookupError("no practice is open")
        return self.desk.practice

    @property
    def state(self) -> str:
        """Why the page is empty; empty when it is not."""
        if self.desk.practice is None:
            return NO_PRACTICE
        return NO_RATINGS if self._waits and not self.ratings_given() else ""

    def ratings_given(self) -> int:
        """How many ratings of the twelve domains are answered."""
        listed = self.practice.listed(STOCKTAKE)
        if listed is None:
            return 0
        return sum(level.answered for level in levels_of(self.desk.sheet(STOCKTAKE)).values())

    def watermark(self) -> str:
        """The words across every chart of a made-up practice."""
        is_sample = self.practice.open_return(STOCKTAKE).submission.sample
        return SAMPLE_WATERMARK if is_sample else ""

    def refresh(self) -> None:
        """Show the practice as it is now, or how to begin."""
        state = self.state
        for name, widget in self._states.items():
            widget.setVisible(name == state)
        self._body.setVisible(not state)
        if not state:
            self.show_practice()

    def show_practice(self) -> None:
        """Bring everything up to date with the open practice."""
        raise NotImplementedError

    @Slot()
    def _on_desk_changed(self) -> None:
        if self.isVisible():
            self.refresh()

    @Slot()
    def _on_home_asked(self) -> None:
        self.page_asked.emit("home", {})

    @Slot()
    def _on_rating_asked(self) -> None:
        sheet = self.desk.sheet(STOCKTAKE)
        self.go_to_question(STOCKTAKE, first_to_rate(sheet))

    def go_to_question(self, form_id: str, question_id: str) -> None:
        """Ask for the page of a question."""
        section = self.desk.sheet(form_id).loaded.section_of[question_id].id
        self.page_asked.emit(section_page(form_id), place_of(form_id, section, question_id))

    @Slot(str, str)
    def on_asked_opened(self, form_id: str, wanted: str) -> None:
        """Ask for the page of a question, or of the card of an expectation, where it is asked."""
        loaded = self.desk.sheet(form_id).loaded
        if wanted in loaded.section_by_id:
            self.page_asked.emit(section_page(form_id), place_of(form_id, wanted))
        elif wanted in loaded.questions:
            self.go_to_question(form_id, wanted)


def first_to_rate(sheet: Sheet) -> str:
    """The id of the first rating still to be given, or the first of all."""
    first = next(of[0] for of in sheet.loaded.ratings_by_domain.values())
    return next_rating(sheet) or first.id
