"""Which practices ought to answer, and who has: the lead types or pastes the list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from stocktake.tasks.expected import Returned
from stocktake.ui.files import choose_to_open
from stocktake.ui.look import SPACE_FIELD
from stocktake.ui.theme import scaled
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.collapsible import Collapsible
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Hint, Words

NAME = "Practices of our PCN, one on each line"
HOW = (
    "One practice on each line: its code, its name and, if you have it, its list size. You can "
    "paste the rows from Excel, with the code or the name first. The list is kept on this computer "
    "for this PCN."
)
LISTS = "Lists and PCN workbooks (*.csv *.txt *.xlsx *.xlsm)"
HEIGHT = 120
"""Pixels of the list at 100% text."""


class ExpectedPanel(QWidget):
    """Says how many have returned; the list itself is folded away.

    Signals:
        listed: the lines, as a tuple of str.
        file_chosen: the path of a file to take the list from.
    """

    listed = Signal(tuple)
    file_chosen = Signal(object)

    def __init__(self, lines: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._returned = Words("", "strong")
        self._text = QPlainTextEdit("\n".join(lines))
        self._text.setAccessibleName(NAME)
        self._text.setAccessibleDescription(HOW)
        self._text.setTabChangesFocus(True)
        self._use = PlainButton("Use this list")
        self._take = PlainButton("Take it from a file")
        self._answered = PlainButton("Put everybody who answered on the list")
        self._more: tuple[str, ...] = ()
        self._told = tuple(lines)
        buttons = QWidget()
        row = FlowRow(buttons)
        for button in (self._use, self._take, self._answered):
            row.addWidget(button)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_FIELD)
        for widget in (Words(NAME, "strong"), Hint(HOW), self._text, buttons):
            column.addWidget(widget)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(SPACE_FIELD)
        outer.addWidget(self._returned)
        outer.addWidget(Collapsible("Who is expected to answer?", inside))
        self._use.clicked.connect(self._on_use_clicked)
        self._take.clicked.connect(self._on_take_clicked)
        self._answered.clicked.connect(self._on_answered_clicked)
        self.show_returned(Returned(0, (), ()))

    def lines(self) -> tuple[str, ...]:
        """The lines as they stand in the field."""
        return tuple(line for line in self._text.toPlainText().splitlines() if line.strip())

    def follow(self, lines: Sequence[str]) -> None:
        """Show the list that holds now, silently; while it stays, what is half typed stays too."""
        if tuple(lines) != self._told:
            self.set_lines(lines)

    def set_lines(self, lines: Sequence[str]) -> None:
        """Show another list, silently; one that says the same leaves the typing as it is."""
        self._told = tuple(lines)
        if self.lines() != tuple(lines):
            self._text.setPlainText("\n".join(lines))

    def show_returned(self, returned: Returned, more: Sequence[str] = ()) -> None:
        """Say who has answered; ``more`` are lines for those who did and are not on the list."""
        self._more = tuple(more)
        self._answered.setVisible(bool(more))
        self._text.setFixedHeight(scaled(HEIGHT))
        self._returned.setText(returned.words)
        self._returned.setVisible(bool(returned.words))

    @Slot()
    def _on_take_clicked(self) -> None:
        chosen = choose_to_open(self, "Take the list of practices from a file", LISTS)
        if chosen:
            self.file_chosen.emit(chosen[0])

    @Slot()
    def _on_answered_clicked(self) -> None:
        self.set_lines((*self.lines(), *self._more))
        self.listed.emit(self.lines())

    @Slot()
    def _on_use_clicked(self) -> None:
        self.listed.emit(self.lines())
