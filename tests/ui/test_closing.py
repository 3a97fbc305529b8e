"""Leaving, and closing, with something in a field that could not be read."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from stocktake.app import Program
from stocktake.ui.theme import Theme
from tests.window import answer, begin, go, key, opened, show, write

OpenWindow = Callable[[], AbstractContextManager[Program]]

LIST_SIZE = "profile.list_size"


@pytest.fixture
def open_window(qapp: QApplication, theme: Theme, tmp_path: Path) -> OpenWindow:
    """Opens the program on one folder, as often as it is called."""
    return partial(opened, qapp, theme, tmp_path)


def with_unread(program: Program) -> None:
    """A list size of 9,120, and then words in its place."""
    begin(program)
    go(program, LIST_SIZE)
    write("9,120")
    key(Qt.Key.Key_Tab)
    go(program, LIST_SIZE)
    key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    write("about nine thousand")


def test_going_on_says_what_is_left_behind(open_window: OpenWindow) -> None:
    with open_window() as program:
        with_unread(program)
        show(program, "overview")
        said = program.window.notice.text()
        assert "“about nine thousand”" in said
        assert "could not be read and is not kept" in said
        assert "It waits in Practice and population." in said
        assert answer(program, LIST_SIZE).value == Decimal(9120)


def test_the_window_closes_the_second_time(open_window: OpenWindow) -> None:
    with open_window() as program:
        with_unread(program)
        assert not program.window.close()
        assert program.window.isVisible()
        assert "close once more to leave it out" in program.window.notice.text()
        assert program.window.close()
    with open_window() as program:
        assert answer(program, LIST_SIZE).value == Decimal(9120)


def test_what_was_put_right_does_not_hold_the_window_up(open_window: OpenWindow) -> None:
    with open_window() as program:
        with_unread(program)
        assert not program.window.close()
        go(program, LIST_SIZE)
        key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        write("9,200")
        assert program.window.close()
    with open_window() as program:
        assert answer(program, LIST_SIZE).value == Decimal(9200)
