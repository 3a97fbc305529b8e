"""Another provider's card beside this one, line by line."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import Value
from stocktake.rates.card import RateCard
from stocktake.rates.comparing import Mappings, UnitMapping
from stocktake.tasks.other_card import (
    CardComparison,
    ComparisonRow,
    compare,
    likely_lines,
    load_card_file,
)
from stocktake.ui.files import choose_to_open
from stocktake.ui.jobs import Job, Jobs
from stocktake.ui.models.figures import FigureColumn
from stocktake.ui.models.wrapped_rows import WrappedRow, WrappedRows
from stocktake.ui.rate_card.figure_fields import FigureFields, Spec
from stocktake.ui.rate_card.price_charts import BesideChart
from stocktake.ui.rate_card.words import NONE, pounds
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.labels import Heading, Hint, Words
from stocktake.ui.widgets.notice import Notice
from stocktake.ui.widgets.progress_strip import ProgressStrip
from stocktake.ui.widgets.wrapped_table import WrappedTable
from stocktake.workbooks.card_reading import CardFile

KINDS = "Rate cards (*.xlsx *.json)"
ABOUT = (
    "Load the workbook or JSON file of a published card. Lines of one service or one name are set "
    "beside each other; a different unit is not compared until you say how many make one of yours."
)
COLUMNS = (
    FigureColumn("Line"),
    FigureColumn("Ours £", is_number=True),
    FigureColumn("Theirs £", is_number=True),
    FigureColumn("Theirs less ours £", is_number=True),
)
AS_PUBLISHED = "It is as it was published."


class ComparePanel(Card):
    """Loads a card and shows it beside the one in hand.

    Signals:
        loaded: another card stands beside this one now.
    """

    loaded = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._watermark = ""
        self._ours: RateCard | None = None
        self._theirs: RateCard | None = None
        self._units: dict[str, UnitMapping] = {}
        self._pairs: dict[str, tuple[str, str]] = {}
        self._fields: FigureFields | None = None
        self.load_button = PlainButton("Load another card…")
        self.notice = Notice()
        self._strip = ProgressStrip()
        self.said = Words()
        self.table = WrappedTable("Prices of both cards")
        self._rows = WrappedRows(COLUMNS, self.table)
        self.table.setModel(self._rows)
        self.chart = BesideChart(jobs)
        for widget in (
            Heading("Beside another card"),
            Hint(ABOUT),
            self.load_button,
            self._strip,
            self.notice,
            self.said,
            self.chart,
            self.table,
        ):
            self.add(widget)
        self.said.hide()
        self.table.hide()
        self.load_button.clicked.connect(self._on_load_clicked)

    def show_card(self, card: RateCard, watermark: str = "") -> None:
        """Hold the card in hand beside the other one.

        Args:
            card: the card in hand.
            watermark: the words across a chart of a made-up practice.
        """
        self._watermark = watermark
        if card != self._ours:
            self._ours = card
            self._show()

    def load(self, path: Path) -> None:
        """Load another card from a file."""
        job = Job("Reading the card")
        self._strip.watch(job)
        self.notice.clear()
        self._jobs.start(partial(load_card_file, path), self._on_read, self._say, job)

    def _show(self) -> None:
        if self._ours is None or self._theirs is None:
            return
        lines = likely_lines(self._ours, self._theirs)
        said = Mappings(lines, tuple(self._units.values()))
        try:
            found = compare(self._ours, self._theirs, said)
        except StocktakeError as fault:
            self._say(fault)
            return
        self._ask_units(compare(self._ours, self._theirs, Mappings(lines)))
        card = self._theirs
        about = f"{card.title}, version {card.version}, {card.publisher}. {card.status_in_words}."
        self.said.setText("\n".join((about, *found.notes)))
        self._rows.set_rows([_row(each) for each in found.rows])
        self.chart.show_cards(self._ours, self._theirs, said, self._watermark)
        self.said.show()
        self.table.show()

    def _ask_units(self, found: CardComparison) -> None:
        """Ask how many of each of their units make one of ours, once for each pair."""
        ours, theirs = self._ours, self._theirs
        if self._fields is not None or ours is None or theirs is None:
            return
        unit_of = {line.id: line.unit for line in theirs.lines}
        pairs = {
            (row.unit, unit_of[row.their_id]): None
            for row in found.rows
            if row.line_id and row.their_id and row.difference_gbp is None
        }
        self._pairs = {str(number): pair for number, pair in enumerate(pairs)}
        if not pairs:
            return
        self._fields = FigureFields(
            [
                Spec(key, f"How many “{their_unit}” make one “{our_unit}”")
                for key, (our_unit, their_unit) in self._pairs.items()
            ]
        )
        self._fields.edited.connect(self._on_unit_said)
        self.add(self._fields)

    @Slot()
    def _on_load_clicked(self) -> None:
        for path in choose_to_open(self, "Load another card", KINDS)[:1]:
            self.load(path)

    @Slot(object)
    def _on_read(self, found: CardFile) -> None:
        words = " ".join(f"{each.what} {each.how_to_fix}".strip() for each in found.problems[:4])
        if found.read is None:
            self.notice.say("problem", words)
            return
        if found.problems:
            self.notice.say("attention", words)
        else:
            self.notice.say("done", AS_PUBLISHED)
        self._theirs = found.read.card
        self._units = {}
        if self._fields is not None:
            self._fields.hide()
            self._fields.deleteLater()
            self._fields = None
        self._show()
        self.loaded.emit()

    @Slot(str, object)
    def _on_unit_said(self, key: str, value: Value | None) -> None:
        ours, theirs = self._pairs[key]
        self._units.pop(key, None)
        if isinstance(value, Decimal):
            self._units[key] = UnitMapping(ours, theirs, value)
        self.notice.clear()
        self._show()

    @Slot(object)
    def _say(self, fault: StocktakeError) -> None:
        self.notice.say("problem", f"{fault.what} {fault.how_to_fix}")


def _row(each: ComparisonRow) -> WrappedRow:
    said = each.words if each.difference_gbp is None or each.words != "Compared" else ""
    if said == "" and each.their_name and each.their_name != each.name:
        said = f"Theirs: {each.their_name}"
    unit = f"per {each.unit}" if each.unit else ""
    second = ". ".join(part for part in (unit, said) if part)
    return WrappedRow(
        (each.name, _shown(each.ours_gbp), _shown(each.theirs_gbp), _shown(each.difference_gbp)),
        second,
        (each.line_id or each.their_id,),
    )


def _shown(amount: Decimal | None) -> str:
    return NONE if amount is None else pounds(amount)
