"""Step 3: look at the practices, or at PCNs, together; at what was answered and what moved."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from stocktake.charts.chart import SAMPLE_WATERMARK
from stocktake.ui.combine.area_panel import AreaPanel
from stocktake.ui.combine.coverage_panel import CoveragePanel
from stocktake.ui.combine.lone_row import LoneRow
from stocktake.ui.combine.rate_card_panel import RateCardPanel
from stocktake.ui.combine.rounds_panel import RoundsPanel
from stocktake.ui.combine.stacked import stack
from stocktake.ui.combine.work import Looked, Wanted, earlier_rounds
from stocktake.ui.jobs import Jobs
from stocktake.ui.widgets.measured import Measured
from stocktake.ui.widgets.pcn_panel import PcnPanel


class LookStep(QWidget):
    """A PCN is seen by the rule for inside it, and an area by the rule for leaving a PCN.

    Signals:
        left_out_asked: codes of practices whose row is to be left out, as a frozenset.
        year_chosen: the year to set the practices against.
        earlier_added: files of an earlier round, as a list of Path.
        earlier_chosen: the label of the round to compare with.
    """

    left_out_asked = Signal(object)
    year_chosen = Signal(int)
    earlier_added = Signal(list)
    earlier_chosen = Signal(str)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lone = LoneRow()
        self.pcn = PcnPanel(jobs)
        self.coverage = CoveragePanel()
        self.rounds = RoundsPanel(jobs)
        self.rate_card = RateCardPanel(jobs)
        self.area = AreaPanel(jobs)
        self._of_pcn = (self.pcn, self.coverage, self.rounds, self.rate_card)
        stack(self, Measured(self.lone), *self._of_pcn, self.area)
        self.lone.asked.connect(self.left_out_asked)
        self.pcn.year_chosen.connect(self.year_chosen)
        self.area.year_chosen.connect(self.year_chosen)
        self.rounds.chosen.connect(self.earlier_added)
        self.rounds.round_chosen.connect(self.earlier_chosen)

    def show_looked(self, looked: Looked, wanted: Wanted) -> None:
        """Show the practices as they are wanted."""
        seen = looked.seen
        self.lone.show_view(seen, wanted.left_out)
        self.area.setVisible(looked.area is not None)
        for part in self._of_pcn:
            part.setVisible(looked.area is None)
        if looked.area is not None:
            self.area.show_area(looked.area.view)
        if seen is None:
            return
        self.pcn.show_view(seen, looked.known)
        self.coverage.show_covered(looked.covered)
        mark = SAMPLE_WATERMARK if seen.is_sample else ""
        earlier = earlier_rounds(looked.known, seen.round)
        self.rounds.show_rounds(looked.rounds, earlier, seen.pcn_name, mark)
        whose = (wanted.pcn, seen.pcn_name)
        self.rate_card.show_shared(looked.known, seen.round, whose, wanted.shelf.folder)
