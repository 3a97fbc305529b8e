"""About: the version, whose copy it is, the forms, papers for IT, and every licence."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout

from stocktake import __version__
from stocktake.tasks.licences import Library, forms, libraries, licence_text, own_licence
from stocktake.ui.desk import Desk
from stocktake.ui.help.brand_card import brand_part
from stocktake.ui.help.papers_part import PapersPart
from stocktake.ui.models.figures import FigureColumn
from stocktake.ui.models.wrapped_rows import WrappedRow, WrappedRows
from stocktake.ui.page import Page
from stocktake.ui.theme import scaled
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Heading, Hint, Words
from stocktake.ui.widgets.wide_column import WideColumn
from stocktake.ui.widgets.wrapped_table import WrappedTable

FORM_COLUMNS = tuple(FigureColumn(each) for each in ("Form", "Version", "Publisher", "Fingerprint"))
LIBRARY_COLUMNS = tuple(FigureColumn(each) for each in ("Library", "Version", "Licence"))
OWN_FORM = "Stocktake"
SHOWN_OF_HASH = 16
"""Characters of a form's SHA-256 that are shown; enough to tell two forms apart."""
TEXT_HEIGHT = 320
"""Pixels of the text of a licence, at 100% text."""


class AboutPage(Page):
    """Read only; pressing a library shows its whole licence.

    Attributes:
        libraries: the table of what the program is made of.
        papers: the papers for IT and the federation.
        licence: the whole text of one licence, or of a paper.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__("About Stocktake")
        self._found: tuple[Library, ...] = ()
        self.heading = Heading("About Stocktake", "title")
        self._forms = WrappedRows(FORM_COLUMNS, self)
        self._rows = WrappedRows(LIBRARY_COLUMNS, self)
        forms_table = WrappedTable("Forms")
        forms_table.setModel(self._forms)
        self.libraries = WrappedTable("Libraries", opens=True)
        self.libraries.setModel(self._rows)
        self.papers = PapersPart(desk)
        self._licence_of = Heading("Licence of Stocktake")
        self.licence = QPlainTextEdit()
        self.licence.setReadOnly(True)
        self.licence.setTabChangesFocus(True)
        self._new = PlainButton("What is new")
        self._own = PlainButton("Licence of Stocktake")
        buttons = FlowRow()
        buttons.addWidget(self._new)
        buttons.addWidget(self._own)
        self._scroll = WideColumn()
        branding = brand_part(desk.brand)
        for widget in (
            self.heading,
            Words(f"Version {__version__}. Free to use, to copy and to change."),
            Words("A stocktake and five-year plan for general practice in England. Not an NHS "
                  "product, and not endorsed by NHS England."),
            buttons,
            *((branding,) if branding is not None else ()),
            Heading("Forms"),
            Hint("A form with the same fingerprint asks exactly the same."),
            forms_table,
            self.papers,
            Heading("Made with"),
            Hint("Press a library to read its licence in full below."),
            self.libraries,
            self._licence_of,
            self.licence,
        ):  # fmt: skip
            self._scroll.add_layout(self._scroll.narrowed(widget))
        self._scroll.column.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)
        self.libraries.opened.connect(self._on_libraries_opened)
        self.papers.asked.connect(self._on_papers_asked)
        self._new.clicked.connect(self._on_new_clicked)
        self._own.clicked.connect(self._on_own_clicked)
        self._show("Licence of Stocktake", own_licence())

    def refresh(self) -> None:
        """Gather versions and licences the first time."""
        self.licence.setFixedHeight(scaled(TEXT_HEIGHT))
        if self._found:
            return
        self._found = libraries()
        self._rows.set_rows(
            [WrappedRow((each.name, each.version or "–", each.licence)) for each in self._found]
        )
        self._forms.set_rows(
            [
                WrappedRow(
                    (
                        each.title,
                        each.version,
                        each.publisher or OWN_FORM,
                        each.hash[:SHOWN_OF_HASH],
                    )
                )
                for each in forms()
            ]
        )

    def _show(self, title: str, text: str) -> None:
        self._licence_of.set_words(title)
        self.licence.setAccessibleName(title)
        self.licence.setPlainText(text)

    def _go_to(self, title: str, text: str) -> None:
        self._show(title, text)
        self._scroll.bring_to_top(self._licence_of)
        self.licence.setFocus()

    @Slot(int)
    def _on_libraries_opened(self, row: int) -> None:
        name = self._found[row].name
        self._go_to(f"Licence of {name}", licence_text(name))

    @Slot(str, str)
    def _on_papers_asked(self, title: str, text: str) -> None:
        self._go_to(title, text)

    @Slot()
    def _on_own_clicked(self) -> None:
        self._go_to("Licence of Stocktake", own_licence())

    @Slot()
    def _on_new_clicked(self) -> None:
        self.page_asked.emit("help", {"topic": "whats_new"})
