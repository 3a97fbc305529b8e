from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot
from reviewing import Reviewed

from stocktake.tasks.backups import listed
from stocktake.ui.backing_up import BackingUp
from stocktake.ui.main_window import MainWindow


@pytest.fixture
def window(qtbot: QtBot, reviewed: Reviewed) -> Iterator[MainWindow]:
    made = MainWindow((), reviewed.desk)
    qtbot.addWidget(made)
    yield made


def count(reviewed: Reviewed) -> int:
    return len(listed(reviewed.folder / "practice.stocktake"))


def test_a_backup_is_made_once_for_each_change(window: MainWindow, reviewed: Reviewed) -> None:
    backing_up = BackingUp(reviewed.desk, window)
    assert backing_up.back_up() is None
    assert count(reviewed) == 0
    reviewed.open()
    backing_up.back_up()
    backing_up.back_up()
    assert count(reviewed) == 1
    reviewed.rate(2, most=1)
    backing_up.back_up()
    assert count(reviewed) == 2


def test_a_file_open_to_be_read_is_left_alone(window: MainWindow, reviewed: Reviewed) -> None:
    reviewed.open()
    reviewed.desk.open_workspace(reviewed.folder / "practice.stocktake", read_only=True)
    BackingUp(reviewed.desk, window).back_up()
    assert count(reviewed) == 0


def test_an_hourly_backup_that_fails_is_told_and_nothing_stops(
    window: MainWindow, reviewed: Reviewed
) -> None:
    reviewed.open()
    (reviewed.folder / "practice-backups").write_text("a file stands here")
    backing_up = BackingUp(reviewed.desk, window)
    backing_up._timer.timeout.emit()
    assert "The hourly backup could not be made" in window.notice.text()
