"""Help: every page of it in the program, searchable, with nothing fetched from anywhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from stocktake.ui.desk import Desk
from stocktake.ui.help.contents import HelpContents
from stocktake.ui.help.help_text import HelpText, print_help
from stocktake.ui.help.key_lines import MARKER, keys_in_markdown
from stocktake.ui.help.topics import FIRST, help_for, topic
from stocktake.ui.look import MEASURE, SPACE_BLOCK, SPACE_FIELD, SPACE_PAGE
from stocktake.ui.page import Page
from stocktake.ui.theme import scaled
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.collapsible import Collapsible
from stocktake.ui.widgets.labels import Heading, Words
from stocktake.ui.widgets.scroll_column import ScrollColumn, measure_of

CONTENTS_WIDTH = 300
"""Pixels at 100% text."""
ABOUT_PROBLEMS = "problems"
"""The page of the help that says whom to ask."""
BESIDE_FROM = 860
"""Pixels of page, at 100% text, from which the contents stand beside the words."""


class HelpPage(Page):
    """Contents at the left, the page asked for at the right; narrow, the contents fold away.

    Attributes:
        contents: the pages, and the line to search with.
        text: the page shown.
        whom: whom the federation says to ask, over the page about what goes wrong.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__("Help")
        self._name = FIRST
        self.heading = Heading("", "title")
        self.contents = HelpContents()
        self.text = HelpText()
        self.whom = Words(_whom(desk))
        self._print = PlainButton("Print this page", "print")
        self._scroll = ScrollColumn(is_wide=True)
        self._scroll.add(self.contents)
        self._scroll.column.addStretch()
        self._folded = QWidget()
        self._inside = QVBoxLayout(self._folded)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._fold = Collapsible("All pages of the help", self._folded)
        self._fold.setContentsMargins(SPACE_PAGE, SPACE_BLOCK, SPACE_PAGE, 0)
        self._is_beside: bool | None = None
        self._lay_out()
        self.contents.chosen.connect(self._on_contents_chosen)
        self.text.asked.connect(self._on_text_asked)
        self._print.clicked.connect(self._on_print_clicked)
        self.show_topic(self._name)

    def _lay_out(self) -> None:
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(SPACE_PAGE, SPACE_PAGE, SPACE_PAGE, SPACE_BLOCK)
        column.setSpacing(SPACE_FIELD)
        column.addWidget(self.heading or QWidget())
        column.addWidget(self.whom)
        column.addWidget(self.text, 1)
        column.addWidget(self._print)
        self._place = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._place.setContentsMargins(0, 0, 0, 0)
        self._place.setSpacing(0)
        self._place.addWidget(self._fold)
        self._place.addWidget(words, 1)

    def refresh(self) -> None:
        """Show the page again, with the keys as they are now."""
        self.show_topic(self._name)

    def go_to(self, place: Mapping[str, Any]) -> None:
        """Open a page of the help by name, or the one about a page of the window."""
        name, heading = str(place.get("topic") or ""), str(place.get("heading") or "")
        if not name:
            name, heading = help_for(str(place.get("page") or ""), str(place.get("part") or ""))
        if name:
            self.show_topic(name, heading)

    def show_topic(self, name: str, heading: str = "") -> None:
        """Show a page from its top, or from a heading on it."""
        shown = topic(name)
        self._name = shown.name
        self.title = f"Help: {shown.title}"
        self.title_changed.emit(self.title)
        if self.heading is not None:
            self.heading.set_words(shown.title)
        self.text.show_page(shown.title, self._markdown())
        self.contents.set_here(shown.name)
        self.whom.setVisible(shown.name == ABOUT_PROBLEMS and bool(self.whom.text()))
        if heading:
            self.text.go_to_heading(heading)

    def _markdown(self) -> str:
        text = topic(self._name).text
        return text.replace(MARKER, keys_in_markdown()) if MARKER in text else text

    def panes(self) -> tuple[QWidget, ...]:
        """Return the contents and the words."""
        return (self._fold, self.contents, self.text)

    def escape(self) -> None:
        """Fold the contents away again, where they were unfolded over the words."""
        if not self._is_beside and self._fold.is_open:
            self._fold.set_open(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand the contents beside the words, or fold them away over them."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size and the colours."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self._arrange()
            self.text.redraw()

    def _arrange(self) -> None:
        is_beside = self.width() >= scaled(BESIDE_FROM)
        self.text.setMaximumWidth(measure_of(self.text) + scaled(MEASURE))
        if is_beside != self._is_beside:
            self._is_beside = is_beside
            way = QBoxLayout.Direction
            self._place.setDirection(way.LeftToRight if is_beside else way.TopToBottom)
            if is_beside:
                self._place.insertWidget(1, self._scroll)
            else:
                self._inside.addWidget(self._scroll)
            self._fold.setVisible(not is_beside)
            self._scroll.show()
        if is_beside:
            self._scroll.setFixedSize(scaled(CONTENTS_WIDTH), self.height())
        else:
            self._scroll.setFixedSize(self.width() - 2 * SPACE_PAGE, self.height() // 2)

    @Slot(str)
    def _on_contents_chosen(self, name: str) -> None:
        self.show_topic(name)
        self.escape()
        self.text.setFocus()

    @Slot(str, str)
    def _on_text_asked(self, name: str, heading: str) -> None:
        self.show_topic(name or self._name, heading)

    @Slot()
    def _on_print_clicked(self) -> None:
        printer = QPrinter()
        dialog = QPrintDialog(printer, self)
        if dialog.exec():
            print_help(printer, topic(self._name).title, self._markdown())
        dialog.deleteLater()


def _whom(desk: Desk) -> str:
    """Whom to ask, as the branding pack says; empty where it says nothing."""
    brand = desk.brand.brand
    if brand is None or not brand.contact:
        return ""
    return "\n".join((f"Whom to ask: {brand.name}", *brand.contact))
