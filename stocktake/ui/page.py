"""What every screen is, and how a screen is plugged into the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.errors import StocktakeError
from stocktake.ui.keymap import keymap
from stocktake.ui.widgets.labels import Heading, Words
from stocktake.ui.widgets.scroll_column import ScrollColumn

MENU = "menu"
"""Name of the property of an action that says which menu it stands in."""


class Page(QWidget):
    """A screen. It never knows the window: it asks by signal and is called from above.

    Attributes:
        heading: takes the focus when the page opens; None leaves the focus where it was put.

    Signals:
        page_asked: (name, place): show another page, at a place that page understands.
        title_changed: the words for the title bar.
    """

    page_asked = Signal(str, dict)
    title_changed = Signal(str)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.heading: Heading | None = None

    def refresh(self) -> None:
        """Show things as they are now; called whenever the page comes to the front."""

    def go_to(self, place: Mapping[str, Any]) -> None:
        """Go to a place on the page, given by whoever asked for it; called after ``refresh``.

        What is given the focus here keeps it; otherwise the heading has it.
        """

    def shows(self, place: Mapping[str, Any]) -> bool:
        """Whether what stands at a place can be seen as it is; an undo then stays on the page."""
        return False

    def place(self) -> Mapping[str, Any]:
        """Where on the page one is, for ``go_to`` to come back to."""
        return {}

    def part(self) -> str:
        """Which part of the page is in front, where the help has a page about each; else empty."""
        return ""

    def leaving(self) -> None:
        """Keep what is half typed; called before another page comes, on save and on closing."""

    def escape(self) -> None:
        """Close what was opened over the page, keeping its text; called on Esc."""

    def panes(self) -> tuple[QWidget, ...]:
        """Return the parts that F6 goes between, in order."""
        return (self,)

    def add_command(
        self, menu: str, words: str, slot: Callable[[], None], keys: str = ""
    ) -> QAction:
        """Add a command that stands in a menu while this page is in front.

        Args:
            menu: title of the menu, such as ``Question``.
            words: what the menu says.
            slot: a bound method decorated ``@Slot()``.
            keys: the usual shortcut, as ``Ctrl+Down``; a person may have chosen another.
        """
        action = QAction(words, self)
        action.setProperty(MENU, menu)
        keymap().join(action, menu, (keys,), is_of_page=True)
        action.triggered.connect(slot)
        self.addAction(action)
        return action

    def focus_first(self) -> None:
        """Put the focus on the heading, so that a screen reader says where one is."""
        target = self.heading or self
        target.setFocus(Qt.FocusReason.OtherFocusReason)


class FailedPage(Page):
    """Stands where a page could not be shown, and says what to do."""

    def __init__(self, title: str, error: Exception) -> None:
        super().__init__(title)
        if isinstance(error, StocktakeError):
            what, how_to_fix = error.what, error.how_to_fix
        else:
            what, how_to_fix = "This page could not be shown.", "The other pages still can."
        column = ScrollColumn()
        self.heading = Heading(what, "title")
        column.add(self.heading)
        column.add(Words(how_to_fix))
        column.column.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(column)


@dataclass(frozen=True, slots=True)
class PageSpec:
    """How a page is known before it is built; it is built when first shown.

    Attributes:
        name: what other pages ask for it by.
        title: what it is called in the navigation.
        factory: builds the page from whatever the program gives every page.
        icon: name of a file in ``resources/icons``.
        is_listed: stands in the navigation; others are reached from a page.
        belongs_to: name of the listed page that stays marked while this one is in front.
        group: the heading it stands under in the navigation; those of a group stand together.
    """

    name: str
    title: str
    factory: Callable[[Any], Page]
    icon: str = ""
    is_listed: bool = True
    belongs_to: str = field(default="")
    group: str = ""
