"""Closing the window, which waits once for what could not be read.

Everything else is on disk a moment after it is typed, so nothing else needs asking.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from stocktake.ui.main_window import MainWindow

CLOSE_AGAIN = "Put it right, or close once more to leave it out."


class Closing(QObject):
    """Stops the first closing of a window in which something would be left out."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._told = ""
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say what would be left out, once for the same words."""
        if event.type() is not QEvent.Type.Close or watched is not self._window:
            return False
        application = QApplication.instance()
        if isinstance(application, QApplication) and application.isSavingSession():
            # The computer is being shut down; a window in its way would only be killed.
            return False
        words = self._left_out()
        if not words or words == self._told:
            return False
        self._told = words
        self._window.notice.say("attention", f"{words} {CLOSE_AGAIN}", "Not everything is kept")
        event.ignore()
        return True

    def _left_out(self) -> str:
        # What fields are is known once there are any; the first paint does not wait for it.
        from stocktake.ui.unread import unread_in

        if self._window.page is not None:
            self._window.page.leaving()
        return unread_in(self._window)
