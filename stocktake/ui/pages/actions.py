"""Actions: what the practice has decided to do, and what its answers propose."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.questionnaire.form_ids import ACTIONS
from stocktake.tasks.actions import (
    NOT_DOING,
    TABLE,
    TO_START,
    Proposal,
    kept,
    proposals,
    sources,
    standing,
    standing_in_words,
)
from stocktake.ui.actions.proposed_list import ProposedList
from stocktake.ui.announce import announce
from stocktake.ui.desk import Desk
from stocktake.ui.places import place_of, section_page
from stocktake.ui.question.form_desk import FormDesk
from stocktake.ui.question.table_block import TableBlock
from stocktake.ui.review_page import ReviewPage
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Heading, Words

NOTHING_PROPOSED = (
    "Your answers propose nothing more. Gaps that have to be started by now, weaknesses that "
    "matter and warnings appear here as you answer."
)


class ActionsPage(ReviewPage):
    """The table of actions, and the list of proposals below it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Actions", desk)
        self._standing = Words()
        self._holder = QWidget()
        self._held = QVBoxLayout(self._holder)
        self._held.setContentsMargins(0, 0, 0, 0)
        self._block: TableBlock | None = None
        self._sources: Mapping[str, tuple[str, str, str]] = {}
        self.behind = PlainButton("Show the answer behind this row", "list")
        under = FlowRow()
        under.addWidget(self.behind)
        self._held.addWidget(under)
        self._proposed_heading = Heading("Proposed from your answers")
        self._nothing = Words(NOTHING_PROPOSED)
        self.proposed = ProposedList()
        self.add(self._standing, is_words=True)
        self.add(self._holder)
        self.add(self._proposed_heading, is_words=True)
        self.add(self._nothing, is_words=True)
        self.add(self.proposed, is_words=True)
        self.behind.clicked.connect(self._on_behind_clicked)
        self.proposed.kept.connect(self._on_proposal_kept)
        self.proposed.dropped.connect(self._on_proposal_dropped)
        self.proposed.looked_at.connect(self._on_proposal_looked_at)
        desk.opened.connect(self._on_desk_opened)
        desk.closed.connect(self._on_desk_opened)

    def panes(self) -> tuple[QWidget, ...]:
        """The table and the proposals."""
        return (self._holder, self.proposed)

    def go_to(self, place: Mapping[str, Any]) -> None:
        """Go to the table when it is asked for."""
        if place.get("question") and self._block is not None:
            QTimer.singleShot(0, self._block.focus_answer)

    def shows(self, place: Mapping[str, Any]) -> bool:
        """Whether what changed is an action."""
        return place.get("form") == ACTIONS

    def leaving(self) -> None:
        """Hand over what is half typed."""
        if self._block is not None:
            self._block.flush()

    def show_practice(self) -> None:
        """Show the actions as they stand, and what is proposed."""
        sheet = self.desk.sheet(ACTIONS)
        if self._block is None:
            form = FormDesk(self.desk, ACTIONS)
            self._block = TableBlock(form, sheet.loaded.questions[TABLE], "")
            chosen = self._block.editor.view.selectionModel().currentChanged
            chosen.connect(self._on_row_chosen)
            # A list of actions is never not known or not applicable.
            self._block.tools.states.hide()
            self._held.insertWidget(0, self._block)
        self._block.refresh()
        self._sources = sources(self.practice)
        self.behind.setVisible(bool(self._sources.keys() & set(sheet.rows(TABLE))))
        self._on_row_chosen()
        self._standing.setText(standing_in_words(standing(sheet)))
        found = proposals(self.practice)
        self._nothing.setVisible(not found)
        self.proposed.show_proposals(found, read_only=self.desk.is_read_only)

    @Slot()
    def _on_desk_opened(self) -> None:
        """Another practice has other actions, and may be one that is only read."""
        if self._block is not None:
            self._block.hide()
            self._block.deleteLater()
            self._block = None

    def _source(self) -> tuple[str, str, str] | None:
        """What the row one is in was proposed from; None for a row of one's own."""
        if self._block is None:
            return None
        editor = self._block.editor
        index = editor.view.currentIndex()
        row = editor.model.row_at(index.row()) if index.isValid() else None
        return self._sources.get(row.id) if row is not None else None

    @Slot()
    def _on_row_chosen(self) -> None:
        self.behind.setEnabled(self._source() is not None)

    @Slot()
    def _on_behind_clicked(self) -> None:
        source = self._source()
        if source is not None:
            self.page_asked.emit(section_page(source[0]), place_of(*source))

    @Slot(object)
    def _on_proposal_kept(self, proposal: Proposal) -> None:
        self._keep(proposal, TO_START, "Kept as an action")

    @Slot(object)
    def _on_proposal_dropped(self, proposal: Proposal) -> None:
        self._keep(proposal, NOT_DOING, "Kept as not doing")

    def _keep(self, proposal: Proposal, status: str, said: str) -> None:
        self.desk.answer_all(ACTIONS, kept(proposal, status), said)
        announce(self, f"{said}: {proposal.action}")

    @Slot(object)
    def _on_proposal_looked_at(self, proposal: Proposal) -> None:
        place = place_of(proposal.form_id, proposal.section, proposal.question)
        self.page_asked.emit(section_page(proposal.form_id), place)
