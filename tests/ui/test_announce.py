"""What is said is heard, and where a key seems to do nothing it is seen."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from stocktake.ui import announce
from stocktake.ui.widgets.saved_label import SavedLabel


def test_what_a_command_answers_is_read_out_and_shown_at_the_foot_for_a_moment(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, said: list[str]
) -> None:
    monkeypatch.setattr(announce, "SHOWN_MS", 0)
    window, page = QMainWindow(), QWidget()
    qtbot.addWidget(window)
    inner = QWidget()
    QVBoxLayout(page).addWidget(inner)
    window.setCentralWidget(page)
    shown: list[str] = []
    window.statusBar().messageChanged.connect(shown.append)
    announce.tell(inner, "This is the last section.")
    assert said == ["This is the last section."]
    qtbot.wait_until(lambda: len(shown) == 2)
    assert shown == ["This is the last section.", ""]
    assert not window.findChildren(QTimer)


def test_news_of_saving_is_not_kept_waiting_by_what_is_shown(qtbot: QtBot) -> None:
    window, page, saved = QMainWindow(), QWidget(), SavedLabel()
    qtbot.addWidget(window)
    window.setCentralWidget(page)
    window.statusBar().addWidget(saved)
    announce.tell(page, "This is the last section.")
    assert window.statusBar().currentMessage() == "This is the last section."
    saved.set_failed("The disk is full.")
    assert window.statusBar().currentMessage() == ""
