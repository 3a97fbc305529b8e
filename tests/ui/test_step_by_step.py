"""Steps in the open file: everything else has its turn between two, to the end or until stopped."""

from __future__ import annotations

from collections.abc import Generator

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from stocktake.errors import StocktakeError
from stocktake.ui.step_by_step import StepByStep, Told
from stocktake.ui.widgets.progress_strip import ProgressStrip


class Parts:
    """Three parts of a file; the disk may be full after so many."""

    def __init__(self, room: int = 3) -> None:
        self.put: list[int] = []
        self.is_closed = False
        self._room = room

    def steps(self) -> Generator[Told, None, None]:
        try:
            for part in range(3):
                if part >= self._room:
                    raise StocktakeError("full", "The disk is full.", "Make room.")
                self.put.append(part)
                yield part + 1, 3, f"Part {part + 1}"
        finally:
            self.is_closed = True


@pytest.fixture
def strip(qtbot: QtBot) -> ProgressStrip:
    made = ProgressStrip()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def taking(strip: ProgressStrip) -> StepByStep:
    return StepByStep(strip, strip)


def test_other_things_have_their_turn_between_two_steps(qtbot: QtBot, taking: StepByStep) -> None:
    parts, seen = Parts(), list[int]()
    other = QTimer(taking)
    other.timeout.connect(lambda: seen.append(len(parts.put)))
    other.start(0)
    with qtbot.wait_signal(taking.done):
        taking.begin(parts.steps(), "Adding")
        assert parts.put == [0]
        assert taking.is_busy
    other.stop()
    assert {1, 2} <= set(seen)
    assert not taking.is_busy


def test_a_person_can_stop_it_between_two_steps(
    qtbot: QtBot, taking: StepByStep, strip: ProgressStrip
) -> None:
    parts = Parts()
    with qtbot.wait_signal(taking.stopped):
        taking.begin(parts.steps(), "Adding")
        strip._cancel.click()
    assert parts.put == [0]
    assert parts.is_closed


def test_a_page_that_is_left_takes_the_rest_at_once(qtbot: QtBot, taking: StepByStep) -> None:
    parts = Parts()
    taking.begin(parts.steps(), "Adding")
    with qtbot.wait_signal(taking.done):
        taking.settle()
    assert parts.put == [0, 1, 2]


def test_what_goes_wrong_is_told_once_and_ends_it(qtbot: QtBot, taking: StepByStep) -> None:
    parts = Parts(room=1)
    with qtbot.wait_signal(taking.refused) as told:
        taking.begin(parts.steps(), "Adding")
    assert str(told.args[0].what) == "The disk is full."
    assert parts.is_closed
    assert not taking.is_busy


def test_what_is_dropped_is_closed_and_tells_nobody(taking: StepByStep) -> None:
    parts, told = Parts(), list[str]()
    taking.done.connect(lambda: told.append("done"))
    taking.stopped.connect(lambda: told.append("stopped"))
    taking.begin(parts.steps(), "Adding")
    taking.drop()
    assert parts.is_closed
    assert told == []


def test_nothing_to_do_is_done_before_it_returns(taking: StepByStep, strip: ProgressStrip) -> None:
    told: list[str] = []
    taking.done.connect(lambda: told.append("done"))
    taking.begin((each for each in ()), "Adding")
    assert told == ["done"]
    assert strip.isHidden()
