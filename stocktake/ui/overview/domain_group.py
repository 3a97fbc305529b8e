"""The cards of one domain under its name, folded until wanted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.questionnaire.progress import Progress, Status
from stocktake.ui.look import SPACE_FIELD
from stocktake.ui.widgets.collapsible import Collapsible
from stocktake.ui.widgets.task_row import TaskRow


class DomainGroup(QWidget):
    """A domain's name with how many of its cards are completed.

    Attributes:
        sections: ids of the cards in it.
    """

    def __init__(self, name: str, sections: tuple[str, ...]) -> None:
        super().__init__()
        self.name = name
        self.sections = sections
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, SPACE_FIELD)
        self._column.setSpacing(0)
        self._fold = Collapsible(name, self._inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE_FIELD, 0, 0)
        column.addWidget(self._fold)

    def add(self, row: TaskRow) -> None:
        """Put a card's row at the foot."""
        self._column.addWidget(row)

    def say_count(self, found: Sequence[Progress]) -> None:
        """Say how many of the cards are completed."""
        done = sum(each.status is Status.COMPLETED for each in found)
        self._fold.set_title(f"{self.name}: {done} of {len(found)} completed")

    def set_open(self, is_open: bool) -> None:
        """Fold or unfold, silently."""
        self._fold.set_open(is_open)

    def open_for(self, row: TaskRow) -> None:
        """Unfold when a row stands in it."""
        if self._inside.isAncestorOf(row):
            self.set_open(True)
