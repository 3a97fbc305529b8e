"""Documents on paper: laid out by Qt as PDF, or for a printer.

What is laid out came from answers, so nothing outside the document can be opened through it: its
pictures are handed out by name and everything else is a blank dot. A ``QTextDocument`` left to
itself opens files and network shares that a text names (design/reliability.md 3.7).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPaintDevice,
    QPainter,
    QPalette,
    QPdfWriter,
    QPicture,
    QTextCursor,
    QTextDocument,
)

from stocktake.documents.blocks import Document, clean
from stocktake.documents.html import WebPage, to_html
from stocktake.documents.type_scale import FONT, MARGIN_CM, MARK, MUTED, scale_of
from stocktake.documents.word_margins import margin_words
from stocktake.errors import StocktakeError
from stocktake.ui.page_breaks import break_pages

DOTS_PER_INCH = 1200
"""Of the PDF; a fine grid, so that letters stand where they should."""

LIST_INDENT_PX = 20
"""How far the points of a list stand in."""

_MILLIMETRES = QMarginsF(*(MARGIN_CM * 10,) * 4)
POINTS_PER_INCH, CM_PER_INCH, PIXELS_PER_INCH = 72, 2.54, 96
SMALLER = (1.0, 0.96, 0.92, 0.88)

Report = Callable[[int, int, str], None]


class PaperDocument(QTextDocument):
    """A document that shows its own pictures and opens nothing else, whatever its text names."""

    def __init__(self, page: WebPage) -> None:
        super().__init__()
        self._pictures = {name: QImage.fromData(png) for name, png in page.pictures.items()}
        self.setDocumentMargin(0)
        self.setIndentWidth(LIST_INDENT_PX)
        self.setHtml(page.html)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Give one of the document's pictures; a blank dot in place of anything else."""
        return (
            self._pictures.get(name if isinstance(name, str) else name.toString()) or _blank_dot()
        )


def _blank_dot() -> QImage:
    """Anything less than a picture, and Qt would look for one itself."""
    dot = QImage(1, 1, QImage.Format.Format_ARGB32)
    dot.fill(Qt.GlobalColor.transparent)
    return dot


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One document laid out for one device; lengths in the device's dots."""

    paper: PaperDocument
    document: Document
    width: float
    height: float
    margin: float

    @property
    def pages(self) -> int:
        return self.paper.pageCount()


def to_pdf(
    document: Document, stop: threading.Event | None = None, report: Report | None = None
) -> bytes:
    """Lay a document out as the bytes of a PDF file.

    It makes and drops every Qt object it uses, so it may run as a job.

    Args:
        document: what to print.
        stop: looked at between pages.
        report: told how many pages are done.

    Raises:
        StocktakeError: ``printing_stopped``.
    """
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DOTS_PER_INCH)
    writer.setTitle(clean(document.file_title))
    writer.setCreator("Stocktake")
    print_on(writer, document, stop, report)
    buffer.close()
    return bytes(held.data())


def print_on(
    device: QPagedPaintDevice,
    document: Document,
    stop: threading.Event | None = None,
    report: Report | None = None,
) -> None:
    """Print a document on A4, whatever the device; arguments as for ``to_pdf``.

    Raises:
        StocktakeError: ``printing_stopped``.
    """
    set_page(device)
    sheet = _laid_out(device, document)
    painter = QPainter(device)
    try:
        for number in _page_numbers(sheet, stop, report):
            if number > 1:
                device.newPage()
            _print_page(painter, sheet, number)
    finally:
        painter.end()


def set_page(device: QPagedPaintDevice) -> None:
    """Have a device print on A4 with the margins of every document."""
    device.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            _MILLIMETRES,
            QPageLayout.Unit.Millimeter,
        )
    )


class Leaf(QPicture):
    """One page as it prints, kept as what is drawn on it, in dots of the PDF's fine grid."""

    def metric(self, metric: QPaintDevice.PaintDeviceMetric) -> int:
        """Be as fine as the PDF, so that letters stand where they stand there."""
        return DOTS_PER_INCH if metric in _RESOLUTIONS else super().metric(metric)

    def print_with(self, painter: QPainter) -> None:
        """Draw the page on whatever a painter paints on."""
        painter.save()
        # A picture is drawn as if its dots were those of a screen.
        dots = QPicture().logicalDpiX() / DOTS_PER_INCH
        painter.scale(dots, dots)
        painter.drawPicture(0, 0, self)
        painter.restore()


_RESOLUTIONS = frozenset(
    {
        QPaintDevice.PaintDeviceMetric.PdmDpiX,
        QPaintDevice.PaintDeviceMetric.PdmDpiY,
        QPaintDevice.PaintDeviceMetric.PdmPhysicalDpiX,
        QPaintDevice.PaintDeviceMetric.PdmPhysicalDpiY,
    }
)


@dataclass(frozen=True, slots=True)
class Leaves:
    """The pages of a document, ready to be shown and printed, and what it is called."""

    title: str
    pages: tuple[Leaf, ...]


def to_leaves(
    document: Document, stop: threading.Event | None = None, report: Report | None = None
) -> Leaves:
    """Lay a document out and draw its pages, all but putting them on paper.

    Like ``to_pdf`` it may run as a job, with the same arguments: of a long document this is what
    takes the time.

    Raises:
        StocktakeError: ``printing_stopped``.
    """
    sheet = _laid_out(Leaf(), document)
    leaves = []
    for number in _page_numbers(sheet, stop, report):
        leaf = Leaf()
        painter = QPainter(leaf)
        try:
            _print_page(painter, sheet, number)
        finally:
            painter.end()
        leaves.append(leaf)
    return Leaves(margin_words(document)[0], tuple(leaves))


def _page_numbers(
    sheet: _Sheet, stop: threading.Event | None, report: Report | None
) -> Iterator[int]:
    """Every page from 1, looking before each whether to stop, and telling after it."""
    for number in range(1, sheet.pages + 1):
        if stop is not None and stop.is_set():
            raise StocktakeError("printing_stopped", "Printing was stopped.", "")
        yield number
        if report is not None:
            report(number, sheet.pages, f"Page {number} of {sheet.pages}")


def _laid_out(device: QPaintDevice, document: Document) -> _Sheet:
    """Lay out a document; one meant for so many pages is set a little smaller until it fits."""
    for factor in SMALLER:
        sheet = _set_in(device, document, factor)
        if not document.most_pages or sheet.pages <= document.most_pages:
            break
    return sheet


def _set_in(device: QPaintDevice, document: Document, factor: float) -> _Sheet:
    dots_per_inch = device.logicalDpiY()
    paper = PaperDocument(to_html(document, factor))
    paper.setDefaultFont(QFont(FONT, round(scale_of(document.is_close_set).body)))
    paper.documentLayout().setPaintDevice(device)
    size = QPageSize(QPageSize.PageSizeId.A4).sizePoints()
    margin = MARGIN_CM / CM_PER_INCH * dots_per_inch
    width = size.width() / POINTS_PER_INCH * dots_per_inch - 2 * margin
    height = size.height() / POINTS_PER_INCH * dots_per_inch - 2 * margin
    _hang(paper, dots_per_inch / PIXELS_PER_INCH)
    paper.setTextWidth(width)
    break_pages(paper, height)
    paper.setPageSize(QSizeF(width, height))
    return _Sheet(paper, document, width, height, margin)


def _hang(paper: QTextDocument, dots_per_pixel: float) -> None:
    """Let the second line of an option stand under its first, and not under its box.

    Qt brings every length to the dots of the device but these two.
    """
    cursor = QTextCursor(paper)
    cursor.beginEditBlock()
    block = paper.firstBlock()
    while block.isValid():
        style = block.blockFormat()
        if style.textIndent():
            style.setLeftMargin(style.leftMargin() * dots_per_pixel)
            style.setTextIndent(style.textIndent() * dots_per_pixel)
            cursor.setPosition(block.position())
            cursor.setBlockFormat(style)
        block = block.next()
    cursor.endEditBlock()


def _print_page(painter: QPainter, sheet: _Sheet, number: int) -> None:
    _watermark(painter, sheet)
    _margins(painter, sheet, number)
    painter.save()
    top = (number - 1) * sheet.height
    painter.translate(0, -top)
    view = QRectF(0, top, sheet.width, sheet.height)
    painter.setClipRect(view)
    context = QAbstractTextDocumentLayout.PaintContext()
    context.clip = view
    context.palette.setColor(QPalette.ColorRole.Text, QColor("black"))
    sheet.paper.documentLayout().draw(painter, context)
    painter.restore()


def _margins(painter: QPainter, sheet: _Sheet, number: int) -> None:
    left, right, foot = margin_words(sheet.document)
    painter.save()
    painter.setFont(QFont(FONT, round(scale_of(sheet.document.is_close_set).hint)))
    painter.setPen(QColor(f"#{MUTED}"))
    line = painter.fontMetrics().height()
    half = sheet.margin * 0.55
    for top, words, other in (
        (-half, left, right),
        (sheet.height + half - line, foot, f"Page {number} of {sheet.pages}"),
    ):
        where = QRectF(0, top, sheet.width, line)
        painter.drawText(where, Qt.AlignmentFlag.AlignLeft, words)
        painter.drawText(where, Qt.AlignmentFlag.AlignRight, other)
    painter.restore()


def _watermark(painter: QPainter, sheet: _Sheet) -> None:
    words = sheet.document.about.watermark
    if not words:
        return
    painter.save()
    font = QFont(FONT, 36)
    painter.setFont(font)
    painter.setPen(QColor(f"#{MARK}"))
    painter.translate(sheet.width / 2, sheet.height / 2)
    painter.rotate(-45)
    reach = sheet.height
    where = QRectF(-reach / 2, -reach / 10, reach, reach / 5)
    painter.drawText(where, Qt.AlignmentFlag.AlignCenter, words)
    painter.restore()
