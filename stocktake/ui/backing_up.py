"""Makes a backup every hour and at the end, when anything has changed since the last one."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, QTimer, Slot

from stocktake.errors import StocktakeError
from stocktake.ui.desk import Desk
from stocktake.ui.main_window import MainWindow

EVERY_MS = 60 * 60 * 1000
"""An hour, for those who never close the window. One takes about a tenth of a second."""

DAMAGED = "Damaged answers"
"""Over what was found damaged on the disk and put back."""

log = logging.getLogger("stocktake")


class BackingUp(QObject):
    """Looks after the backups of whatever file is open to be changed.

    Attributes:
        put_back: what was found damaged for the last backup and put back, in words.
    """

    def __init__(self, desk: Desk, window: MainWindow) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self.put_back = ""
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._timer.start()

    def back_up(self) -> StocktakeError | None:
        """Make a backup unless the newest holds the last change; returns why it could not be."""
        from stocktake.tasks.damaged_answers import backed_up

        workspace, self.put_back = self._desk.workspace, ""
        if workspace is None or workspace.read_only:
            return None
        try:
            self.put_back = backed_up(workspace, self._desk.role)
        except StocktakeError as error:
            log.info("no backup", extra={"code": error.code})
            return error
        return None

    @Slot()
    def _on_timer_timeout(self) -> None:
        error = self.back_up()
        if error is not None:
            words = f"The hourly backup could not be made. {error.what} {error.how_to_fix}"
            self._window.notice.say("attention", words)
        elif self.put_back:
            self._window.notice.say("attention", self.put_back, DAMAGED)
