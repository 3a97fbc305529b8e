"""What a page says while it has nothing to show, and the one button that starts it."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.ui.look import SPACE_BLOCK, SPACE_FIELD
from stocktake.ui.widgets.buttons import PrimaryButton
from stocktake.ui.widgets.labels import Heading, Words


class EmptyState(QWidget):
    """A heading, a sentence saying what belongs here, and at most one button.

    Attributes:
        heading: takes the focus when there is nothing else on the page.

    Signals:
        started: the button was pressed.
    """

    started = Signal()

    def __init__(
        self, heading: str, words: str, button: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE_BLOCK, 0, SPACE_BLOCK)
        column.setSpacing(SPACE_FIELD)
        self.heading = Heading(heading)
        column.addWidget(self.heading)
        column.addWidget(Words(words))
        if button:
            column.addSpacing(SPACE_FIELD)
            start = PrimaryButton(button)
            column.addWidget(start)
            start.clicked.connect(self._on_start_clicked)

    @Slot()
    def _on_start_clicked(self) -> None:
        self.started.emit()
