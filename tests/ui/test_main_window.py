from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt, Slot
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout
from pytestqt.qtbot import QtBot

from stocktake.errors import StocktakeError
from stocktake.ui.main_window import MainWindow
from stocktake.ui.page import FailedPage, Page, PageSpec
from stocktake.ui.theme import Theme
from stocktake.ui.widgets.labels import Heading, Words
from stocktake.ui.widgets.navigation import Navigation, NavigationRow
from stocktake.ui.widgets.scroll_column import ScrollColumn

LONG = "People can reach us by any route, urgent need is dealt with the same day. " * 4


class Sheet(Page):
    """A page with a heading, words and a field, that remembers what was asked of it."""

    def __init__(self, context: object, title: str = "Gaps") -> None:
        super().__init__(title)
        self.context = context
        self.calls: list[str] = []
        self.column = ScrollColumn()
        self.heading = Heading(title, "title")
        self.field = QLineEdit()
        for widget in (self.heading, Words(LONG), self.field):
            self.column.add(widget)
        layout = QVBoxLayout(self)
        layout.addWidget(self.column)
        self.add_command("Question", "Next question", self._on_next, "Ctrl+Down")

    def refresh(self) -> None:
        self.calls.append("refresh")

    def go_to(self, place: Mapping[str, object]) -> None:
        self.calls.append(f"go to {place}")
        if place:
            self.field.setFocus()

    def leaving(self) -> None:
        self.calls.append("leaving")

    def escape(self) -> None:
        self.calls.append("escape")

    @Slot()
    def _on_next(self) -> None:
        self.calls.append("next")


def home(context: object) -> Page:
    return Sheet(context, "Home")


def refused(context: object) -> Page:
    raise StocktakeError("no_form", "The form is not there.", "Install it again.")


def broken(context: object) -> Page:
    raise ZeroDivisionError


PAGES = (
    PageSpec("home", "Home", home, "home"),
    PageSpec("gaps", "Gaps", Sheet, "chart"),
    PageSpec("card", "Card", Sheet, is_listed=False, belongs_to="gaps"),
    PageSpec("refused", "Plan", refused),
    PageSpec("broken", "Settings", broken),
)


def opened(qtbot: QtBot, pages: tuple[PageSpec, ...] = PAGES) -> MainWindow:
    window = MainWindow(pages, "context")
    qtbot.addWidget(window)
    window.show()
    with qtbot.wait_active(window):
        window.activateWindow()
    return window


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    made = opened(qtbot)
    made.show_page("home")
    yield made


def test_it_opens_with_no_pages_at_all(qtbot: QtBot) -> None:
    window = opened(qtbot, ())
    assert window.page is None
    assert window.windowTitle() == "Stocktake"


def test_a_page_is_built_when_first_shown_and_kept(window: MainWindow) -> None:
    first = window.page
    window.show_page("gaps")
    window.show_page("home")
    assert window.page is first
    assert isinstance(first, Sheet)
    assert first.context == "context"
    assert first.calls == ["refresh", "go to {}", "leaving", "refresh", "go to {}"]


def test_a_page_asks_for_another_by_signal(window: MainWindow) -> None:
    window.page.page_asked.emit("gaps", {"domain": "access"})
    assert isinstance(window.page, Sheet)
    assert window.page.calls[-1] == "go to {'domain': 'access'}"


def test_the_title_bar_says_which_page_and_what_is_open(window: MainWindow) -> None:
    window.set_name("Quayside Surgery, made-up sample")
    assert window.windowTitle() == "Home – Quayside Surgery, made-up sample"
    window.show_page("gaps")
    assert window.windowTitle().startswith("Gaps – ")
    window.page.title_changed.emit("Gaps in 2028/29")
    assert window.windowTitle().startswith("Gaps in 2028/29")


def test_the_focus_goes_to_the_heading_of_a_new_page(window: MainWindow) -> None:
    window.show_page("gaps")
    assert QApplication.focusWidget() is window.page.heading
    assert window.page.heading.accessibleName() == "Gaps"


def test_a_page_may_put_the_focus_where_it_was_sent(window: MainWindow) -> None:
    for _ in range(2):
        window.show_page("gaps", {"question": "gaps.why"})
        assert QApplication.focusWidget() is window.page.field
        window.show_page("home")
    window.show_page("gaps")
    assert QApplication.focusWidget() is window.page.heading


def test_the_navigation_marks_the_page_in_front(window: MainWindow) -> None:
    window.show_page("card")
    navigation = window.findChildren(Navigation)[0]
    marked = [row.text() for row in navigation._rows.values() if row.isChecked()]
    assert marked == ["Gaps"]


def test_a_page_that_is_refused_says_why_in_its_place(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.assert_not_emitted(window.page_failed, wait=0):
        window.show_page("refused")
    assert isinstance(window.page, FailedPage)
    assert window.page.heading.text() == "The form is not there."
    window.show_page("home")
    assert isinstance(window.page, Sheet)


def test_a_page_with_a_fault_is_reported_and_the_window_stays(
    qtbot: QtBot, window: MainWindow
) -> None:
    with qtbot.wait_signal(window.page_failed) as heard:
        window.show_page("broken")
    assert isinstance(heard.args[0], ZeroDivisionError)
    assert isinstance(window.page, FailedPage)
    window.show_page("home")
    assert isinstance(window.page, Sheet)


def test_every_command_is_in_a_menu_and_a_pages_own_come_and_go(window: MainWindow) -> None:
    commands = window.commands()
    assert next(iter(commands)) == "File"
    assert commands["Question"] == ["Next question"]
    assert {"Home", "Gaps", "Next part of the window"} <= set(commands["Go"])
    window.show_page("refused")
    assert "Question" not in window.commands()


def test_a_pages_shortcut_works_while_it_is_in_front_only(qtbot: QtBot, window: MainWindow) -> None:
    first = window.page
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(window, Qt.Key.Key_Down, control)
    assert first.calls[-1] == "next"
    window.show_page("gaps")
    qtbot.keyClick(window, Qt.Key.Key_Down, control)
    assert first.calls[-1] == "leaving"
    assert window.page.calls[-1] == "next"


def test_ctrl_s_hands_over_what_is_half_typed_and_saves(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.wait_signal(window.save_asked):
        qtbot.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert window.page.calls[-1] == "leaving"


def test_esc_goes_to_the_page(qtbot: QtBot, window: MainWindow) -> None:
    window.page.field.setFocus()
    qtbot.keyClick(window.page.field, Qt.Key.Key_Escape)
    assert window.page.calls[-1] == "escape"


def test_f6_goes_round_the_parts_of_the_window(qtbot: QtBot, window: MainWindow) -> None:
    window.saved.set_saved(datetime(2026, 11, 22, 14, 32, tzinfo=UTC))
    window.page.field.setFocus()
    visited = []
    for _ in range(3):
        qtbot.keyClick(window, Qt.Key.Key_F6)
        visited.append(QApplication.focusWidget())
    assert visited[0] is window.saved
    assert visited[1].text() == "Home"
    assert visited[2] is window.page.field
    qtbot.keyClick(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is visited[1]


def test_closing_keeps_what_is_half_typed(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.wait_signals([window.save_asked, window.closing], order="strict"):
        window.close()
    assert window.page.calls[-1] == "leaving"


def test_the_window_comes_back_where_it_stood(qtbot: QtBot, tmp_path: Path) -> None:
    kept = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    window = MainWindow(PAGES, None, kept)
    qtbot.addWidget(window)
    window.show()
    window.resize(1024, 720)
    window.close()
    again = MainWindow(PAGES, None, kept)
    qtbot.addWidget(again)
    assert (again.width(), again.height()) == (1024, 720)


def test_twice_the_text_fits_the_smallest_window_without_sideways_scrolling(
    qtbot: QtBot, theme: Theme, window: MainWindow
) -> None:
    theme.changed.connect(window.fold)
    theme.apply("light", 200)
    window.resize(1024, 640)
    qtbot.wait_until(lambda: window.findChildren(Navigation)[0].is_folded)
    assert (window.width(), window.height()) == (1024, 640)
    assert window.minimumSizeHint().width() <= 1024
    assert not window.page.column.is_cut_off()
    assert window.page.column.horizontalScrollBar().maximum() == 0


def test_pressing_a_name_in_the_navigation_shows_that_page(
    qtbot: QtBot, window: MainWindow
) -> None:
    rows = window.findChildren(NavigationRow)
    qtbot.mouseClick(rows[1], Qt.MouseButton.LeftButton)
    assert window.windowTitle().startswith("Gaps")


def test_the_navigation_stands_beside_the_page_when_there_is_room(
    qtbot: QtBot, window: MainWindow
) -> None:
    assert not window.findChildren(Navigation)[0].is_folded
