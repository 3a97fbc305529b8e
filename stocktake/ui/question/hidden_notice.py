"""Says once which questions an answer opened or hid, under that answer."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from stocktake.ui.question.block import Block
from stocktake.ui.question.following import Revealed
from stocktake.ui.question.tab_order import put_in_order
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.notice import Notice


class HiddenNotice(Notice):
    """Tells what moved, with a way back to the answer that moved it.

    Signals:
        cause_asked: (question id): the answer that did it is to be shown.
    """

    cause_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cause = ""
        self._back = PlainButton("")
        self.add_button(self._back)
        self._back.clicked.connect(self._on_back_clicked)

    def stand_by(self, block: Block | None, home: QHBoxLayout) -> None:
        """Stand at the foot of a block, or in the place kept for when there is none."""
        layout = block.layout() if block is not None else None
        if block is None or layout is None:
            home.insertWidget(0, self, 1000)
            return
        layout.addWidget(self)
        put_in_order([block.tools, self])

    def tell(self, found: Revealed, number: str) -> None:
        """Say what an answer opened or hid; nothing takes the words of the time before away."""
        self._cause = found.cause
        self._back.setText(f"Go to {number}")
        self._back.setVisible(bool(found.cause and number))
        if found.words:
            self.say("info", found.words)
        else:
            self.clear()

    @Slot()
    def _on_back_clicked(self) -> None:
        self.cause_asked.emit(self._cause)
