from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from stocktake.ui.models.figures import FigureColumn
from stocktake.ui.models.wrapped_rows import SECOND_ROLE, WrappedRow, WrappedRows

COLUMNS = (FigureColumn("What"), FigureColumn("Days", is_number=True))


def made() -> WrappedRows:
    rows = WrappedRows(COLUMNS)
    rows.set_rows([WrappedRow(("Phones", "4"), "Two levels short"), WrappedRow(("Records", "–"))])
    return rows


def test_it_keeps_the_rules_of_models(qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(made())


def test_the_second_line_stands_under_the_first_cell_only() -> None:
    rows = made()
    assert rows.index(0, 0).data(SECOND_ROLE) == "Two levels short"
    assert rows.index(0, 1).data(SECOND_ROLE) == ""


def test_a_screen_reader_hears_the_row_and_the_heading_of_a_cell() -> None:
    rows = made()
    role = Qt.ItemDataRole.AccessibleTextRole
    assert rows.index(0, 0).data(role) == "Phones. Two levels short"
    assert rows.index(0, 1).data(role) == "Phones, Days: 4"


def test_figures_stand_on_the_right() -> None:
    rows = made()
    side = rows.index(0, 1).data(Qt.ItemDataRole.TextAlignmentRole)
    assert side & int(Qt.AlignmentFlag.AlignRight)
