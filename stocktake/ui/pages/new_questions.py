"""What is new in the questions: shown once when a newer form or catalogue comes, and on request."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from stocktake.errors import StocktakeError
from stocktake.planning.plan import PracticePlan
from stocktake.questionnaire.form_ids import EXPECTATIONS
from stocktake.tasks.compare_plan import plan_moved
from stocktake.tasks.newer_form import NewQuestions
from stocktake.tasks.practice_plan import plan_of
from stocktake.tasks.sheets import sheet_of
from stocktake.ui.compare.changed_questions import ChangedQuestions, TitledTable
from stocktake.ui.compare.news import news_of, say_looked_at
from stocktake.ui.compare.rows import plan_row
from stocktake.ui.desk import Desk
from stocktake.ui.models.figures import FigureColumn
from stocktake.ui.models.wrapped_rows import WrappedRow
from stocktake.ui.places import HOME
from stocktake.ui.review_page import ReviewPage
from stocktake.ui.widgets.buttons import PrimaryButton
from stocktake.ui.widgets.notice import Notice

NOTHING_NEW = "The questions are the same as those your answers before were given to."
ONLY_READ = (
    "This round can be read and not changed. How its questions differ from those of another round "
    "stands on the page “Last year and this year”."
)
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
        self._notice = Notice()
        self._questions = ChangedQuestions()
        self._plan = TitledTable("What moved in the plan")
        self.looked = PrimaryButton("I have looked at this")
        self.add(self._questions)
        self.add(self._plan)
        self.add(self._notice, is_words=True)
        self.add(self.looked)
        self._questions.opened.connect(self.on_asked_opened)
        self.looked.clicked.connect(self._on_looked_clicked)

    def panes(self) -> tuple[QWidget, ...]:
        """The tables, and the button under them."""
        return (*self._questions.tables(), self._plan.table, self.looked)

    def show_practice(self) -> None:
        """List what is new in the forms of the open round."""
        self._notice.clear()
        try:
            self._news = news_of(self.desk)
            moved = self._plan_moved()
        except StocktakeError as error:
            self._news, moved = (), []
            self._notice.say("problem", f"{error.what} {error.how_to_fix}")
        nothing = ONLY_READ if self.practice.read_only else NOTHING_NEW
        self._questions.show_news(self._news, ALL_KEPT if self._news else nothing)
        self._plan.fill(PLAN_COLUMNS, moved)
        self.looked.setVisible(bool(self._news))

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

    @Slot()
    def _on_looked_clicked(self) -> None:
        try:
            say_looked_at(self.desk)
        except StocktakeError as error:
            self._notice.say("problem", f"{error.what} {error.how_to_fix}")
            return
        self.page_asked.emit(HOME, {})
