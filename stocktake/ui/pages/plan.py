"""Plan: what must start when, who and what it takes, and the five priorities."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from stocktake.charts.phrases import counted
from stocktake.planning.certainty import Certainty
from stocktake.planning.plan import PracticePlan
from stocktake.planning.reading import TOP_FIVE_TABLE
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.loading import shipped_catalogue
from stocktake.questionnaire.types import show
from stocktake.tasks import practice_charts
from stocktake.ui.desk import Desk
from stocktake.ui.models import plan_words
from stocktake.ui.models.figures import FigureColumn
from stocktake.ui.models.wrapped_rows import WrappedRows
from stocktake.ui.places import DOCUMENTS, partners_paper, place_of, section_page
from stocktake.ui.review_page import ReviewPage
from stocktake.ui.widgets.buttons import PlainButton, QuietButton
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.certainty_choice import CertaintyChoice
from stocktake.ui.widgets.collapsible import Collapsible
from stocktake.ui.widgets.drawn_chart import DrawnChart
from stocktake.ui.widgets.labels import Heading, Hint, Words
from stocktake.ui.widgets.link_list import LinkList
from stocktake.ui.widgets.told_list import ToldList
from stocktake.ui.widgets.wrapped_table import WrappedTable
from stocktake.units import date_in_words

WAITS = (
    "Answer the ratings in any section. The plan sets your levels beside what is expected, and "
    "says what has to start when."
)
NO_DAYS = (
    "How many staff days you have free for change in a quarter is not known yet; the section on "
    "resilience and capacity to change asks."
)


class PlanPage(ReviewPage):
    """The practice's plan, year by year."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Plan", desk, waits_for_ratings=WAITS)
        self._certainty = Certainty.BEST_GUESS
        self._views = CertaintyChoice()
        self._paper = QuietButton("Two pages for the partners", "print")
        self._answered = Words()
        self._needed = LinkList("Answer needed")
        self._needed_fold = Collapsible("Answer needed", self._needed)
        self._start = Words()
        self._timeline = DrawnChart(desk.jobs, "timeline")
        self._start_table = WrappedTable("What must start when", opens=True)
        self._start_rows = _rows(self._start_table, plan_words.START_COLUMNS)
        self._money = Words()
        self._resources = DrawnChart(desk.jobs, "resources")
        self._year_table = WrappedTable("People and money by year")
        self._year_rows = _rows(self._year_table, plan_words.YEAR_COLUMNS)
        self._days = Words()
        self._quarter_table = WrappedTable("Staff days wanted and free, by quarter")
        self._quarter_rows = _rows(self._quarter_table, plan_words.QUARTER_COLUMNS)
        self._five = Words()
        self._five_links = LinkList("Our five priorities")
        self._choose_five = PlainButton("Choose our five")
        self._watched = ToldList()
        self._watch_list = ToldList()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        choices = Card()
        choices.add(self._views)
        choices.add(self._paper)
        self.add(choices)
        self.add(self._answered, is_words=True)
        self.add(self._needed_fold)
        self._part("What must start when", self._start, self._timeline, _carded(self._start_table))
        self._part("People and money", self._money, self._resources, _carded(self._year_table))
        self._part("Time for change", self._days, _carded(self._quarter_table))
        self._part("Our five priorities", self._five, self._five_links, self._choose_five)
        self._part(
            "What may change",
            Hint(f"Looked for on {date_in_words(shipped_catalogue().checked_on)}."),
            Collapsible("Being watched: looked for, and not published yet", self._watched),
            Collapsible(
                "Watch list: not counted; add one as your own expectation", self._watch_list
            ),
        )

    def _part(self, title: str, words: QWidget, *widgets: QWidget) -> None:
        self.add(Heading(title), is_words=True)
        self.add(words, is_words=True)
        for widget in widgets:
            self.add(widget)

    def _connect(self) -> None:
        self._views.chosen.connect(self._on_view_chosen)
        self._paper.clicked.connect(self._on_paper_clicked)
        self._needed.opened.connect(self._on_link_opened)
        self._timeline.region_chosen.connect(self._on_expectation_chosen)
        self._start_table.opened.connect(self._on_start_opened)
        self._five_links.opened.connect(self._on_link_opened)
        self._choose_five.clicked.connect(self._on_choose_five_clicked)

    def panes(self) -> tuple[QWidget, ...]:
        """The choice of view, the table of starts, the money and the five."""
        return (self._views, self._start_table, self._year_table, self._choose_five)

    def show_practice(self) -> None:
        """Show the plan as the answers stand."""
        plan = self.desk.plan()
        self._answered.setText(plan_words.answered_sentence(plan))
        links = plan_words.needed_links(plan)
        self._needed.show_links(links)
        self._needed_fold.setVisible(bool(links))
        self._needed_fold.set_title(f"Answer needed: {counted(len(links), 'expectation')}")
        self._show_view(plan)
        self._show_five(plan)
        catalogue = self.desk.sheet(EXPECTATIONS).loaded.catalogue or shipped_catalogue()
        self._watched.tell(plan_words.watched_words(catalogue))
        self._watch_list.tell(plan_words.watch_list_words(catalogue))

    def _show_view(self, plan: PracticePlan) -> None:
        view, mark = self._certainty, self.watermark()
        self._start.setText(plan_words.start_sentence(plan, view))
        self._timeline.show_data(practice_charts.timeline(plan, view), mark)
        rows = plan_words.start_rows(plan, view, self.desk.sheet(EXPECTATIONS))
        self._start_rows.set_rows(rows)
        self._money.setText(plan_words.resources_sentence(plan, view))
        self._resources.show_data(practice_charts.resources(plan, view), mark)
        self._year_rows.set_rows(plan_words.year_rows(plan, view))
        loads = plan.change[view]
        self._quarter_rows.set_rows(plan_words.quarter_rows(loads))
        free = loads[0].free_days if loads else None
        self._days.setText(NO_DAYS if free is None else plan_words.days_sentence(loads))

    def _show_five(self, plan: PracticePlan) -> None:
        sheet = self.desk.sheet(STOCKTAKE)
        asked = sheet.loaded.questions[f"{TOP_FIVE_TABLE}_confirmed_by"]
        by = show(sheet.value(asked.id), asked)
        self._five.setText(plan_words.top_five_sentence(plan, by))
        self._five_links.show_links(plan_words.top_five_links(plan))
        self._five_links.setVisible(bool(plan.top_five.items))

    def _open_card(self, expectation_id: str) -> None:
        place = place_of(EXPECTATIONS, expectation_id, f"{expectation_id}.ready_now")
        self.page_asked.emit(section_page(EXPECTATIONS), place)

    @Slot()
    def _on_paper_clicked(self) -> None:
        self.page_asked.emit(DOCUMENTS, partners_paper(self._certainty.value))

    @Slot(str)
    def _on_view_chosen(self, view: str) -> None:
        self._certainty = Certainty(view)
        self._show_view(self.desk.plan())

    @Slot(tuple)
    def _on_link_opened(self, key: tuple[str, ...]) -> None:
        if key:
            self._open_card(key[1])

    @Slot(tuple)
    def _on_expectation_chosen(self, key: tuple[str, str]) -> None:
        self._open_card(key[0])

    @Slot(int)
    def _on_start_opened(self, row: int) -> None:
        self._open_card(self._start_rows.row_at(row).key[1])

    @Slot()
    def _on_choose_five_clicked(self) -> None:
        self.go_to_question(STOCKTAKE, TOP_FIVE_TABLE)


def _rows(table: WrappedTable, columns: Sequence[FigureColumn]) -> WrappedRows:
    rows = WrappedRows(columns, table)
    table.setModel(rows)
    return rows


def _carded(table: QWidget) -> Card:
    card = Card()
    card.add(table)
    return card
