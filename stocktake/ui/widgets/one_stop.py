"""A group of controls as one stop of the Tab key: arrow keys move inside it without choosing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

_STEPS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
}


class OneStop(QObject):
    """Watches the controls of a group; keep it as a child of what holds them."""

    def __init__(self, controls: Sequence[QWidget], parent: QObject) -> None:
        super().__init__(parent)
        self._controls = list(controls)
        for control in self._controls:
            control.installEventFilter(self)
        if self._controls:
            self.stop_at(self._controls[0])

    def controls(self) -> tuple[QWidget, ...]:
        """The controls of the group, in order."""
        return tuple(self._controls)

    def stop_at(self, stop: QWidget) -> None:
        """Make one control the place where Tab arrives."""
        for control in self._controls:
            is_stop = control is stop
            control.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus
            )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move with the arrow keys, and let Tab come back to where one was."""
        # Every event of every control comes by here: to ask for its type costs more than its class.
        if isinstance(event, QFocusEvent):
            if event.type() is QEvent.Type.FocusIn:
                self.stop_at(cast(QWidget, watched))
        elif isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = _STEPS.get(Qt.Key(event.key()))
            plain = event.modifiers() in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            )
            if step and plain:
                self._step(cast(QWidget, watched), step)
                return True
        return False

    def _step(self, control: QWidget, step: int) -> None:
        order = [each for each in self._controls if not each.isHidden() and each.isEnabled()]
        if control in order:
            there = order[(order.index(control) + step) % len(order)]
            there.setFocus(Qt.FocusReason.TabFocusReason)
