"""Words inside something wide, kept to a line one can read."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QHBoxLayout, QWidget

from stocktake.ui.widgets.scroll_column import measure_of


class Measured(QWidget):
    """Holds one widget, 75 characters wide at most; takes no room while that is hidden."""

    def __init__(self, held: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._held = held
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(held, 1000)
        row.addStretch(1)
        held.setMaximumWidth(measure_of(self))
        held.installEventFilter(self)
        if held.isHidden():
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Come and go with what is held, so that no gap is left in its place."""
        if event.type() is QEvent.Type.HideToParent:
            self.hide()
        elif event.type() is QEvent.Type.ShowToParent and self.parent() is not None:
            self.show()
        return False

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self._held.setMaximumWidth(measure_of(self))
