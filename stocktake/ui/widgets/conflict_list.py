"""Two copies of one return: both are kept, and a person says which one counts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.merge.collection import Conflict
from stocktake.merge.decisions import Decision
from stocktake.ui.look import SPACE_BLOCK
from stocktake.ui.models.combined_words import conflict_title, decision_words, version_words
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.labels import Heading, Words
from stocktake.ui.widgets.line_edit import LineEdit
from stocktake.ui.widgets.measured import Measured
from stocktake.ui.widgets.one_of import OneOf

ABOUT = (
    "The same practice sent more than one copy. All are kept in the workbook; choose which one "
    "counts. Until you choose, the newest signed copy is used, or the newest where none is signed. "
    "What you choose is kept with your role, the day and your reason, goes into the PCN workbook, "
    "and can be chosen again."
)
WHY = "Why this copy?"
RECORD = "Record this choice"


class ConflictList(QWidget):
    """Shows each conflict with its copies; hidden while there is none.

    Signals:
        decided: (Version, str): what a person chose, and why.
    """

    decided = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Conflict, ...] = ()
        self._made: tuple[Decision, ...] = ()
        self._cards: list[Card] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_BLOCK)
        self._column.addWidget(Heading("Which copy counts?"))
        self._column.addWidget(Measured(Words(ABOUT)))
        self.hide()

    def show_conflicts(self, conflicts: Sequence[Conflict], made: Sequence[Decision] = ()) -> None:
        """Show these, with every decision made about them."""
        if (tuple(conflicts), tuple(made)) == (self._shown, self._made):
            return
        self._made = tuple(made)
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
        why = LineEdit()
        why.setAccessibleName(WHY)
        why.setAccessibleDescription(conflict_title(conflict))
        why.setText(conflict.decision.reason if conflict.decision else "")
        record = PlainButton(RECORD)
        record.setAccessibleDescription(conflict_title(conflict))
        record.clicked.connect(partial(self._on_record_clicked, place))
        card = Card()
        said = decision_words(conflict, self._made)
        for widget in (choice, Words(WHY, "strong"), why, record, Words(said, "hint")):
            card.add(widget)
        self._column.addWidget(card)
        return card

    def _on_record_clicked(self, place: int) -> None:
        card = self._cards[place]
        (choice,), (why,) = card.findChildren(OneOf), card.findChildren(LineEdit)
        version = self._shown[place].versions[int(choice.choice())]
        self.decided.emit(version, why.text().strip())
