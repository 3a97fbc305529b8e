"""Lets speech and other assistive software choose a button that can be on or off.

Such software toggles the button, for which Qt tells ``toggled`` and not ``clicked``; a page that
listens for a click would show the button on and take in nothing (seen over the accessibility bus
with PySide6 6.11).
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractButton


class Assisted(QObject):
    """Makes a click of every toggle that no press led to; keep it as a child of the button."""

    def __init__(self, button: QAbstractButton) -> None:
        super().__init__(button)
        self._button = button
        self._is_pressed = False
        button.installEventFilter(self)
        button.pressed.connect(self._on_pressed)
        button.clicked.connect(self._on_ended)
        button.released.connect(self._on_ended)
        button.toggled.connect(self._on_toggled)

    @Slot()
    def _on_pressed(self) -> None:
        self._is_pressed = True

    @Slot()
    def _on_ended(self) -> None:
        self._is_pressed = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Forget a press that was drawn away from the button, which nothing else tells of."""
        # Every event of every button comes by here: to ask for its type costs more than its class.
        if isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseMove:
            self._is_pressed = self._is_pressed and self._button.isDown()
        return False

    @Slot(bool)
    def _on_toggled(self, is_on: bool) -> None:
        button = self._button
        # One of several goes off because another went on, which is told by the other.
        if not self._is_pressed and (is_on or not button.autoExclusive()):
            button.clicked.emit()


def show_checked(button: QAbstractButton, is_on: bool) -> None:
    """Show a button on or off as it stands elsewhere; nobody pressed it."""
    exclusive = button.autoExclusive()
    with QSignalBlocker(button):
        # The last one of an exclusive group would refuse to go off.
        button.setAutoExclusive(False)
        button.setChecked(is_on)
        button.setAutoExclusive(exclusive)
