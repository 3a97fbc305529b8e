from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from stocktake.ui.models.figures import FigureColumn, FiguresModel

COLUMNS = (FigureColumn("Domain"), FigureColumn("Level", is_number=True))


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    model = FiguresModel()
    model.set_table(COLUMNS, [("Access", "2"), ("Total", "2")], has_total=True)
    qtmodeltester.check(model)


def test_a_short_row_is_filled_with_blanks() -> None:
    model = FiguresModel()
    model.set_table(COLUMNS, [("Access",)])
    assert model.data(model.index(0, 1)) == ""


def test_the_last_row_is_the_total_only_when_it_is_one() -> None:
    model = FiguresModel()
    model.set_table(COLUMNS, [("Access", "2"), ("Total", "2")], has_total=True)
    assert [model.is_total(row) for row in range(2)] == [False, True]
    model.set_table(COLUMNS, [("Access", "2")])
    assert not model.is_total(0)


def test_a_figure_is_announced_with_its_row_and_column() -> None:
    model = FiguresModel()
    model.set_table(COLUMNS, [("Access", "2")])
    said = model.data(model.index(0, 1), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Access, Level: 2"


def test_the_whole_table_can_be_pasted_into_excel() -> None:
    model = FiguresModel()
    model.set_table(COLUMNS, [("Access\tand demand", "2")])
    assert model.as_text() == "Domain\tLevel\nAccess and demand\t2"
