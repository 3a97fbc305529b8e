"""What the practice lets leave: the choice, its name, and its weaknesses one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.questionnaire.answers import Address
from stocktake.questionnaire.form import Question
from stocktake.ui.look import SPACE_INSIDE
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.labels import Hint, Words
from stocktake.ui.widgets.measured import Measured
from stocktake.ui.widgets.one_of import OneOf
from stocktake.ui.widgets.option_row import OptionRow

YES_NO = (("yes", "Yes"), ("no", "No"))


class SharePanel(Card):
    """Asks in the form's own words; nothing is chosen until the practice chooses.

    Signals:
        kind_chosen: the code of the share choice.
        name_chosen, outside_chosen: ``yes`` or ``no``.
        weakness_ticked: (address of the row, whether it goes).
    """

    kind_chosen = Signal(str)
    name_chosen = Signal(str)
    outside_chosen = Signal(str)
    weakness_ticked = Signal(object, bool)

    def __init__(
        self, kind: Question, name: Question, outside: Question, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._kind = OneOf(kind.label, [(each.code, each.label) for each in kind.choice])
        self._name = OneOf(name.label, YES_NO, in_row=True)
        self._outside = OneOf(outside.label, YES_NO, in_row=True)
        self._held = QWidget()
        self._list = QVBoxLayout(self._held)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(SPACE_INSIDE)
        self._list.addWidget(Words("Weaknesses that may go", "strong"))
        self._list.addWidget(Hint("Tick those you want to share; the others stay here."))
        self._weaknesses: dict[Address, OptionRow] = {}
        self.add(self._kind)
        self.add(Measured(Hint(f"{kind.hint} {kind.why}.".strip())))
        self.add(self._held)
        self.add(self._name)
        self.add(Measured(Hint(f"{name.why}.")))
        self.add(self._outside)
        self.add(Measured(Hint(f"{outside.why}.")))
        self._kind.chosen.connect(self.kind_chosen)
        self._name.chosen.connect(self.name_chosen)
        self._outside.chosen.connect(self.outside_chosen)

    def set_choices(self, kind: str, name: str, outside: str = "") -> None:
        """Show what was chosen, silently."""
        self._kind.set_choice(kind)
        self._name.set_choice(name)
        self._outside.set_choice(outside)

    def set_read_only(self, read_only: bool) -> None:
        """Show without letting it be changed."""
        self._kind.setEnabled(not read_only)
        self._name.setEnabled(not read_only)
        self._outside.setEnabled(not read_only)
        self._held.setEnabled(not read_only)

    def show_weaknesses(self, words: Mapping[Address, str], ticked: Iterable[Address]) -> None:
        """Offer these rows; none hides the list."""
        if list(words) != list(self._weaknesses):
            for row in self._weaknesses.values():
                self._list.removeWidget(row)
                row.hide()
                row.deleteLater()
            self._weaknesses = {
                address: self._row(address, each) for address, each in words.items()
            }
        chosen = set(ticked)
        for address, row in self._weaknesses.items():
            row.set_chosen(address in chosen)
        self._held.setVisible(bool(words))

    def _row(self, address: Address, words: str) -> OptionRow:
        row = OptionRow(words, is_one_of=False)
        row.clicked.connect(partial(self._on_weakness_clicked, address))
        self._list.addWidget(row)
        return row

    def _on_weakness_clicked(self, address: Address, checked: bool = False) -> None:
        self.weakness_ticked.emit(address, self._weaknesses[address].isChecked())
