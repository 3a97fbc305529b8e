"""The real window, opened and closed as often as a journey needs."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from window import opened

from stocktake.app import Program
from stocktake.ui.theme import Theme

OpenWindow = Callable[[], AbstractContextManager[Program]]


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """The one theme of the application."""
    return Theme(qapp)


@pytest.fixture
def open_window(qapp: QApplication, theme: Theme, tmp_path: Path) -> OpenWindow:
    """Opens the window on the same folder each time."""
    theme.apply("light", 100)
    return partial(opened, qapp, theme, tmp_path)
