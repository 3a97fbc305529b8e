"""Buttons: one primary for a page, plain ones for the rest, quiet ones beside what they act on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from stocktake.ui.look import Tone, TypeStep
from stocktake.ui.theme import dress, look


class PlainButton(QPushButton):
    """A button with a border; its words are a verb."""

    def __init__(self, text: str, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        dress(self, "body", icon=icon)


class PrimaryButton(PlainButton):
    """The one thing most people come to the page to do."""

    def __init__(self, text: str, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, icon, parent)
        dress(self, "strong", "on_accent")
        self._fill()

    def _fill(self) -> None:
        accent = QColor(look().accent)
        if self.palette().color(QPalette.ColorRole.Button) != accent:
            palette = QPalette(self.palette())
            palette.setColor(QPalette.ColorRole.Button, accent)
            self.setPalette(palette)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the look from light to dark."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.ApplicationPaletteChange):
            self._fill()


class QuietButton(QPushButton):
    """A button without a border, in the colour of a link."""

    def __init__(
        self,
        text: str,
        icon: str = "",
        tone: Tone = "accent",
        parent: QWidget | None = None,
        *,
        step: TypeStep = "body",
    ) -> None:
        super().__init__(text, parent)
        self.setFlat(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        dress(self, step, tone, icon)


class SmallButton(QuietButton):
    """A quiet button of a hint's size, for what must not compete with an answer."""

    def __init__(self, text: str, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, icon, "muted", parent, step="hint")

    def sizeHint(self) -> QSize:
        """Ask for one line of text, and room enough to be hit."""
        return QSize(super().sizeHint().width() - 6, self.fontMetrics().height() + 12)

    def minimumSizeHint(self) -> QSize:
        """Ask for no less."""
        return self.sizeHint()
