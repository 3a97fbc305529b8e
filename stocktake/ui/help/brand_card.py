"""Whose copy of the program this is: the federation's logo and name, whom to ask, its pack."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from stocktake.phrases import counted, listed
from stocktake.settings import described
from stocktake.tasks.brand import Brand
from stocktake.tasks.brand_files import read_within
from stocktake.tasks.brand_in_use import BrandInUse
from stocktake.tasks.brand_logo import MOST_BYTES
from stocktake.ui.drawing import rounded
from stocktake.ui.look import SPACE_FIELD
from stocktake.ui.theme import scaled
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.labels import Heading, Hint, Words

LOGO_BOX = QSize(240, 72)
"""Pixels at 100% text that a logo may take, without the white ground round it."""
SMALL_BOX = QSize(160, 36)
"""The same, on the first page."""
MOST_SAID = 5
"""Things wrong with a pack that are listed; the command line lists them all."""


class Logo(QWidget):
    """Paints a logo on white, for which logos are made, in the dark too."""

    def __init__(self, data: bytes, name: str, box: QSize = LOGO_BOX) -> None:
        super().__init__()
        self._data = data
        self._box = box
        self.setAccessibleName(f"Logo of {name}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Ask for the logo's size and the ground round it."""
        room = 2 * SPACE_FIELD
        return self._fitted() + QSize(room, room)

    def _fitted(self) -> QSize:
        box = QSize(scaled(self._box.width()), scaled(self._box.height()))
        own = _size(self._data)
        size = own if own.isValid() and not own.isEmpty() else box
        return size.scaled(box, Qt.AspectRatioMode.KeepAspectRatio)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the logo in the middle of it."""
        painter = QPainter(self)
        white = QColor("#ffffff")
        rounded(painter, self.rect(), white, white)
        drawn = _drawn(self._data, self._fitted() * self.devicePixelRatioF())
        drawn.setDevicePixelRatio(self.devicePixelRatioF())
        painter.drawImage(SPACE_FIELD, SPACE_FIELD, drawn)


def _size(data: bytes) -> QSize:
    """What size a picture says it has."""
    buffer = _opened(data)
    return QImageReader(buffer).size()


def _drawn(data: bytes, size: QSize) -> QImage:
    # The buffer has a name, because the reader does not keep it.
    buffer = _opened(data)
    reader = QImageReader(buffer)
    reader.setScaledSize(size)
    return reader.read()


def _opened(data: bytes) -> QBuffer:
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    return buffer


class BrandCard(Card):
    """What a branding pack says of itself, as plain text."""

    def __init__(self, brand: Brand) -> None:
        super().__init__()
        logo = _logo(brand)
        if logo is not None:
            self.add(logo)
        self.add(Heading(brand.name))
        if brand.contact:
            self.add(Words("Whom to ask", "strong"))
            self.add(Words("\n".join(brand.contact)))
        self.add(Hint(" ".join(_brings(brand))))
        self.add(Hint("Fingerprint of the branding pack (SHA-256)"))
        self.add(Words(_in_groups(brand.sha256)))


class BrandLine(QWidget):
    """Whose copy of the program this is, in one line for the first page."""

    def __init__(self, brand: Brand) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_FIELD)
        logo = _logo(brand, SMALL_BOX)
        if logo is not None:
            row.addWidget(logo)
        row.addWidget(Hint(f"From {brand.name}"), 1)


def _logo(brand: Brand, box: QSize = LOGO_BOX) -> Logo | None:
    if brand.logo is None:
        return None
    try:
        data = read_within(brand.logo, MOST_BYTES)
    except OSError:
        return None
    return Logo(data, brand.name, box) if data else None


def _in_groups(sha256: str) -> str:
    """A fingerprint in groups of eight, so that it wraps and can be read over the telephone."""
    return " ".join(sha256[at : at + 8] for at in range(0, len(sha256), 8))


def _brings(brand: Brand) -> list[str]:
    """What the pack changes, in sentences."""
    said = []
    if brand.forms:
        said.append(f"It brings {counted(len(brand.forms), 'form')}, under “More forms” on Home.")
    if brand.prefill is not None:
        said.append("It brings published figures of the area.")
    labels = [d.label for name, d in described() if name in brand.given.locked]
    if labels:
        said.append(f"Settings that cannot be changed here: {listed(labels)}.")
    return said or ["It changes no settings and brings no forms."]


class BrokenBrandCard(Card):
    """Why the pack that lies there is not in use."""

    def __init__(self, in_use: BrandInUse) -> None:
        super().__init__()
        shown = [str(each) for each in in_use.problems[:MOST_SAID]]
        more = len(in_use.problems) - len(shown)
        self.add(Words("The branding pack is not in use", "strong", "attention"))
        self.add(Hint(f"It lies in {in_use.folder}."))
        for line in (*shown, *([f"And {counted(more, 'thing')} more."] if more else [])):
            self.add(Words(line))


def brand_part(in_use: BrandInUse) -> QWidget | None:
    """What to show about the branding pack; None where none lies anywhere."""
    if in_use.brand is not None:
        return BrandCard(in_use.brand)
    return BrokenBrandCard(in_use) if in_use.problems else None
