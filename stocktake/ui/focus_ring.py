"""The ring round whatever has the focus, so that nobody loses their place."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication, QComboBox, QFocusFrame, QLabel, QMenu, QWidget

from stocktake.ui.style import RingStyle

NO_RING = (QLabel, QMenu)
"""A heading takes the focus so that it is read out; it is not something to press."""


class FocusRing(QObject):
    """Moves one focus frame to the widget that has the focus, in any window of the program."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._frame: QFocusFrame | None = None
        self._style = RingStyle()
        application.focusChanged.connect(self._on_focus_changed)

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, left: QWidget | None, entered: QWidget | None) -> None:
        if entered is None or isinstance(entered, NO_RING):
            self._take_off()
            return
        # A combo box to type in gives the focus to the line inside it.
        holder = entered.parentWidget()
        ringed = holder if isinstance(holder, QComboBox) else entered
        # The frame lives in the window it stands in and goes with it. Dropping it from a slot of
        # its own destroyed() would delete it twice, so it is asked for instead.
        if self._frame is None or not shiboken6.isValid(self._frame):
            self._frame = QFocusFrame()
            self._frame.setStyle(self._style)
        self._frame.setWidget(ringed)

    def _take_off(self) -> None:
        if self._frame is not None and shiboken6.isValid(self._frame):
            self._frame.setWidget(None)  # type: ignore[arg-type]
