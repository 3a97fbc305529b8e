"""The picture of a chart: one thing to focus, whose parts are reached by mouse and by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from stocktake.charts.chart import pixels
from stocktake.charts.walk import Way, next_spot
from stocktake.ui.announce import announce
from stocktake.ui.look import RING, RING_GAP
from stocktake.ui.said_as import say_as

if TYPE_CHECKING:
    from stocktake.charts.chart import Chart, Hotspot, Pixels

HOW = "Arrow keys go through the parts of the picture, Enter opens one, T shows the table."
"""Said when help is asked for."""

_WAYS = {
    Qt.Key.Key_Left: Way.LEFT,
    Qt.Key.Key_Right: Way.RIGHT,
    Qt.Key.Key_Up: Way.UP,
    Qt.Key.Key_Down: Way.DOWN,
}


class SpotFrame(QWidget):
    """The ring round the part of a picture that the keyboard has come to."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring, with a gap of the paper's colour inside it to stand out from any fill."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outer = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        for colour, width in (
            (QPalette.ColorRole.Base, RING + 2 * RING_GAP),
            (QPalette.ColorRole.Highlight, RING),
        ):
            painter.setPen(QPen(self.palette().color(colour), width))
            painter.drawRect(outer)


class ChartPicture(QWidget):
    """The picture: one thing to focus, whose words are the chart's summary.

    Signals:
        region_chosen: the key of the part that was pressed.
        spot_reached: a widget round the part that the keyboard has come to, to bring into view.
        table_asked: T was pressed.
    """

    region_chosen = Signal(tuple)
    spot_reached = Signal(QWidget)
    table_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        say_as(self, "picture")
        self._chart: Chart | None = None
        self._here: Hotspot | None = None
        self._image = QImage()
        self._frame = SpotFrame(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setWhatsThis(HOW)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_chart(self, chart: Chart, painted: Pixels | None = None) -> None:
        """Show a chart and name it by its title and summary.

        Args:
            chart: the chart.
            painted: it, painted for this screen; without it that is done here.
        """
        self._chart = chart
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(chart.description)
        ratio = self.devicePixelRatioF()
        if painted is None or painted.ratio != ratio:
            painted = pixels(chart, ratio)
        self._image = image_of(painted)
        key = self._here.key if self._here else None
        self._here = next((spot for spot in chart.hotspots if spot.key == key), None)
        self.updateGeometry()
        self._take_height()
        self._place_frame()
        self.update()

    def image(self) -> QImage:
        """Return the picture, to copy."""
        return self._image

    @property
    def here(self) -> Hotspot | None:
        """The part that the keyboard has come to."""
        return self._here

    def _place(self) -> QRectF:
        """Return where the picture stands: as large as it was drawn, or smaller to fit."""
        size = self._natural()
        if size.isEmpty():
            return QRectF()
        share = min(1.0, self.width() / size.width())
        return QRectF(0, 0, size.width() * share, size.height() * share)

    def _natural(self) -> QSize:
        return QSize(*self._chart.size_px) if self._chart is not None else QSize()

    def _take_height(self) -> None:
        """Hold the height: a page whose tables still grow would squash the picture for a frame."""
        height = self.heightForWidth(self.width())
        if height:
            self.setFixedHeight(height)

    def _place_frame(self) -> None:
        spot, place = self._here, self._place()
        self._frame.setVisible(spot is not None and self.hasFocus())
        if spot is not None:
            left, top = spot.left * place.width(), spot.top * place.height()
            right, bottom = spot.right * place.width(), spot.bottom * place.height()
            around = QRect(round(left), round(top), round(right - left), round(bottom - top))
            self._frame.setGeometry(around.adjusted(-4, -2, 4, 2).intersected(self.rect()))
            self._frame.raise_()

    def sizeHint(self) -> QSize:
        """Ask for the size the chart was drawn at."""
        return self._natural()

    def hasHeightForWidth(self) -> bool:
        """Tell that a narrower picture is lower."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at a width, in pixels."""
        size = self._natural()
        if size.isEmpty():
            return 0
        return round(size.height() * min(1.0, width / size.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture."""
        if not self._image.isNull():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self._place(), self._image)

    def changeEvent(self, event: QEvent) -> None:
        """Draw again for a screen of another density."""
        super().changeEvent(event)
        is_new_density = event.type() is QEvent.Type.DevicePixelRatioChange
        if is_new_density and self._chart is not None:
            self.show_chart(self._chart)

    def _shares(self, at: QPointF) -> tuple[float, float]:
        place = self._place()
        return at.x() / max(place.width(), 1), at.y() / max(place.height(), 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the part of the picture that was pressed."""
        spot = self._chart.at(*self._shares(event.position())) if self._chart else None
        if spot is not None and event.button() is Qt.MouseButton.LeftButton:
            self.region_chosen.emit(spot.key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what stands under the pointer."""
        spot = self._chart.at(*self._shares(event.position())) if self._chart else None
        shape = Qt.CursorShape.PointingHandCursor if spot else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        if spot is not None:
            QToolTip.showText(event.globalPosition().toPoint(), plain_tip(spot.words), self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the parts with the arrow keys, open one on Enter, show the table on T."""
        key, plain = (
            Qt.Key(event.key()),
            not (event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier),
        )
        spots = self._chart.hotspots if self._chart is not None else ()
        if plain and key == Qt.Key.Key_T:
            self.table_asked.emit()
        elif plain and spots and key in _WAYS:
            self._reach(next_spot(spots, self._here, _WAYS[key]))
        elif plain and spots and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._reach(spots[0 if key == Qt.Key.Key_Home else -1])
        elif plain and self._here and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.region_chosen.emit(self._here.key)
        else:
            super().keyPressEvent(event)

    def _reach(self, spot: Hotspot | None) -> None:
        if spot is None or spot == self._here:
            return
        self._here = spot
        self._place_frame()
        announce(self, spot.words)
        self.spot_reached.emit(self._frame)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show again where the keyboard was."""
        super().focusInEvent(event)
        self._place_frame()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Put the ring away; the place is kept."""
        super().focusOutEvent(event)
        self._frame.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height the width asks for, and keep the ring where its part is."""
        super().resizeEvent(event)
        self._take_height()
        self._place_frame()


def image_of(painted: Pixels) -> QImage:
    """Return a painted chart as an image for a screen of its density."""
    image = QImage(
        painted.rgba,
        painted.width,
        painted.height,
        painted.width * 4,
        QImage.Format.Format_RGBA8888,
    ).copy()
    image.setDevicePixelRatio(painted.ratio)
    return image


def plain_tip(words: str) -> str:
    """Return words for a tool tip, which would otherwise be read as rich text."""
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<span>{escaped}</span>"
