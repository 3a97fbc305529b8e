from decimal import Decimal

import pytest
from msgspec import structs
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from stocktake.questionnaire.form import Choice, Column, Question
from stocktake.questionnaire.table_rows import CellChange, TableRow
from stocktake.ui.editors.cells_view import MOST_LINES
from stocktake.ui.editors.table import TableEditor
from stocktake.ui.look import CELL_PADDING
from stocktake.ui.widgets.calm_combo import CalmComboBox
from stocktake.ui.widgets.line_edit import LineEdit
from stocktake.ui.widgets.notice import Notice
from stocktake.ui.widgets.paper_table import lines_of

PAYERS = (Choice(code="practice", label="Practice"), Choice(code="pcn", label="PCN"))
COLUMNS = (
    Column(id="t.role", type="text", label="Role"),
    Column(id="t.people", type="number", label="People"),
    Column(id="t.wte", type="wte", label="WTE"),
    Column(id="t.pays", type="choice", label="Who pays", choice=PAYERS),
)
ROWS = (
    TableRow("gp", {"t.role": "GP", "t.people": Decimal(4), "t.pays": "practice"}),
    TableRow("nurse", {"t.role": "Nurse"}),
)


def made(qtbot: QtBot, rows: str = "free", max_rows: int | None = None) -> TableEditor:
    field = Question(
        id="t", type="table", label="Who works here?", columns=COLUMNS, rows=rows, max_rows=max_rows
    )  # type: ignore[arg-type]
    editor = TableEditor(field)
    editor.set_name("Who works here?")
    editor.set_rows(ROWS)
    qtbot.addWidget(editor)
    editor.resize(800, 400)
    editor.show()
    with qtbot.wait_active(editor):
        editor.activateWindow()
    editor.setFocus()
    return editor


@pytest.fixture
def editor(qtbot: QtBot) -> TableEditor:
    return made(qtbot)


def go(editor: TableEditor, row: int, column: int) -> None:
    editor.view.setCurrentIndex(editor.model.index(row, column))


def button(editor: TableEditor, words: str) -> QPushButton:
    return next(each for each in editor.findChildren(QPushButton) if each.text() == words)


def paste(editor: TableEditor, text: str) -> None:
    QApplication.clipboard().setText(text)
    button(editor, "Paste from Excel").click()


def said(editor: TableEditor) -> str:
    return editor.findChildren(Notice)[0].text()


def test_typing_in_a_cell_hands_over_that_cell(qtbot: QtBot, editor: TableEditor) -> None:
    go(editor, 1, 1)
    qtbot.keyClick(editor.view, Qt.Key.Key_3)
    line = editor.view.findChildren(LineEdit)[0]
    with qtbot.wait_signal(editor.cell_edited) as heard:
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert heard.args == ["nurse", "t.people", Decimal(3)]


def test_enter_goes_down_a_column(qtbot: QtBot, editor: TableEditor) -> None:
    go(editor, 0, 1)
    qtbot.keyClick(editor.view, Qt.Key.Key_7)
    qtbot.keyClick(editor.view.findChildren(LineEdit)[0], Qt.Key.Key_Return)
    qtbot.wait_until(lambda: editor.view.currentIndex().row() == 1)
    assert editor.view.currentIndex().column() == 1
    assert editor.model.words(0, COLUMNS[1]) == "7"


def test_a_cell_that_is_not_understood_stays_as_it_was(qtbot: QtBot, editor: TableEditor) -> None:
    with qtbot.assert_not_emitted(editor.cell_edited, wait=0):
        editor.model.setData(editor.model.index(0, 1), "about four")
    assert editor.model.words(0, COLUMNS[1]) == "4"
    assert "People: “about four” is not a number." in said(editor)


def test_enter_stays_where_something_was_not_taken_and_the_row_is_named(
    qtbot: QtBot, editor: TableEditor
) -> None:
    for typed, row in (("x", 0), ("7", 1)):
        go(editor, 0, 1)
        qtbot.keyClicks(editor.view, typed)
        line = editor.view.findChildren(LineEdit)[-1]
        qtbot.keyClick(line, Qt.Key.Key_Return)
        qtbot.wait_until(lambda: not editor.view.findChildren(LineEdit))
        assert editor.view.currentIndex().row() == row
        assert said(editor).startswith("GP, People: “x” is not a number." if row == 0 else "")
    assert said(editor) == ""


def test_a_choice_drops_down_and_is_handed_over_as_its_code(
    qtbot: QtBot, editor: TableEditor
) -> None:
    go(editor, 1, 3)
    qtbot.keyClick(editor.view, Qt.Key.Key_Return)
    [combo] = editor.view.findChildren(CalmComboBox)
    assert [combo.itemText(n) for n in range(combo.count())] == ["", "Practice", "PCN"]
    combo.setCurrentIndex(2)
    with qtbot.wait_signal(editor.cell_edited) as heard:
        editor.flush()
    assert heard.args == ["nurse", "t.pays", "pcn"]
    assert editor.model.words(1, COLUMNS[3]) == "PCN"


def test_opening_a_list_of_choices_changes_nothing(qtbot: QtBot) -> None:
    """Not an option of an older form, nor one of two rows with the same name."""
    twice = (*PAYERS, Choice(code="other", label="PCN"))
    columns = (*COLUMNS[:3], structs.replace(COLUMNS[3], choice=twice))
    editor = TableEditor(Question(id="t", type="table", label="Who?", columns=columns))
    qtbot.addWidget(editor)
    kept = ["other", "of an older form"]
    editor.set_rows([TableRow(f"r{n}", {"t.pays": code}) for n, code in enumerate(kept)])
    editor.show()
    with qtbot.assert_not_emitted(editor.cell_edited, wait=0):
        for row in range(2):
            go(editor, row, 3)
            qtbot.keyClick(editor.view, Qt.Key.Key_Return)
            editor.flush()
    assert [row.cells["t.pays"] for row in editor.rows()] == kept


def test_tab_goes_from_cell_to_cell_and_leaves_after_the_last(
    qtbot: QtBot, editor: TableEditor
) -> None:
    go(editor, 0, 3)
    qtbot.keyClick(editor.view, Qt.Key.Key_Tab)
    assert (editor.view.currentIndex().row(), editor.view.currentIndex().column()) == (1, 0)
    go(editor, 1, 3)
    qtbot.keyClick(editor.view, Qt.Key.Key_Tab)
    assert not editor.view.hasFocus()


def test_delete_empties_the_cell(qtbot: QtBot, editor: TableEditor) -> None:
    go(editor, 0, 1)
    with qtbot.wait_signal(editor.cell_edited) as heard:
        qtbot.keyClick(editor.view, Qt.Key.Key_Delete)
    assert heard.args == ["gp", "t.people", None]


def test_insert_adds_a_row_under_the_one_in_hand(qtbot: QtBot, editor: TableEditor) -> None:
    go(editor, 0, 0)
    with qtbot.wait_signal(editor.row_added) as heard:
        qtbot.keyClick(editor.view, Qt.Key.Key_Insert)
    row_id, place = heard.args
    assert place == 1
    assert [row.id for row in editor.rows()] == ["gp", row_id, "nurse"]
    assert len(row_id) == 8
    assert editor.view.currentIndex().row() == 1


def test_a_row_is_duplicated_with_its_cells(qtbot: QtBot, editor: TableEditor) -> None:
    go(editor, 0, 0)
    with qtbot.wait_signals([editor.row_added, editor.row_duplicated]):
        button(editor, "Duplicate row").click()
    original, copy, _ = editor.rows()
    assert copy.id != original.id
    assert copy.cells == original.cells


def test_a_row_is_deleted(qtbot: QtBot, editor: TableEditor) -> None:
    go(editor, 0, 0)
    with qtbot.wait_signal(editor.row_removed) as heard:
        button(editor, "Delete row").click()
    assert heard.args == ["gp"]
    assert [row.id for row in editor.rows()] == ["nurse"]


def test_rows_move_with_alt_and_an_arrow(qtbot: QtBot, editor: TableEditor) -> None:
    go(editor, 0, 0)
    with qtbot.wait_signal(editor.rows_moved) as heard:
        qtbot.keyClick(editor.view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert heard.args == [("nurse", "gp")]


def test_fixed_rows_can_be_neither_added_nor_deleted(qtbot: QtBot) -> None:
    editor = made(qtbot, "fixed")
    editor.set_rows((TableRow("gp", {"t.role": "GP"}, is_fixed=True),))
    go(editor, 0, 1)
    assert button(editor, "Add a row").isHidden()
    with qtbot.assert_not_emitted(editor.row_removed, wait=0):
        qtbot.keyClick(editor.view, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    with qtbot.assert_not_emitted(editor.row_added, wait=0):
        qtbot.keyClick(editor.view, Qt.Key.Key_Insert)


def test_no_more_rows_than_the_form_allows(qtbot: QtBot) -> None:
    editor = made(qtbot, max_rows=3)
    go(editor, 0, 0)
    button(editor, "Add a row").click()
    assert not button(editor, "Add a row").isEnabled()
    with qtbot.assert_not_emitted(editor.row_added, wait=0):
        qtbot.keyClick(editor.view, Qt.Key.Key_Insert)


def test_a_paste_from_excel_is_one_batch_and_adds_the_rows_it_needs(
    qtbot: QtBot, editor: TableEditor
) -> None:
    go(editor, 1, 0)
    added: list[str] = []
    editor.row_added.connect(lambda row_id, place: added.append(row_id))
    with qtbot.wait_signal(editor.cells_pasted) as heard:
        paste(editor, "Nurse\t2\t1.5\tPCN\r\nPharmacist\t1\t0.8\tpractice\r\n")
    new = editor.rows()[2]
    assert added == [new.id]
    [batch] = heard.args
    assert set(batch) == {
        CellChange("nurse", "t.people", Decimal(2)),
        CellChange("nurse", "t.wte", Decimal("1.5")),
        CellChange("nurse", "t.pays", "pcn"),
        CellChange(new.id, "t.role", "Pharmacist"),
        CellChange(new.id, "t.people", Decimal(1)),
        CellChange(new.id, "t.wte", Decimal("0.8")),
        CellChange(new.id, "t.pays", "practice"),
    }
    assert said(editor) == ""


def test_a_cell_that_cannot_be_pasted_is_told_and_stays(qtbot: QtBot, editor: TableEditor) -> None:
    go(editor, 0, 2)
    with qtbot.assert_not_emitted(editor.cells_pasted, wait=0):
        paste(editor, "most of one\n")
    assert "Row 1, WTE: “most of one” is not a number." in said(editor)


def test_an_empty_clipboard_says_what_to_do(qtbot: QtBot, editor: TableEditor) -> None:
    paste(editor, "\n")
    assert said(editor) == "Copy some cells in Excel first, and then paste them here."


def test_rows_move_by_buttons_too(qtbot: QtBot, editor: TableEditor) -> None:
    go(editor, 0, 0)
    assert not button(editor, "Move up").isEnabled()
    with qtbot.wait_signal(editor.rows_moved) as heard:
        button(editor, "Move down").click()
    assert heard.args == [("nurse", "gp")]
    assert editor.view.currentIndex().row() == 1
    assert not button(editor, "Move down").isEnabled()
    button(editor, "Move up").click()
    assert [row.id for row in editor.rows()] == ["gp", "nurse"]


def test_read_only_offers_nothing_but_can_be_reached(qtbot: QtBot, editor: TableEditor) -> None:
    editor.set_read_only(True)
    go(editor, 0, 1)
    assert not button(editor, "Add a row").isVisible()
    with qtbot.assert_not_emitted(editor.cell_edited, wait=0):
        qtbot.keyClick(editor.view, Qt.Key.Key_Delete)
        qtbot.keyClick(editor.view, Qt.Key.Key_9)
    paste(editor, "9\n")
    assert editor.model.words(0, COLUMNS[1]) == "4"
    assert editor.view.hasFocus()


def test_a_figure_worked_out_elsewhere_comes_in_silently(qtbot: QtBot, editor: TableEditor) -> None:
    with qtbot.assert_not_emitted(editor.cell_edited, wait=0):
        editor.set_cell("nurse", "t.wte", Decimal("1.25"))
    assert editor.model.words(1, COLUMNS[2]) == "1.25"


def test_the_table_is_as_tall_as_its_rows(qtbot: QtBot, editor: TableEditor) -> None:
    before = editor.view.height()
    go(editor, 0, 0)
    button(editor, "Add a row").click()
    assert editor.view.height() == before + editor.view.rowHeight(0)


def test_the_first_column_stays_in_view(qtbot: QtBot, editor: TableEditor) -> None:
    editor.resize(300, 400)
    frozen = editor.view.frozen
    assert frozen.isHidden()
    bar = editor.view.horizontalScrollBar()
    qtbot.wait_until(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    assert frozen.isVisible()
    assert frozen.width() == editor.view.columnWidth(0)
    assert frozen.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_each_button_says_which_table_it_is_for(editor: TableEditor) -> None:
    editor.set_name("4.1 Staff by role")
    said = {each.accessibleDescription() for each in editor.findChildren(QPushButton)}
    assert said == {"4.1 Staff by role"}


def test_a_cell_that_assistive_software_selects_is_the_one_in_hand(editor: TableEditor) -> None:
    model = editor.view.selectionModel()
    model.select(editor.model.index(1, 0), QItemSelectionModel.SelectionFlag.Select)
    assert editor.view.currentIndex().row() == 1
    assert button(editor, "Fill in this row").isEnabled()


def test_a_long_cell_is_read_whole_in_a_taller_row(qtbot: QtBot) -> None:
    words = "Ask the federation for a shared coordinator, and agree who pays for the first year"
    rows = (TableRow("a", {"t.role": words}), TableRow("b", {"t.role": "Short"}))
    table = made(qtbot)
    table.set_rows(rows)
    view = table.view
    room = view.columnWidth(0) - 2 * CELL_PADDING
    needed = lines_of(words, room, view.fontMetrics())
    assert needed > 1
    assert view.rowHeight(0) >= needed * view.fontMetrics().lineSpacing()
    usual = view.rowHeight(1)
    assert usual < view.rowHeight(0)
    table.set_cell("b", "t.role", words)
    assert view.rowHeight(1) == view.rowHeight(0)
    table.set_cell("b", "t.role", "word " * 400)
    assert view.rowHeight(1) <= usual + MOST_LINES * view.fontMetrics().lineSpacing()
    assert view.height() >= view.rowHeight(0) + view.rowHeight(1)
