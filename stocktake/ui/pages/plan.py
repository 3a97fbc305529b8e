"""Plan: what must start when, who and what it takes, and the five priorities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import shiboken6
from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QWidget

from stocktake.phrases import counted
from stocktake.planning.certainty import Certainty
from stocktake.planning.plan import PracticePlan
from stocktake.planning.reading import TOP_FIVE_TABLE
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.loading import shipped_catalogue
from stocktake.questionnaire.types import show
from stocktake.tasks import practice_charts
from stocktake.ui.announce import announce
from stocktake.ui.desk import Desk
from stocktake.ui.gaps.plan_day import PlanDay
from stocktake.ui.gaps.view_choice import ViewChoice
from stocktake.ui.look import SPACE_QUESTION
from stocktake.ui.models import plan_words
from stocktake.ui.models.behind import behind_amount
from stocktake.ui.models.figures import FigureColumn
from stocktake.ui.models.wrapped_rows import WrappedRows
from stocktake.ui.places import DOCUMENTS, partners_paper, place_of, section_page
from stocktake.ui.review_page import ReviewPage
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.collapsible import Collapsible
from stocktake.ui.widgets.domain_panel import DomainPanel
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
        self._left: QWidget | None = None
        self._view = ViewChoice(desk, has_years=False)
        self._day = PlanDay(desk)
        self._answered = Words()
        self._needed = LinkList("Answer needed")
        self._needed_fold = Collapsible("Answer needed", self._needed)
        self._start = Words()
        self._timeline = DrawnChart(desk.jobs, "timeline", leads_to="what is expected")
        self._start_table = WrappedTable("What must start when", opens=True)
        self._start_rows = _rows(self._start_table, plan_words.START_COLUMNS)
        self._money = Words()
        self._resources = DrawnChart(
            desk.jobs, "resources", leads_to="what a year is added up from", after=self._timeline
        )
        self._amount = DomainPanel()
        self._opened: tuple[str, int] | None = None
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
        self.add(self._view)
        self.add(self._day, is_words=True)
        self.add(self._answered, is_words=True)
        self.add(self._needed_fold)
        self._part("What must start when", self._start, self._timeline, _carded(self._start_table))
        self._part(
            "People and money",
            self._money,
            self._resources,
            self._amount,
            _carded(self._year_table),
        )
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
        self._view.changed.connect(self._on_view_changed)
        self._view.paper_asked.connect(self._on_paper_asked)
        self._needed.opened.connect(self._on_link_opened)
        self._timeline.region_chosen.connect(self._on_expectation_chosen)
        self._resources.region_chosen.connect(self._on_amount_chosen)
        self._amount.opened.connect(self._on_link_opened)
        self._amount.closed.connect(self._on_amount_closed)
        for chart in (self._timeline, self._resources):
            chart.spot_reached.connect(self._on_spot_reached)
        self._start_table.opened.connect(self._on_start_opened)
        self._five_links.opened.connect(self._on_link_opened)
        self._choose_five.clicked.connect(self._on_choose_five_clicked)

    def panes(self) -> tuple[QWidget, ...]:
        """The choice of view, the charts with their tables, and the five."""
        return (
            self._view,
            self._timeline,
            self._start_table,
            self._resources,
            self._year_table,
            self._choose_five,
        )

    def place(self) -> Mapping[str, Any]:
        """The view that is chosen."""
        return {"certainty": self._view.certainty.value}

    def go_to(self, place: Mapping[str, Any]) -> None:
        """Show a view where one is named; otherwise go back to what was opened last."""
        if self.state:
            return
        if place.get("certainty") in tuple(Certainty):
            self._view.choose(certainty=Certainty(place["certainty"]))
            self._show_view(self.desk.plan())
        elif not place and self._left is not None and shiboken6.isValid(self._left):
            self._left.setFocus(Qt.FocusReason.OtherFocusReason)
        self._left = None

    def show_practice(self) -> None:
        """Show the plan as the answers stand."""
        self._view.recall()
        plan = self.desk.plan()
        self._day.refresh()
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
        view, mark = self._view.certainty, self.watermark()
        self._start.setText(plan_words.start_sentence(plan, view))
        self._timeline.show_data(practice_charts.timeline(plan, view), mark)
        rows = plan_words.start_rows(plan, view, self.desk.sheet(EXPECTATIONS))
        self._start_rows.set_rows(rows)
        self._money.setText(plan_words.resources_sentence(plan, view))
        self._resources.show_data(practice_charts.resources(plan, view), mark)
        self._show_amount(plan)
        self._year_rows.set_rows(plan_words.year_rows(plan, view))
        loads = plan.change[view]
        self._quarter_rows.set_rows(plan_words.quarter_rows(loads))
        free = loads[0].free_days if loads else None
        self._days.setText(NO_DAYS if free is None else plan_words.days_sentence(loads))

    def _show_amount(self, plan: PracticePlan) -> None:
        if self._opened is not None:
            opened = behind_amount(plan, self._view.certainty, *self._opened)
            self._amount.show_domain(opened)

    def _show_five(self, plan: PracticePlan) -> None:
        sheet = self.desk.sheet(STOCKTAKE)
        asked = sheet.loaded.questions[f"{TOP_FIVE_TABLE}_confirmed_by"]
        by = show(sheet.value(asked.id), asked)
        self._five.setText(plan_words.top_five_sentence(plan, by))
        self._five_links.show_links(plan_words.top_five_links(plan))
        self._five_links.setVisible(bool(plan.top_five.items))

    def _open_card(self, expectation_id: str) -> None:
        self._left = self.focusWidget()
        place = place_of(EXPECTATIONS, expectation_id, f"{expectation_id}.ready_now")
        self.page_asked.emit(section_page(EXPECTATIONS), place)

    @Slot()
    def _on_paper_asked(self) -> None:
        self.page_asked.emit(DOCUMENTS, partners_paper(self._view.certainty.value))

    @Slot()
    def _on_view_changed(self) -> None:
        self._show_view(self.desk.plan())
        announce(self, self._start.text())

    @Slot(tuple)
    def _on_amount_chosen(self, key: tuple[str, str]) -> None:
        kind, year = key
        self._opened = kind, int(year)
        self._show_amount(self.desk.plan())
        self._amount.focus_heading()
        # Its height is known only once the page is laid out again.
        QTimer.singleShot(0, self._amount, self._scroll_to_amount)

    @Slot()
    def _scroll_to_amount(self) -> None:
        self.column.bring_to_top(self._amount)

    @Slot()
    def _on_amount_closed(self) -> None:
        self._opened = None
        self._resources.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.column.ensureWidgetVisible(self._resources.view, 0, SPACE_QUESTION)

    @Slot(QWidget)
    def _on_spot_reached(self, spot: QWidget) -> None:
        self.column.ensureWidgetVisible(spot, 0, SPACE_QUESTION)

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
