"""The frame: the pages and how to get about between them. It knows no page by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QByteArray, QSettings, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from stocktake.errors import StocktakeError
from stocktake.ui.announce import announce
from stocktake.ui.menus import Menus
from stocktake.ui.page import FailedPage, Page, PageSpec
from stocktake.ui.panes import focus_next_pane, parts_of
from stocktake.ui.theme import scaled
from stocktake.ui.widgets.navigation import Navigation, Place
from stocktake.ui.widgets.notice import Notice
from stocktake.ui.widgets.saved_label import SavedLabel

SMALLEST = QSize(1024, 640)
"""Pixels; everything works at this size with text at 200%."""
FOLDS_BELOW = 900
"""Pixels of window, at 100% text, under which the navigation folds away."""
_GEOMETRY = "window/geometry"


class MainWindow(QMainWindow):
    """Shows one page at a time, with navigation, menus and a status line.

    Attributes:
        saved: the label that says whether all changes are kept.
        notice: a message over whatever page is in front, in ``bars`` with others like it.

    Signals:
        save_asked: the person pressed Ctrl+S or is leaving.
        page_shown: the name of the page now in front.
        page_failed: an exception that was a fault of the program, for the error report.
        closing: the window is about to close; everything half typed has been handed over.
    """

    save_asked = Signal()
    page_shown = Signal(str)
    page_failed = Signal(object)
    closing = Signal()

    def __init__(
        self, pages: Sequence[PageSpec], context: object, geometry: QSettings | None = None
    ) -> None:
        super().__init__()
        self._specs = {spec.name: spec for spec in pages}
        self._context = context
        self._geometry = geometry
        self._pages: dict[str, Page] = {}
        self._title = "Stocktake"
        self._stack = QStackedWidget()
        listed = [spec for spec in pages if spec.is_listed]
        self._navigation = Navigation([Place(s.name, s.title, s.icon, s.group) for s in listed])
        self.notice = Notice()
        self.saved = SavedLabel()
        self._menus = Menus(self.menuBar())
        self._lay_out()
        self._fill_menus(listed)
        self._connect()
        self.setWindowTitle(self._title)
        self._restore_geometry()

    def _lay_out(self) -> None:
        right = self.bars = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.notice)
        right.addWidget(self._stack, 1)
        middle = QWidget()
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight, middle)
        self._middle.setContentsMargins(0, 0, 0, 0)
        self._middle.setSpacing(0)
        self._middle.addWidget(self._navigation)
        self._middle.addLayout(right, 1)
        self.setCentralWidget(middle)
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().addWidget(self.saved, 1)
        self.setMinimumSize(SMALLEST)

    def _fill_menus(self, listed: Sequence[PageSpec]) -> None:
        add = self._menus.add
        add("File", "Save now", self._on_save_triggered, "Ctrl+S")
        for spec in listed:
            action = add("Go", spec.title, self._on_go_triggered)
            action.setData(spec.name)
        add("Go", "Next part of the window", self._on_next_pane_triggered, "F6")
        add("Go", "Previous part of the window", self._on_previous_pane_triggered, "Shift+F6")

    def _connect(self) -> None:
        self._navigation.page_chosen.connect(self.show_page)

    def add_command(self, menu: str, words: str, slot: Callable[..., None], *keys: str) -> QAction:
        """Add a command that is there on every page, such as opening a file."""
        return self._menus.add(menu, words, slot, *keys)

    def add_menu(self, menu: str, inner: QMenu) -> None:
        """Put a menu of its own into a menu, such as that of the files opened lately."""
        self._menus.add_menu(menu, inner)

    def follow_keys(self) -> None:
        """Show the keys chosen for commands; call it when others have been."""
        self._menus.give_way()

    @property
    def page(self) -> Page | None:
        """The page in front."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    def commands(self) -> dict[str, list[str]]:
        """Return every command now in the menus, by menu."""
        return self._menus.words()

    def set_name(self, name: str) -> None:
        """Say in the title bar what is open."""
        self._title = name
        self._say_title(self.page.title if self.page else "")

    @Slot(str)
    @Slot(str, dict)
    def show_page(self, name: str, place: Mapping[str, Any] | None = None) -> None:
        """Bring a page to the front, building it the first time.

        A page that cannot be shown leaves a message in its place and the window as it was.
        """
        if self.page is not None:
            self.page.leaving()
        try:
            page = self._page(name)
            if (last := page.focusWidget()) is not None:
                last.clearFocus()  # so that what has the focus below was put there for this visit
            page.refresh()
            page.go_to(place or {})
        except Exception as error:  # whatever it is, the window and the other pages stay
            page = FailedPage(self._specs[name].title, error)
            self._stack.addWidget(page)
            if not isinstance(error, StocktakeError):
                self.page_failed.emit(error)
        self._bring_forward(name, page)

    def _page(self, name: str) -> Page:
        if name not in self._pages:
            page = self._specs[name].factory(self._context)
            page.page_asked.connect(self.show_page)
            page.title_changed.connect(self._on_title_changed)
            self._stack.addWidget(page)
            self._pages[name] = page
        return self._pages[name]

    def _bring_forward(self, name: str, page: Page) -> None:
        left = self._stack.currentWidget()
        chosen: QWidget | None = page.focusWidget()
        self._stack.setCurrentWidget(page)
        if left is not None and left is not page and left not in self._pages.values():
            self._stack.removeWidget(left)
            left.deleteLater()
        spec = self._specs[name]
        self._navigation.set_current(spec.belongs_to or name, page.title)
        self._menus.show_page_commands(page.actions())
        self._say_title(page.title)
        if chosen is not None:
            chosen.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            page.focus_first()
        if page.heading is None:
            announce(page, page.title)
        self.page_shown.emit(name)

    def _say_title(self, title: str) -> None:
        self.setWindowTitle(f"{title} – {self._title}" if title else self._title)

    def _go_to_pane(self, step: int) -> None:
        page = self.page
        of_page = parts_of(page, page.panes(), page.heading) if page else ()
        focus_next_pane((self._navigation, *of_page, self.saved), step)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the navigation away when the window is narrow for its text."""
        super().resizeEvent(event)
        self.fold()

    @Slot()
    def fold(self) -> None:
        """Fold or unfold the navigation; call it when the text size has changed."""
        is_narrow = self.width() < scaled(FOLDS_BELOW)
        if is_narrow != self._navigation.is_folded:
            self._navigation.set_folded(is_narrow)
            way = QBoxLayout.Direction
            self._middle.setDirection(way.TopToBottom if is_narrow else way.LeftToRight)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give Esc to the page when nothing nearer wanted it."""
        if event.key() == Qt.Key.Key_Escape and self.page is not None:
            self.page.escape()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is half typed, and where the window stood."""
        if self.page is not None:
            self.page.leaving()
        self.save_asked.emit()
        if self._geometry is not None:
            self._geometry.setValue(_GEOMETRY, self.saveGeometry())
        self.closing.emit()
        super().closeEvent(event)

    def _restore_geometry(self) -> None:
        self.resize(SMALLEST)
        kept = self._geometry.value(_GEOMETRY) if self._geometry is not None else None
        if isinstance(kept, QByteArray):
            self.restoreGeometry(kept)

    @Slot()
    def _on_save_triggered(self) -> None:
        if self.page is not None:
            self.page.leaving()
        self.save_asked.emit()

    @Slot()
    def _on_go_triggered(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.show_page(str(action.data()))

    @Slot(str)
    def _on_title_changed(self, title: str) -> None:
        if self.sender() is self.page:
            self._say_title(title)

    @Slot()
    def _on_next_pane_triggered(self) -> None:
        self._go_to_pane(1)

    @Slot()
    def _on_previous_pane_triggered(self) -> None:
        self._go_to_pane(-1)
