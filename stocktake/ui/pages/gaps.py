"""Gaps: where the practice stands now against what is expected of it, domain by domain."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.charts.levels_so_far import RATINGS_BEFORE_FIRST_CHART
from stocktake.charts.phrases import counted, day_of_year_end, spelt
from stocktake.planning.certainty import Certainty
from stocktake.planning.gaps import CellKind, GapTable
from stocktake.planning.levels import LevelStatus
from stocktake.planning.years import DEFAULT_YEARS
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.questionnaire.scale import DOMAIN_IDS, SCALE_IN_WORDS
from stocktake.tasks import practice_charts
from stocktake.tasks.practice_plan import levels_of
from stocktake.ui.desk import Desk
from stocktake.ui.look import SPACE_BLOCK
from stocktake.ui.models.behind import behind, domain_links
from stocktake.ui.places import DOCUMENTS, partners_paper, place_of, section_page
from stocktake.ui.review_page import ReviewPage
from stocktake.ui.widgets.buttons import QuietButton
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.certainty_choice import CertaintyChoice
from stocktake.ui.widgets.collapsible import Collapsible
from stocktake.ui.widgets.domain_panel import DomainPanel
from stocktake.ui.widgets.drawn_chart import DrawnChart
from stocktake.ui.widgets.labels import Heading, Hint, Words
from stocktake.ui.widgets.link_list import LinkList
from stocktake.ui.widgets.one_of import OneOf

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
START_YEAR = 2028
"""The year shown first: 2028/29 lies far enough ahead to plan for."""
ENOUGH_DOMAINS = len(DOMAIN_IDS) // 2
"""Domains with a level from which the chart of levels so far is no longer needed."""


class GapsPage(ReviewPage):
    """Now against needed, the biggest gaps, and what is behind each."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Gaps", desk, waits_for_ratings=WAITS)
        self._year = START_YEAR
        self._certainty = Certainty.BEST_GUESS
        self._domain = ""
        self._few = Words()
        self._so_far = DrawnChart(desk.jobs, "levels_so_far")
        self._gaps = QWidget()
        self._years = OneOf("Year", _years(), in_row=True)
        self._views = CertaintyChoice()
        self._paper = QuietButton("Two pages for the partners", "print")
        self._summary = Heading()
        self._none_dated = Hint(NONE_DATED)
        self._chart = DrawnChart(desk.jobs, "now_and_needed")
        self._panel = DomainPanel()
        self._biggest = LinkList("Biggest gaps")
        self._rest_links = LinkList("The other domains")
        self._rest = Collapsible("The other domains", self._rest_links)
        self._map = DrawnChart(desk.jobs, "heat_map")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.add(self._few, is_words=True)
        self.add(self._so_far)
        inside = QVBoxLayout(self._gaps)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(SPACE_BLOCK)
        choices = Card()
        choices.add(self._years)
        choices.add(self._views)
        choices.add(self._paper)
        inside.addWidget(choices)
        for words in (self._summary, self._none_dated):
            inside.addLayout(self.column.narrowed(words))
        inside.addWidget(self._chart)
        for words in (Heading("Biggest gaps"), Hint(OPEN_ONE)):
            inside.addLayout(self.column.narrowed(words))
        for widget in (self._biggest, self._rest, self._panel):
            inside.addWidget(widget)
        inside.addLayout(self.column.narrowed(Heading("Year by year")))
        inside.addWidget(self._map)
        self.add(self._gaps)
        self.add(Hint(f"The scale: {SCALE_IN_WORDS}"), is_words=True)
        self.add(Hint(OF_PCN), is_words=True)

    def _connect(self) -> None:
        self._so_far.region_chosen.connect(self._on_region_chosen)
        self._years.chosen.connect(self._on_year_chosen)
        self._views.chosen.connect(self._on_view_chosen)
        self._paper.clicked.connect(self._on_paper_clicked)
        self._chart.region_chosen.connect(self._on_region_chosen)
        self._biggest.opened.connect(self._on_domain_opened)
        self._rest_links.opened.connect(self._on_domain_opened)
        self._panel.opened.connect(self._on_behind_opened)
        self._panel.closed.connect(self._on_panel_closed)
        self._map.region_chosen.connect(self._on_region_chosen)

    def panes(self) -> tuple[QWidget, ...]:
        """The choices, the chart, the list and the map."""
        return (self._years, self._chart, self._biggest, self._map)

    def go_to(self, place: Mapping[str, Any]) -> None:
        """Open a domain, a year or a view, where one is named."""
        if self.state or not self._gaps.isVisibleTo(self):
            return
        years = self.desk.plan().years.years
        if place.get("year") in years:
            self._year = int(place["year"])
        if place.get("domain") in DOMAIN_IDS:
            self._open_domain(str(place["domain"]))
        elif place:
            self.show_practice()

    def show_practice(self) -> None:
        """Show the levels so far, and the gaps once there are enough ratings."""
        sheet = self.desk.sheet(STOCKTAKE)
        given = self.ratings_given()
        levels = levels_of(sheet).values()
        known = sum(level.status is LevelStatus.KNOWN for level in levels)
        is_first = given < RATINGS_BEFORE_FIRST_CHART
        self._few.setText(_few_in_words(given) if is_first else "")
        self._few.setVisible(is_first)
        self._so_far.setVisible(not is_first and known < ENOUGH_DOMAINS)
        self._so_far.show_data(practice_charts.levels_so_far(sheet), self.watermark())
        self._gaps.setVisible(not is_first)
        if not is_first:
            self._show_gaps()

    def _show_gaps(self) -> None:
        plan = self.desk.plan()
        if self._year not in plan.years.years:
            self._year = plan.years.first
        mark = self.watermark()
        self._years.set_choice(str(self._year))
        self._views.set_choice(self._certainty.value)
        self._say_summary(plan.gaps[self._certainty])
        now = practice_charts.now_and_needed(plan, self._certainty, self._year)
        self._chart.show_data(now, mark)
        links = domain_links(plan, self._certainty, self._year)
        short = tuple(link for link in links if link.tone == "text")
        self._biggest.show_links(short)
        self._rest_links.show_links(tuple(link for link in links if link not in short))
        self._rest.setVisible(len(short) < len(links))
        if not short:
            self._rest.set_open(True)
        self._map.show_data(practice_charts.gap_heat_map(plan, self._certainty), mark)
        if self._domain:
            sheet = self.desk.sheet(STOCKTAKE)
            self._panel.show_domain(behind(plan, sheet, self._domain, self._certainty, self._year))

    def _say_summary(self, table: GapTable) -> None:
        summary = next(each for each in table.summaries if each.year == self._year)
        self._summary.set_words(f"By {day_of_year_end(self._year)}: {summary.words}")
        index = table.summaries.index(summary)
        kinds = [row.cells[index].kind for row in table.domains]
        self._none_dated.setVisible(CellKind.NO_DATED_EXPECTATION in kinds)

    def _open_domain(self, domain: str) -> None:
        self._domain = domain
        self._show_gaps()
        self._panel.focus_heading()
        # Its height is known only once the page is laid out again.
        QTimer.singleShot(0, self._panel, self._scroll_to_panel)

    @Slot()
    def _scroll_to_panel(self) -> None:
        self.column.bring_to_top(self._panel)

    @Slot(str)
    def _on_year_chosen(self, year: str) -> None:
        self._year = int(year)
        self._show_gaps()

    @Slot()
    def _on_paper_clicked(self) -> None:
        self.page_asked.emit(DOCUMENTS, partners_paper(self._certainty.value))

    @Slot(str)
    def _on_view_chosen(self, view: str) -> None:
        self._certainty = Certainty(view)
        self._show_gaps()

    @Slot(tuple)
    def _on_region_chosen(self, key: tuple[str, str]) -> None:
        domain, year = key
        if year.isdigit():
            self._year = int(year)
        self._open_domain(domain)

    @Slot(tuple)
    def _on_domain_opened(self, key: tuple[str, ...]) -> None:
        self._open_domain(key[0])

    @Slot(tuple)
    def _on_behind_opened(self, key: tuple[str, str, str]) -> None:
        form_id, *_ = key
        self.page_asked.emit(section_page(form_id), place_of(*key))

    @Slot()
    def _on_panel_closed(self) -> None:
        self._domain = ""
        self._years.setFocus()


def _years() -> tuple[tuple[str, str], ...]:
    labels = DEFAULT_YEARS.labels
    return tuple(zip(map(str, DEFAULT_YEARS.years), labels, strict=True))


def _few_in_words(given: int) -> str:
    after = spelt(RATINGS_BEFORE_FIRST_CHART - given)
    return f"{counted(given, 'rating')} given. After {after} more the first chart appears."
