from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from stocktake.ui.widgets.labels import Words
from stocktake.ui.widgets.two_columns import ALONE, SIDE_BY_SIDE_FROM, TwoColumns

LONG = "What the next five years ask of you, and what it would take, told in a long sentence. " * 3


def shown(qtbot: QtBot, width: int) -> tuple[QWidget, TwoColumns, list[Words]]:
    """Two columns on a page, four long sentences in the first."""
    page, first, second = QWidget(), QWidget(), Words("Beside it")
    lines = [Words(LONG) for _ in range(4)]
    inside = QVBoxLayout(first)
    for each in lines:
        inside.addWidget(each)
    columns = TwoColumns(first, second)
    outside = QVBoxLayout(page)
    outside.addWidget(columns)
    outside.addStretch(1)
    qtbot.addWidget(page)
    page.resize(width, 900)
    page.show()
    QApplication.processEvents()
    return page, columns, lines


def test_parts_stand_side_by_side_where_there_is_room(qtbot: QtBot) -> None:
    page, columns, _ = shown(qtbot, SIDE_BY_SIDE_FROM + 100)
    assert columns.is_beside
    with qtbot.waitSignal(columns.folded):
        page.resize(SIDE_BY_SIDE_FROM - 100, 900)
    assert not columns.is_beside


def test_a_part_alone_keeps_to_a_line_one_can_read_and_has_the_height_for_it(
    qtbot: QtBot,
) -> None:
    page, columns, lines = shown(qtbot, 1400)
    columns.findChildren(Words)[-1].hide()
    columns.fold(is_alone=True)

    def has_room() -> bool:
        QApplication.processEvents()
        return all(
            each.width() <= ALONE and each.height() >= each.heightForWidth(each.width())
            for each in lines
        )

    assert page.isVisible()
    qtbot.wait_until(has_room)
