"""The list of differences: O keeps ours, T takes theirs, B keeps both, Down goes to the next clash.

The letters count only while the table has the focus; each has its button below it.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget

from stocktake.questionnaire.answers import Address
from stocktake.tasks.bring_back import Decisions, decision_on
from stocktake.tasks.returned import Decision, Differing, Sort
from stocktake.tasks.returned_file import Returned
from stocktake.ui.announce import announce
from stocktake.ui.look import SPACE_FIELD
from stocktake.ui.models.wrapped_rows import WrappedRows
from stocktake.ui.share.difference_rows import COLUMNS, row_of, rows_of
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Hint
from stocktake.ui.widgets.wrapped_table import WrappedTable

KEYS = {
    Qt.Key.Key_O: Decision.OURS,
    Qt.Key.Key_T: Decision.THEIRS,
    Qt.Key.Key_B: Decision.BOTH,
}
HINT = (
    "In the table: O keeps ours, T takes theirs, B keeps both as a note, Down goes to the next one "
    "to decide, or to the next row when nothing is left to decide."
)


TABLE_HEIGHT = 420
"""Pixels at 100% text: the row in hand and the buttons under the table are seen together."""


class _Table(WrappedTable):
    """The table itself, with its keys.

    Signals:
        decided: a Decision for the row in hand.
        next_asked: go to the next clash.
    """

    decided = Signal(object)
    next_asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Decide by letter; go on to what is still to decide."""
        decision = KEYS.get(Qt.Key(event.key()))
        is_plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        )
        if decision is not None and is_plain:
            self.decided.emit(decision)
        elif event.key() == Qt.Key.Key_Down and is_plain:
            self.next_asked.emit()
        else:
            super().keyPressEvent(event)


class DifferenceTable(QWidget):
    """The table and its buttons.

    Signals:
        changed: something was decided.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._returned: Returned | None = None
        self._decisions: dict[tuple[str, str, Address], Decision] = {}
        self.table = _Table("What would change", height=TABLE_HEIGHT)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._rows = WrappedRows(COLUMNS, self.table)
        self.table.setModel(self._rows)
        self.ours = PlainButton("Keep ours")
        self.theirs = PlainButton("Take theirs")
        self.both = PlainButton("Keep both as a note")
        self.next = PlainButton("Next to decide")
        buttons = QWidget()
        row = FlowRow(buttons)
        for button in (self.ours, self.theirs, self.both, self.next):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_FIELD)
        column.addWidget(Hint(HINT))
        column.addWidget(self.table)
        column.addWidget(buttons)
        self.table.decided.connect(self.decide)
        self.table.next_asked.connect(self.go_to_next)
        self.ours.clicked.connect(self._on_ours_clicked)
        self.theirs.clicked.connect(self._on_theirs_clicked)
        self.both.clicked.connect(self._on_both_clicked)
        self.next.clicked.connect(self.go_to_next)

    @property
    def decisions(self) -> Decisions:
        """What was decided so far."""
        return self._decisions

    def show_returned(self, returned: Returned) -> None:
        """Show what a file would change, nothing decided but what is proposed."""
        self._returned = returned
        self._decisions = {}
        # A part of a rate card has no note that the other desk's could stand in.
        self.both.setVisible(not any(_is_card(each) for _, each in returned.differences))
        self._fill()
        self._go_to_clash_from(-1)

    def follow(self, returned: Returned) -> None:
        """Show what would change now; what was decided of a row stands while it reads the same."""
        before = self._returned
        shown = set(rows_said(before)) if before is not None else set()
        kept = {
            (form_id, *each.key): self._decisions[(form_id, *each.key)]
            for form_id, each in returned.differences
            if (form_id, *each.key) in self._decisions and _words_of(form_id, each) in shown
        }
        self.show_returned(returned)
        self._decisions = kept
        self._fill()
        self._go_to_clash_from(-1)

    def _fill(self) -> None:
        if self._returned is not None:
            self._rows.set_rows(rows_of(self._returned, self.decisions))
            self._select(0)

    def _select(self, row: int) -> None:
        if 0 <= row < self._rows.rowCount():
            self.table.setCurrentIndex(self._rows.index(row, 0))

    @Slot(object)
    def decide(self, decision: Decision) -> None:
        """Decide on the row in hand."""
        row = self.table.currentIndex().row()
        if self._returned is None or row < 0:
            return
        form_id, each = self._returned.differences[row]
        if decision is Decision.BOTH and _is_card(each):
            announce(self.table, "Of a rate card either ours or theirs can be kept.")
            return
        self._decisions[(form_id, *each.key)] = decision
        said = row_of(form_id, each, self._returned.who, self.decisions)
        self._rows.change_row(row, said)
        announce(self.table, f"{each.label}: {self._rows.row_at(row).cells[-1]}")
        self.changed.emit()

    @Slot()
    def go_to_next(self) -> None:
        """Go to the next row that is still to decide; to the next row when none is."""
        row = self.table.currentIndex().row()
        if not self._go_to_clash_from(row):
            self._select(min(row + 1, self._rows.rowCount() - 1))
        self.table.setFocus()

    def _go_to_clash_from(self, row: int) -> bool:
        found = self._returned.differences if self._returned is not None else ()
        open_rows = [
            at
            for at, (form_id, each) in enumerate(found)
            if decision_on(form_id, each, self.decisions) is None
        ]
        later = [at for at in open_rows if at > row] or open_rows
        if later:
            self._select(later[0])
        return bool(later)

    @Slot()
    def _on_ours_clicked(self) -> None:
        self.decide(Decision.OURS)

    @Slot()
    def _on_theirs_clicked(self) -> None:
        self.decide(Decision.THEIRS)

    @Slot()
    def _on_both_clicked(self) -> None:
        self.decide(Decision.BOTH)


def rows_said(returned: Returned) -> list[tuple[object, ...]]:
    """What every row says, to tell whether a list is the same as another."""
    return [_words_of(form_id, each) for form_id, each in returned.differences]


def _words_of(form_id: str, each: Differing) -> tuple[object, ...]:
    """What a row says, apart from when it was said."""
    return (form_id, each.key, each.ours_words, each.theirs_words, each.proposed)


def _is_card(each: Differing) -> bool:
    return each.sort is Sort.CARD
