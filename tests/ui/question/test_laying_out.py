"""A page on which much comes and goes is laid out once, and is right afterwards."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from stocktake.ui.question.laying_out import laid_out_once


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    for words in ("first", "second", "third"):
        label = QLabel(words)
        column.addWidget(label)
        label.hide()
    page.show()
    return page


def test_all_that_was_shown_has_its_place_afterwards(page: QWidget) -> None:
    labels = page.findChildren(QLabel)
    with laid_out_once(page.layout()):
        for label in labels:
            label.show()
        assert len({label.y() for label in labels}) == 1
    QApplication.processEvents()
    assert [label.y() for label in labels] == sorted({label.y() for label in labels})


def test_within_itself_the_outermost_counts(page: QWidget) -> None:
    layout = page.layout()
    assert layout is not None
    with laid_out_once(layout, None):
        with laid_out_once(layout):
            pass
        assert not layout.isEnabled()
    assert layout.isEnabled()


def test_a_page_is_laid_out_again_after_a_fault(page: QWidget) -> None:
    layout = page.layout()
    assert layout is not None
    with pytest.raises(ValueError, match="fault"), laid_out_once(layout):
        raise ValueError("fault")
    assert layout.isEnabled()
