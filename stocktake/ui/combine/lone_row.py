"""The one practice that is not named: its row can be left out, and put back."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.merge.pcn import PcnView
from stocktake.ui.look import SPACE_FIELD
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.labels import Words

CAN_BE_WORKED_OUT = "letter_can_be_worked_out"
"""Code of the problem the merge reports. Source: ``merge.naming.lone_letter_problem``."""
WARNING = (
    "Only one practice has not agreed to be named, so the others can work out which it is. Ask the "
    "practice whether it agrees, or leave its row out: its levels are then in no map and no total."
)
IS_OUT = "The levels of the practice that is not named are left out, from every map and total."


class LoneRow(QWidget):
    """Hidden while no practice can be worked out.

    Signals:
        asked: the codes of practices whose row is to be left out, as a frozenset.
    """

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._next: frozenset[str] = frozenset()
        self._words = Words("", "body", "attention")
        self._button = PlainButton("")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_FIELD)
        column.addWidget(self._words)
        column.addWidget(self._button)
        self._button.clicked.connect(self._on_button_clicked)
        self.hide()

    def show_view(self, seen: PcnView | None, left_out: Collection[str]) -> None:
        """Offer what can be done about this view."""
        found = seen is not None and any(each.code == CAN_BE_WORKED_OUT for each in seen.problems)
        self._next = frozenset(seen.letters) if seen is not None and found else frozenset()
        self._words.setText(WARNING if found else IS_OUT)
        self._button.setText("Leave its row out" if found else "Put its row back in")
        self.setVisible(seen is not None and (found or bool(left_out)))

    @Slot()
    def _on_button_clicked(self) -> None:
        self.asked.emit(self._next)
