"""The contents of the help: its pages under their headings, or those that were found."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.ui.help.topics import GROUPS, found, topics
from stocktake.ui.look import SPACE_FIELD
from stocktake.ui.widgets.labels import Hint, Words
from stocktake.ui.widgets.link_list import Link, LinkList
from stocktake.ui.widgets.search_box import SearchBox

_HERE = "Shown"


class HelpContents(QWidget):
    """A line to search with and the pages under it.

    Attributes:
        search: words; Enter opens the first page found.

    Signals:
        chosen: the name of a page.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._here = ""
        self.search = SearchBox("Search the help")
        self._groups = [(Hint(title), LinkList(f"Help: {title}")) for title, _ in GROUPS]
        self._hits = LinkList("Pages found")
        self._none = Words("No page has all these words. Try fewer, or the first letters of one.")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_FIELD)
        column.addWidget(self.search)
        column.addWidget(self._none)
        column.addWidget(self._hits)
        for heading, links in self._groups:
            column.addWidget(heading)
            column.addWidget(links)
            links.opened.connect(self._on_links_opened)
        self._hits.opened.connect(self._on_links_opened)
        self.search.searched.connect(self._on_searched)
        self.search.next_asked.connect(self._on_next_asked)
        self._show_all()

    def set_here(self, name: str) -> None:
        """Mark the page that is shown, silently."""
        self._here = name
        self._on_searched(self.search.text())

    def links(self) -> tuple[Link, ...]:
        """The pages listed now, in order."""
        lists = [self._hits] if not self._hits.isHidden() else [each for _, each in self._groups]
        return tuple(link for each in lists if not each.isHidden() for link in each.links())

    def _link(self, name: str, title: str, line: str) -> Link:
        return Link(title, line, _HERE if name == self._here else "", key=(name,))

    def _show_all(self) -> None:
        self._none.hide()
        self._hits.hide()
        for heading, links in self._groups:
            heading.show()
            links.show()
            of_group = [each for each in topics() if each.group == heading.text()]
            links.show_links([self._link(each.name, each.title, "") for each in of_group])

    @Slot(str)
    def _on_searched(self, words: str) -> None:
        if not words.strip():
            self._show_all()
            return
        hits = found(words)
        self._hits.show_links([self._link(each.name, each.title, line) for each, line in hits])
        self._hits.setVisible(bool(hits))
        self._none.setVisible(not hits)
        for heading, links in self._groups:
            heading.hide()
            links.hide()

    @Slot(bool)
    def _on_next_asked(self, backwards: bool) -> None:
        self._on_searched(self.search.text())
        if self.links():
            self.chosen.emit(self.links()[0].key[0])

    @Slot(tuple)
    def _on_links_opened(self, key: tuple[str, ...]) -> None:
        self.chosen.emit(key[0])
