"""A combo box that changes only when somebody means it to.

Source: design/screens.md F.0. Unfiltered, a turn of the wheel over a combo box changes it with no
click, and people scroll long pages all day. It is the only one of Qt's controls of that kind in the
window; watching the application for wheel turns instead costs a sixth of the time to open a page.
"""

from __future__ import annotations

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox


class CalmComboBox(QComboBox):
    """A combo box that the wheel leaves alone: it scrolls the page behind."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()
