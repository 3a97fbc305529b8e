"""The frame and the words shown over the window while files are dragged over it.

It only shows; who takes the files is ``any_file``, or the page that wants them for itself, which
says so in its own words and over which this frame gives way.
"""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QDragEnterEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.ui.announce import announce
from stocktake.ui.widgets.labels import Words

ONE = "Drop the file here to open it"
SEVERAL = "Drop the files here to combine them"
MARGIN = 10
"""Pixels between the frame and the edge of the window."""
FRAME = 3
"""Pixels of the frame's own width."""
PLATE = 36
"""Pixels beside the words on their plate, and half as many above and below."""
VEIL = 215
"""How far what lies beneath is veiled, of 255, so that the words are read."""


class DropMark(QWidget):
    """Lies over the whole of a window, and lets everything through to what is under it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.words = Words("", "title")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * PLATE, PLATE, 2 * PLATE, PLATE)
        column.addStretch()
        column.addWidget(self.words)
        column.addStretch()
        self.hide()
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow what is dragged; whoever takes it still hears of it."""
        if event.type() is QEvent.Type.DragEnter:
            count = sum(url.isLocalFile() for url in cast(QDragEnterEvent, event).mimeData().urls())
            if count:
                self._show(ONE if count == 1 else SEVERAL)
        elif event.type() in (QEvent.Type.DragLeave, QEvent.Type.Drop):
            self.hide()
        elif event.type() is QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._window.rect())
        return False

    def _show(self, words: str) -> None:
        self.words.setText(words)
        self.setGeometry(self._window.rect())
        self.raise_()
        self.show()
        announce(self, words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Veil what is beneath and draw a broken frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(self.palette().color(QPalette.ColorRole.Window))
        veil.setAlpha(VEIL)
        painter.fillRect(self.rect(), veil)
        pen = QPen(self.palette().color(QPalette.ColorRole.Highlight), FRAME)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        whole = self.rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        painter.drawRoundedRect(QRectF(whole), MARGIN, MARGIN)
        pen.setStyle(Qt.PenStyle.SolidLine)
        painter.setPen(pen)
        painter.setBrush(self.palette().color(QPalette.ColorRole.Base))
        painter.drawRoundedRect(QRectF(self._plate()), MARGIN, MARGIN)

    def _plate(self) -> QRect:
        """What the words stand on."""
        label = self.words
        flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
        found = label.fontMetrics().boundingRect(label.geometry(), flags, label.text())
        return found.adjusted(-PLATE, -PLATE // 2, PLATE, PLATE // 2)
