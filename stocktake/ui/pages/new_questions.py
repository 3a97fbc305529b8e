"""What is new in the questions: shown once when a newer form or catalogue comes, and on request."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from stocktake.errors import StocktakeError
from stocktake.planning.plan import PracticePlan
from stocktake.questionnaire.form_ids import EXPECTATIONS
from stocktake.tasks.compare_plan import plan_moved
from stocktake.tasks.newer_form import NewQuestions
from stocktake.tasks.practice_plan import plan_of
from stocktake.tasks.sheets import sheet_of
from stocktake.ui.compare.news import news_of, say_looked_at
from stocktake.ui.compare.news_rows import (
    CHANGED_COLUMNS,
    GONE_COLUMNS,
    NEW_COLUMNS,
    changed_rows,
    gone_rows,
    new_rows,
    summary,
)
from stocktake.ui.compare.rows import plan_row
from stocktake.ui.desk import Desk
from stocktake.ui.models.figures import FigureColumn
from stocktake.ui.models.wrapped_rows import WrappedRow, WrappedRows
from stocktake.ui.places import HOME, place_of, section_page
from stocktake.ui.review_page import ReviewPage
from stocktake.ui.widgets.buttons import PrimaryButton
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.labels import Heading, Words
from stocktake.ui.widgets.notice import Notice
from stocktake.ui.widgets.wrapped_table import WrappedTable

NOTHING_NEW = "The questions are the same as those your answers before were given to."
ALL_KEPT = (
    "Every answer is kept. Where a question means something else now, its answer is marked for you "
    "to look at."
)
PLAN_COLUMNS = tuple(
    FigureColumn(name) for name in ("Expectation or domain", "What moved", "Before", "Now")
)


class NewQuestionsPage(ReviewPage):
    """Lists what is new, what changed, old and new side by side, and what is no longer asked."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("What is new in the questions", desk)
        self._news: tuple[NewQuestions, ...] = ()
        self._summary = Words()
        self._notice = Notice()
        self.looked = PrimaryButton("I have looked at this")
        self._tables: dict[str, tuple[Heading, Card, WrappedTable]] = {}
        self.add(self._summary, is_words=True)
        for title in ("New", "Changed", "No longer asked", "What moved in the plan"):
            self._add_table(title)
        self.add(self._notice, is_words=True)
        self.add(self.looked)
        self._tables["New"][2].opened.connect(self._on_new_opened)
        self._tables["Changed"][2].opened.connect(self._on_changed_opened)
        self.looked.clicked.connect(self._on_looked_clicked)

    def _add_table(self, title: str) -> None:
        table = WrappedTable(title, opens=title in ("New", "Changed"))
        heading, card = Heading(title), Card()
        card.add(table)
        self.add(heading, is_words=True)
        self.add(card)
        self._tables[title] = (heading, card, table)

    def panes(self) -> tuple[QWidget, ...]:
        """The tables, and the button under them."""
        return (*(table for _, _, table in self._tables.values()), self.looked)

    def show_practice(self) -> None:
        """List what is new in the forms of the open round."""
        self._notice.clear()
        try:
            self._news = news_of(self.desk)
            moved = self._plan_moved()
        except StocktakeError as error:
            self._news, moved = (), []
            self._notice.say("problem", f"{error.what} {error.how_to_fix}")
        said = [summary(each, self._title(each)) for each in self._news]
        self._summary.setText("\n".join((*said, ALL_KEPT) if said else (NOTHING_NEW,)))
        every = self._news
        self._show("New", NEW_COLUMNS, [row for each in every for row in new_rows(each)])
        self._show("Changed", CHANGED_COLUMNS, [r for each in every for r in changed_rows(each)])
        self._show("No longer asked", GONE_COLUMNS, [r for each in every for r in gone_rows(each)])
        self._show("What moved in the plan", PLAN_COLUMNS, moved)
        self.looked.setVisible(bool(self._news))

    def _title(self, news: NewQuestions) -> str:
        return self.desk.sheet(news.form_id).loaded.form.title

    def _plan_moved(self) -> list[WrappedRow]:
        """What moves in the plan by the catalogue alone: the same answers, before and now."""
        news = next((each for each in self._news if each.form_id == EXPECTATIONS), None)
        if news is None:
            return []
        return [plan_row(each) for each in plan_moved(self._plan_before(news), self.desk.plan())]

    def _plan_before(self, news: NewQuestions) -> PracticePlan:
        practice = self.practice
        before = sheet_of(practice.open_return(EXPECTATIONS).submission, news.then)
        return plan_of(practice.sheet(), before, practice.round)

    def _show(
        self, title: str, columns: Sequence[FigureColumn], rows: Sequence[WrappedRow]
    ) -> None:
        heading, card, table = self._tables[title]
        model = WrappedRows(columns, table)
        model.set_rows(rows)
        table.setModel(model)
        heading.setVisible(bool(rows))
        card.setVisible(bool(rows))

    @Slot(int)
    def _on_new_opened(self, row: int) -> None:
        self._go("New", row)

    @Slot(int)
    def _on_changed_opened(self, row: int) -> None:
        self._go("Changed", row)

    def _go(self, title: str, row: int) -> None:
        """Go to a question, or to the card of an expectation."""
        model = self._tables[title][2].model()
        if not isinstance(model, WrappedRows):
            return
        form_id, wanted = model.row_at(row).key
        loaded = self.desk.sheet(form_id).loaded
        if wanted in loaded.section_by_id:
            self.page_asked.emit(section_page(form_id), place_of(form_id, wanted))
        elif wanted in loaded.questions:
            self.go_to_question(form_id, wanted)

    @Slot()
    def _on_looked_clicked(self) -> None:
        try:
            say_looked_at(self.desk)
        except StocktakeError as error:
            self._notice.say("problem", f"{error.what} {error.how_to_fix}")
            return
        self.page_asked.emit(HOME, {})
