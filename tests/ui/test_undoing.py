"""Undo and Redo in the Edit menu say what they would do, and nothing when they cannot."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from reviewing import HARBOUR, Reviewed

from stocktake.questionnaire.answers import Address
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.tasks.open_practice import OpenPractice
from stocktake.ui.main_window import MainWindow
from stocktake.ui.pages import PAGES
from stocktake.ui.undoing import UndoCommands

SIZE = Address("profile.list_size")


@pytest.fixture
def window(qtbot: QtBot, reviewed: Reviewed) -> MainWindow:
    made = MainWindow(PAGES, reviewed.desk)
    qtbot.addWidget(made)
    UndoCommands(reviewed.desk, made)
    return made


def offered(window: MainWindow) -> list[tuple[str, bool]]:
    QApplication.processEvents()
    edit = next(a.menu() for a in window.menuBar().actions() if a.text().replace("&", "") == "Edit")
    return [(action.text(), action.isEnabled()) for action in edit.actions()[:2]]


def test_before_a_practice_is_open_neither_can_be_chosen(window: MainWindow) -> None:
    assert offered(window) == [("Undo", False), ("Redo", False)]


def test_the_words_follow_every_change_and_every_undo(
    window: MainWindow, reviewed: Reviewed
) -> None:
    reviewed.open()
    reviewed.say({SIZE: 9000})
    assert offered(window) == [("Undo change to 2.14", True), ("Redo", False)]
    reviewed.desk.undo()
    assert offered(window) == [("Undo", False), ("Redo change to 2.14", True)]
    assert reviewed.desk.undo() is None


def test_an_older_round_offers_neither(window: MainWindow, reviewed: Reviewed) -> None:
    desk = reviewed.open()
    reviewed.say({SIZE: 9000})
    assert desk.workspace is not None
    OpenPractice(desk.workspace, HARBOUR, "2027/28").sheet()
    desk.choose(HARBOUR, "2026/27")
    assert offered(window) == [("Undo", False), ("Redo", False)]
    assert desk.undo() is None
    assert desk.redo() is None


def test_an_ampersand_in_a_title_is_said_as_one(window: MainWindow, reviewed: Reviewed) -> None:
    desk = reviewed.open()
    section = next(s for s in desk.sheet(STOCKTAKE).loaded.sections)
    desk.mark_section(STOCKTAKE, section.id, True)
    words = offered(window)[0][0]
    assert words == f"Undo completing {section.title}".replace("&", "&&")


def test_a_drive_that_refuses_is_told_and_nothing_is_undone(
    window: MainWindow, reviewed: Reviewed, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = reviewed.open()
    reviewed.say({SIZE: 9000})
    file = tmp_path / "practice.stocktake"
    file.rename(tmp_path / "moved.stocktake")
    with qtbot.waitSignal(desk.save_failed):
        assert desk.undo() is None
    assert desk.sheet(STOCKTAKE).answers[SIZE].value == Decimal(9000)
    (tmp_path / "moved.stocktake").rename(file)
    assert desk.undo() is not None
    assert desk.sheet(STOCKTAKE).answers[SIZE].value is None
