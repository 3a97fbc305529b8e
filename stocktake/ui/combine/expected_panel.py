"""Which practices ought to answer, and who has: the lead types or pastes the list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from stocktake.tasks.expected import Returned
from stocktake.ui.look import SPACE_FIELD
from stocktake.ui.theme import scaled
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.collapsible import Collapsible
from stocktake.ui.widgets.labels import Hint, Words

NAME = "Practices of our PCN, one on each line"
HOW = (
    "One practice on each line: its code, its name and, if you have it, its list size. You can "
    "paste the rows from Excel. The list is kept on this computer for next time."
)
HEIGHT = 120
"""Pixels of the list at 100% text."""


class ExpectedPanel(QWidget):
    """Says how many have returned; the list itself is folded away.

    Signals:
        listed: the lines, as a tuple of str.
    """

    listed = Signal(tuple)

    def __init__(self, lines: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._returned = Words("", "strong")
        self._text = QPlainTextEdit("\n".join(lines))
        self._text.setAccessibleName(NAME)
        self._text.setAccessibleDescription(HOW)
        self._text.setTabChangesFocus(True)
        self._use = PlainButton("Use this list")
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_FIELD)
        for widget in (Words(NAME, "strong"), Hint(HOW), self._text, self._use):
            column.addWidget(widget)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(SPACE_FIELD)
        outer.addWidget(self._returned)
        outer.addWidget(Collapsible("Who is expected to answer?", inside))
        self._use.clicked.connect(self._on_use_clicked)
        self.show_returned(Returned(0, (), ()))

    def lines(self) -> tuple[str, ...]:
        """The lines as they stand in the field."""
        return tuple(line for line in self._text.toPlainText().splitlines() if line.strip())

    def show_returned(self, returned: Returned) -> None:
        """Say who has answered."""
        self._text.setFixedHeight(scaled(HEIGHT))
        self._returned.setText(returned.words)
        self._returned.setVisible(bool(returned.words))

    @Slot()
    def _on_use_clicked(self) -> None:
        self.listed.emit(self.lines())
