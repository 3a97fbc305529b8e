"""The words that say who will see an answer, behind a padlock."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from stocktake.ui import icons
from stocktake.ui.look import SPACE_INSIDE
from stocktake.ui.question.words import SENSITIVITY_WORDS
from stocktake.ui.theme import look, scaled
from stocktake.ui.widgets.labels import ShortWords


class Padlock(ShortWords):
    """One label that paints its own icon: there is one under every question of a page."""

    def __init__(self, sensitivity: str, parent: QWidget | None = None) -> None:
        super().__init__(SENSITIVITY_WORDS[sensitivity], "hint", "muted", parent)
        self._make_room()

    def _make_room(self) -> None:
        side = scaled(icons.ICON_PIXELS)
        # As tall as the small buttons beside it, so that all their words stand on one line.
        height = self.fontMetrics().height() + 12
        self.setContentsMargins(SPACE_INSIDE + side + SPACE_INSIDE, 0, 0, 0)
        self.setFixedHeight(height)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._make_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the padlock before the words."""
        super().paintEvent(event)
        side = scaled(icons.ICON_PIXELS)
        drawn = icons.pixmap("lock", look().of_tone("muted"), side, self.devicePixelRatioF())
        QPainter(self).drawPixmap(SPACE_INSIDE, (self.height() - side) // 2, drawn)
