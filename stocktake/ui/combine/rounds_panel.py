"""An earlier round of the PCN beside this one: what moved, in words, a chart and a table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from stocktake.phrases import counted
from stocktake.tasks.pcn_rounds import PcnRounds, PracticeMoved, moved_chart
from stocktake.ui.combine.add_step import WORKBOOKS
from stocktake.ui.combine.stacked import stack
from stocktake.ui.files import choose_to_open
from stocktake.ui.jobs import Jobs
from stocktake.ui.look import SPACE_BLOCK
from stocktake.ui.models.figures import FigureColumn
from stocktake.ui.models.wrapped_rows import WrappedRow, WrappedRows
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.drawn_chart import DrawnChart
from stocktake.ui.widgets.labels import Heading, Hint, Words
from stocktake.ui.widgets.measured import Measured
from stocktake.ui.widgets.offered_one_of import OfferedOneOf
from stocktake.ui.widgets.wrapped_table import WrappedTable

NONE = (
    "Add the PCN workbook of an earlier round to see what moved since. Its figures are set beside "
    "these and never added to them."
)
COLUMNS = tuple(map(FigureColumn, ("Practice", "Went up", "Went down", "Compared")))


class RoundsPanel(QWidget):
    """Offers to add an earlier workbook until there is one.

    Signals:
        chosen: the files of an earlier round, as a list of Path.
        round_chosen: the label of the round to compare with.
    """

    chosen = Signal(list)
    round_chosen = Signal(str)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = Heading("What moved since the last round")
        self._none = Hint(NONE)
        self.add = PlainButton("Add an earlier PCN workbook", "add")
        self._earlier = OfferedOneOf("Compare with")
        self._base = Words()
        self._words = Words()
        self.chart = DrawnChart(jobs, "moved")
        self.table = WrappedTable("Practices that moved")
        self._rows = WrappedRows(COLUMNS, self.table)
        self.table.setModel(self._rows)
        card = Card()
        card.add(self.table)
        self._found = QWidget()
        inside = (Measured(self._words), Measured(self._base), self.chart, card)
        stack(self._found, self._earlier, *inside, space=SPACE_BLOCK)
        stack(self, self._heading, Measured(self._none), self.add, self._found, space=SPACE_BLOCK)
        self.add.clicked.connect(self._on_add_clicked)
        self._earlier.chosen.connect(self.round_chosen)

    def show_rounds(
        self, found: PcnRounds | None, earlier: Sequence[str], source: str, mark: str
    ) -> None:
        """Show what moved.

        Args:
            found: the two rounds; None while there is no earlier one.
            earlier: every earlier round there are files for.
            source: whose figures they are.
            mark: the watermark of a sample.
        """
        self._found.setVisible(found is not None)
        self._none.setVisible(found is None)
        if found is None:
            self._heading.set_words("What moved since the last round")
            return
        self._heading.set_words(f"What moved from {found.then} to {found.now}")
        self._earlier.offer([(each, each) for each in earlier])
        self._earlier.choose(found.then)
        self._words.setText("\n".join(found.words))
        self._base.setText(found.base_words)
        base = f"Levels from {counted(found.both, 'practice')} in both rounds"
        self.chart.show_data(moved_chart(found, source), mark, base)
        self._rows.set_rows([_row(each) for each in found.practices])

    @Slot()
    def _on_add_clicked(self) -> None:
        paths = choose_to_open(self, "Add an earlier PCN workbook", WORKBOOKS)
        if paths:
            self.chosen.emit(paths)


def _row(each: PracticeMoved) -> WrappedRow:
    name = each.label[:1].upper() + each.label[1:]
    compared = counted(each.compared, "domain")
    return WrappedRow((name, str(each.up or "–"), str(each.down or "–"), compared))
