"""The steps of the page in a row, each saying how it stands; one is open at a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from stocktake.ui.look import SPACE_INSIDE
from stocktake.ui.said_as import say_as
from stocktake.ui.theme import dress, look
from stocktake.ui.widgets.assisted import Assisted, show_checked
from stocktake.ui.widgets.buttons import QuietButton
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.one_stop import OneStop

_CODE = "code"
_LINE_PX = 3


class _Step(QuietButton):
    """One step; the open one stands on a line and in bold."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words, and the line under the open one."""
        super().paintEvent(event)
        if self.isChecked():
            top = self.height() - _LINE_PX
            QPainter(self).fillRect(0, top, self.width(), _LINE_PX, look().of_tone("accent"))


class StepsBar(QWidget):
    """One stop of the Tab key: arrow keys move, Space or Enter opens.

    Signals:
        chosen: the code of the step a person opened.
    """

    chosen = Signal(str)

    def __init__(self, steps: Mapping[str, str], parent: QWidget | None = None) -> None:
        """Make the bar.

        Args:
            steps: what each step is called, by code, in order.
            parent: what holds it.
        """
        super().__init__(parent)
        say_as(self, "group")
        self.setAccessibleName("Steps")
        self._names = dict(steps)
        self.buttons = {code: _Step(name) for code, name in steps.items()}
        row = FlowRow(self, SPACE_INSIDE)
        for place, (code, button) in enumerate(self.buttons.items(), start=1):
            button.setCheckable(True)
            button.setAutoExclusive(True)
            Assisted(button)
            button.setProperty(_CODE, code)
            button.setAccessibleDescription(f"Step {place} of {len(steps)}")
            button.clicked.connect(self._on_button_clicked)
            row.addWidget(button)
        self._stop = OneStop(list(self.buttons.values()), self)
        self.open(next(iter(steps)))

    @property
    def current(self) -> str:
        """The code of the open step."""
        return next(code for code, button in self.buttons.items() if button.isChecked())

    def open(self, code: str) -> None:
        """Show a step as the open one, silently."""
        for each, button in self.buttons.items():
            show_checked(button, each == code)
            dress(button, "strong" if each == code else "body")
            button.update()
        self._stop.stop_at(self.buttons[code])

    def set_standing(self, code: str, standing: str, *, can_open: bool) -> None:
        """Say how a step stands, such as "2 to settle", and whether it can be opened yet."""
        button = self.buttons[code]
        words = f"{self._names[code]}: {standing}" if standing else self._names[code]
        if button.text() != words:
            button.setText(words)
            button.setAccessibleName(words)
        button.setEnabled(can_open)

    @Slot()
    def _on_button_clicked(self) -> None:
        code = str(cast(_Step, self.sender()).property(_CODE))
        self.open(code)
        self.chosen.emit(code)
