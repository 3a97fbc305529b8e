from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from window import press

from stocktake.ui.widgets.labels import Words
from stocktake.ui.widgets.waiting_box import WaitingBox

LONGEST = 20_000


@pytest.fixture
def waiting(qtbot: QtBot) -> Iterator[WaitingBox]:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    yield WaitingBox(parent, "Saving a copy…", "Your answers are safe.", "Close without it")


def test_it_ends_with_what_is_waited_for_and_then_has_shown_nothing(waiting: WaitingBox) -> None:
    QTimer.singleShot(0, waiting.end)
    assert waiting.wait(LONGEST)
    assert not waiting.was_skipped
    assert not waiting.isVisible()


def test_a_person_goes_on_without_it(waiting: WaitingBox) -> None:
    press("Close without it")
    assert not waiting.wait(LONGEST)
    assert waiting.was_skipped
    assert not waiting.isVisible()


def test_it_says_what_is_waited_for(waiting: WaitingBox) -> None:
    assert "Your answers are safe." in [each.text() for each in waiting.findChildren(Words)]


def test_it_does_not_wait_for_ever(waiting: WaitingBox) -> None:
    assert not waiting.wait(1)
