"""A paste is looked at in the page, changed if need be, and only then done, as one change."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from stocktake.questionnaire.form import Choice, Column, Question
from stocktake.questionnaire.table_rows import TableRow
from stocktake.ui.editors.paste_panel import LEAVE_OUT, PastePanel
from stocktake.ui.editors.table import TableEditor
from stocktake.ui.widgets.calm_combo import CalmComboBox
from stocktake.ui.widgets.data_table import DataTable
from stocktake.ui.widgets.option_row import OptionRow

PAYERS = (Choice(code="practice", label="Practice"), Choice(code="pcn", label="PCN"))
FIELD = Question(
    id="t",
    type="table",
    label="Who works here?",
    columns=(
        Column(id="t.role", type="text", label="Role"),
        Column(id="t.people", type="number", label="People"),
        Column(id="t.pays", type="choice", label="Who pays", choice=PAYERS),
    ),
)


@pytest.fixture
def editor(qtbot: QtBot) -> TableEditor:
    made = TableEditor(FIELD)
    made.set_name("Who works here?")
    made.set_rows((TableRow("gp", {"t.role": "GP", "t.people": Decimal(4)}),))
    qtbot.addWidget(made)
    made.resize(800, 700)
    made.show()
    with qtbot.wait_active(made):
        made.activateWindow()
    made.view.setCurrentIndex(made.model.index(0, 0))
    return made


def paste(editor: TableEditor, text: str) -> PastePanel:
    QApplication.clipboard().setText(text)
    button(editor, "Paste from Excel").click()
    return next(each for each in editor.findChildren(PastePanel) if each.isVisible())


def button(editor: TableEditor, words: str) -> QPushButton:
    found = editor.findChildren(QPushButton)
    return next(each for each in found if each.text() == words and each.isVisible())


def said(panel: PastePanel) -> str:
    labels = panel.findChildren(QLabel)
    return "\n".join(each.text() for each in labels if each.isVisible())


def combos(panel: PastePanel) -> list[CalmComboBox]:
    return panel.findChildren(CalmComboBox)


def test_nothing_changes_until_it_is_agreed(qtbot: QtBot, editor: TableEditor) -> None:
    with qtbot.assert_not_emitted(editor.cells_pasted, wait=0):
        panel = paste(editor, "Role\tPeople\nGP\t5\nNurse\t2\n")
    assert len(editor.rows()) == 1
    assert editor.model.words(0, FIELD.columns[1]) == "4"
    assert [each.currentText() for each in combos(panel)] == ["Role", "People"]
    preview = panel.findChildren(DataTable)[0]
    assert preview.as_text() == "Role\tPeople\nGP\t5\nNurse\t2"
    with qtbot.wait_signal(editor.cells_pasted) as heard:
        button(editor, "Paste 4 cells").click()
    assert len(heard.args[0]) == 3
    assert editor.model.words(1, FIELD.columns[0]) == "Nurse"
    assert editor.view.hasFocus()


def test_it_is_left_with_escape_and_nothing_was_changed(qtbot: QtBot, editor: TableEditor) -> None:
    panel = paste(editor, "Role\tPeople\nGP\t5\n")
    assert QApplication.focusWidget() is button(editor, "Paste 2 cells")
    with qtbot.assert_not_emitted(editor.cells_pasted, wait=0):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert panel.isHidden()
    assert editor.view.hasFocus()
    assert button(editor, "Paste from Excel").isEnabled()


def test_a_column_can_be_sent_elsewhere(qtbot: QtBot, editor: TableEditor) -> None:
    panel = paste(editor, "7\tNurse\n8\tPorter\n")
    first, second = combos(panel)
    assert [first.itemText(n) for n in range(first.count())] == [
        LEAVE_OUT,
        "Role",
        "People",
        "Who pays",
    ]
    first.setCurrentIndex(2)
    first.activated.emit(2)
    assert second.currentText() == LEAVE_OUT
    second.setCurrentIndex(1)
    second.activated.emit(1)
    button(editor, "Paste 4 cells").click()
    assert [(row.cells["t.role"], row.cells["t.people"]) for row in editor.rows()] == [
        ("Nurse", Decimal(7)),
        ("Porter", Decimal(8)),
    ]


def test_what_does_not_fit_is_listed_before_and_after(qtbot: QtBot, editor: TableEditor) -> None:
    panel = paste(editor, "Role\tPeople\tShoe size\nGP\tlots\t9\nNurse\t2\t5\n")
    assert "3 cells will be left out" in said(panel)
    assert "“Shoe size”: it goes into no column" in said(panel)
    assert "Row 1, People: “lots” is not a number." in said(panel)
    button(editor, "Paste 3 cells").click()
    after = "\n".join(each.text() for each in editor.findChildren(QLabel) if each.isVisible())
    assert "Pasted, and this was left" in after
    assert "“lots” is not a number" in after


def test_the_nearest_option_is_taken_when_it_is_ticked(qtbot: QtBot, editor: TableEditor) -> None:
    panel = paste(editor, "Role\tWho pays\nGP\tPractise\n")
    offer = next(each for each in panel.findChildren(OptionRow) if "Practise" in each.words())
    assert offer.words() == "Who pays: take “Practise” as “Practice”"
    assert not offer.isChecked()
    offer.click()
    assert "will be left out" not in said(panel)
    button(editor, "Paste 2 cells").click()
    assert editor.rows()[0].cells["t.pays"] == "practice"


def test_a_line_taken_for_headings_can_be_an_answer(qtbot: QtBot, editor: TableEditor) -> None:
    panel = paste(editor, "Role\tPeople\nNurse\t2\n")
    tick = next(each for each in panel.findChildren(OptionRow) if "headings" in each.words())
    tick.click()
    assert "“People” is not a number" in said(panel)
    assert len(panel.plan.lines) == 2


def test_more_columns_than_the_table_has_are_told(qtbot: QtBot, editor: TableEditor) -> None:
    panel = paste(editor, "Nurse\t2\tPCN\textra\tmore\n")
    told = "Pasted column 4 and Pasted column 5: they go into no column of this table"
    assert told in said(panel)


def test_the_wheel_never_sends_a_column_elsewhere(qtbot: QtBot, editor: TableEditor) -> None:
    combo = combos(paste(editor, "Role\tPeople\nNurse\t2\n"))[0]
    before = combo.currentIndex()
    none = (Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase)
    place = QPointF(5, 5)
    turn = QWheelEvent(place, place, QPoint(0, -120), QPoint(0, -120), *none, False)
    QApplication.sendEvent(combo, turn)
    assert combo.currentIndex() == before


def test_everything_that_takes_the_focus_has_its_name(qtbot: QtBot, editor: TableEditor) -> None:
    panel = paste(editor, "Role\tPeople\nNurse\t2\n")
    assert [each.accessibleName() for each in combos(panel)] == [
        "“Role” goes into",
        "“People” goes into",
    ]
    assert panel.findChildren(DataTable)[0].accessibleName()
