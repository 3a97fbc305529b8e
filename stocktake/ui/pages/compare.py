"""Last year and this year: two rounds side by side, answer by answer and level by level."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from stocktake.errors import StocktakeError
from stocktake.questionnaire.form_ids import EXPECTATIONS
from stocktake.tasks.compare import Comparison, Side, compare
from stocktake.tasks.compare_plan import plan_moved
from stocktake.tasks.compare_sides import (
    PASSWORD,
    WRONG_PASSWORD,
    RoundOf,
    rounds_to_compare,
    side_in_hand,
    side_of,
    side_of_workbook,
)
from stocktake.tasks.newer_form import questions_between
from stocktake.ui.compare.changed_questions import ChangedQuestions
from stocktake.ui.compare.rows import (
    CHANGED_ONLY,
    VIEWS,
    answer_columns,
    answer_row,
    answers_shown,
    level_columns,
    level_row,
    plan_columns,
    plan_row,
)
from stocktake.ui.compare.sides_panel import SidesPanel
from stocktake.ui.desk import Desk
from stocktake.ui.files import choose_to_open
from stocktake.ui.models.figures import FigureColumn
from stocktake.ui.models.wrapped_rows import WrappedRow, WrappedRows
from stocktake.ui.password_box import password_of
from stocktake.ui.places import HOME, NEW_QUESTIONS, place_of, section_page
from stocktake.ui.review_page import ReviewPage
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.collapsible import Collapsible
from stocktake.ui.widgets.empty_state import EmptyState
from stocktake.ui.widgets.labels import Heading, Hint, Words
from stocktake.ui.widgets.notice import Notice
from stocktake.ui.widgets.one_of import OneOf
from stocktake.ui.widgets.wrapped_table import WrappedTable

NO_EARLIER = (
    "There is no earlier round of this practice here. When you start the next round from last "
    "year, this page shows what changed. You can compare with another round or a workbook now."
)
NOTHING = "Nothing to show in this view."
LEVEL_HINT = (
    "A level is the middle of a domain's ratings; beside it stands the lowest single rating."
)
ONE_FORM = "One of the two has no answers to the expectations, so there is no plan to compare."
MATCHED = "Answers are compared where both rounds asked; a question with new words is the same one."
NO_MOVES = "Nothing moved: the same levels by the same years, and the same days to start."


class ComparePage(ReviewPage):
    """Opens on last year and this year; any two rounds can be chosen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Last year and this year", desk)
        self._rounds: tuple[RoundOf, ...] = ()
        self._chosen: tuple[RoundOf, RoundOf] | None = None
        self._workbook: Side | None = None
        self._path = Path()
        self._comparison: Comparison | None = None
        self._view = CHANGED_ONLY
        self._for: tuple[object, ...] = ()
        self._summary = Heading()
        self._nothing = EmptyState("Nothing to compare with yet", NO_EARLIER, "Go to Home")
        self._notice = Notice()
        self._sides = SidesPanel()
        self._news = PlainButton("What is new in the questions", "info")
        self._views = OneOf("Show", VIEWS, in_row=True)
        self._found = QWidget()
        self._answers = WrappedTable("Answers, then and now", opens=True)
        self._empty = Words(NOTHING)
        self._levels = WrappedTable("Levels, then and now", opens=True)
        self._plan = WrappedTable("What moved in the plan", opens=True)
        self._plan_words = Words()
        self._questions_heading = Heading("Questions that are not the same")
        self._questions = ChangedQuestions()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.add(self._summary, is_words=True)
        self.add(self._nothing, is_words=True)
        self.add(self._notice, is_words=True)
        self.add(Collapsible("Compare two other rounds, or a workbook", self._sides))
        self.add(self._news)
        choices = Card()
        choices.add(self._views)
        self._parts_of_it = [choices, self._empty, _carded(self._answers)]
        for part in self._parts_of_it:
            self.add(part)
        self._below = [
            Heading("Levels, domain by domain"),
            Hint(LEVEL_HINT),
            _carded(self._levels),
            Heading("What moved in the plan"),
            self._plan_words,
            _carded(self._plan),
        ]
        for each in self._below:
            self.add(each, is_words=not isinstance(each, Card))
        self.add(self._questions_heading, is_words=True)
        self.add(self._questions)

    def _connect(self) -> None:
        self._nothing.started.connect(self._on_go_home)
        self._sides.chosen.connect(self._on_sides_chosen)
        self._sides.workbook_asked.connect(self._on_workbook_asked)
        self._news.clicked.connect(self._on_news_clicked)
        self._views.chosen.connect(self._on_view_chosen)
        self._answers.opened.connect(self._on_answer_opened)
        self._levels.opened.connect(self._on_level_opened)
        self._plan.opened.connect(self._on_plan_opened)
        self._questions.opened.connect(self.on_asked_opened)

    def panes(self) -> tuple[QWidget, ...]:
        """The views, the answers, the levels, the plan and the questions."""
        tables = (self._answers, self._levels, self._plan, *self._questions.tables())
        return (self._views, *tables)

    @property
    def comparison(self) -> Comparison | None:
        """What is shown; None while there is nothing to compare."""
        return self._comparison

    # Showing

    def show_practice(self) -> None:
        """Set the two rounds side by side as they are now."""
        workspace, practice = self.desk.workspace, self.practice
        if workspace is None:
            return
        here = (practice.subject, practice.round)
        if here != self._for:
            self._for, self._chosen, self._workbook = here, None, None
            self._notice.clear()
        self.desk.save_now()
        self._rounds = rounds_to_compare(workspace, practice.subject)
        then, now = self._chosen or self._usual()
        places = [self._rounds.index(each) if each in self._rounds else -1 for each in (then, now)]
        names = [each.name(practice.subject) for each in self._rounds]
        self._sides.show_rounds(names, -1 if self._workbook else places[0], places[1])
        self._nothing.show()
        try:
            self._comparison = self._compared(then, now)
        except StocktakeError as error:
            self._comparison = None
            # It is not as if there were nothing to compare with.
            self._nothing.hide()
            self._notice.say("problem", f"{error.what} {error.how_to_fix}")
        self._show_comparison()

    def _usual(self) -> tuple[RoundOf | None, RoundOf]:
        """The open round, and the one before it of the same practice."""
        subject, label = self.practice.subject, self.practice.round
        earlier = [e for e in self._rounds if e.subject == subject and e.round < label]
        return max(earlier, key=lambda each: each.round, default=None), RoundOf(subject, label)

    def _compared(self, then: RoundOf | None, now: RoundOf) -> Comparison | None:
        first = self._workbook or (self._side(then) if then is not None else None)
        return compare(first, self._side(now)) if first is not None else None

    def _side(self, chosen: RoundOf) -> Side:
        practice = self.practice
        if (chosen.subject, chosen.round) == (practice.subject, practice.round):
            return side_in_hand(practice)
        return side_of(practice.workspace, chosen, practice.subject)

    def _show_comparison(self) -> None:
        found = self._comparison
        self._summary.setVisible(found is not None)
        if found is not None:
            self._nothing.hide()
        self._news.setVisible(not self.practice.read_only)
        self._show_questions(found)
        for part in (*self._parts_of_it, *self._below):
            part.setVisible(found is not None)
        if found is None:
            return
        self._summary.set_words(found.summary)
        self._show_view()
        _fill(self._levels, level_columns(found), [level_row(each) for each in found.levels])
        moved = plan_moved(*found.plans) if found.plans else ()
        _fill(self._plan, plan_columns(found), [plan_row(each) for each in moved])
        self._plan_words.setText("" if moved else NO_MOVES if found.plans else ONE_FORM)
        self._plan_words.setVisible(not moved)
        self._below[-1].setVisible(bool(moved))

    def _show_questions(self, found: Comparison | None) -> None:
        """List what was asked otherwise in the two rounds; nothing where it was the same."""
        news = []
        if found is not None:
            then, now = found.then.sheets, found.now.sheets
            both = [form_id for form_id in now if form_id in then]
            every = (questions_between(then[f], now[f], found.then.name) for f in both)
            news = [each for each in every if each is not None]
        self._questions.show_news(news, MATCHED)
        for part in (self._questions_heading, self._questions):
            part.setVisible(bool(news))

    def _show_view(self) -> None:
        found = self._comparison
        if found is None:
            return
        self._views.set_choice(self._view)
        shown = answers_shown(found, self._view)
        _fill(self._answers, answer_columns(found), [answer_row(each) for each in shown])
        self._empty.setVisible(not shown)
        self._parts_of_it[-1].setVisible(bool(shown))

    # Choosing and going

    @Slot(str)
    def _on_view_chosen(self, view: str) -> None:
        self._view = view
        self._show_view()

    @Slot(int, int)
    def _on_sides_chosen(self, then: int, now: int) -> None:
        if now < 0 or (then < 0 and self._workbook is None):
            return
        if then >= 0:
            self._workbook = None
        before = self._rounds[then] if then >= 0 else self._rounds[now]
        self._chosen = (before, self._rounds[now])
        self._notice.clear()
        self.show_practice()

    @Slot()
    def _on_workbook_asked(self) -> None:
        chosen = choose_to_open(self, "Compare with a workbook", "Excel workbooks (*.xlsx)")
        if chosen:
            self.read_workbook(chosen[0])

    def read_workbook(self, path: Path, password: str = "") -> None:
        """Read a workbook in place of the earlier round; a protected one asks for its password."""
        self._path = path
        self._notice.say("info", f"Reading {path.name}…", "One moment")
        work = partial(side_of_workbook, path, self.practice.subject, password)
        self.desk.jobs.start(work, self._on_workbook_read, self._on_workbook_refused)

    def _on_workbook_read(self, side: Side) -> None:
        if self.desk.practice is None:
            return
        self._workbook = side
        self._notice.clear()
        self.show_practice()

    def _on_workbook_refused(self, error: StocktakeError) -> None:
        if self.desk.practice is not None and error.code in (PASSWORD, WRONG_PASSWORD):
            was_wrong = error.code == WRONG_PASSWORD
            if password := password_of(self, self._path.name, was_wrong=was_wrong):
                self.read_workbook(self._path, password)
                return
        self._notice.say("problem", f"{error.what} {error.how_to_fix}")

    @Slot()
    def _on_news_clicked(self) -> None:
        self.page_asked.emit(NEW_QUESTIONS, {})

    @Slot()
    def _on_go_home(self) -> None:
        self.page_asked.emit(HOME, {})

    @Slot(int)
    def _on_answer_opened(self, row: int) -> None:
        form_id, section, question = _key(self._answers, row)
        self._go(form_id, section, question)

    @Slot(int)
    def _on_level_opened(self, row: int) -> None:
        """Show the ratings behind a level that moved, or the gap where none did."""
        self.page_asked.emit("gaps", {"domain": _key(self._levels, row)[0]})

    @Slot(int)
    def _on_plan_opened(self, row: int) -> None:
        """Show the card, the gap of a domain, or why something is no longer expected."""
        card, domain = _key(self._plan, row)
        if card:
            self._go(EXPECTATIONS, card, f"{card}.ready_now")
        elif domain:
            self.page_asked.emit("gaps", {"domain": domain})
        else:
            self.page_asked.emit(NEW_QUESTIONS, {})

    def _go(self, form_id: str, section: str, question: str) -> None:
        """Go to a question of the open round; one of another round may not be asked in it."""
        if question in self.desk.sheet(form_id).loaded.questions:
            self.page_asked.emit(section_page(form_id), place_of(form_id, section, question))


def _carded(table: QWidget) -> Card:
    card = Card()
    card.add(table)
    return card


def _fill(table: WrappedTable, columns: Sequence[FigureColumn], rows: Sequence[WrappedRow]) -> None:
    """Show rows under headings; the headings name the rounds, so a table may need other ones."""
    model = WrappedRows(columns, table)
    model.set_rows(rows)
    table.setModel(model)


def _key(table: WrappedTable, row: int) -> tuple[str, ...]:
    model = table.model()
    return model.row_at(row).key if isinstance(model, WrappedRows) else ()
