"""Another provider's card beside this one, line by line."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import Value
from stocktake.rates.card import RateCard
from stocktake.rates.comparing import Mappings
from stocktake.store.workspace import Workspace
from stocktake.tasks.card_pairs import CardPairs, Pairing
from stocktake.tasks.other_card import (
    CardComparison,
    ComparisonRow,
    compare,
    load_card_file,
)
from stocktake.ui.announce import announce
from stocktake.ui.files import choose_to_open
from stocktake.ui.jobs import Job, Jobs
from stocktake.ui.models.figures import FigureColumn
from stocktake.ui.models.wrapped_rows import WrappedRow, WrappedRows
from stocktake.ui.password_box import password_of
from stocktake.ui.rate_card.figure_fields import FigureFields, Spec
from stocktake.ui.rate_card.pair_panel import PairPanel
from stocktake.ui.rate_card.price_charts import BesideChart
from stocktake.ui.rate_card.words import NONE, pounds
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.collapsible import Collapsible
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
NOT_ABOVE_0 = "At least some of their unit has to make one of yours."
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
        self._workspace: Workspace | None = None
        self._role = ""
        self._path = Path()
        self._asked: dict[str, tuple[str, str]] = {}
        self._fields: FigureFields | None = None
        self.pairs = PairPanel()
        self.load_button = PlainButton("Load another card…")
        self.notice = Notice()
        self._strip = ProgressStrip()
        self.said = Words()
        self.table = WrappedTable("Prices of both cards", opens=True)
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
        self._fold = Collapsible("Pair lines by hand", self.pairs)
        self.add(self._fold)
        for each in (self.said, self.table, self._fold):
            each.hide()
        self.load_button.clicked.connect(self._on_load_clicked)
        self.table.opened.connect(self._on_row_opened)
        self.pairs.pair_asked.connect(self._on_pair_asked)
        self.pairs.undo_asked.connect(self._on_undo_asked)

    def keep_in(self, workspace: Workspace, role: str) -> None:
        """Say where what is said of two cards is kept."""
        self._workspace, self._role = workspace, role

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

    def load(self, path: Path, password: str = "") -> None:
        """Load another card from a file; one that is protected asks for its password."""
        self._path = path
        job = Job("Reading the card")
        self._strip.watch(job)
        self.notice.clear()
        work = partial(load_card_file, path, password)
        self._jobs.start(work, self._on_read, self._say, job)

    @property
    def _read_only(self) -> bool:
        """Whether nothing that is said of the two cards could be kept."""
        return self._workspace is None or self._workspace.read_only

    @property
    def _kept(self) -> CardPairs | None:
        ours, theirs = self._ours, self._theirs
        if self._workspace is None or ours is None or theirs is None:
            return None
        return CardPairs(self._workspace, ours, theirs, self._role)

    def _show(self) -> None:
        kept = self._kept
        if kept is None or self._ours is None or self._theirs is None:
            return
        pairing = kept.now
        said = pairing.mappings(self._ours, self._theirs)
        try:
            found = compare(self._ours, self._theirs, said)
        except StocktakeError as fault:
            self._say(fault)
            return
        self._ask_units(compare(self._ours, self._theirs, Mappings(said.lines)), pairing)
        card = self._theirs
        about = f"{card.title}, version {card.version}, {card.publisher}. {card.status_in_words}."
        self.said.setText("\n".join((about, *found.notes)))
        self._rows.set_rows([_row(each) for each in found.rows])
        self.chart.show_cards(self._ours, self._theirs, said, self._watermark)
        beside = {row.line_id: row.their_id for row in found.rows if row.line_id}
        self.pairs.show_cards(
            self._ours, self._theirs, beside, kept.next_undo, read_only=self._read_only
        )
        for each in (self.said, self.table, self._fold):
            each.show()

    def _ask_units(self, found: CardComparison, pairing: Pairing) -> None:
        """Ask how many of each of their units make one of ours, once for each pair of units."""
        theirs = self._theirs
        unit_of = {line.id: line.unit for line in theirs.lines} if theirs is not None else {}
        pairs = {
            (row.unit, unit_of[row.their_id]): None
            for row in found.rows
            if row.line_id and row.their_id and row.is_other_unit
        }
        asked = {str(number): pair for number, pair in enumerate(pairs)}
        if asked != self._asked:
            self._asked = asked
            self._make_fields()
        if self._fields is not None:
            values: dict[str, Value | None] = {
                key: pairing.units.get(pair) for key, pair in asked.items()
            }
            self._fields.show_values(values, read_only=self._read_only)

    def _make_fields(self) -> None:
        if self._fields is not None:
            self._fields.hide()
            self._fields.deleteLater()
            self._fields = None
        if self._asked:
            self._fields = FigureFields(
                [
                    Spec(key, f"How many “{their_unit}” make one “{our_unit}”")
                    for key, (our_unit, their_unit) in self._asked.items()
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
        if found.password:
            was_wrong = found.password == "wrong_password"
            if password := password_of(self, found.file_name, was_wrong=was_wrong):
                self.load(self._path, password)
                return
        words = " ".join(f"{each.what} {each.how_to_fix}".strip() for each in found.problems[:4])
        if found.read is None:
            self.notice.say("problem", words)
            return
        if found.problems:
            self.notice.say("attention", words)
        else:
            self.notice.say("done", AS_PUBLISHED)
        self._theirs = found.read.card
        self._show()
        self.loaded.emit()

    @Slot(str, object)
    def _on_unit_said(self, key: str, value: Value | None) -> None:
        many = value if isinstance(value, Decimal) else None
        if many is not None and many <= 0:
            self._say(StocktakeError("unit_mapping", NOT_ABOVE_0, "Such as 2."))
            return
        ours, theirs = self._asked[key]
        self._change(lambda kept: kept.count_unit(ours, theirs, many))

    @Slot(int)
    def _on_row_opened(self, row: int) -> None:
        self._fold.set_open(True)
        self.pairs.take_in_hand(self._rows.row_at(row).key[0])
        self.pairs.theirs.setFocus()

    @Slot(str, str)
    def _on_pair_asked(self, our_id: str, their_id: str) -> None:
        self._change(lambda kept: kept.pair(our_id, their_id))

    @Slot()
    def _on_undo_asked(self) -> None:
        self._change(lambda kept: announce(self, f"Undone: {kept.undo()}"))

    def _change(self, act: Callable[[CardPairs], None]) -> None:
        """Keep what is said of the two cards, and show what follows."""
        self.notice.clear()
        kept = self._kept
        try:
            if kept is not None:
                act(kept)
        except StocktakeError as fault:
            self._say(fault)
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
