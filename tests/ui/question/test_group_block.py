"""Boxes in a row: one paste fills them, and nothing pasted goes missing without a word."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from half_filled import fill
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from window import answer, block_of, focused, go, key, opened, write

from stocktake.app import Program
from stocktake.ui.question.group_block import GroupBlock
from stocktake.ui.theme import Theme
from stocktake.ui.widgets.line_edit import LineEdit
from stocktake.ui.widgets.notice import Notice

FIRST, SECOND, THIRD = "profile.age_0_4", "profile.age_5_14", "profile.age_15_44"
BLANK, LAST = "profile.age_45_64", "profile.age_85_plus"


@pytest.fixture(scope="module")
def program(
    qapp: QApplication, theme: Theme, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Program]:
    with opened(qapp, theme, tmp_path_factory.mktemp("boxes")) as program:
        fill(program.desk)
        yield program


def paste(program: Program, text: str) -> str:
    """Paste over the boxes of the ages from the first on; what is said of it."""
    QGuiApplication.clipboard().setText(text)
    go(program, FIRST)
    key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    notices = block_of(program, FIRST).findChildren(Notice)
    return " ".join(each.text() for each in notices if each.isVisible())


def test_an_empty_cell_empties_no_box_and_what_is_not_taken_is_named(program: Program) -> None:
    said = paste(program, "501\t\t45%\tmany\t5\t6\t 7,100 \t8")
    assert "“45%” is a percentage. Type the figure itself" in said
    assert "“many” is not a number. Type figures only" in said
    assert "1 more figure than boxes, left out: 8" in said
    kept = [answer(program, each).value for each in (FIRST, SECOND, THIRD, LAST)]
    assert kept == [Decimal(501), Decimal(1100), Decimal(3900), Decimal(7100)]


def test_clearing_empties_every_box_with_what_cannot_be_read(program: Program) -> None:
    go(program, FIRST)
    block = block_of(program, FIRST)
    assert isinstance(block, GroupBlock)
    block.editors[BLANK].setFocus()
    write("x")
    block.flush()
    key(Qt.Key.Key_5, Qt.KeyboardModifier.AltModifier)
    line = focused()
    assert isinstance(line, LineEdit) and line.text() == ""
    assert [each.value() for each in block.editors.values()] == [None] * len(block.editors)
    assert answer(program, SECOND).value is None
