"""A choice of one whose options come and go; there is nothing to see while there is only one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.ui.widgets.one_of import OneOf


class OfferedOneOf(QWidget):
    """Keeps its choice while the option is still there; otherwise the first is chosen.

    Signals:
        chosen: the code the person chose.
    """

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None, *, in_row: bool = False) -> None:
        super().__init__(parent)
        self._name = name
        self._in_row = in_row
        self._options: tuple[tuple[str, str], ...] = ()
        self._choice = ""
        self._one_of: OneOf | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def choice(self) -> str:
        """The code chosen."""
        return self._choice

    def choose(self, code: str) -> None:
        """Choose silently; the first option where this one is not there."""
        codes = [each for each, _ in self._options]
        self._choice = code if code in codes else next(iter(codes), "")
        if self._one_of is not None:
            self._one_of.set_choice(self._choice)

    def offer(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer these, as pairs of code and words."""
        if tuple(options) != self._options:
            self._options = tuple(options)
            self._make()
        self.choose(self._choice)
        self.setVisible(len(options) > 1)

    def _make(self) -> None:
        if self._one_of is not None:
            self._column.removeWidget(self._one_of)
            self._one_of.hide()
            self._one_of.deleteLater()
        self._one_of = OneOf(self._name, self._options, in_row=self._in_row)
        self._one_of.chosen.connect(self._on_chosen)
        self._column.addWidget(self._one_of)

    @Slot(str)
    def _on_chosen(self, code: str) -> None:
        self._choice = code
        self.chosen.emit(code)
