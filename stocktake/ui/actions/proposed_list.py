"""What the answers propose doing, each to be kept or turned down."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.tasks.actions import Proposal
from stocktake.ui.look import SPACE_BLOCK, SPACE_FIELD, SPACE_INSIDE
from stocktake.ui.widgets.buttons import PlainButton, QuietButton
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Hint, Words

AT_A_TIME = 6
"""How many are shown before "Show the rest"; more than a meeting can weigh would hide the table."""


class ProposedRow(Card):
    """One proposal: what to do, what it answers, why, and what to do with it."""

    def __init__(self, proposal: Proposal) -> None:
        super().__init__()
        self.proposal = proposal
        self.keep = PlainButton("Keep as an action", "add")
        self.drop = QuietButton("Not doing", "remove")
        self.look = QuietButton("Show the answer", "list")
        for button in (self.keep, self.drop, self.look):
            button.setAccessibleName(f"{button.text()}: {proposal.action}")
        self.add(Words(proposal.action, "strong"))
        # A gap's action already says what it answers.
        if proposal.about and proposal.about not in proposal.action:
            self.add(Hint(f"For: {proposal.about}"))
        self.add(Hint(proposal.why))
        row = FlowRow(None, SPACE_INSIDE)
        for button in (self.keep, self.drop, self.look):
            row.addWidget(button)
        self.add(row)


class ProposedList(QWidget):
    """The proposals, the first few at first.

    Signals:
        kept: the Proposal to make an action of.
        dropped: the Proposal that was turned down.
        looked_at: the Proposal whose answer is to be shown.
    """

    kept = Signal(object)
    dropped = Signal(object)
    looked_at = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[ProposedRow] = []
        self._proposals: tuple[Proposal, ...] = ()
        self._is_whole = False
        self._read_only = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_FIELD)
        self.more = QuietButton("", "down")
        self.more.clicked.connect(self._on_more_clicked)
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addSpacing(SPACE_BLOCK)

    def show_proposals(self, proposals: Sequence[Proposal], *, read_only: bool) -> None:
        """Show these; rows that stay keep their place and the focus."""
        self._proposals = tuple(proposals)
        self._read_only = read_only
        self._show()

    def _show(self) -> None:
        wanted = self._proposals if self._is_whole else self._proposals[:AT_A_TIME]
        held = {row.proposal: row for row in self.rows}
        for proposal, row in held.items():
            if proposal not in wanted:
                self._put_away(row)
        self.rows = []
        for at, proposal in enumerate(wanted):
            row = held.get(proposal) or self._made(proposal)
            self.rows.append(row)
            if self._column.indexOf(row) != at:
                self._column.insertWidget(at, row)
                row.show()
            row.keep.setEnabled(not self._read_only)
            row.drop.setEnabled(not self._read_only)
        rest = len(self._proposals) - len(wanted)
        self.more.setText(f"Show {rest} more")
        self.more.setVisible(rest > 0)

    def _made(self, proposal: Proposal) -> ProposedRow:
        row = ProposedRow(proposal)
        row.keep.clicked.connect(partial(self._tell, "kept", proposal))
        row.drop.clicked.connect(partial(self._tell, "dropped", proposal))
        row.look.clicked.connect(partial(self._tell, "looked_at", proposal))
        return row

    def _put_away(self, row: ProposedRow) -> None:
        had_focus = row.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        at = self.rows.index(row)
        others = [each for each in self.rows[at + 1 :] + self.rows[:at] if each is not row]
        if had_focus and others:
            others[0].keep.setFocus(Qt.FocusReason.OtherFocusReason)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _tell(self, what: str, proposal: Proposal, checked: bool = False) -> None:
        {"kept": self.kept, "dropped": self.dropped, "looked_at": self.looked_at}[what].emit(
            proposal
        )

    def _on_more_clicked(self) -> None:
        self._is_whole = True
        first_new = len(self.rows)
        self._show()
        self.rows[first_new].keep.setFocus(Qt.FocusReason.OtherFocusReason)
