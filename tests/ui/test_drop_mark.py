"""While a file is dragged over the window it says where to drop it, and stops saying so after."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from window import begin, opened

from stocktake.app import Program
from stocktake.ui.drop_mark import ONE, SEVERAL, DropMark
from stocktake.ui.pages.published import PublishedPage
from stocktake.ui.theme import Theme

COPY = Qt.DropAction.CopyAction
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def program(qapp: QApplication, theme: Theme, tmp_path: Path) -> Iterator[Program]:
    """The window on its first day."""
    with opened(qapp, theme, tmp_path / "data") as program:
        yield program


def carried(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def enter(program: Program, data: QMimeData) -> DropMark:
    entering = QDragEnterEvent(QPoint(50, 50), COPY, data, LEFT, NONE)
    QApplication.sendEvent(program.window, entering)
    return program.window.findChildren(DropMark)[0]


def test_one_file_over_the_home_page_is_told_where_to_go(program: Program, tmp_path: Path) -> None:
    data = carried(tmp_path / "practices.stocktake")
    mark = enter(program, data)
    assert mark.isVisible()
    assert mark.words.text() == ONE
    assert mark.geometry() == program.window.rect()
    program.window.resize(1100, 700)
    assert mark.geometry() == program.window.rect()
    QApplication.sendEvent(program.window, QDragLeaveEvent())
    assert not mark.isVisible()


def test_several_files_are_to_be_combined_and_words_are_not_taken(
    program: Program, tmp_path: Path
) -> None:
    several = carried(tmp_path / "a.xlsx", tmp_path / "b.xlsx")
    mark = enter(program, several)
    assert mark.words.text() == SEVERAL
    QApplication.sendEvent(program.window, QDragLeaveEvent())
    words = QMimeData()
    words.setText("a word from a letter")
    assert not enter(program, words).isVisible()


def test_it_is_gone_once_the_file_is_dropped(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear all")
    data = carried(path)
    mark = enter(program, data)
    dropped = QDropEvent(QPointF(50, 50), COPY, data, LEFT, NONE)
    QApplication.sendEvent(program.window, dropped)
    assert not mark.isVisible()
    assert dropped.isAccepted()
    qtbot.wait_until(lambda: not program.desk.jobs.is_busy)
    assert program.window.notice.isVisible()


def test_a_pack_that_is_dropped_goes_to_the_published_figures(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "area.stocktakepack"
    path.write_bytes(gzip.compress(b"{}"))
    begin(program)
    data = carried(path)
    enter(program, data)
    dropped = QDropEvent(QPointF(50, 50), COPY, data, LEFT, NONE)
    QApplication.sendEvent(program.window, dropped)
    qtbot.wait_until(lambda: isinstance(program.window.page, PublishedPage))
    qtbot.wait_until(lambda: "1 file cannot be read here" in words_on(program))


def words_on(program: Program) -> str:
    """Everything the page in front says."""
    assert program.window.page is not None
    return " ".join(label.text() for label in program.window.page.findChildren(QLabel))
