"""Two copies of one return: both are kept, and a person says which one counts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.merge.collection import Conflict
from stocktake.ui.look import SPACE_BLOCK
from stocktake.ui.models.combined_words import conflict_title, version_words
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.labels import Heading, Words
from stocktake.ui.widgets.measured import Measured
from stocktake.ui.widgets.one_of import OneOf

ABOUT = (
    "The same practice sent more than one copy. All are kept in the workbook; choose which one "
    "counts. Until you choose, the newest signed copy is used, or the newest where none is signed."
)


class ConflictList(QWidget):
    """Shows each conflict with its copies; hidden while there is none.

    Signals:
        decided: the Version a person chose.
    """

    decided = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Conflict, ...] = ()
        self._cards: list[Card] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_BLOCK)
        self._column.addWidget(Heading("Which copy counts?"))
        self._column.addWidget(Measured(Words(ABOUT)))
        self.hide()

    def show_conflicts(self, conflicts: Sequence[Conflict]) -> None:
        """Show these."""
        if tuple(conflicts) == self._shown:
            return
        self._shown = tuple(conflicts)
        for card in self._cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = [self._card(place, each) for place, each in enumerate(conflicts)]
        self.setVisible(bool(conflicts))

    def choices(self) -> tuple[OneOf, ...]:
        """The choices, in order."""
        return tuple(choice for card in self._cards for choice in card.findChildren(OneOf))

    def _card(self, place: int, conflict: Conflict) -> Card:
        options = [
            (str(number), version_words(each, is_proposed=each.key == conflict.proposed.key))
            for number, each in enumerate(conflict.versions)
        ]
        choice = OneOf(conflict_title(conflict), options)
        keys = [each.key for each in conflict.versions]
        choice.set_choice(str(keys.index(conflict.counted.key)))
        choice.chosen.connect(partial(self._on_chosen, place))
        card = Card()
        card.add(choice)
        newest = "the newest signed" if conflict.proposed.submission.signed else "the newest"
        said = "You chose." if conflict.is_settled else f"Proposed: {newest}."
        card.add(Words(said, "hint"))
        self._column.addWidget(card)
        return card

    def _on_chosen(self, place: int, number: str) -> None:
        self.decided.emit(self._shown[place].versions[int(number)])
