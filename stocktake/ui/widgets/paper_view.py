"""A document read on screen before it is saved or printed: dark on white, as it will be."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPalette
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from stocktake.documents.html import WebPage
from stocktake.ui.printing import PaperDocument
from stocktake.ui.theme import scaled

HEIGHT = 460
"""Pixels at 100% text: enough to read in, with the buttons still near."""

PAPER, INK = "#FFFFFF", "#1A2430"
MARGIN_PX = 24


class PaperView(QTextEdit):
    """Shows a document; it can be read, selected and copied, and not changed."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paper: PaperDocument | None = None
        self.setReadOnly(True)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._whiten()
        self._set_height()

    def show_page(self, page: WebPage) -> None:
        """Show a document from its beginning."""
        paper = PaperDocument(page)
        paper.setDocumentMargin(MARGIN_PX)
        self.setDocument(paper)
        # The view only points at a document; this keeps it.
        self._paper = paper
        self.verticalScrollBar().setValue(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll with the arrow keys; there is no cursor to move."""
        bar = self.verticalScrollBar()
        steps = {Qt.Key.Key_Down: bar.singleStep(), Qt.Key.Key_Up: -bar.singleStep()}
        step = steps.get(Qt.Key(event.key()))
        if step is None or event.modifiers():
            super().keyPressEvent(event)
        else:
            bar.setValue(bar.value() + step)

    def changeEvent(self, event: QEvent) -> None:
        """Stay white in the dark look, and follow the text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.ApplicationPaletteChange):
            self._whiten()
        if event.type() is QEvent.Type.FontChange:
            self._set_height()

    def _set_height(self) -> None:
        self.setFixedHeight(min(scaled(HEIGHT), 2 * HEIGHT))

    def _whiten(self) -> None:
        wanted = {QPalette.ColorRole.Base: QColor(PAPER), QPalette.ColorRole.Text: QColor(INK)}
        if any(self.palette().color(role) != colour for role, colour in wanted.items()):
            palette = QPalette(self.palette())
            for role, colour in wanted.items():
                palette.setColor(role, colour)
            self.setPalette(palette)
