"""A box of links, each leading to the question it is about."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.ui.check.findings import Finding
from stocktake.ui.drawing import rounded
from stocktake.ui.look import SPACE_BLOCK, SPACE_FIELD, SPACE_QUESTION, Tone
from stocktake.ui.theme import dress, look, scaled
from stocktake.ui.widgets.collapsible import Collapsible
from stocktake.ui.widgets.labels import Heading
from stocktake.ui.widgets.link_row import LinkRow

MOST_UNFOLDED = 8
"""A kind with more than this many stands folded, so that the page can be taken in."""


class FindingList(QWidget):
    """A heading and links, gathered by kind; hidden while there is nothing.

    Signals:
        chosen: the Finding to go to.
    """

    chosen = Signal(object)

    def __init__(self, title: str, tone: str) -> None:
        super().__init__()
        self._is_problem = tone == "problem"
        self._heading = Heading(title)
        self._heading.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._tone: Tone = "problem" if self._is_problem else "text"
        dress(self._heading, tone=self._tone)
        self._links = QVBoxLayout()
        self._links.setSpacing(SPACE_FIELD)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(SPACE_BLOCK,) * 4)
        column.setSpacing(SPACE_FIELD)
        column.addWidget(self._heading)
        column.addLayout(self._links)
        self.rows: list[LinkRow] = []

    def show_findings(self, found: Sequence[Finding]) -> None:
        """Show these."""
        while self._links.count():
            item = self._links.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = []
        for kind, members in groupby(found, key=lambda each: each.kind):
            self._links.addWidget(self._group(kind, list(members)))
        self.setVisible(bool(found))

    def _group(self, kind: str, members: list[Finding]) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for finding in members:
            row = LinkRow(finding.words, "problem" if finding.is_problem else "accent")
            row.clicked.connect(partial(self._choose, finding))
            self.rows.append(row)
            column.addWidget(row)
        if not kind:
            return holder
        # Under the words of the fold, which stand to the right of its arrow.
        column.setContentsMargins(scaled(SPACE_QUESTION), 0, 0, 0)
        fold = Collapsible(f"{kind}: {sum(each.count for each in members):,}", holder)
        fold.set_open(len(members) <= MOST_UNFOLDED)
        return fold

    def _choose(self, finding: Finding, checked: bool = False) -> None:
        self.chosen.emit(finding)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box; that of problems has a stronger edge."""
        edge = look().problem if self._is_problem else look().hairline
        rounded(QPainter(self), self.rect(), QColor(look().surface), QColor(edge))
