"""A PCN seen together: who answered, practices by domain, and what they want acted on."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.charts.chart import SAMPLE_WATERMARK
from stocktake.merge.checks import conflict_problems
from stocktake.merge.collection import Collection
from stocktake.merge.pcn import PcnView
from stocktake.phrases import counted
from stocktake.planning.years import PlanYears
from stocktake.questionnaire.scale import DOMAIN_IDS, SCALE_IN_WORDS
from stocktake.tasks.pcn_charts import practices_by_domain, spread_of_practices
from stocktake.ui.combine.lone_row import CAN_BE_WORKED_OUT
from stocktake.ui.jobs import Jobs
from stocktake.ui.look import SPACE_BLOCK
from stocktake.ui.models import combined_words
from stocktake.ui.models.figures import FigureColumn
from stocktake.ui.models.wrapped_rows import WrappedRow, WrappedRows
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.drawn_chart import DrawnChart
from stocktake.ui.widgets.labels import Heading, Hint, Words
from stocktake.ui.widgets.measured import Measured
from stocktake.ui.widgets.one_of import OneOf
from stocktake.ui.widgets.told_list import ToldList
from stocktake.ui.widgets.wrapped_table import WrappedTable
from stocktake.units import year_from_label, year_label

LEADS_TO = "which file, sheet and cell a level comes from, and whether it was signed"

COPIES = (
    "{practices} sent copies that do not agree. Step 2 asks which counts; until then the newest "
    "signed copy is used, or the newest where none is signed."
)


class PcnPanel(QWidget):
    """Shows one view of the practices.

    Signals:
        year_chosen: the year to set the practices against, by the calendar year it starts in.
    """

    year_chosen = Signal(int)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._seen: PcnView | None = None
        self._collection = Collection()
        self._heading = Heading()
        self._base = Words()
        self._problems = Words("", "body", "attention")
        self._voice = Words()
        self._priorities = ToldList()
        self._duties = ToldList()
        self._duties_heading = Heading("Duties overdue")
        self._map = DrawnChart(jobs, "heat_map", leads_to=LEADS_TO)
        self._source = Card()
        self._source_heading = Heading()
        self._source_lines = ToldList()
        self._spread = DrawnChart(jobs, "spread")
        self._answered = _table("Who answered", combined_words.ANSWERED_COLUMNS)
        self._domains = _table("Domains", combined_words.DOMAIN_COLUMNS)
        self._years: OneOf | None = None
        self._year_options: list[tuple[str, str]] = []
        self._years_card = Card()
        self._lay_out()
        self._map.region_chosen.connect(self._on_cell_chosen)

    def _lay_out(self) -> None:
        self._source.add(self._source_heading)
        self._source.add(self._source_lines)
        self._source.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_BLOCK)
        for widget in (
            Measured(self._heading),
            Measured(self._base),
            Measured(self._problems),
            Heading("Who answered"),
            _carded(self._answered),
            Heading("What the practices want acted on"),
            Measured(self._voice),
            Measured(self._priorities),
            self._duties_heading,
            Measured(self._duties),
            Heading("Practices by domain"),
            self._map,
            self._source,
            self._spread,
            Measured(Hint(f"The scale: {SCALE_IN_WORDS}")),
            Heading("Domain by domain"),
            self._years_card,
            _carded(self._domains),
        ):
            column.addWidget(widget)

    def show_view(self, seen: PcnView, collection: Collection) -> None:
        """Show the practices together."""
        self._seen, self._collection = seen, collection
        sample = " (made-up sample)" if seen.is_sample else ""
        self._heading.set_words(f"{seen.pcn_name}, {seen.round}{sample}")
        self._base.setText(f"From {seen.base.words}. By kind of answer: {seen.bases_words}.")
        copies = conflict_problems(seen.conflicts)
        told = (p for p in seen.problems if p.code != CAN_BE_WORKED_OUT and p not in copies)
        said = [f"{each.where}: {each.what} {each.how_to_fix}".strip() for each in told]
        if copies:
            # Not by name: this is looked at together, and one of them may be a letter here.
            said.insert(0, COPIES.format(practices=counted(len(copies), "practice")))
        self._problems.setText("\n".join(said))
        self._problems.setVisible(bool(said))
        headline = seen.voice.headline
        self._voice.setText(f"{headline[:1].upper()}{headline[1:]}.")
        self._priorities.tell(combined_words.priority_links(seen))
        duties = combined_words.duty_links(seen)
        self._duties.tell(duties)
        self._duties_heading.setVisible(bool(duties))
        self._source.hide()
        self._show_charts(seen)
        _fill(self._answered, combined_words.answered_rows(seen))
        _fill(self._domains, combined_words.domain_rows(seen))
        self._show_years(seen)

    def _show_charts(self, seen: PcnView) -> None:
        mark = SAMPLE_WATERMARK if seen.is_sample else ""
        base = f"Ratings from {seen.bases['ratings'].words}"
        self._map.show_data(practices_by_domain(seen), mark, base)
        self._spread.show_data(spread_of_practices(seen), mark, base)

    def _show_years(self, seen: PcnView) -> None:
        years = PlanYears(year_from_label(seen.round)).years
        options = [(str(year), year_label(year)) for year in years]
        if self._years is not None and self._year_options != options:
            self._years_card.column.removeWidget(self._years)
            self._years.hide()
            self._years.deleteLater()
            self._years = None
        if self._years is None:
            self._year_options = options
            self._years = OneOf("What is asked by the end of", options, in_row=True)
            self._years_card.add(self._years)
            self._years.chosen.connect(self._on_year_chosen)
        self._years.set_choice(str(seen.year))

    @Slot(str)
    def _on_year_chosen(self, year: str) -> None:
        self.year_chosen.emit(int(year))

    @Slot(tuple)
    def _on_cell_chosen(self, key: tuple[str, str]) -> None:
        domain, code = key
        if self._seen is None or domain not in DOMAIN_IDS or not code:
            return
        found = combined_words.source_of(self._seen, self._collection, domain, code)
        self._source_heading.set_words(found.title)
        self._source_lines.tell(found.lines)
        self._source.show()
        self._source_heading.setFocus()


def _table(name: str, columns: tuple[FigureColumn, ...]) -> WrappedTable:
    table = WrappedTable(name)
    table.setModel(WrappedRows(columns, table))
    return table


def _fill(table: WrappedTable, rows: tuple[WrappedRow, ...]) -> None:
    model = table.model()
    if isinstance(model, WrappedRows):
        model.set_rows(rows)


def _carded(table: QWidget) -> Card:
    card = Card()
    card.add(table)
    return card
