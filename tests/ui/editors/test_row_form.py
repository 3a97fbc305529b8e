"""A row of a table filled in field by field, beside the table it belongs to."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from stocktake.questionnaire.form import Choice, Column, Question
from stocktake.questionnaire.table_rows import TableRow
from stocktake.ui.editors.number import NumberEditor
from stocktake.ui.editors.row_form import RowForm
from stocktake.ui.editors.table import TableEditor
from stocktake.ui.widgets.notice import Notice

PAYERS = (Choice(code="practice", label="Practice"), Choice(code="pcn", label="PCN"))
FIELD = Question(
    id="t",
    type="table",
    label="Who works here?",
    key="t.role",
    columns=(
        Column(id="t.role", type="text", label="Role"),
        Column(id="t.people", type="number", label="People", hint="Count each person once"),
        Column(id="t.pays", type="choice", label="Who pays", choice=PAYERS),
        Column(id="t.sum", type="calculated", label="Sum", read_only=True),
    ),
)
ROWS = (
    TableRow("gp", {"t.role": "GP", "t.people": Decimal(4)}, is_starter=True),
    TableRow("nurse", {"t.role": "Nurse"}),
)


@pytest.fixture
def editor(qtbot: QtBot) -> TableEditor:
    made = TableEditor(FIELD)
    made.set_name("Who works here?")
    made.set_rows(ROWS)
    qtbot.addWidget(made)
    made.resize(800, 900)
    made.show()
    with qtbot.wait_active(made):
        made.activateWindow()
    made.view.setCurrentIndex(made.model.index(0, 0))
    button(made, "Fill in this row").click()
    return made


def button(editor: TableEditor, words: str) -> QPushButton:
    found = editor.findChildren(QPushButton)
    return next(each for each in found if each.text() == words and each.isVisible())


def form_of(editor: TableEditor) -> RowForm:
    return next(each for each in editor.findChildren(RowForm) if each.isVisible())


def said_by(editor: TableEditor) -> str:
    return next(each for each in editor.findChildren(Notice) if each.isVisible()).text()


def people(editor: TableEditor) -> NumberEditor:
    return form_of(editor).findChildren(NumberEditor)[0]


def test_the_row_in_hand_is_shown_field_by_field(editor: TableEditor) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "GP: People"
    assert focus.accessibleDescription() == "Count each person once"
    assert people(editor).value() == Decimal(4)


def test_what_is_given_goes_into_its_cell(qtbot: QtBot, editor: TableEditor) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClicks(focus, "7")
    with qtbot.wait_signal(editor.cell_edited) as heard:
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    assert heard.args[:2] == ["gp", "t.people"]
    assert editor.rows()[0].cells["t.people"] == heard.args[2]


def test_the_form_follows_the_table_from_row_to_row(qtbot: QtBot, editor: TableEditor) -> None:
    assert not button(editor, "Row before").isEnabled()
    button(editor, "Next row").click()
    assert editor.view.currentIndex().row() == 1
    assert people(editor).value() is None
    assert not button(editor, "Next row").isEnabled()
    editor.view.setCurrentIndex(editor.model.index(0, 1))
    assert people(editor).value() == Decimal(4)


def test_what_is_half_typed_stays_with_its_row(qtbot: QtBot, editor: TableEditor) -> None:
    button(editor, "Next row").click()
    focus = people(editor).named_parts()[0]
    focus.setFocus()
    qtbot.keyClicks(focus, "3")
    button(editor, "Row before").click()
    assert editor.rows()[1].cells["t.people"] == Decimal(3)
    assert editor.rows()[0].cells["t.people"] == Decimal(4)


def test_what_cannot_be_read_is_told_and_does_not_go_on_to_another_row(
    qtbot: QtBot, editor: TableEditor
) -> None:
    nurse, other = TableRow("nurse", {"t.role": "Nurse"}), TableRow("other", {"t.role": "Other"})
    editor.set_rows((nurse, other))
    form = form_of(editor)
    line = people(editor).named_parts()[0]
    qtbot.keyClicks(line, "four")
    button(editor, "Next row").click()
    assert people(editor).error() == ""
    assert said_by(editor).startswith("Nurse, People: “four” is not a number.")
    with qtbot.assert_not_emitted(form.cell_given):
        people(editor).flush()


def test_what_cannot_be_read_is_told_when_the_form_is_put_away(
    qtbot: QtBot, editor: TableEditor
) -> None:
    qtbot.keyClicks(people(editor).named_parts()[0], "x")
    button(editor, "Done").click()
    assert said_by(editor).startswith("GP, People: “4x” is not a number.")
    assert editor.rows()[0].cells["t.people"] == Decimal(4)


def test_escape_puts_the_form_away_and_keeps_what_was_typed(
    qtbot: QtBot, editor: TableEditor
) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    focus.selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(focus, "9")
    qtbot.keyClick(focus, Qt.Key.Key_Escape)
    assert editor.rows()[0].cells["t.people"] == Decimal(9)
    assert not [each for each in editor.findChildren(RowForm) if each.isVisible()]
    assert editor.view.hasFocus()


def test_a_row_deleted_under_the_form_puts_it_away(qtbot: QtBot, editor: TableEditor) -> None:
    editor.set_rows(())
    editor.view.setCurrentIndex(editor.model.index(-1, -1))
    assert not [each for each in editor.findChildren(RowForm) if each.isVisible()]
