"""Step 1: bring the files, see what each is, and keep what they say about the practice."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.opendata.pack import SUFFIX
from stocktake.opendata.release import Verdict
from stocktake.phrases import counted, start_upper
from stocktake.ui.files import choose_to_open
from stocktake.ui.look import SPACE_BLOCK, SPACE_QUESTION
from stocktake.ui.models.figures import FigureColumn
from stocktake.ui.models.wrapped_rows import WrappedRow, WrappedRows
from stocktake.ui.published.bringing import Bringing
from stocktake.ui.published.code_card import CodeCard
from stocktake.ui.published.desk_side import DeskSide
from stocktake.ui.published.downloads_card import DownloadsCard
from stocktake.ui.published.kept_list import KeptList
from stocktake.ui.published.period_card import PeriodCard
from stocktake.ui.widgets.buttons import PlainButton, PrimaryButton
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.collapsible import Collapsible
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Words
from stocktake.ui.widgets.measured import Measured
from stocktake.ui.widgets.taking_out import take_out
from stocktake.ui.widgets.wrapped_table import WrappedTable

ABOUT = (
    "Add the NHS files you downloaded, as they came, or the pack your federation sent; any number, "
    "in any mix. You can also drop them on this page. Nothing is fetched from the internet, no "
    "answer is changed, and nothing is kept until you press “Keep these figures”."
)
KINDS = f"Published files and packs (*.csv *.xlsx *.ods *.zip *{SUFFIX});;All files (*)"
WHERE = "Where to download"
KEEP = "Keep these figures"
READ = "Read these files"
COLUMNS = (FigureColumn("File"), FigureColumn("What it is"), FigureColumn("Are you in it?"))
PERIODS = "Some files do not say what time they are of. Say it here, then read them."
ALL_KNOWN = "Every one of these files is already imported: there is nothing new to read."
NONE_READ = "None of these files can be read here. “Where to download” lists those that can."
NO_FIGURES = "None of these files has figures about your practice, so there is nothing to keep."


class BringStep(QWidget):
    """The buttons, the files with their verdicts, and what is in use.

    Signals:
        chosen: files to add, as a list of Path.
        code_given: the practice's code.
        kept: what was read is to be kept.
        stopped: the id of a set to use no more.
    """

    chosen = Signal(list)
    code_given = Signal(str)
    kept = Signal()
    stopped = Signal(int)

    def __init__(self, bringing: Bringing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bringing = bringing
        self._periods: list[PeriodCard] = []
        self._asked: tuple[Verdict, ...] = ()
        self._locked = ""
        self.code = CodeCard()
        self.first = PrimaryButton("Add files", "add")
        self.more = PlainButton("Add more files", "add")
        self.again = PlainButton("Start again")
        self.read = PrimaryButton(READ)
        self.keep = PrimaryButton(KEEP, "save")
        self.files = WrappedTable("Files added")
        self._rows = WrappedRows(COLUMNS, self.files)
        self.files.setModel(self._rows)
        self.ready = Words("", "strong")
        self._periods_words = Words(PERIODS)
        self._periods_held = QWidget()
        self._found = QWidget()
        self.in_use = KeptList()
        self.downloads = Collapsible(WHERE, DownloadsCard())
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        buttons = QWidget()
        row = FlowRow(buttons)
        for button in (self.first, self.more, self.again):
            row.addWidget(button)
        card = Card()
        card.add(self.files)
        self._periods_column = QVBoxLayout(self._periods_held)
        self._periods_column.setContentsMargins(0, 0, 0, 0)
        self._periods_column.setSpacing(SPACE_BLOCK)
        self._periods_column.addWidget(self._periods_words)
        found = QVBoxLayout(self._found)
        found.setContentsMargins(0, 0, 0, 0)
        found.setSpacing(SPACE_BLOCK)
        inside: tuple[QWidget, ...] = (card, Measured(self._periods_held), Measured(self.ready))
        for part in (*inside, self.read, self.keep):
            found.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_QUESTION)
        self._about = Measured(Words(ABOUT))
        for widget in (
            *(self._about, Measured(self.code), buttons, self._found),
            *(Measured(self.downloads), Measured(self.in_use)),
        ):
            column.addWidget(widget)

    def _connect(self) -> None:
        self.first.clicked.connect(self._on_add_clicked)
        self.more.clicked.connect(self._on_add_clicked)
        self.again.clicked.connect(self._bringing.start_again)
        self.read.clicked.connect(self._on_read_clicked)
        self.keep.clicked.connect(self.kept)
        self.code.code_given.connect(self.code_given)
        self.in_use.stopped.connect(self.stopped)

    def show_side(self, side: DeskSide) -> None:
        """Bring everything up to date with the practice and the files in hand."""
        self._locked = side.why_locked
        figures = side.figures()
        self.in_use.show_sets(side.sets(), figures.unreadable, can_stop=not self._locked)
        self.code.setVisible(not side.code and not self._locked)
        packs = (each.pack for each in self._bringing.looked)
        self.code.show_packs(tuple(each for each in packs if each is not None))
        self._about.setVisible(not self._locked)
        self._show_files(has_code=bool(side.code))

    def _show_files(self, *, has_code: bool) -> None:
        bringing = self._bringing
        has_files, may_add = bool(bringing.looked), not self._locked and not bringing.is_working
        self._found.setVisible(has_files)
        self.first.setVisible(not self._locked and not has_files)
        self.more.setVisible(not self._locked and has_files)
        self.again.setVisible(may_add and has_files)
        for button in (self.first, self.more):
            button.setEnabled(may_add)
        self._rows.set_rows([_row(each) for each in bringing.verdicts])
        self._show_periods(bringing.to_confirm)
        is_unread = bringing.read is None and bringing.is_worth_reading
        self.read.setVisible(is_unread and has_code and not bringing.is_working)
        count = bringing.read.count if bringing.read else 0
        self.keep.setVisible(may_add and count > 0)
        self.ready.setText(self._said(has_code=has_code))
        self.ready.setVisible(bool(self.ready.text()))

    def _said(self, *, has_code: bool) -> str:
        bringing = self._bringing
        if bringing.is_working or not bringing.looked:
            return ""
        if bringing.read is not None:
            count = bringing.read.count
            ready = f"{counted(count, 'figure')} about your practice"
            return f"{ready} can be kept. Nothing is kept yet." if count else NO_FIGURES
        if not bringing.is_worth_reading:
            readable = any(each.can_be_read for each in bringing.looked)
            return ALL_KNOWN if readable else NONE_READ
        return "" if has_code else "Say which practice this is, above, to read these files."

    def _show_periods(self, asked: tuple[Verdict, ...]) -> None:
        self._periods_held.setVisible(bool(asked) and not self._bringing.is_working)
        if asked == self._asked:
            return
        self._asked = asked
        take_out(self._periods_column, self._periods)
        self._periods = [PeriodCard(each) for each in asked]
        for card in self._periods:
            self._periods_column.addWidget(card)

    def open_downloads(self) -> None:
        """Unfold where to download, with the focus on it."""
        self.downloads.set_open(True)
        self.downloads.setFocus()

    @Slot()
    def _on_add_clicked(self) -> None:
        paths: list[Path] = choose_to_open(self, "Add published files", KINDS)
        if paths:
            self.chosen.emit(paths)

    @Slot()
    def _on_read_clicked(self) -> None:
        for card in self._periods:
            period = card.period()
            if period is None:
                card.ask_again()
                return
            self._bringing.periods[card.verdict.source] = period
        self._bringing.read_all()


def _row(verdict: Verdict) -> WrappedRow:
    problems = [f"{each.what} {each.how_to_fix}".strip() for each in verdict.problems]
    # A file that cannot be read has nothing but its problem to say.
    said = [verdict.sentence, *(each for each in problems if each not in verdict.sentence)]
    return WrappedRow((verdict.source.name, " ".join(said), _practice(verdict)))


def _practice(verdict: Verdict) -> str:
    if not verdict.can_be_read:
        return "Not read"
    if verdict.has_practice is None:
        return start_upper("already imported" if verdict.is_known else "not looked for yet")
    return "Yes" if verdict.has_practice else "No"
