"""The part of an expectation's card that is folded away: what it would take."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.questionnaire.form import Question
from stocktake.ui.look import SPACE_QUESTION
from stocktake.ui.question.block import Block
from stocktake.ui.widgets.collapsible import Collapsible

FOLDED = ("needs_", "funding")
"""How the ids of a card's questions about people, money, rooms and the rest begin."""


def is_folded(question: Question) -> bool:
    """Whether a question belongs to "what would it take?" of a card."""
    card, _, name = question.id.partition(".")
    return card.isupper() and name.startswith(FOLDED)


class FoldOfBlocks(QWidget):
    """Says "What would it take?", with the questions under it."""

    def __init__(self) -> None:
        super().__init__()
        self._inside = QWidget()
        self._blocks = QVBoxLayout(self._inside)
        self._blocks.setContentsMargins(0, 0, 0, 0)
        self._blocks.setSpacing(SPACE_QUESTION)
        self._collapsible = Collapsible("What would it take?", self._inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._collapsible)

    @property
    def count(self) -> int:
        """How many questions stand in it."""
        return self._blocks.count()

    def insert(self, place: int, block: Block) -> None:
        """Put a question in at a place."""
        self._blocks.insertWidget(place, block)

    def holds(self, block: Block) -> bool:
        """Whether a question stands in it."""
        return self._inside.isAncestorOf(block)

    @Slot()
    def unfold(self) -> None:
        """Show what is in it."""
        self._collapsible.set_open(True)
