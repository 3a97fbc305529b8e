import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from stocktake.questionnaire.form import Choice, Question
from stocktake.ui.editors.choice import ChoiceEditor, SearchCombo
from stocktake.ui.widgets.option_row import OptionRow


def made(qtbot: QtBot, count: int) -> ChoiceEditor:
    choices = tuple(Choice(code=f"c{n}", label=f"Option number {n}") for n in range(count))
    editor = ChoiceEditor(Question(id="q", type="choice", label="Q", choice=choices))
    editor.set_name("Who holds the lease?")
    qtbot.addWidget(editor)
    editor.show()
    with qtbot.wait_active(editor):
        editor.activateWindow()
    return editor


def options(editor: ChoiceEditor) -> list[OptionRow]:
    return editor.findChildren(OptionRow)


@pytest.mark.parametrize(("count", "in_view"), [(2, True), (7, True), (8, False)])
def test_up_to_seven_options_are_all_in_view(qtbot: QtBot, count: int, in_view: bool) -> None:
    editor = made(qtbot, count)
    assert len(options(editor)) == (count if in_view else 0)
    assert bool(editor.findChildren(SearchCombo)) is not in_view


def test_nothing_is_chosen_at_first_and_arrow_keys_choose_nothing(qtbot: QtBot) -> None:
    editor = made(qtbot, 4)
    editor.setFocus()
    with qtbot.assert_not_emitted(editor.edited, wait=0):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert QApplication.focusWidget() is options(editor)[2]
    with qtbot.wait_signal(editor.edited) as heard:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert heard.args == ["c2"]


def test_one_choice_replaces_another(qtbot: QtBot) -> None:
    editor = made(qtbot, 4)
    options(editor)[0].click()
    options(editor)[3].click()
    assert editor.value() == "c3"
    assert [each.isChecked() for each in options(editor)] == [False, False, False, True]


def test_delete_and_a_button_take_a_choice_back(qtbot: QtBot) -> None:
    editor = made(qtbot, 4)
    [clear] = editor.findChildren(QPushButton)
    assert clear.isHidden()
    editor.set_value("c1")
    editor.setFocus()
    with qtbot.wait_signal(editor.edited) as heard:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Delete)
    assert heard.args == [None]
    assert not any(each.isChecked() for each in options(editor))
    editor.set_value("c1")
    with qtbot.wait_signal(editor.edited) as heard:
        clear.click()
    assert heard.args == [None]


def test_a_long_list_is_searched_by_typing(qtbot: QtBot) -> None:
    editor = made(qtbot, 12)
    [combo] = editor.findChildren(SearchCombo)
    assert combo.currentText() == ""
    with qtbot.wait_signal(editor.edited) as heard:
        qtbot.keyClicks(combo.lineEdit(), "option number 11")
        editor.flush()
    assert heard.args == ["c11"]
    assert combo.currentText() == "Option number 11"


def test_words_that_are_no_option_are_refused(qtbot: QtBot) -> None:
    editor = made(qtbot, 12)
    [combo] = editor.findChildren(SearchCombo)
    editor.set_value("c3")
    combo.lineEdit().selectAll()
    with qtbot.assert_not_emitted(editor.edited, wait=0):
        qtbot.keyClicks(combo.lineEdit(), "something else")
        editor.flush()
    assert "something else" in editor.error()
    assert editor.value() == "c3"
    combo.lineEdit().selectAll()
    qtbot.keyClicks(combo.lineEdit(), "Option number 3")
    editor.flush()
    assert editor.error() == ""


@pytest.mark.parametrize("count", [3, 12])
def test_an_answer_that_is_offered_no_longer_outlives_a_visit(qtbot: QtBot, count: int) -> None:
    editor = made(qtbot, count)
    with qtbot.assert_not_emitted(editor.edited, wait=0):
        editor.set_value("of an older form")
        editor.flush()
    assert editor.value() == "of an older form"
    with qtbot.wait_signal(editor.edited) as heard:
        editor.findChildren(QPushButton)[-1].click()
    assert heard.args == [None]


def test_an_option_is_announced_as_a_radio_button_with_its_words(qtbot: QtBot) -> None:
    editor = made(qtbot, 3)
    assert [each.accessibleName() for each in options(editor)] == [
        f"Option number {n}" for n in range(3)
    ]
    assert options(editor)[0].accessibleDescription() == "Who holds the lease?"
    assert options(editor)[1].accessibleDescription() == ""
