"""Choosing which two rounds are set side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.ui.look import SPACE_BLOCK, SPACE_FIELD
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.calm_combo import CalmComboBox
from stocktake.ui.widgets.labels import Hint, Words

ONLY_WHAT_WAS_SHARED = (
    "A workbook holds only what its practice chose to share; the rest of it reads as not answered."
)


class SidesPanel(QWidget):
    """Two lists of rounds, and a button for a workbook in place of the first.

    Signals:
        chosen: (place of the earlier, place of the later) in the list that is shown.
        workbook_asked: the earlier is to be a workbook.
    """

    chosen = Signal(int, int)
    workbook_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.then = CalmComboBox()
        self.now = CalmComboBox()
        self.workbook = PlainButton("Compare with a workbook…", "attach")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_FIELD)
        for name, box in (("Then", self.then), ("Now", self.now)):
            box.setAccessibleName(f"{name}: the round to compare")
            box.setSizeAdjustPolicy(
                CalmComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(16)
            column.addWidget(Words(name, "strong"))
            column.addWidget(box)
            box.activated.connect(self._on_activated)
        column.addSpacing(SPACE_BLOCK)
        column.addWidget(self.workbook)
        column.addWidget(Hint(ONLY_WHAT_WAS_SHARED))
        self.workbook.clicked.connect(self.workbook_asked)

    def show_rounds(self, names: Sequence[str], then: int, now: int) -> None:
        """Offer these rounds, with two of them chosen; a place below 0 is none."""
        for box, place in ((self.then, then), (self.now, now)):
            if [box.itemText(each) for each in range(box.count())] != list(names):
                box.clear()
                box.addItems(list(names))
            box.setCurrentIndex(place)

    @Slot(int)
    def _on_activated(self, _: int) -> None:
        self.chosen.emit(self.then.currentIndex(), self.now.currentIndex())
