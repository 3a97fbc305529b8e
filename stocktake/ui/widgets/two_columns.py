"""Two parts of a page: side by side where there is room, one under the other where there is not."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from stocktake.ui.look import SPACE_PAGE
from stocktake.ui.theme import scaled

SIDE_BY_SIDE_FROM = 860
"""Pixels at 100% text; below it either part would be too narrow for a chart or a row."""

ALONE = 640
"""Pixels at 100% text of the first part when there is no second."""


class TwoColumns(QWidget):
    """The first part is the wider; in one column it stands on top.

    Attributes:
        is_beside: whether the parts stand side by side now.

    Signals:
        folded: the parts came to stand side by side, or no longer do.
    """

    folded = Signal()

    def __init__(self, first: QWidget, second: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_beside = False
        self._is_alone = False
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE_PAGE)
        for part, stretch in ((first, 13), (second, 11)):
            # Only the share of the width counts, not what the words of a part would like.
            policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            part.setSizePolicy(policy)
            self._row.addWidget(part, stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand the parts side by side, or one under the other."""
        super().resizeEvent(event)
        self.fold(is_alone=self._is_alone)

    def fold(self, *, is_alone: bool = False) -> None:
        """Follow the width and the text size.

        Args:
            is_alone: the second part is hidden; the first then keeps to a line one can read.
        """
        self._is_alone = is_alone
        was_beside = self.is_beside
        self.is_beside = self.width() >= scaled(SIDE_BY_SIDE_FROM) and not is_alone
        way = QBoxLayout.Direction
        self._row.setDirection(way.LeftToRight if self.is_beside else way.TopToBottom)
        # Not by a limit on the part: its height would then be asked for at the whole width.
        spare = max(0, self.width() - scaled(ALONE)) if is_alone else 0
        self._row.setContentsMargins(0, 0, spare, 0)
        if self.is_beside != was_beside:
            self.folded.emit()
