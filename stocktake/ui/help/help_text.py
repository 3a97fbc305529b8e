"""A page of the help as it is read and as it is printed. It opens nothing but other help pages.

A text document left to itself opens the pictures and network folders that a text names, so every
request for one is answered with a blank dot (design/reliability.md 3.7).
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextList,
    QTextListFormat,
    QTextTable,
)
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from stocktake.ui.help.topics import slug
from stocktake.ui.look import LIGHT, TYPE_SCALE, TypeStep
from stocktake.ui.theme import font_of, look

HEADINGS: dict[int, TypeStep] = {1: "title", 2: "section", 3: "strong"}
"""The step of the type scale for each depth of heading."""

_MARKDOWN = (
    QTextDocument.MarkdownFeature.MarkdownDialectGitHub
    | QTextDocument.MarkdownFeature.MarkdownNoHTML
)
_LINE_HEIGHT = 125.0
"""Per cent of a line's own height."""


class HelpDocument(QTextDocument):
    """A document that shows its words and opens nothing."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Give a blank dot for whatever a text might name."""
        return blank_dot()


def blank_dot() -> QImage:
    """Anything less than a picture, and Qt would look for one itself."""
    dot = QImage(1, 1, QImage.Format.Format_ARGB32)
    dot.fill(Qt.GlobalColor.transparent)
    return dot


def write_help(document: QTextDocument, markdown: str, body: QFont, link: str) -> None:
    """Set a page of the help in the type scale.

    Args:
        document: what it is written into.
        markdown: the text; HTML in it is shown as it stands.
        body: the font of ordinary words; headings are as much larger as everywhere.
        link: the colour of links, as #RRGGBB.
    """
    document.setDefaultFont(body)
    document.setMarkdown(markdown, _MARKDOWN)
    block = document.begin()
    while block.isValid():
        _set_block(block, body)
        _set_links(block, QColor(link))
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _set_table(frame)


def _set_block(block: QTextBlock, body: QFont) -> None:
    depth = block.blockFormat().headingLevel()
    cursor = QTextCursor(block)
    form = QTextBlockFormat()
    form.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    is_in_table = cursor.currentTable() is not None
    if depth:
        form.setTopMargin(body.pointSizeF() * 2.2)
        form.setBottomMargin(body.pointSizeF() * 0.6)
    else:
        form.setTopMargin(0)
        form.setBottomMargin(0 if is_in_table else body.pointSizeF() * _room_below(block))
    cursor.mergeBlockFormat(form)
    if depth:
        points, weight = TYPE_SCALE[HEADINGS.get(depth, "strong")]
        letters = QTextCharFormat()
        letters.setFontPointSize(points * body.pointSizeF() / TYPE_SCALE["body"][0])
        letters.setFontWeight(weight)
        cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
        cursor.mergeCharFormat(letters)


def _room_below(block: QTextBlock) -> float:
    """Ems under a paragraph; the points of one list stand closer to each other."""
    points: QTextList | None = block.textList()
    if points is None:
        return 0.9
    if points.format().style() is QTextListFormat.Style.ListCircle:
        form = points.format()
        form.setStyle(QTextListFormat.Style.ListDisc)
        points.setFormat(form)
    return 0.4 if block.next().textList() is not None else 0.9


def _set_links(block: QTextBlock, colour: QColor) -> None:
    spans = []
    at = block.begin()
    while not at.atEnd():
        fragment = at.fragment()
        if fragment.charFormat().isAnchor():
            spans.append((fragment.position(), fragment.length()))
        at += 1
    cursor = QTextCursor(block)
    letters = QTextCharFormat()
    letters.setForeground(colour)
    letters.setFontUnderline(True)
    for position, length in spans:
        cursor.setPosition(position)
        cursor.setPosition(position + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(letters)


def _set_table(table: QTextTable) -> None:
    form = table.format()
    form.setBorder(0)
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_None)
    form.setCellPadding(5)
    form.setCellSpacing(0)
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    form.setColumnWidthConstraints(
        [QTextLength(QTextLength.Type.PercentageLength, each) for each in (32, 68)]
    )
    table.setFormat(form)


def print_help(printer: QPrinter, title: str, markdown: str) -> None:
    """Print a page of the help, dark on white at the ordinary size."""
    document = HelpDocument()
    body = QFont(font_of("body"))
    body.setPointSizeF(TYPE_SCALE["body"][0])
    write_help(document, f"# {title}\n\n{markdown}", body, LIGHT.text)
    document.setMetaInformation(QTextDocument.MetaInformation.DocumentTitle, title)
    document.print_(printer)


class HelpText(QTextBrowser):
    """Shows one page; links to others are asked for and never followed by themselves.

    Signals:
        asked: (page of the help, heading in it), by a link.
    """

    asked = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._markdown = ""
        self.setDocument(HelpDocument(self))
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(4)
        self.anchorClicked.connect(self._on_anchor_clicked)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Give a blank dot for whatever a text might name."""
        return blank_dot()

    def show_page(self, title: str, markdown: str) -> None:
        """Show a page from its top."""
        self._markdown = markdown
        self.setAccessibleName(f"Help: {title}")
        self.redraw()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)

    @Slot()
    def redraw(self) -> None:
        """Set the page again; call it when the look or the text size has changed."""
        where = self.verticalScrollBar().value()
        write_help(self.document(), self._markdown, font_of("body"), look().accent)
        self.verticalScrollBar().setValue(where)

    def go_to_heading(self, name: str) -> bool:
        """Bring a heading to the top, named as in a link; tells whether it is there."""
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and slug(block.text()) == name:
                self.setTextCursor(QTextCursor(block))
                top = self.document().documentLayout().blockBoundingRect(block).top()
                self.verticalScrollBar().setValue(round(top))
                return True
            block = block.next()
        return False

    @Slot(QUrl)
    def _on_anchor_clicked(self, link: QUrl) -> None:
        name = link.path().removesuffix(".md")
        if not link.scheme() and not link.host() and "/" not in name:
            self.asked.emit(name, link.fragment())
