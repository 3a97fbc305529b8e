"""Gaps: where the practice stands, what is biggest, what must start now and what it would take."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import shiboken6
from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.charts.levels_so_far import RATINGS_BEFORE_FIRST_CHART
from stocktake.phrases import spelt, start_upper
from stocktake.planning.certainty import Certainty
from stocktake.planning.gaps import CellKind, GapTable
from stocktake.planning.levels import LevelStatus
from stocktake.planning.plan import PracticePlan
from stocktake.planning.years import DEFAULT_YEARS
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.scale import DOMAIN_IDS, SCALE_IN_WORDS
from stocktake.tasks import practice_charts
from stocktake.tasks.practice_plan import levels_of
from stocktake.ui.announce import announce
from stocktake.ui.desk import Desk
from stocktake.ui.gaps import aims, words
from stocktake.ui.gaps.told_table import ToldTable
from stocktake.ui.gaps.view_choice import ViewChoice
from stocktake.ui.look import SPACE_BLOCK, SPACE_QUESTION
from stocktake.ui.models.behind import behind, domain_links
from stocktake.ui.models.plan_words import START_COLUMNS
from stocktake.ui.overview.first_chart import few_words
from stocktake.ui.places import DOCUMENTS, partners_paper, place_of, section_page
from stocktake.ui.review_page import ReviewPage
from stocktake.ui.widgets.collapsible import Collapsible
from stocktake.ui.widgets.domain_panel import DomainPanel
from stocktake.ui.widgets.drawn_chart import DrawnChart
from stocktake.ui.widgets.labels import Heading, Hint, Words
from stocktake.ui.widgets.link_list import LinkList

WAITS = (
    "Answer the ratings in any section: five descriptions, and you choose the one that is true "
    f"today. After {spelt(RATINGS_BEFORE_FIRST_CHART)} of them the first chart appears here."
)
NONE_DATED = (
    "“No dated expectation” means that nothing published with a date asks for a level by then. "
    "Those domains are in no count, and are never shown as “no gap”."
)
OF_PCN = (
    "What is asked of your PCN is marked “asked of your PCN” and is never part of your own gap."
)
OPEN_ONE = "Choose a domain, here or on a chart, to see what is behind it."
NOTHING_SHORT = "No domain that can be compared is short."
BEHIND = "what is behind a domain"
ENOUGH_DOMAINS = len(DOMAIN_IDS) // 2
"""Domains with a level from which the chart of levels so far is no longer needed."""


class GapsPage(ReviewPage):
    """Now against needed, the biggest gaps, and what is behind each."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Gaps", desk, waits_for_ratings=WAITS)
        self._domain = ""
        self._is_due = False
        self._left: QWidget | None = None
        self._came_from: QWidget | None = None
        self._few = Words()
        self._so_far = DrawnChart(desk.jobs, "levels_so_far", leads_to=BEHIND)
        self._gaps = QWidget()
        self._finding = Heading()
        self._view = ViewChoice(desk, has_years=True)
        self._chart = DrawnChart(desk.jobs, "now_and_needed", leads_to=BEHIND)
        self._none_dated = Hint(NONE_DATED)
        self._open_one = Hint(OPEN_ONE)
        self._biggest = LinkList("What is biggest")
        self._rest_links = LinkList("The other domains")
        self._rest = Collapsible("The other domains", self._rest_links)
        self._panel = DomainPanel()
        self._start = ToldTable(
            "What must start now", START_COLUMNS, "The whole plan, by date", opens=True
        )
        self._taking = ToldTable(
            "What it would take", words.TAKING_COLUMNS, "People, money and time, year by year"
        )
        self._map = DrawnChart(desk.jobs, "heat_map", leads_to=BEHIND, after=self._chart)
        self._ratings = DrawnChart(
            desk.jobs, "ratings_by_domain", leads_to="the question", after=self._map
        )
        self._aims = ToldTable(
            "Levels to aim for, year by year", aims.aim_columns(DEFAULT_YEARS), opens=True
        )
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.add(self._few, is_words=True)
        self.add(self._so_far)
        inside = QVBoxLayout(self._gaps)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(SPACE_BLOCK)
        inside.addWidget(self._finding)
        inside.addWidget(self._view)
        inside.addWidget(self._chart)
        inside.addLayout(self.column.narrowed(self._none_dated))
        for title, parts in (
            ("What is biggest", (self._open_one, self._biggest, self._rest, self._panel)),
            ("What must start now", (self._start,)),
            ("What it would take", (self._taking,)),
            ("Year by year", (self._map,)),
            ("What to aim for", (self._aims,)),
            ("Every rating", (self._ratings,)),
        ):
            inside.addSpacing(SPACE_QUESTION - SPACE_BLOCK)
            inside.addLayout(self.column.narrowed(Heading(title)))
            for part in parts:
                inside.addWidget(part)
        self.add(self._gaps)
        self.add(Hint(f"The scale: {SCALE_IN_WORDS}"), is_words=True)
        self.add(Hint(OF_PCN), is_words=True)

    def _connect(self) -> None:
        for signal in (self.desk.opened, self.desk.closed):
            signal.connect(self._on_desk_opened)
        self._view.changed.connect(self._on_view_changed)
        self._view.paper_asked.connect(self._on_paper_asked)
        for chart in (self._so_far, self._chart, self._map):
            chart.region_chosen.connect(self._on_region_chosen)
        self._ratings.region_chosen.connect(self._on_rating_chosen)
        for chart in (self._so_far, self._chart, self._map, self._ratings):
            chart.spot_reached.connect(self._on_spot_reached)
        self._biggest.opened.connect(self._on_domain_opened)
        self._rest_links.opened.connect(self._on_domain_opened)
        self._panel.opened.connect(self._on_question_opened)
        self._panel.closed.connect(self._on_panel_closed)
        self._start.opened.connect(self._on_question_opened)
        self._start.more_asked.connect(self._on_plan_asked)
        self._taking.more_asked.connect(self._on_plan_asked)
        self._aims.opened.connect(self._on_domain_opened)

    def panes(self) -> tuple[QWidget, ...]:
        """The choices, the chart, the lists and the maps."""
        return (
            self._view,
            self._chart,
            self._biggest,
            self._start.table,
            self._taking.table,
            self._map,
            self._aims.table,
            self._ratings,
        )

    def place(self) -> Mapping[str, Any]:
        """The year, the view and the domain that is open."""
        chosen = {"year": self._view.year, "certainty": self._view.certainty.value}
        return {**chosen, "domain": self._domain} if self._domain else chosen

    def go_to(self, place: Mapping[str, Any]) -> None:
        """Open a domain, a year or a view; without one, go back to where one was."""
        if self.state or not self._gaps.isVisibleTo(self):
            return
        was = self._view.year, self._view.certainty
        years = self.desk.plan().years.years
        if place.get("year") in years:
            self._view.choose(year=int(place["year"]))
        if place.get("certainty") in tuple(Certainty):
            self._view.choose(certainty=Certainty(place["certainty"]))
        if self._is_due or was != (self._view.year, self._view.certainty):
            self._show_gaps()
        if place.get("domain") in DOMAIN_IDS:
            self._open_domain(str(place["domain"]))
        elif not place and self._left is not None and shiboken6.isValid(self._left):
            self._left.setFocus(Qt.FocusReason.OtherFocusReason)
        self._left = None

    def show_practice(self) -> None:
        """Show the levels so far, and the gaps once there are enough ratings."""
        sheet = self.desk.sheet(STOCKTAKE)
        given = self.ratings_given()
        levels = levels_of(sheet).values()
        known = sum(level.status is LevelStatus.KNOWN for level in levels)
        is_first = given < RATINGS_BEFORE_FIRST_CHART
        self._few.setText(few_words(given) if is_first else "")
        self._few.setVisible(is_first)
        self._so_far.setVisible(not is_first and known < ENOUGH_DOMAINS)
        self._so_far.show_data(practice_charts.levels_so_far(sheet), self.watermark())
        self._gaps.setVisible(not is_first)
        if not is_first:
            self._view.recall()
            # On the way to the front it is not known yet which year is asked for.
            self._is_due = not self.isVisible()
            if not self._is_due:
                self._show_gaps()

    def _show_gaps(self) -> None:
        self._is_due = False
        plan, sheet = self.desk.plan(), self.desk.sheet(STOCKTAKE)
        self._view.offer_years(plan.years)
        year, view = self._view.year, self._view.certainty
        self._finding.set_words(words.finding(plan, view, year))
        based = start_upper(f"based on {practice_charts.based_on(sheet)}")
        now = practice_charts.now_and_needed(plan, view, year)
        self._chart.show_data(now, self.watermark(), based)
        self._say_none_dated(plan.gaps[view], plan.years.years.index(year))
        self._show_biggest(plan)
        rows = words.now_rows(plan, view, self.desk.sheet(EXPECTATIONS))
        self._start.tell(words.now_sentence(plan, view), rows)
        taken = words.taking_sentence(plan, view, year)
        self._taking.tell(taken, words.taking_rows(plan, view, year))
        self._map.show_data(practice_charts.gap_heat_map(plan, view), self.watermark(), based)
        rows = aims.aim_rows(plan, view)
        self._aims.tell(aims.aim_sentence(plan, view), rows, aims.aim_columns(plan.years))
        self._ratings.show_data(practice_charts.ratings_by_domain(sheet), self.watermark())
        if self._domain:
            self._show_domain()

    def _show_domain(self) -> None:
        plan, sheet = self.desk.plan(), self.desk.sheet(STOCKTAKE)
        shown = behind(plan, sheet, self._domain, self._view.certainty, self._view.year)
        self._panel.show_domain(shown)

    def _show_biggest(self, plan: PracticePlan) -> None:
        short, others = domain_links(plan, self._view.certainty, self._view.year)
        self._open_one.setText(OPEN_ONE if short else f"{NOTHING_SHORT} {OPEN_ONE}")
        self._biggest.show_links(short)
        self._rest_links.show_links(others)
        self._rest.setVisible(bool(others))
        if not short:
            self._rest.set_open(True)

    def _say_none_dated(self, table: GapTable, index: int) -> None:
        kinds = [row.cells[index].kind for row in table.domains]
        self._none_dated.setVisible(CellKind.NO_DATED_EXPECTATION in kinds)

    def _open_domain(self, domain: str) -> None:
        self._domain = domain
        self._show_domain()
        self._panel.focus_heading()
        # Its height is known only once the page is laid out again.
        QTimer.singleShot(0, self._panel, self._scroll_to_panel)

    @Slot()
    def _scroll_to_panel(self) -> None:
        self.column.bring_to_top(self._panel)

    @Slot()
    def _on_desk_opened(self) -> None:
        """Another practice is looked at from the top, with nothing of the last one open."""
        self._domain, self._left, self._came_from = "", None, None
        self._panel.hide()

    @Slot()
    def _on_view_changed(self) -> None:
        self._show_gaps()
        announce(self, self._finding.text())

    @Slot()
    def _on_paper_asked(self) -> None:
        self.page_asked.emit(DOCUMENTS, partners_paper(self._view.certainty.value))

    @Slot()
    def _on_plan_asked(self) -> None:
        self._left = self.focusWidget()
        self.page_asked.emit("plan", {})

    @Slot(tuple)
    def _on_region_chosen(self, key: tuple[str, str]) -> None:
        domain, year = key
        self._came_from = self.focusWidget()
        if year.isdigit():
            self._view.choose(year=int(year))
            self._show_gaps()
        self._open_domain(domain)

    @Slot(tuple)
    def _on_rating_chosen(self, key: tuple[str, str]) -> None:
        section = self.desk.sheet(STOCKTAKE).loaded.section_of[key[1]]
        self._on_question_opened((STOCKTAKE, section.id, key[1]))

    @Slot(QWidget)
    def _on_spot_reached(self, spot: QWidget) -> None:
        self.column.ensureWidgetVisible(spot, 0, SPACE_QUESTION)

    @Slot(tuple)
    def _on_domain_opened(self, key: tuple[str, ...]) -> None:
        self._came_from = self.focusWidget()
        self._open_domain(key[0])

    @Slot(tuple)
    def _on_question_opened(self, key: tuple[str, str, str]) -> None:
        form_id, *_ = key
        self._left = self.focusWidget()
        self.page_asked.emit(section_page(form_id), place_of(*key))

    @Slot()
    def _on_panel_closed(self) -> None:
        self._domain = ""
        self._go_back_to(self._came_from)

    def _go_back_to(self, widget: QWidget | None) -> None:
        """Put the focus back where it was before something was opened."""
        if widget is not None and shiboken6.isValid(widget) and widget.isVisible():
            widget.setFocus(Qt.FocusReason.OtherFocusReason)
            self.column.ensureWidgetVisible(widget, 0, SPACE_QUESTION)
        else:
            self._biggest.setFocus()
