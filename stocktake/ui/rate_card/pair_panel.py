"""Pair lines of two cards by hand: one of ours, one of theirs, and whether they are the same."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.rates.card import CardLine, RateCard
from stocktake.ui.look import SPACE_FIELD
from stocktake.ui.widgets.buttons import PlainButton, QuietButton
from stocktake.ui.widgets.calm_combo import CalmComboBox
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Hint, Words

ABOUT = (
    "Choose a line of yours and the line of theirs that is the same work. It is remembered for the "
    "next version of their card too. Lines of two units are compared once you have said how many "
    "of theirs make one of yours."
)
ONLY_OURS = "None of theirs"
_FEWEST_LETTERS = 24


class PairPanel(QWidget):
    """Two lists of lines, and the buttons.

    Signals:
        pair_asked: (our id, their id) are the same work; an empty id says that none of theirs is.
        undo_asked: what was last said is to be taken back.
    """

    pair_asked = Signal(str, str)
    undo_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pairs: Mapping[str, str] = {}
        self.ours = CalmComboBox()
        self.theirs = CalmComboBox()
        self.pair_button = PlainButton("Set side by side")
        self.undo_button = QuietButton("Undo")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_FIELD)
        column.addWidget(Hint(ABOUT))
        for name, box in (("Line of yours", self.ours), ("Line of theirs", self.theirs)):
            box.setAccessibleName(name)
            box.setSizeAdjustPolicy(
                CalmComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(_FEWEST_LETTERS)
            column.addWidget(Words(name, "strong"))
            column.addWidget(box)
        row = FlowRow()
        row.addWidget(self.pair_button)
        row.addWidget(self.undo_button)
        column.addWidget(row)
        self.ours.activated.connect(self._on_ours_activated)
        self.pair_button.clicked.connect(self._on_pair_clicked)
        self.undo_button.clicked.connect(self.undo_asked)

    def show_cards(
        self,
        ours: RateCard,
        theirs: RateCard,
        pairs: Mapping[str, str],
        undo: str,
        *,
        read_only: bool = False,
    ) -> None:
        """Offer the lines of two cards.

        Args:
            ours, theirs: the cards.
            pairs: their line beside each of ours, as they are compared now.
            undo: what would be taken back, in words; empty for nothing.
            read_only: nothing can be said of them.
        """
        self._pairs = pairs
        _fill(self.ours, [(_name(line), line.id) for line in ours.lines])
        _fill(self.theirs, [(ONLY_OURS, ""), *((_name(each), each.id) for each in theirs.lines)])
        self._show_theirs()
        self.pair_button.setEnabled(bool(ours.lines) and not read_only)
        self.undo_button.setEnabled(bool(undo))
        self.undo_button.setAccessibleDescription(undo)
        self.undo_button.setToolTip(f"Undo: {undo}" if undo else "")

    def take_in_hand(self, our_id: str) -> None:
        """Choose a line of ours, with what stands beside it now."""
        row = self.ours.findData(our_id)
        if row >= 0:
            self.ours.setCurrentIndex(row)
            self._show_theirs()

    def _show_theirs(self) -> None:
        their_id = self._pairs.get(str(self.ours.currentData()), "")
        self.theirs.setCurrentIndex(max(0, self.theirs.findData(their_id)))

    @Slot(int)
    def _on_ours_activated(self, _: int) -> None:
        self._show_theirs()

    @Slot()
    def _on_pair_clicked(self) -> None:
        if self.ours.count():
            self.pair_asked.emit(str(self.ours.currentData()), str(self.theirs.currentData()))


def _name(line: CardLine) -> str:
    return f"{line.name}, per {line.unit}" if line.unit else line.name


def _fill(box: CalmComboBox, offered: list[tuple[str, str]]) -> None:
    if [(box.itemText(n), box.itemData(n)) for n in range(box.count())] == offered:
        return
    chosen = box.currentData()
    box.clear()
    for words, data in offered:
        box.addItem(words, data)
    box.setCurrentIndex(max(0, box.findData(chosen)))
