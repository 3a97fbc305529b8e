"""The PCNs and larger areas worked on before, to go on with where one left off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.phrases import counted
from stocktake.tasks.pcn_kept import PcnKept
from stocktake.ui.look import SPACE_INSIDE
from stocktake.ui.widgets.labels import Hint, Words
from stocktake.ui.widgets.link_list import Link, LinkList
from stocktake.units import date_in_words

MOST_OFFERED = 3
TITLE = "Carry on where you left off"
ABOUT = "Your list, choices and words are kept on this computer; the files are read again."


class CarryOn(QWidget):
    """Hidden while nothing is kept.

    Signals:
        chosen: (PcnKept, round): what was worked on, and the round it was seen in.
    """

    chosen = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept: dict[str, PcnKept] = {}
        self.links = LinkList(TITLE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_INSIDE)
        for widget in (Words(TITLE, "strong"), Hint(ABOUT), self.links):
            column.addWidget(widget)
        self.links.opened.connect(self._on_links_opened)
        self.hide()

    def offer(self, kept: Sequence[PcnKept]) -> None:
        """Offer these, what was worked on last first."""
        offered = [each for each in kept if _latest(each)][:MOST_OFFERED]
        self._kept = {each.key: each for each in offered}
        self.links.show_links([_link(each) for each in offered])
        self.setVisible(bool(offered))

    @Slot(tuple)
    def _on_links_opened(self, key: tuple[str, ...]) -> None:
        kept = self._kept[key[0]]
        self.chosen.emit(kept, _latest(kept))


def _latest(kept: PcnKept) -> str:
    """The latest round that has files."""
    return max((label for label, each in kept.rounds.items() if each.files), default="")


def _link(kept: PcnKept) -> Link:
    round_label = _latest(kept)
    files = counted(len(kept.of(round_label).files), "file")
    day = date_in_words(date.fromisoformat(kept.used_on)) if kept.used_on else ""
    last = f", last worked on {day}" if day else ""
    return Link(f"{kept.name or kept.key}, {round_label}", f"{files}{last}", key=(kept.key,))
