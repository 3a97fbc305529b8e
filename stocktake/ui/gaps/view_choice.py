"""Under which year and how sure a view to look at the gaps, kept for the next time."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stocktake.planning.certainty import Certainty
from stocktake.planning.years import DEFAULT_YEARS, PlanYears
from stocktake.settings import Settings
from stocktake.ui.desk import Desk
from stocktake.ui.gaps.line_choice import LineChoice
from stocktake.ui.look import SPACE_BLOCK, SPACE_INSIDE
from stocktake.ui.widgets.buttons import QuietButton
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Hint

SURE = "How sure must it be to count?"
TAKES_IN = {
    Certainty.FIRM: "Firm: only what contract or law says, or what has been announced.",
    Certainty.BEST_GUESS: "Best guess: what is contract, law or announced, and what is likely.",
    Certainty.STRETCH: "Stretch: what is contract, law or announced, likely, or only possible.",
}
"""What each view counts, in a line."""


class ViewChoice(QWidget):
    """The year (where it matters) and the certainty on one line, with what the view takes in.

    Signals:
        changed: another year or view was chosen by the person.
        paper_asked: the partners' paper is asked for.
    """

    changed = Signal()
    paper_asked = Signal()

    def __init__(self, desk: Desk, *, has_years: bool) -> None:
        super().__init__()
        self._desk = desk
        self.year = desk.settings.view_year
        self.certainty = Certainty(desk.settings.view_certainty)
        self.years = LineChoice("Year", _year_options(DEFAULT_YEARS))
        self.views = LineChoice(SURE, [(view.value, view.words) for view in TAKES_IN])
        self.paper = QuietButton("Two pages for the partners", "print")
        self._hint = Hint()
        row = FlowRow(spacing=SPACE_BLOCK)
        if has_years:
            row.addWidget(self.years)
        row.addWidget(self.views)
        under = QHBoxLayout()
        under.addWidget(self._hint, 1)
        under.addWidget(self.paper)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_INSIDE)
        column.addWidget(row)
        column.addLayout(under)
        self.years.chosen.connect(self._on_year_chosen)
        self.views.chosen.connect(self._on_view_chosen)
        self.paper.clicked.connect(self._on_paper_clicked)
        self._show()

    def offer_years(self, years: PlanYears) -> None:
        """Offer the years of a plan; a year it does not have gives way to its first."""
        self.years.set_options(_year_options(years))
        if self.year not in years.years:
            self.choose(year=years.first)

    def recall(self) -> None:
        """Take up what was chosen last, on this page or another."""
        settings: Settings = self._desk.settings
        self.year, self.certainty = settings.view_year, Certainty(settings.view_certainty)
        self._show()

    def choose(self, year: int | None = None, certainty: Certainty | None = None) -> None:
        """Choose silently, and keep it."""
        self.year = self.year if year is None else year
        self.certainty = self.certainty if certainty is None else certainty
        self._show()
        self._desk.prefer(view_year=self.year, view_certainty=self.certainty.value)

    def _show(self) -> None:
        self.years.set_choice(str(self.year))
        self.views.set_choice(self.certainty.value)
        self._hint.setText(TAKES_IN[self.certainty])

    @Slot(str)
    def _on_year_chosen(self, year: str) -> None:
        self.choose(year=int(year))
        self.changed.emit()

    @Slot(str)
    def _on_view_chosen(self, view: str) -> None:
        self.choose(certainty=Certainty(view))
        self.changed.emit()

    @Slot()
    def _on_paper_clicked(self) -> None:
        self.paper_asked.emit()


def _year_options(years: PlanYears) -> list[tuple[str, str]]:
    return list(zip(map(str, years.years), years.labels, strict=True))
