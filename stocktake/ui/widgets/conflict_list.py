"""Two copies of one return: both are kept, and a person says which one counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from stocktake.merge.collection import Conflict
from stocktake.merge.decisions import Decision
from stocktake.questionnaire.submission import Identity
from stocktake.ui.look import SPACE_BLOCK
from stocktake.ui.models.combined_words import conflict_title, decision_words, version_words
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.labels import Heading, Words
from stocktake.ui.widgets.line_edit import LineEdit
from stocktake.ui.widgets.measured import Measured
from stocktake.ui.widgets.one_of import OneOf
from stocktake.ui.widgets.taking_out import take_out

ABOUT = (
    "The same practice sent more than one copy. All are kept in the workbook; choose which one "
    "counts. Until you choose, the newest signed copy is used, or the newest where none is signed. "
    "What you choose is kept with your role, the day and your reason, goes into the PCN workbook, "
    "and can be chosen again."
)
WHY = "Why this copy?"
RECORD = "Record this choice"
_BEFORE_CARDS = 2
"""The heading and what the choices are for stand over the cards."""


@dataclass(frozen=True, slots=True)
class _Held:
    """A card, and what it shows."""

    conflict: Conflict
    made: tuple[Decision, ...]
    card: Card


class ConflictList(QWidget):
    """Shows each conflict with its copies; hidden while there is none.

    Signals:
        decided: (Version, str): what a person chose, and why.
    """

    decided = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._held: dict[Identity, _Held] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_BLOCK)
        self._column.addWidget(Heading("Which copy counts?"))
        self._column.addWidget(Measured(Words(ABOUT)))
        self.hide()

    def show_conflicts(self, conflicts: Sequence[Conflict], made: Sequence[Decision] = ()) -> None:
        """Show these, with every decision made about them."""
        held, self._held = self._held, {}
        for conflict in sorted(conflicts, key=_by_practice):
            mine = tuple(each for each in made if each.identity == conflict.identity)
            before = held.get(conflict.identity)
            if before is None or (before.conflict, before.made) != (conflict, mine):
                card = self._card(conflict, mine)
                self._held[conflict.identity] = _Held(conflict, mine, card)
            else:
                # What is chosen or typed in it, and not recorded yet, stays.
                self._held[conflict.identity] = held.pop(conflict.identity)
        self.setVisible(bool(conflicts))
        self._lay_out([each.card for each in self._held.values()])
        for identity, gone in held.items():
            had_focus = gone.card.isAncestorOf(QApplication.focusWidget() or self)
            take_out(self._column, [gone.card])
            if had_focus and identity in self._held:
                self._held[identity].card.findChildren(PlainButton)[0].setFocus()

    def _lay_out(self, cards: Sequence[Card]) -> None:
        for place, card in enumerate(cards, start=_BEFORE_CARDS):
            if self._column.indexOf(card) != place:
                self._column.insertWidget(place, card)
                # At once, so that it can be given the focus.
                card.show()

    def choices(self) -> tuple[OneOf, ...]:
        """The choices, in order."""
        return tuple(c for each in self._held.values() for c in each.card.findChildren(OneOf))

    def _card(self, conflict: Conflict, made: Sequence[Decision]) -> Card:
        options = [
            (str(number), version_words(each, is_proposed=each.key == conflict.proposed.key))
            for number, each in enumerate(conflict.versions)
        ]
        # The one that is proposed stands first, in every choice.
        options.insert(0, options.pop(conflict.versions.index(conflict.proposed)))
        choice = OneOf(conflict_title(conflict), options)
        keys = [each.key for each in conflict.versions]
        choice.set_choice(str(keys.index(conflict.counted.key)))
        why = LineEdit()
        why.setAccessibleName(WHY)
        why.setAccessibleDescription(conflict_title(conflict))
        why.setText(conflict.decision.reason if conflict.decision else "")
        record = PlainButton(RECORD)
        record.setAccessibleDescription(conflict_title(conflict))
        record.clicked.connect(partial(self._on_record_clicked, conflict, choice, why))
        card = Card()
        said = decision_words(conflict, made)
        for widget in (choice, Words(WHY, "strong"), why, record, Words(said, "hint")):
            card.add(widget)
        return card

    def _on_record_clicked(self, conflict: Conflict, choice: OneOf, why: LineEdit) -> None:
        self.decided.emit(conflict.versions[int(choice.choice())], why.text().strip())


def _by_practice(conflict: Conflict) -> tuple[str, str]:
    """What one practice sent stands together."""
    return conflict.counted.submission.subject.name, conflict_title(conflict)
