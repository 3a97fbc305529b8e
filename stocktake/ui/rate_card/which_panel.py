"""Which card is worked on: the practice's own, or one of a PCN or federation; begin and rename."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.tasks.shared_cards import KINDS, SharedCard
from stocktake.ui.look import SPACE_FIELD
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.calm_combo import CalmComboBox
from stocktake.ui.widgets.collapsible import Collapsible
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Hint, Words
from stocktake.ui.widgets.line_edit import LineEdit
from stocktake.ui.widgets.one_of import OneOf

OWN = "own"
ABOUT = (
    "A card of a PCN or federation stands on costs that are its own or pooled, and is kept beside "
    "the practice's. It takes nothing from a practice's stocktake."
)
PUT_AWAY = "put away"


class WhichPanel(QWidget):
    """The list of cards, and the fold in which one is begun or renamed.

    Signals:
        chosen: the place of the card a person chose; ``OWN`` is the practice's.
        begin_asked: (kind, name) of a card to begin.
        rename_asked: what the card in hand is to be called.
    """

    chosen = Signal(str)
    begin_asked = Signal(str, str)
    rename_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = CalmComboBox()
        self.list.setAccessibleName("Which card")
        self.kind = OneOf("Whose card", KINDS, in_row=True)
        self.kind.set_choice(KINDS[0][0])
        self.name = LineEdit()
        self.name.setAccessibleName("Name of the PCN, federation or provider")
        self.begin_button = PlainButton("Begin the card")
        self.title = LineEdit()
        self.title.setAccessibleName("Name of this card")
        self.rename_button = PlainButton("Rename this card")
        begin = _column(Hint(ABOUT), self.kind, Words("Its name"), self.name, self.begin_button)
        self.fold = Collapsible("Begin a card of a PCN or federation", begin)
        self.rename_fold = Collapsible(
            "Rename this card", _column(Words("Its name"), self.title, self.rename_button)
        )
        self._which = Words("Which card", "strong")
        row = FlowRow()
        row.addWidget(self.list)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE_FIELD)
        for part in (self._which, row, self.rename_fold, self.fold):
            whole.addWidget(part)
        self.list.activated.connect(self._on_activated)
        self.begin_button.clicked.connect(self._on_begin_clicked)
        self.name.returnPressed.connect(self._on_begin_clicked)
        self.rename_button.clicked.connect(self._on_rename_clicked)
        self.title.returnPressed.connect(self._on_rename_clicked)

    def show_cards(
        self, own: str, cards: Sequence[SharedCard], in_hand: str, *, read_only: bool
    ) -> None:
        """Show which cards there are.

        Args:
            own: what the practice's own card is called; empty while no practice is open.
            cards: those of nobody's practice.
            in_hand: the place of the one worked on.
            read_only: nothing can be begun or renamed.
        """
        listed = [(OWN, own)] if own else []
        for each in cards:
            title = f"{each.title} ({PUT_AWAY})" if each.is_put_away else each.title
            listed.append((each.place, title))
        if listed != [(self.list.itemData(n), self.list.itemText(n)) for n in self._rows()]:
            self.list.clear()
            for place, words in listed:
                self.list.addItem(words, place)
        self.list.setCurrentIndex(self.list.findData(in_hand))
        for widget in (self._which, self.list):
            widget.setVisible(len(listed) > 1)
        found = next((each for each in cards if each.place == in_hand), None)
        can_rename = found is not None and not found.is_put_away and not read_only
        self.rename_fold.setVisible(can_rename)
        if found is not None and not self.title.hasFocus():
            self.title.setText(found.title)
        self.begin_button.setEnabled(not read_only)

    def cleared(self) -> None:
        """Empty the fold once a card was begun from it."""
        self.name.setText("")
        self.fold.set_open(False)
        self.rename_fold.set_open(False)

    def _rows(self) -> range:
        return range(self.list.count())

    @Slot(int)
    def _on_activated(self, row: int) -> None:
        self.chosen.emit(str(self.list.itemData(row)))

    @Slot()
    def _on_begin_clicked(self) -> None:
        self.begin_asked.emit(self.kind.choice(), self.name.text())

    @Slot()
    def _on_rename_clicked(self) -> None:
        self.rename_asked.emit(self.title.text())


def _column(*widgets: QWidget) -> QWidget:
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE_FIELD)
    for widget in widgets:
        column.addWidget(widget)
    return inside
