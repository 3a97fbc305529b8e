"""A choice of one among a few, each on a row of its own or side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.ui.look import SPACE_BLOCK, SPACE_INSIDE
from stocktake.ui.said_as import say_as
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Words
from stocktake.ui.widgets.one_stop import OneStop
from stocktake.ui.widgets.option_row import OptionRow

_CODE = "code"


class OneOf(QWidget):
    """Its name and its options; arrow keys move, Space chooses.

    Signals:
        chosen: the code the person chose.
    """

    chosen = Signal(str)

    def __init__(
        self,
        name: str,
        options: Sequence[tuple[str, str]],
        *,
        in_row: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        say_as(self, "group")
        self.setAccessibleName(name)
        self._options: dict[str, OptionRow] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_INSIDE)
        column.addWidget(Words(name, "strong"))
        self._held = QWidget()
        self._place = FlowRow(self._held, SPACE_BLOCK) if in_row else QVBoxLayout(self._held)
        self._place.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._held)
        for code, words in options:
            self._add(code, words, name, in_row)
        self._stop = OneStop(list(self._options.values()), self)

    def _add(self, code: str, words: str, name: str, in_row: bool) -> None:
        row = OptionRow(words, is_one_of=True)
        row.setAccessibleDescription(name)
        row.setProperty(_CODE, code)
        if in_row:
            row.keep_to_one_line()
        row.clicked.connect(self._on_option_clicked)
        self._place.addWidget(row)
        self._options[code] = row

    def choice(self) -> str:
        """The code chosen; empty for none."""
        return next((code for code, row in self._options.items() if row.isChecked()), "")

    def set_choice(self, code: str) -> None:
        """Show which is chosen, silently; empty for none."""
        for each, row in self._options.items():
            row.set_chosen(each == code)
        if code in self._options:
            self._stop.stop_at(self._options[code])

    def options(self) -> tuple[OptionRow, ...]:
        """The rows, in order."""
        return tuple(self._options.values())

    @Slot()
    def _on_option_clicked(self) -> None:
        self.chosen.emit(str(cast(OptionRow, self.sender()).property(_CODE)))
