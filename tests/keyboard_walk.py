"""Whether all that can be used on a page is reached by the keyboard, and left by it again."""

from collections.abc import Iterator

from accessible import place_of, told, within
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from reachable import by_keyboard, one_way_only, only_by_mouse
from window import focused, key

from stocktake.app import Program
from stocktake.ui.widgets.labels import Heading
from stocktake.ui.widgets.large_button import LargeButton
from stocktake.ui.widgets.search_box import SearchBox

WORDS = "Kept as it was typed"
BEGINNINGS = {"find": (SearchBox, Heading), "home": (LargeButton, Heading)}
"""Pages that begin elsewhere: where one types what one looks for, and the first choice of all."""
ROUND = 14
"""Presses of F6 that go round the page with the most parts, and on."""


def not_reached(program: Program) -> list[str]:
    """What Tab and the arrow keys do not come to, forwards and backwards."""
    there = by_keyboard(program.window)
    back = by_keyboard(program.window, forward=False)
    only_one_way = [f"only one way: {each}" for each in one_way_only(there, back)]
    return only_by_mouse(program.window, there) + only_one_way


def begins_wrong(program: Program, name: str) -> list[str]:
    """A page begins at its heading, or at the place that was asked for."""
    focus, page = focused(), program.window.page
    assert page is not None
    is_asked_for = page.isAncestorOf(focus) and len(name.split()) > 3
    kinds = BEGINNINGS.get(name, (Heading,))
    if is_asked_for or (isinstance(focus, kinds) and told(focus).name):
        return []
    return [f"begins at {place_of(focus)}"]


def not_gone_round(program: Program) -> list[str]:
    """F6 goes to the parts of the page, to the line at the foot and to the list of pages."""
    window, page = program.window, program.window.page
    assert page is not None
    seen: list[QWidget] = []
    for _ in range(ROUND):
        key(Qt.Key.Key_F6)
        seen.append(focused())
    inside = [each for each in seen if page.isAncestorOf(each)]
    if inside and window.saved in seen and len(inside) < len(seen) - 1:
        return []
    return [f"F6 goes {' > '.join(place_of(each) for each in seen)}"]


def lost_on_esc(program: Program) -> list[str]:
    """Fields in which Esc loses what was typed."""
    page = program.window.page
    assert page is not None
    lost = []
    for field in list(_fields(page)):
        field.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClicks(field, WORDS)
        before = _text_of(field)
        key(Qt.Key.Key_Escape)
        if not before or _text_of(field) != before:
            lost.append(f"Esc loses what is typed in {place_of(field)}")
        key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    return lost


def _fields(page: QWidget) -> Iterator[QLineEdit | QPlainTextEdit]:
    for each in within(page):
        is_field = isinstance(each, QLineEdit | QPlainTextEdit) and each.isVisible()
        # What one looks for is no text of one's own: Esc goes back to all there is.
        if is_field and each.isEnabled() and not isinstance(each, SearchBox):
            assert isinstance(each, QLineEdit | QPlainTextEdit)
            if not each.isReadOnly():
                yield each


def _text_of(field: QLineEdit | QPlainTextEdit) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()
