"""One question with one field: what is typed in it, said of it, and taken away again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from half_filled import fill
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from window import answer, block_of, focused, go, key, opened, write

from stocktake.app import Program
from stocktake.questionnaire.answers import State
from stocktake.ui.question.field_block import FieldBlock
from stocktake.ui.theme import Theme
from stocktake.ui.widgets.line_edit import LineEdit

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def program(qapp: QApplication, theme: Theme, tmp_path: Path) -> Iterator[Program]:
    with opened(qapp, theme, tmp_path) as program:
        fill(program.desk)
        yield program


def line() -> LineEdit:
    found = focused()
    assert isinstance(found, LineEdit)
    return found


def test_a_field_is_cleared_whole_and_is_heard_with_what_is_wrong(program: Program) -> None:
    question = "profile.list_size"
    go(program, question)
    key(Qt.Key.Key_5, ALT)
    block = block_of(program, question)
    assert isinstance(block, FieldBlock)
    write("lots")
    block.flush()
    assert line().accessibleDescription().startswith("“lots” is not a number.")
    key(Qt.Key.Key_5, ALT)
    assert (line().text(), block.editor.error()) == ("", "")
    assert "not a number" not in line().accessibleDescription()
    write("12000")
    key(Qt.Key.Key_5, ALT)
    block.flush()
    assert line().text() == ""
    assert answer(program, question).state is State.BLANK

    go(program, "demand.m_routes")
    rating = block_of(program, "demand.m_routes")
    assert isinstance(rating, FieldBlock)
    group = rating.editor.named_parts()[0]
    assert group.accessibleDescription().startswith("Please check: ")
    issue = next(each for each in rating.issues() if each.level == "W")
    rating.form.give_reason(issue, "New phones from Monday")
    assert not group.accessibleDescription().startswith("Please check: ")
