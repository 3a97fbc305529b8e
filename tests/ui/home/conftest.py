"""The window half way through a return."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from half_filled import fill
from PySide6.QtWidgets import QApplication
from window import opened

from stocktake.app import Program
from stocktake.ui.theme import Theme


@pytest.fixture
def program(qapp: QApplication, theme: Theme, tmp_path: Path) -> Iterator[Program]:
    """The window with a practice half way through."""
    theme.apply("light", 100)
    with opened(qapp, theme, tmp_path) as program:
        program.window.resize(1440, 900)
        fill(program.desk)
        yield program
