"""A table of answers as it stands on the page."""

from full_disk import no_room
from pytestqt.qtbot import QtBot
from reviewing import Reviewed

from stocktake.questionnaire.answers import Address, answered
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.questionnaire.loading import shipped_form
from stocktake.ui.question.form_desk import FormDesk
from stocktake.ui.question.table_block import TableBlock, filled_in_first


def test_what_is_filled_in_stands_before_what_is_worked_out() -> None:
    roles = shipped_form(STOCKTAKE).questions["workforce.roles"]
    shown = filled_in_first(roles.columns)
    ids = [column.id.rpartition(".")[2] for column in shown]
    assert ids[:3] == ["role", "headcount", "wte"]
    assert ids.index("group") > ids.index("funded_by")
    assert sorted(ids) == sorted(each.id.rpartition(".")[2] for each in roles.columns)
    assert filled_in_first(()) == ()


def block_of(qtbot: QtBot, reviewed: Reviewed, table: str, rows: tuple[str, ...]) -> TableBlock:
    reviewed.open()
    question = reviewed.desk.sheet(STOCKTAKE).loaded.questions[table]
    column = next(each for each in question.columns if each.type == "text")
    for row in rows:
        place = Address(table, row, column.id)
        reviewed.desk.answer_all(STOCKTAKE, {place: answered(row)})
    block = TableBlock(FormDesk(reviewed.desk, STOCKTAKE), question, "1")
    qtbot.addWidget(block)
    block.refresh()
    return block


def test_rows_moved_on_a_full_disk_stand_as_they_are_kept(qtbot: QtBot, reviewed: Reviewed) -> None:
    block = block_of(qtbot, reviewed, "resilience.needs", ("a", "b", "c"))
    assert [row.id for row in block.editor.rows()] == ["a", "b", "c"]
    block.editor.view.setCurrentIndex(block.editor.model.index(0, 0))
    with no_room():
        block.editor._on_down_clicked()
    assert [row.id for row in block.editor.rows()] == ["a", "b", "c"]
    block.editor.view.setCurrentIndex(block.editor.model.index(0, 0))
    block.editor._on_down_clicked()
    assert [row.id for row in block.editor.rows()] == ["b", "a", "c"]
    assert reviewed.desk.sheet(STOCKTAKE).answers.rows("resilience.needs") == ("b", "a", "c")
