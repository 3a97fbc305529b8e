"""What is kept of the published files, and how to stop using one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.opendata.release import ATTRIBUTION
from stocktake.phrases import counted, spelt
from stocktake.ui.look import SPACE_BLOCK
from stocktake.ui.published.desk_side import KeptSet
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.labels import Heading, Hint, Words
from stocktake.ui.widgets.taking_out import take_out
from stocktake.units import date_in_words

NOTHING = "No published figures are kept for this practice yet."
STOP_ONE, STOP_SEVERAL = "Stop using this file", "Stop using these files"
STAYS = "Answers that you accepted stay as they are, and still say where they came from."
TOGETHER = (
    "These {} files were read together, to compare practices: they can only be taken away together."
    " To use some of them again, bring those afterwards."
)
_SET = "set"


class KeptList(QWidget):
    """The files in use, those brought last at the top.

    Signals:
        stopped: the id of the set to use no more.
    """

    stopped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[KeptSet, ...] | None = None
        self._can_stop = True
        self._unreadable = 0
        self.heading = Heading("Files in use")
        self._words = Words(NOTHING)
        self._stays = Hint(STAYS)
        self._cards: list[Card] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_BLOCK)
        for widget in (self.heading, self._words, self._stays):
            self._column.addWidget(widget)

    def show_sets(self, sets: Sequence[KeptSet], unreadable: int, *, can_stop: bool) -> None:
        """Show what is in use, and say how much cannot be read any more."""
        if (self._shown, self._unreadable, self._can_stop) == (tuple(sets), unreadable, can_stop):
            return
        self._shown, self._unreadable, self._can_stop = tuple(sets), unreadable, can_stop
        take_out(self._column, self._cards)
        self._cards = [self._card(each) for each in sets]
        self._words.setText(self._summary())
        self._stays.setVisible(bool(sets))

    def _summary(self) -> str:
        files = sum(len(each.sources) for each in self._shown or ())
        words = f"{counted(files, 'file')} in use." if files else NOTHING
        if self._unreadable:
            sets = counted(self._unreadable, "set")
            words += f" {sets} of figures cannot be read any more: bring the files again."
        return words

    def _card(self, kept: KeptSet) -> Card:
        card = Card()
        day = date_in_words(kept.kept_at.astimezone().date())
        card.add(Words(f"Brought on {day}: {counted(kept.count, 'figure')}", "strong"))
        for source in kept.sources:
            period = f", {source.period.words}" if source.period else ""
            old = " Old: look at each figure before you use it." if source.is_old else ""
            card.add(Words(f"{source.title}{period}. {source.publisher}.{old}"))
            card.add(Hint(source.name))
        card.add(Hint(ATTRIBUTION))
        if self._can_stop:
            if len(kept.sources) > 1:
                card.add(Hint(TOGETHER.format(spelt(len(kept.sources)))))
            stop = PlainButton(STOP_ONE if len(kept.sources) == 1 else STOP_SEVERAL, "remove")
            stop.setProperty(_SET, kept.id)
            stop.setAccessibleDescription(", ".join(each.title for each in kept.sources))
            stop.clicked.connect(self._on_stop_clicked)
            card.add(stop)
        self._column.addWidget(card)
        return card

    @Slot()
    def _on_stop_clicked(self) -> None:
        number = int(cast(PlainButton, self.sender()).property(_SET))
        self.heading.setFocus()
        self.stopped.emit(number)
