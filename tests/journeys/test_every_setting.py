"""Every part of the settings, with the card for other keys open, is read, heard and reached."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from accessible import named_wrong
from contrasts import faint
from every_page import EMPTY, have, settle
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot
from reachable import by_keyboard, one_way_only, only_by_mouse
from readable import cut_off, scrolls_sideways
from window import focused, key

from stocktake.app import Program
from stocktake.ui.main_window import SMALLEST
from stocktake.ui.settings import PANELS
from stocktake.ui.settings.key_card import KeyCard

OpenWindow = Callable[[], AbstractContextManager[Program]]
USUAL = QSize(1440, 900)


def _wrong(program: Program) -> list[str]:
    window = program.window
    found = named_wrong(window) + cut_off(window) + scrolls_sideways(window) + faint(window)
    there, back = by_keyboard(window), by_keyboard(window, forward=False)
    found += [f"only one way: {each}" for each in one_way_only(there, back)]
    return found + only_by_mouse(window, there)


def _open_card(program: Program) -> KeyCard:
    """Open the card from the table of commands, by the keyboard."""
    page = program.window.page
    assert page is not None
    card = page.findChildren(KeyCard)[0]
    table = card.parentWidget().table  # type: ignore[union-attr]
    table.setFocus()
    key(Qt.Key.Key_Down)
    key(Qt.Key.Key_Return)
    assert card.isVisible()
    return card


@pytest.mark.parametrize(
    ("scheme", "text", "size"),
    [("light", 200, SMALLEST), ("dark", 100, USUAL)],
    ids=lambda each: str(each.toTuple()) if isinstance(each, QSize) else str(each),
)
def test_every_part_of_the_settings_and_the_card_for_keys(
    open_window: OpenWindow, qtbot: QtBot, scheme: str, text: int, size: QSize
) -> None:
    wrong: dict[str, list[str]] = {}
    with open_window() as program:
        have(program, EMPTY)
        program.desk.prefer(colour_scheme=scheme, text_size=text)
        program.window.resize(size)
        for spec in PANELS:
            program.window.show_page("settings", {"panel": spec.name})
            settle(program, qtbot)
            wrong[spec.name] = _wrong(program)
        card = _open_card(program)
        settle(program, qtbot)
        # The focus is in the card; Tab leaves the field that takes every other key.
        assert card.isAncestorOf(focused())
        wrong["card"] = _wrong(program)
        for keys in ("Ctrl+S", "F8", "A"):
            card.keys.setKeySequence(QKeySequence(keys))
            settle(program, qtbot)
            assert card.told.isVisible()
            wrong[f"card told of {keys}"] = named_wrong(program.window) + cut_off(program.window)
        program.theme.apply("light", 100)
    assert {name: found for name, found in wrong.items() if found} == {}
