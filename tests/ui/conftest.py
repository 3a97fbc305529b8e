"""The look every test of the window starts from."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

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
