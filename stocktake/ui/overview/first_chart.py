"""The first chart: how few ratings it still takes, then the levels so far and a paper of them."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.charts.chart import SAMPLE_WATERMARK
from stocktake.charts.levels_so_far import RATINGS_BEFORE_FIRST_CHART
from stocktake.phrases import counted, spelt
from stocktake.planning.certainty import Certainty
from stocktake.planning.levels import DomainLevel, LevelStatus
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.tasks import practice_charts
from stocktake.tasks.practice_plan import levels_of, next_rating
from stocktake.tasks.shared_with import shared_in_words
from stocktake.ui.desk import Desk
from stocktake.ui.look import SPACE_BLOCK
from stocktake.ui.places import DOCUMENTS, partners_paper, place_of, section_page
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.drawn_chart import DrawnChart
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Heading, Words

PAPER = "Two pages for the partners"


class FirstChart(QWidget):
    """Says what is still missing; from the fourth rating on, the chart and what can be made of it.

    Attributes:
        chart: the levels so far, hidden until there are enough ratings.
        rate, paper: the buttons.

    Signals:
        asked: (page, place): where a button leads.
    """

    asked = Signal(str, dict)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._next_rating = ""
        self.heading = Heading()
        self.words = Words()
        self.rate = PlainButton("Give the first rating")
        self.paper = PlainButton(PAPER, "print")
        self.chart = DrawnChart(desk.jobs, "levels_so_far", leads_to="what is behind a domain")
        buttons = FlowRow()
        for button in (self.paper, self.rate):
            buttons.addWidget(button)
        card = Card()
        for part in (self.heading, self.words, buttons):
            card.add(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_BLOCK)
        column.addWidget(card)
        column.addWidget(self.chart)
        column.addStretch()
        self.rate.clicked.connect(self._on_rate_clicked)
        self.paper.clicked.connect(self._on_paper_clicked)
        self.chart.region_chosen.connect(self._on_region_chosen)

    def refresh(self) -> bool:
        """Show how far the ratings have come; False, and hidden, where there is nothing to show."""
        practice = self._desk.practice
        is_ours = practice is not None and not shared_in_words(practice)
        if practice is None or not is_ours or practice.listed(STOCKTAKE) is None:
            self.hide()
            return False
        sheet = practice.sheet(STOCKTAKE)
        levels = tuple(levels_of(sheet).values())
        given = sum(level.answered for level in levels)
        is_enough = given >= RATINGS_BEFORE_FIRST_CHART
        self._next_rating = next_rating(sheet)
        self.heading.set_words("Levels so far" if is_enough else "Your first chart")
        self.words.setText(so_far_words(levels) if is_enough else few_words(given))
        self.rate.setText("Give the next rating" if given else "Give the first rating")
        self.rate.setVisible(bool(self._next_rating) and not self._desk.is_locked(STOCKTAKE))
        for each in (self.paper, self.chart):
            each.setVisible(is_enough)
        if is_enough:
            mark = SAMPLE_WATERMARK if self._desk.is_sample else ""
            self.chart.show_data(practice_charts.levels_so_far(sheet), mark)
        self.show()
        return True

    @Slot()
    def _on_rate_clicked(self) -> None:
        section = self._desk.sheet(STOCKTAKE).loaded.section_of[self._next_rating].id
        place = place_of(STOCKTAKE, section, self._next_rating)
        self.asked.emit(section_page(STOCKTAKE), place)

    @Slot()
    def _on_paper_clicked(self) -> None:
        self.asked.emit(DOCUMENTS, partners_paper(Certainty.BEST_GUESS.value))

    @Slot(tuple)
    def _on_region_chosen(self, key: tuple[str, str]) -> None:
        self.asked.emit("gaps", {"domain": key[0]})


def few_words(given: int) -> str:
    """How many ratings it still takes to the first chart."""
    left = spelt(RATINGS_BEFORE_FIRST_CHART - given)
    if not given:
        return (
            f"A rating is five descriptions, of which you choose the one that is true today. After "
            f"{left} of them the first chart appears here, and two pages for the partners can be "
            "made."
        )
    return (
        f"{counted(given, 'rating')} given. After {left} more the first chart appears here, and "
        "two pages for the partners can be made."
    )


def so_far_words(levels: tuple[DomainLevel, ...]) -> str:
    """How many domains have a level, and how many ratings would give one to all."""
    applying = [level for level in levels if level.applicable]
    known = [level for level in applying if level.status is LevelStatus.KNOWN]
    # A domain has a level from half of the ratings that apply (data-model.md).
    waiting = [level for level in applying if level.status is not LevelStatus.KNOWN]
    more = sum((level.applicable + 1) // 2 - level.answered for level in waiting)
    have = "has" if len(known) == 1 else "have"
    first = f"{len(known)} of {counted(len(applying), 'domain')} {have} a level."
    if not more:
        return f"{first} The picture is firm; each further rating makes it finer."
    give = "gives" if more == 1 else "give"
    return f"{first} {counted(more, 'more rating')} {give} one to every domain."
