"""An icon that stands beside words and does nothing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from stocktake.ui import icons
from stocktake.ui.look import Tone
from stocktake.ui.theme import look, scaled


class IconMark(QWidget):
    """Paints an icon in the colour of its tone, as large as the text asks."""

    def __init__(self, icon: str, tone: Tone, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._tone: Tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.MinimumExpanding)

    def set_icon(self, icon: str, tone: Tone) -> None:
        """Show another icon."""
        self._icon = icon
        self._tone = tone
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for the icon's own size."""
        side = scaled(icons.ICON_PIXELS)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """Ask for no less."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon at the top."""
        side = scaled(icons.ICON_PIXELS)
        colour = look().of_tone(self._tone)
        drawn = icons.pixmap(self._icon, colour, side, self.devicePixelRatioF())
        QPainter(self).drawPixmap(0, 0, drawn)
