"""Line icons, drawn in the colour of the words beside them.

An icon never stands without a word, so nothing here has a name for screen readers.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPixmap

from stocktake.paths import shipped

ICON_PIXELS = 20
"""Side of an icon at 100% text."""

_CURRENT = b"currentColor"


@cache
def _drawing(name: str) -> bytes:
    return (shipped("resources") / "icons" / f"{name}.svg").read_bytes()


@cache
def _image(name: str, colour: str, pixels: int) -> QImage:
    # The reader of SVG takes its size from the drawing's own width and height.
    text = _drawing(name).replace(_CURRENT, colour.encode())
    text = text.replace(b'width="20" height="20"', b'width="%d" height="%d"' % (pixels, pixels), 1)
    return QImage.fromData(text)


def pixmap(name: str, colour: QColor, pixels: int, ratio: float = 1.0) -> QPixmap:
    """Draw an icon ``pixels`` wide for a screen with this many device pixels to the pixel."""
    side = round(pixels * ratio)
    drawn = QPixmap.fromImage(_image(name, colour.name(), side))
    drawn.setDevicePixelRatio(ratio)
    return drawn


def icon(name: str, colour: QColor) -> QIcon:
    """Make an icon sharp from 80% text to 200% text on a screen of twice the density."""
    made = QIcon()
    for side in (16, 20, 24, 32, 40, 80):
        made.addPixmap(QPixmap.fromImage(_image(name, colour.name(), side)), QIcon.Mode.Normal)
    return made


def size(text_factor: float) -> QSize:
    """Return the size of an icon beside text of this size."""
    side = round(ICON_PIXELS * text_factor)
    return QSize(side, side)
