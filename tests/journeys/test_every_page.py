"""Every page can be read and heard: in each state, light and dark, small and large."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from accessible import named_wrong
from contrasts import faint
from every_page import EMPTY, NONE, SAMPLE, have, pages
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot
from readable import cut_off, scrolls_sideways

from stocktake.app import Program
from stocktake.ui.main_window import SMALLEST
from tests.store.killing import runs

OpenWindow = Callable[[], AbstractContextManager[Program]]
TALL = QSize(1440, 2600)
"""So that more of a page is painted at once than fits a screen."""


USUAL = QSize(1440, 900)
WALKS = [
    (SAMPLE, "light", 200, SMALLEST),
    (SAMPLE, "dark", 100, TALL),
    (EMPTY, "dark", 200, SMALLEST),
    (NONE, "light", 200, SMALLEST),
]
LONG_WALKS = [
    (SAMPLE, "light", 100, USUAL),
    (SAMPLE, "dark", 200, USUAL),
    (EMPTY, "light", 200, USUAL),
    (NONE, "dark", 100, USUAL),
]


@pytest.mark.parametrize(
    ("state", "scheme", "text", "size"),
    [*WALKS, *LONG_WALKS[: runs(long=len(LONG_WALKS), short=0)]],
    ids=lambda each: str(each.toTuple()) if isinstance(each, QSize) else str(each),
)
def test_every_page_can_be_read_and_heard(
    open_window: OpenWindow, qtbot: QtBot, state: str, scheme: str, text: int, size: QSize
) -> None:
    wrong: dict[str, list[str]] = {}
    with open_window() as program:
        have(program, state)
        program.desk.prefer(colour_scheme=scheme, text_size=text)
        program.window.resize(size)
        window = program.window
        for name in pages(program, qtbot):
            found = named_wrong(window) + cut_off(window) + scrolls_sideways(window)
            found += faint(window)
            if found:
                wrong[name] = found
        program.theme.apply("light", 100)
    assert wrong == {}
