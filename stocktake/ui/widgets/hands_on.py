"""A widget that gives the focus it is offered to something inside it.

Qt's own focus proxy is not used for that. It keeps the outer widget in the order of the Tab key,
and moves it there each time another proxy is set; come upon after what it holds, it leads Tab back
to its inside, and the rest of the window can never be reached (seen with PySide6 6.11).
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


class HandsOn(QWidget):
    """Takes no focus of its own; Tab knows only what stands inside."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inside: QWidget | None = None

    def hand_on_to(self, widget: QWidget) -> None:
        """Give every later focus to something inside."""
        self._inside = widget

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Give the focus to what is inside; nothing happens while there is nothing."""
        if self._inside is not None:
            self._inside.setFocus(reason)
