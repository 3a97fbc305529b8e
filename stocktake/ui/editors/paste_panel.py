"""Shows where everything pasted would go, and lets that be changed before anything is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from stocktake.phrases import counted
from stocktake.questionnaire.as_typed import plain_words, shortened
from stocktake.questionnaire.paste_plan import (
    Match,
    PastePlan,
    Target,
    Unknown,
    column_name,
    plan_paste,
)
from stocktake.questionnaire.types import show
from stocktake.ui.announce import announce
from stocktake.ui.editors.pasting import NewRows
from stocktake.ui.look import SPACE_BLOCK, SPACE_FIELD
from stocktake.ui.models.figures import FigureColumn
from stocktake.ui.widgets.buttons import PlainButton, PrimaryButton
from stocktake.ui.widgets.calm_combo import CalmComboBox
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.data_table import DataTable
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Heading, Hint, Words
from stocktake.ui.widgets.notice import Notice
from stocktake.ui.widgets.option_row import OptionRow

LEAVE_OUT = "Leave it out"
MOST_LISTED = 8
MOST_OFFERED = 8
"""Unknown words for which the nearest option is offered; the rest are told."""
PREVIEWED = 3
"""Rows of the preview."""
SAMPLED = 3
"""Cells that show what a pasted column holds."""


def listed(told: Sequence[str]) -> str:
    """The first of a long list, one a line, and how many more there are."""
    shown = list(told[:MOST_LISTED])
    rest = len(told) - len(shown)
    return "\n".join([*shown, f"And {rest} more."] if rest else shown)


class PastePanel(Card):
    """The pasted columns, what each goes into, how the first rows would read, and what is left.

    Signals:
        agreed: a ``PastePlan``: it is to be carried out.
        left: nothing is to be pasted.
    """

    agreed = Signal(object)
    left = Signal()

    def __init__(self, target: Target, grid: list[list[str]], match: Match, name: str) -> None:
        super().__init__()
        self._target = target
        self._grid = grid
        self._match = match
        self._ids = NewRows()
        self._combos: list[CalmComboBox] = []
        self._heads: list[Words] = []
        self._samples: list[Hint] = []
        self._offers: dict[Unknown, OptionRow] = {}
        self.plan = PastePlan()
        self.column.setSpacing(SPACE_BLOCK)
        lines, across = counted(len(grid), "line"), counted(len(match.columns), "column")
        self.add(Heading(f"Paste {lines} of {across}"))
        self.add(Hint("Nothing changes until you agree. Empty cells change nothing."))
        self._headings = OptionRow("The first line is headings", is_one_of=False)
        self._headings.setAccessibleDescription(name)
        self._headings.set_chosen(match.has_headings)
        self.add(self._headings)
        self._headings.setVisible(len(grid) > 1)
        self.add(self._columns())
        self._offered = QVBoxLayout()
        self.column.addLayout(self._offered)
        self._preview_head = Words("How the first rows will read", "strong")
        self._preview = DataTable(f"How the first rows will read: {name}")
        self._notice = Notice()
        for each in (self._preview_head, self._preview, self._notice):
            self.add(each)
        self._agree = PrimaryButton("Paste")
        self._leave = PlainButton("Paste nothing")
        buttons = FlowRow(None)
        buttons.addWidget(self._agree)
        buttons.addWidget(self._leave)
        self.add(buttons)
        self._headings.clicked.connect(self._on_headings_clicked)
        self._agree.clicked.connect(self._on_agree_clicked)
        self._leave.clicked.connect(self.left)
        self._show()

    def _columns(self) -> QWidget:
        held = QWidget()
        rows = QGridLayout(held)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setHorizontalSpacing(SPACE_BLOCK)
        rows.setVerticalSpacing(SPACE_FIELD)
        rows.setColumnStretch(0, 1)
        rows.setColumnStretch(1, 1)
        rows.addWidget(Hint("What you copied"), 0, 0)
        rows.addWidget(Hint("Goes into"), 0, 1)
        for across in range(len(self._match.columns)):
            said = QVBoxLayout()
            said.setSpacing(0)
            head, sample = Words("", "strong"), Hint()
            said.addWidget(head)
            said.addWidget(sample)
            combo = CalmComboBox()
            policy = CalmComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            combo.setSizeAdjustPolicy(policy)
            combo.setMinimumContentsLength(10)
            combo.addItem(LEAVE_OUT, "")
            for column in self._target.columns:
                if column.type != "calculated" and not column.read_only:
                    combo.addItem(column.label, column.id)
            combo.activated.connect(partial(self._on_combo_activated, across))
            rows.addLayout(said, across + 1, 0)
            rows.addWidget(combo, across + 1, 1, Qt.AlignmentFlag.AlignVCenter)
            self._combos.append(combo)
            self._heads.append(head)
            self._samples.append(sample)
        return held

    def begin(self) -> None:
        """Put the focus where the person agrees, and say what would happen."""
        self._agree.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self._agree.accessibleDescription())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste nothing on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _show(self) -> None:
        """Work the paste out again and show what it would do."""
        self.plan = plan_paste(self._target, self._grid, self._match, self._ids.id_of)
        for across in range(len(self._combos)):
            self._show_column(across)
        self._show_offers()
        self._show_preview()
        told = [*map(str, self.plan.left), *map(str, self.plan.told)]
        if not told:
            self._notice.clear()
        else:
            cells = sum(len(each.cells) for each in self.plan.left)
            count = "One cell will" if cells == 1 else f"{cells} cells will"
            words = f"{count} be left out" if cells else "Taken with a change"
            self._notice.say("attention", listed(told), words)
        self._say_what_happens()

    def _say_what_happens(self) -> None:
        count = len(self.plan.taken)
        cells = counted(count, "cell")
        added = len(self.plan.added)
        rows = f" {added} rows are added." if added > 1 else " One row is added." if added else ""
        self._agree.setText(f"Paste {cells}")
        self._agree.setAccessibleDescription(f"{cells} fit.{rows} {self._notice.text()}".strip())
        self._agree.setEnabled(bool(count))

    def _show_column(self, across: int) -> None:
        name = column_name(self._grid, self._match, across)
        start = 1 if self._match.has_headings else 0
        cells = [line[across] for line in self._grid[start:] if across < len(line)]
        samples = [shortened(each, 24) for each in cells if each.strip()][:SAMPLED]
        self._heads[across].setText(name)
        self._samples[across].setText(", ".join(samples) or "Empty")
        combo = self._combos[across]
        combo.setAccessibleName(f"{name} goes into")
        combo.setAccessibleDescription(self._samples[across].text())
        combo.setCurrentIndex(max(0, combo.findData(self._match.columns[across])))

    def _show_offers(self) -> None:
        """Offer the nearest option for words that are none; what is offered already stays."""
        wanted = self.plan.unknown[:MOST_OFFERED]
        for unknown in [each for each in self._offers if each not in wanted]:
            gone = self._offers.pop(unknown)
            self._offered.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        labels = {column.id: column.label for column in self._target.columns}
        for unknown in wanted:
            if unknown not in self._offers:
                words = (
                    f"{labels[unknown.column_id]}: take “{unknown.words}” as “{unknown.nearest}”"
                )
                offer = OptionRow(words, is_one_of=False)
                offer.clicked.connect(partial(self._on_offer_clicked, unknown))
                self._offered.addWidget(offer)
                self._offers[unknown] = offer
            key = (unknown.column_id, plain_words(unknown.words))
            self._offers[unknown].set_chosen(key in self._match.accepted)

    def _show_preview(self) -> None:
        columns = [each for each in self._target.columns if each.id in self._match.columns]
        rows = [
            [show(held.get(each.id), each) for each in columns]
            for held in self.plan.lines[:PREVIEWED]
        ]
        self._preview.show_table([FigureColumn(each.label) for each in columns], rows)
        self._preview.setVisible(bool(rows and columns))
        self._preview_head.setVisible(bool(rows and columns))

    def _on_combo_activated(self, across: int, index: int) -> None:
        column_id = str(self._combos[across].itemData(index))
        self._match = self._match.going(across, column_id)
        self._show()

    def _on_offer_clicked(self, unknown: Unknown, *_: bool) -> None:
        key = frozenset({(unknown.column_id, plain_words(unknown.words))})
        accepted = self._match.accepted
        accepted = accepted - key if key <= accepted else accepted | key
        self._match = replace(self._match, accepted=accepted)
        self._show()

    @Slot()
    def _on_headings_clicked(self) -> None:
        self._match = replace(self._match, has_headings=self._headings.isChecked())
        self._show()

    @Slot()
    def _on_agree_clicked(self) -> None:
        self.agreed.emit(self.plan)
