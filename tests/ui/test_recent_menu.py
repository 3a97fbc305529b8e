from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Slot
from pytestqt.qtbot import QtBot
from reviewing import Reviewed

from stocktake.ui.desk import Desk
from stocktake.ui.main_window import MainWindow
from stocktake.ui.recent_menu import RecentMenu


class AskedFiles(QObject):
    """Hears which files are asked for."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.heard: list[tuple[Path, bool]] = []
        desk.file_asked.connect(self.on_asked)

    @Slot(object, bool)
    def on_asked(self, path: Path, to_read: bool) -> None:
        self.heard.append((path, to_read))


@pytest.fixture
def window(qtbot: QtBot, reviewed: Reviewed) -> MainWindow:
    """A window for the menu to stand in."""
    made = MainWindow((), reviewed.desk)
    qtbot.addWidget(made)
    return made


def opened(window: MainWindow, desk: Desk) -> RecentMenu:
    menu = RecentMenu(desk, window)
    menu.aboutToShow.emit()
    return menu


def test_a_file_that_is_there_is_asked_for_and_one_that_has_gone_says_why(
    qtbot: QtBot, window: MainWindow, reviewed: Reviewed, tmp_path: Path
) -> None:
    there, gone = tmp_path / "north & south.stocktake", tmp_path / "gone.stocktake"
    there.write_text("x")
    reviewed.desk.prefer(recent_files=(str(there), str(gone)))
    asked = AskedFiles(reviewed.desk)
    menu = opened(window, reviewed.desk)
    qtbot.wait_until(lambda: not menu.actions()[1].isEnabled())
    first, second = menu.actions()
    assert first.text().startswith("north && south – ")
    assert second.text() == "gone – Moved, renamed or deleted"
    first.trigger()
    assert asked.heard == [(there, False)]


def test_the_file_that_is_open_is_named_as_such(
    window: MainWindow, reviewed: Reviewed, tmp_path: Path
) -> None:
    desk = reviewed.open()
    desk.prefer(recent_files=(str(tmp_path / "practice.stocktake"),))
    (only,) = opened(window, desk).actions()
    assert only.text() == "practice – open now"
    assert not only.isEnabled()


def test_before_any_file_the_menu_says_so(window: MainWindow, reviewed: Reviewed) -> None:
    (only,) = opened(window, reviewed.desk).actions()
    assert not only.isEnabled()
    assert "No file" in only.text()
