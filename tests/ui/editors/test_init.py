"""The contract every editor keeps (design/house.md, "To add something")."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from stocktake.questionnaire.answers import Value
from stocktake.questionnaire.form import Choice, Column, Question
from stocktake.questionnaire.types import TYPES
from stocktake.ui import editors
from stocktake.ui.editors import EDITORS, NOT_EDITED, editor_for
from stocktake.ui.editors.base import Editor
from stocktake.ui.editors.table import TableEditor
from stocktake.ui.theme import Theme
from stocktake.ui.widgets.buttons import PlainButton

NAME = "4.2 How many patients are registered?"
HINT = "From the published list size"
FEW = tuple(Choice(code=f"c{n}", label=f"Option {n}") for n in range(4))
MANY = tuple(Choice(code=f"c{n}", label=f"Option {n}") for n in range(12))

FIELDS: dict[str, tuple[Question, Value | None]] = {
    "line": (Question(id="q", type="text", label="Q"), "Quayside"),
    "long_text": (Question(id="q", type="long_text", label="Q"), "Two hundred homes."),
    "number": (Question(id="q", type="number", label="Q", unit="patients"), Decimal(9120)),
    "date": (Question(id="q", type="date", label="Q"), date(2027, 3, 12)),
    "yes_no": (Question(id="q", type="yes_no", label="Q"), "yes"),
    "choice": (Question(id="q", type="choice", label="Q", choice=FEW), "c1"),
    "choice of many": (Question(id="q", type="choice", label="Q", choice=MANY), "c7"),
    "choices": (Question(id="q", type="choices", label="Q", choice=FEW), ("c0", "c2")),
    "rating": (Question(id="q", type="rating", label="Q", anchors=tuple("abcde")), Decimal(3)),
    "table": (
        Question(
            id="q", type="table", label="Q",
            columns=(Column(id="q.a", type="text", label="A"),),
        ),
        None,
    ),
}  # fmt: skip


@pytest.fixture(params=FIELDS, ids=lambda name: name)
def case(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[tuple[Editor, Value | None]]:
    field, value = FIELDS[request.param]
    editor = editor_for(field)
    assert editor is not None
    qtbot.addWidget(editor)
    editor.show()
    yield editor, value


def stops(editor: QWidget) -> list[QWidget]:
    """Everything inside that the Tab key stops at."""
    return [
        widget
        for widget in editor.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisibleTo(editor)
        and widget.focusProxy() is None
    ]


def said_of(widget: QWidget) -> str:
    """What a screen reader is given."""
    interface = QAccessible.queryAccessibleInterface(widget)
    words = (interface.text(QAccessible.Text.Name), interface.text(QAccessible.Text.Description))
    return " ".join(words)


def test_every_way_of_editing_a_type_asks_for_is_there() -> None:
    assert {kind.editor for kind in TYPES.values()} - {NOT_EDITED} == set(EDITORS)


def test_no_file_of_editors_is_forgotten() -> None:
    """Each name has its file, and what is not an editor has its own tests."""
    folder = Path(editors.__file__).parent
    parts = {"__init__", "base", "cells_view", "frozen_column", "pasting", "table_cell"}
    parts |= {"paste_panel", "row_form"}
    assert {path.stem for path in folder.glob("*.py")} == set(EDITORS) | parts


def test_a_figure_that_is_worked_out_has_no_editor() -> None:
    assert editor_for(Question(id="q", type="calculated", label="Q")) is None


def test_setting_a_value_is_silent(qtbot: QtBot, case: tuple[Editor, Value | None]) -> None:
    editor, value = case
    with qtbot.assert_not_emitted(editor.edited, wait=0):
        editor.set_value(value)
        editor.flush()
        editor.set_value(None)
        editor.flush()
        editor.set_value(value)
    assert editor.value() == value


def test_none_is_a_blank(case: tuple[Editor, Value | None]) -> None:
    editor, value = case
    assert editor.value() is None
    editor.set_value(value)
    editor.set_value(None)
    assert editor.value() is None


def test_read_only_keeps_every_key_out(qtbot: QtBot, case: tuple[Editor, Value | None]) -> None:
    editor, value = case
    editor.set_value(value)
    editor.set_read_only(True)
    with qtbot.assert_not_emitted(editor.edited, wait=0):
        for widget in [editor, *editor.findChildren(QWidget)]:
            for key in (Qt.Key.Key_1, Qt.Key.Key_Space, Qt.Key.Key_Delete, Qt.Key.Key_Down):
                qtbot.keyClick(widget, key)
        editor.flush()
    assert editor.value() == value


def test_every_stop_is_named_for_screen_readers(case: tuple[Editor, Value | None]) -> None:
    editor, value = case
    editor.set_value(value)
    editor.set_name(NAME, HINT)
    assert not editor.accessibleName(), "it would be read out twice"
    found = stops(editor)
    assert found
    for widget in found:
        assert said_of(widget).strip(), widget
    assert any(NAME in said_of(widget) for widget in found)


def test_the_question_is_not_repeated_on_every_option(case: tuple[Editor, Value | None]) -> None:
    editor, _ = case
    editor.set_name(NAME, HINT)
    named = [
        widget
        for widget in editor.findChildren(QWidget)
        # A page has many tables, so the buttons under each say which it is.
        if NAME in said_of(widget) and not isinstance(widget, PlainButton)
    ]
    assert 1 <= len(named) <= 4


def test_the_wheel_changes_nothing(qtbot: QtBot, case: tuple[Editor, Value | None]) -> None:
    editor, value = case
    editor.set_value(value)
    with qtbot.assert_not_emitted(editor.edited, wait=0):
        for widget in editor.findChildren(QWidget):
            middle = QPointF(widget.rect().center())
            event = QWheelEvent(
                middle, QPointF(widget.mapToGlobal(middle.toPoint())), QPoint(), QPoint(0, -240),
                Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
                Qt.ScrollPhase.NoScrollPhase, False,
            )  # fmt: skip
            QApplication.sendEvent(widget, event)
    assert editor.value() == value


def test_an_error_is_said_and_taken_back_with_the_next_value(
    case: tuple[Editor, Value | None],
) -> None:
    editor, value = case
    editor.show_error("Type the number of patients.")
    assert editor.error() == "Type the number of patients."
    editor.set_value(value)
    assert editor.error() == ""


def test_focus_goes_to_what_can_be_used(qtbot: QtBot, case: tuple[Editor, Value | None]) -> None:
    editor, value = case
    editor.set_value(value)
    with qtbot.wait_active(editor):
        editor.activateWindow()
    editor.setFocus()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert editor.isAncestorOf(focus)


def test_twice_the_text_keeps_to_a_narrow_page(
    theme: Theme, case: tuple[Editor, Value | None]
) -> None:
    editor, value = case
    editor.set_value(value)
    theme.apply("light", 200)
    # 1024 pixels less the page's margins and its scroll bar.
    assert editor.minimumSizeHint().width() <= 1024 - 64 - 14


def test_a_table_is_not_a_value(qtbot: QtBot) -> None:
    with pytest.raises(TypeError):
        TableEditor(Column(id="q.a", type="text", label="A"))
