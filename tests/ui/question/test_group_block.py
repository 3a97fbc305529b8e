"""Boxes in a row: one paste fills them, and nothing pasted goes missing without a word."""

from decimal import Decimal
from pathlib import Path

from half_filled import fill
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from window import answer, block_of, go, key, opened, write

from stocktake.app import Program
from stocktake.ui.question.group_block import GroupBlock
from stocktake.ui.theme import Theme
from stocktake.ui.widgets.notice import Notice

FIRST, SECOND, THIRD = "profile.age_0_4", "profile.age_5_14", "profile.age_15_44"
BLANK, LAST = "profile.age_45_64", "profile.age_85_plus"


def boxes(program: Program) -> GroupBlock:
    found = block_of(program, FIRST)
    assert isinstance(found, GroupBlock)
    return found


def test_a_paste_with_gaps_empties_no_box_names_what_is_left_and_clearing_empties_all(
    qapp: QApplication, theme: Theme, tmp_path: Path
) -> None:
    with opened(qapp, theme, tmp_path) as program:
        fill(program.desk)
        QGuiApplication.clipboard().setText("501\t\t45%\tmany\t5\t6\t 7,100 \t8")
        go(program, FIRST)
        key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        notices = boxes(program).findChildren(Notice)
        said = next(each.text() for each in notices if each.isVisible())
        assert "“45%” is a percentage. Type the figure itself" in said
        assert "“many” is not a number. Type figures only" in said
        assert "1 more figure than boxes, left out: 8" in said
        kept = [answer(program, each).value for each in (FIRST, SECOND, THIRD, LAST)]
        assert kept == [Decimal(501), Decimal(1100), Decimal(3900), Decimal(7100)]

        boxes(program).editors[BLANK].setFocus()
        write("700")
        boxes(program).flush()
        wrong = boxes(program).remarks.open_words()
        first = boxes(program).editors[FIRST].named_parts()[0]
        assert wrong and wrong in first.accessibleDescription()
        write("x")
        boxes(program).flush()
        assert boxes(program).editors[BLANK].error()
        key(Qt.Key.Key_5, Qt.KeyboardModifier.AltModifier)
        assert not [each for each in boxes(program).editors.values() if each.error()]
        assert not any(notice.isVisible() for notice in notices)
        assert answer(program, SECOND).value is None
