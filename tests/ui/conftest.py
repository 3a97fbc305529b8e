"""The look every test of the window starts from."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from reviewing import Reviewed

from stocktake.ui.theme import Theme


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """The one theme of the application."""
    return Theme(qapp)


@pytest.fixture(autouse=True)
def ordinary_look(theme: Theme) -> Iterator[None]:
    """Light, at 100%, before and after each test."""
    theme.apply("light", 100)
    yield
    theme.apply("light", 100)


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader is told to say, as it comes."""
    heard: list[str] = []

    def hear(event: object) -> None:
        message = getattr(event, "message", None)
        if message is not None:
            heard.append(message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    return heard


@pytest.fixture
def reviewed(tmp_path: Path) -> Iterator[Reviewed]:
    """A desk with nothing on it, put away at the end."""
    made = Reviewed(tmp_path)
    yield made
    made.close()
