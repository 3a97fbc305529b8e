from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from stocktake.questionnaire.form import Choice, Column, Question
from stocktake.questionnaire.table_rows import TableRow
from stocktake.ui.look import LIGHT
from stocktake.ui.models.table_cells import TableCellsModel

ROLES = (Choice(code="gp", label="GP partner"), Choice(code="nurse", label="Nurse"))
TABLE = Question(
    id="t", type="table", label="Who works here?", rows="starter", key="t.role",
    columns=(
        Column(id="t.role", type="choice", label="Role", choice=ROLES),
        Column(id="t.people", type="number", label="People"),
        Column(id="t.cost", type="pounds", label="Cost in a year"),
        Column(id="t.share", type="percent", label="Share"),
        Column(id="t.group", type="calculated", label="Staff group"),
    ),
)  # fmt: skip
ROLE, PEOPLE, COST, SHARE, GROUP = TABLE.columns


@pytest.fixture
def model(qtbot: QtBot) -> TableCellsModel:
    made = TableCellsModel(TABLE)
    made.set_rows(
        (
            TableRow("gp", {"t.role": "gp", "t.people": Decimal(4)}, is_starter=True),
            TableRow("nurse", {"t.role": "nurse"}, is_starter=True),
        )
    )
    return made


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester, model: TableCellsModel) -> None:
    qtmodeltester.check(model)
    model.insert(1, TableRow("new"))
    model.move(0, 1)
    model.remove(2)
    model.remove(0)
    qtmodeltester.check(model)


def test_totals_stand_under_columns_that_can_be_added_up(model: TableCellsModel) -> None:
    model.set_cell("nurse", "t.people", Decimal("2"))
    model.set_cell("gp", "t.share", Decimal(40))
    total = model.rowCount() - 1
    assert model.is_total(total)
    assert model.words(total, ROLE) == "Total"
    assert model.words(total, PEOPLE) == "6"
    assert model.words(total, SHARE) == ""


def test_a_column_of_blanks_has_no_total(model: TableCellsModel) -> None:
    assert model.words(model.rowCount() - 1, COST) == ""


def test_rows_without_a_figure_have_no_total_until_one_is_typed(model: TableCellsModel) -> None:
    model.set_cell("gp", "t.people", None)
    assert model.rowCount() == 2
    model.setData(model.index(1, 1), "3")
    assert model.is_total(2)
    assert model.words(2, PEOPLE) == "3"
    model.setData(model.index(1, 1), "")
    assert model.rowCount() == 2


def test_one_row_needs_no_total(model: TableCellsModel) -> None:
    model.remove(1)
    assert model.rowCount() == 1
    model.insert(1, TableRow("new"))
    assert model.rowCount() == 3


def test_an_untouched_starter_row_is_greyed_until_answered(model: TableCellsModel) -> None:
    def colour(row: int) -> object:
        return model.data(model.index(row, 0), Qt.ItemDataRole.ForegroundRole)

    assert colour(0) is None
    assert colour(1) == QColor(LIGHT.muted)
    model.setData(model.index(1, 1), "2")
    assert colour(1) is None


def test_the_name_of_a_starter_row_and_a_worked_out_figure_cannot_be_typed_over(
    model: TableCellsModel,
) -> None:
    assert not model.is_open(0, ROLE)
    assert not model.is_open(0, GROUP)
    assert model.is_open(0, PEOPLE)
    model.insert(2, TableRow("mine"))
    assert model.is_open(2, ROLE)
    assert not model.is_open(model.rowCount() - 1, PEOPLE)


def test_a_cell_is_announced_with_its_row_and_column(model: TableCellsModel) -> None:
    said = model.data(model.index(0, 1), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "GP partner, People: 4"
    said = model.data(model.index(1, 2), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Nurse, Cost in a year: blank"


def test_figures_stand_right_and_words_left(model: TableCellsModel) -> None:
    def side(column: int) -> Qt.AlignmentFlag:
        role = Qt.ItemDataRole.TextAlignmentRole
        return Qt.AlignmentFlag(model.data(model.index(0, column), role))

    assert side(1) & Qt.AlignmentFlag.AlignRight
    assert side(0) & Qt.AlignmentFlag.AlignLeft


def test_thousands_are_separated(model: TableCellsModel) -> None:
    model.setData(model.index(0, 2), "412000")
    assert model.words(0, COST) == "£412,000"


def test_a_cell_that_did_not_change_is_no_news(qtbot: QtBot, model: TableCellsModel) -> None:
    with qtbot.assert_not_emitted(model.cell_edited, wait=0):
        assert model.setData(model.index(0, 1), " 4 ")


def test_the_unit_stands_in_the_heading(qtbot: QtBot) -> None:
    columns = (Column(id="t.a", type="decimal", label="GP minutes", unit="per visit"),)
    model = TableCellsModel(Question(id="t", type="table", label="T", columns=columns))
    assert model.headerData(0, Qt.Orientation.Horizontal) == "GP minutes (per visit)"


def side(model: TableCellsModel, column: int) -> Qt.AlignmentFlag:
    found = model.data(model.index(0, column), Qt.ItemDataRole.TextAlignmentRole)
    return Qt.AlignmentFlag(found) & Qt.AlignmentFlag.AlignHorizontal_Mask


def test_words_that_are_worked_out_stand_at_the_left_and_figures_at_the_right(
    model: TableCellsModel,
) -> None:
    model.set_cell("gp", "t.group", "Fully qualified GP")
    assert side(model, 4) == Qt.AlignmentFlag.AlignLeft
    model.set_cell("gp", "t.group", Decimal(3))
    assert side(model, 4) == Qt.AlignmentFlag.AlignRight


def test_a_heading_says_its_unit_once(qtbot: QtBot) -> None:
    columns = (
        Column(id="t.people", type="number", label="People", unit="people"),
        Column(id="t.wait", type="number", label="Wait", unit="days"),
        Column(id="t.margin", type="calculated", label="Margin", unit="pounds"),
    )
    model = TableCellsModel(Question(id="t", type="table", label="T", columns=columns))
    across = Qt.Orientation.Horizontal
    titles = [model.headerData(n, across) for n in range(3)]
    assert titles == ["People", "Wait (days)", "Margin (£)"]


def test_a_long_name_is_told_in_full_and_as_plain_text(model: TableCellsModel) -> None:
    model.set_cell("gp", "t.group", "Long enough to be cut, <b>and bold</b>")
    told = model.data(model.index(0, 4), Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;and bold&lt;/b&gt;" in told
    assert model.data(model.index(0, 0), Qt.ItemDataRole.ToolTipRole) is None
