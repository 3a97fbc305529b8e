import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from stocktake.ui.gaps.told_table import ToldTable
from stocktake.ui.models.figures import FigureColumn
from stocktake.ui.models.wrapped_rows import WrappedRow
from stocktake.ui.widgets.labels import Words

ROWS = (WrappedRow(("Phones", "3"), "Access.", ("form", "ACC-01", "ACC-01.ready_now")),)


@pytest.fixture
def told(qtbot: QtBot) -> ToldTable:
    columns = (FigureColumn("What"), FigureColumn("How many", is_number=True))
    made = ToldTable("What must start", columns, "The whole plan", opens=True)
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    return made


def test_a_row_opens_what_it_is_about(qtbot: QtBot, told: ToldTable) -> None:
    told.tell("1 overdue.", ROWS)
    told.table.setCurrentIndex(told.table.model().index(0, 0))
    with qtbot.wait_signal(told.opened) as heard:
        qtbot.keyClick(told.table, Qt.Key.Key_Return)
    assert heard.args == [("form", "ACC-01", "ACC-01.ready_now")]


def test_no_rows_leave_the_sentence_and_the_way_on(qtbot: QtBot, told: ToldTable) -> None:
    told.tell("Nothing has to start.", ())
    assert not told.table.isVisible()
    assert told.findChild(Words).text() == "Nothing has to start."
    with qtbot.wait_signal(told.more_asked):
        told.more.click()


def test_a_table_without_a_sentence_leaves_no_gap(told: ToldTable) -> None:
    told.tell("", ROWS)
    assert not told.findChild(Words).isVisible()
    assert told.table.isVisible()


def test_with_nothing_more_to_see_there_is_no_button(qtbot: QtBot) -> None:
    columns = (FigureColumn("What"), FigureColumn("How many", is_number=True))
    made = ToldTable("What to aim for", columns)
    qtbot.addWidget(made)
    made.show()
    later = (FigureColumn("What"), FigureColumn("2027/28", is_number=True))
    made.tell("Climb.", ROWS, later)
    assert not made.more.isVisible()
    model = made.table.model()
    assert model.headerData(1, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole) == "2027/28"
