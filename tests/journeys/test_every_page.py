"""Every page can be read, heard and used by keyboard: in each state, light and dark, any size.

One walk for all of it, because opening every page is what takes the time.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from accessible import named_wrong
from contrasts import faint
from every_page import EMPTY, NONE, SAMPLE, have, pages
from keyboard_walk import begins_wrong, lost_on_esc, not_gone_round, not_reached
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
def test_every_page_can_be_read_heard_and_used_by_keyboard(
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
            if (state, text) != (SAMPLE, 200):
                found += _by_keyboard(program, name, state)
            if found:
                wrong[name] = found
        program.theme.apply("light", 100)
    assert wrong == {}


def _by_keyboard(program: Program, name: str, state: str) -> list[str]:
    """What is wrong for somebody who has no mouse; last, since it moves about and types."""
    found = begins_wrong(program, name) + not_reached(program)
    if state == SAMPLE:
        found += not_gone_round(program)
    if state == EMPTY:
        found += lost_on_esc(program)
    return found
