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


def test_clearing_takes_away_what_is_half_typed_or_cannot_be_read(program: Program) -> None:
    question = "profile.list_size"
    go(program, question)
    key(Qt.Key.Key_5, ALT)
    block = block_of(program, question)
    assert isinstance(block, FieldBlock)
    write("lots")
    block.flush()
    assert block.editor.error()
    key(Qt.Key.Key_5, ALT)
    assert (line().text(), block.editor.error()) == ("", "")
    write("12000")
    key(Qt.Key.Key_5, ALT)
    block.flush()
    assert line().text() == ""
    assert answer(program, question).state is State.BLANK
