"""A locality or system seen together: its PCNs, its domains, and what practices want acted on."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.charts.chart import SAMPLE_WATERMARK
from stocktake.merge.area import AreaView
from stocktake.merge.area_parts import Part
from stocktake.merge.leaving import DISTRIBUTION_PRACTICES
from stocktake.merge.words import of_practices
from stocktake.phrases import counted, start_upper
from stocktake.planning.years import PlanYears
from stocktake.questionnaire.scale import SCALE_IN_WORDS
from stocktake.tasks.combine_charts import pcns_by_domain, practices_without_names
from stocktake.tasks.pcn_charts import spread_of_practices
from stocktake.ui.jobs import Jobs
from stocktake.ui.look import SPACE_BLOCK
from stocktake.ui.models import combined_words
from stocktake.ui.models.figures import FigureColumn
from stocktake.ui.models.wrapped_rows import WrappedRow, WrappedRows
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.drawn_chart import DrawnChart
from stocktake.ui.widgets.labels import Heading, Hint, Words
from stocktake.ui.widgets.measured import Measured
from stocktake.ui.widgets.offered_one_of import OfferedOneOf
from stocktake.ui.widgets.told_list import ToldList
from stocktake.ui.widgets.wrapped_table import WrappedTable
from stocktake.units import date_in_words, year_from_label, year_label

PCNS = (
    FigureColumn("PCN"),
    FigureColumn("Answered"),
    FigureColumn("Patients", is_number=True),
    FigureColumn("As at"),
)
HELD = (
    f"The middle of a PCN's practices is held where fewer than {DISTRIBUTION_PRACTICES} of them "
    "have levels, and so is another where a held one could be worked out from the whole."
)
UNNAMED = (
    "Each column is a practice, in an order that says nothing of which it is. A practice stands "
    "under its name only where it ticked that it may be named here."
)


class AreaPanel(QWidget):
    """Shows one view of an area, as it may be shown to anybody in it.

    Signals:
        year_chosen: the year to set the practices against, by the calendar year it starts in.
    """

    year_chosen = Signal(int)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = Heading()
        self._base = Words()
        self._coverage = _table("PCNs", PCNS)
        self._voice = Words()
        self._priorities = ToldList()
        self._held = Hint(HELD)
        self.pcns = DrawnChart(jobs, "heat_map")
        self._unnamed_heading = Heading("Practices without names")
        self._unnamed_hint = Hint(UNNAMED)
        self.unnamed = DrawnChart(jobs, "heat_map")
        self.spread = DrawnChart(jobs, "spread")
        self._years = OfferedOneOf("What is asked by the end of", in_row=True)
        self._domains = _table("Domains", combined_words.DOMAIN_COLUMNS)
        self._lay_out()
        self._years.chosen.connect(self._on_year_chosen)
        self.hide()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_BLOCK)
        for widget in (
            Measured(self.heading),
            Measured(self._base),
            Heading("Its PCNs, and how many of their practices answered"),
            _carded(self._coverage),
            Heading("What the practices want acted on"),
            Measured(self._voice),
            Measured(self._priorities),
            Heading("PCNs by domain"),
            self.pcns,
            Measured(self._held),
            self._unnamed_heading,
            Measured(self._unnamed_hint),
            self.unnamed,
            Heading("How the practices stand"),
            self.spread,
            Measured(Hint(f"The scale: {SCALE_IN_WORDS}")),
            Heading("Domain by domain"),
            _carded(self._years),
            _carded(self._domains),
        ):
            column.addWidget(widget)

    def show_area(self, seen: AreaView) -> None:
        """Show an area."""
        figures = seen.figures
        sample = " (made-up sample)" if figures.is_sample else ""
        self.heading.set_words(f"{seen.name}, {seen.round}{sample}")
        self._base.setText(
            f"{counted(len(seen.parts), 'PCN')}. From {figures.base.words}. "
            f"By kind of answer: {figures.bases_words}."
        )
        _fill(self._coverage, [_part(each) for each in seen.parts])
        self._voice.setText(f"{start_upper(figures.voice.headline)}.")
        self._priorities.tell(combined_words.priority_links(figures))
        self._show_charts(seen)
        years = PlanYears(year_from_label(seen.round)).years
        self._years.offer([(str(year), year_label(year)) for year in years])
        self._years.choose(str(seen.year))
        _fill(self._domains, combined_words.domain_rows(figures))

    def _show_charts(self, seen: AreaView) -> None:
        mark = SAMPLE_WATERMARK if seen.figures.is_sample else ""
        base = f"Ratings from {seen.figures.bases['ratings'].words}"
        pcns, unnamed = pcns_by_domain(seen), practices_without_names(seen)
        for chart, data in ((self.pcns, pcns), (self.unnamed, unnamed)):
            chart.setVisible(data is not None)
            if data is not None:
                chart.show_data(data, mark, base)
        self._unnamed_heading.setVisible(unnamed is not None)
        self._unnamed_hint.setVisible(unnamed is not None)
        self.spread.show_data(spread_of_practices(seen.figures), mark, base)

    @Slot(str)
    def _on_year_chosen(self, year: str) -> None:
        self.year_chosen.emit(int(year))


def _part(part: Part) -> WrappedRow:
    patients = "not given" if part.patients is None else f"{part.patients:,f}"
    within = f"Came in the file of {part.within}." if part.within else ""
    answered = of_practices(part.practices, part.out_of)
    return WrappedRow((part.name, answered, patients, date_in_words(part.last_day)), within)


def _table(name: str, columns: tuple[FigureColumn, ...]) -> WrappedTable:
    table = WrappedTable(name)
    table.setModel(WrappedRows(columns, table))
    return table


def _fill(table: WrappedTable, rows: list[WrappedRow] | tuple[WrappedRow, ...]) -> None:
    model = table.model()
    if isinstance(model, WrappedRows):
        model.set_rows(rows)


def _carded(held: QWidget) -> Card:
    card = Card()
    card.add(held)
    return card
