"""The three ways in on the first day."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.ui.look import SPACE_BLOCK, SPACE_FIELD
from stocktake.ui.widgets.buttons import QuietButton
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Hint
from stocktake.ui.widgets.large_button import LargeButton

OPEN = "Open a file…"
DROPPED = "You can also drop a file anywhere on this window."


class FirstRun(QWidget):
    """Three large buttons, and a quiet one for whoever was sent a file.

    Signals:
        begin_asked, combine_asked, example_asked, open_asked: the button was pressed.
    """

    begin_asked = Signal()
    combine_asked = Signal()
    example_asked = Signal()
    open_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.fill_in = LargeButton(
            "Fill in a form",
            "For one practice: where you are now, and what is expected of you. Four answers make "
            "the first chart.",
            "list",
        )
        self.combine = LargeButton(
            "Combine returns", "For a PCN lead: bring practices' workbooks together.", "people"
        )
        self.example = LargeButton(
            "Look at a finished example",
            "Four made-up practices, filled in. One press removes them again.",
            "chart",
        )
        self.open = QuietButton(OPEN, "")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_BLOCK)
        for large in (self.fill_in, self.combine, self.example):
            column.addWidget(large)
        column.addWidget(
            Hint(
                "No account and no internet: everything you type stays on this computer, and is "
                "saved as you go."
            )
        )
        column.addSpacing(SPACE_FIELD)
        column.addWidget(Hint(f"Were you sent a file, or have you one from before? {DROPPED}"))
        row = FlowRow()
        row.addWidget(self.open)
        column.addWidget(row)
        self.fill_in.clicked.connect(self.begin_asked)
        self.combine.clicked.connect(self.combine_asked)
        self.example.clicked.connect(self.example_asked)
        self.open.clicked.connect(self.open_asked)

    def set_enabled(self, may_begin: bool) -> None:
        """Offer to begin only where it can be kept."""
        self.fill_in.setEnabled(may_begin)
        self.example.setEnabled(may_begin)
