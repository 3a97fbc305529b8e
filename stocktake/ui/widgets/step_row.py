"""A number that is made larger or smaller by a button, a step at a time."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from stocktake.ui.announce import announce
from stocktake.ui.look import SPACE_BLOCK
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.labels import ShortWords


class StepRow(QWidget):
    """Two buttons with the number between; the wheel and a slip of the hand change nothing.

    Signals:
        changed: the number the person came to.
    """

    changed = Signal(int)

    def __init__(
        self, name: str, limits: tuple[int, int], step: int, unit: str, verbs: tuple[str, str]
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._name = name
        self._limits = limits
        self._step = step
        self._unit = unit
        self._value = limits[0]
        self.less = PlainButton(verbs[0])
        self.more = PlainButton(verbs[1])
        self._words = ShortWords("", "strong")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_BLOCK)
        for each in (self.less, self._words, self.more):
            row.addWidget(each)
        row.addStretch()
        self.less.clicked.connect(self._on_less_clicked)
        self.more.clicked.connect(self._on_more_clicked)

    def value(self) -> int:
        """The number shown."""
        return self._value

    def set_value(self, value: int) -> None:
        """Show a number, silently."""
        self._value = value
        self._words.setText(f"{value}{self._unit}")
        for button in (self.less, self.more):
            button.setAccessibleDescription(f"{self._name}, now {value}{self._unit}")
        # A button that stops working under one's finger must not send the focus elsewhere.
        lowest, highest = self._limits
        self.less.setEnabled(value > lowest or self.less.hasFocus())
        self.more.setEnabled(value < highest or self.more.hasFocus())

    def _move(self, by: int) -> None:
        lowest, highest = self._limits
        wanted = max(lowest, min(highest, self._value + by))
        if wanted != self._value:
            self.set_value(wanted)
            self.changed.emit(wanted)
        announce(self, f"{self._name}: {wanted}{self._unit}")

    @Slot()
    def _on_less_clicked(self) -> None:
        self._move(-self._step)

    @Slot()
    def _on_more_clicked(self) -> None:
        self._move(self._step)
