"""Asks for the practice's code, where it has none: looked up in a pack, or typed."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from stocktake.opendata.look_up import Register
from stocktake.opendata.pack import Pack
from stocktake.questionnaire.codes import is_published_code
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.labels import Heading, Hint, Words
from stocktake.ui.widgets.link_list import Link, LinkList
from stocktake.ui.widgets.search_box import SearchBox

ASKS = (
    "Published figures are found by the practice code (ODS): one letter and five digits, such as "
    "A81001. This practice has none yet."
)
SEARCH = "Practice code, or its name or postcode where a pack was added"
USE = "Use this code"


class CodeCard(Card):
    """Hidden once the practice has a code.

    Signals:
        code_given: the code to use.
    """

    code_given = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._register: Register | None = None
        self.search = SearchBox(SEARCH)
        self.found = LinkList("Practices found")
        self.use = PlainButton(USE)
        self._refused = Words("", "body", "problem")
        self._refused.hide()
        self.add(Heading("Which practice is this?"))
        self.add(Words(ASKS))
        self.add(Hint(f"{SEARCH}."))
        for widget in (self.search, self._refused, self.found, self.use):
            self.add(widget)
        self.hide()
        self.search.searched.connect(self._on_searched)
        self.search.next_asked.connect(self._on_use_clicked)
        self.found.opened.connect(self._on_found_opened)
        self.use.clicked.connect(self._on_use_clicked)

    def show_packs(self, packs: tuple[Pack, ...]) -> None:
        """Look practices up in the last pack that was added."""
        self._register = Register(packs[-1]) if packs else None

    def refuse(self, words: str) -> None:
        """Say why a code cannot be used."""
        self._refused.setText(words)
        self._refused.show()
        self.search.setFocus()

    @Slot(str)
    def _on_searched(self, words: str) -> None:
        self._refused.hide()
        found = self._register.find(words) if self._register else ()
        self.found.show_links([Link(each.line, each.note, key=(each.code,)) for each in found])

    @Slot(tuple)
    def _on_found_opened(self, key: tuple[str, ...]) -> None:
        self.code_given.emit(key[0])

    @Slot()
    def _on_use_clicked(self) -> None:
        code = self.search.text().strip().upper()
        if is_published_code(code):
            self.code_given.emit(code)
        else:
            self.refuse("Type the whole code: one letter and five digits, such as A81001.")
