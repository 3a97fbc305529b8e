from decimal import Decimal

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from stocktake.questionnaire.form import Question
from stocktake.ui.editors.number import NumberEditor
from stocktake.ui.widgets.labels import ShortWords
from stocktake.ui.widgets.line_edit import LineEdit


def made(qtbot: QtBot, kind: str = "number", unit: str = "patients") -> NumberEditor:
    editor = NumberEditor(Question(id="q", type=kind, label="Q", unit=unit))  # type: ignore[arg-type]
    qtbot.addWidget(editor)
    return editor


def line(editor: QWidget) -> LineEdit:
    return editor.findChildren(LineEdit)[0]


@pytest.mark.parametrize(
    ("kind", "typed", "value", "shown"),
    [
        ("number", "9,120", Decimal(9120), "9,120"),
        ("number", " 9120 ", Decimal(9120), "9,120"),
        ("pounds", "£1,200.50", Decimal("1200.50"), "£1,200.50"),
        ("percent", "12%", Decimal(12), "12%"),
        ("wte", "3", Decimal(3), "3.0"),
    ],
)
def test_figures_are_read_as_people_write_them_and_tidied_on_leaving(
    qtbot: QtBot, kind: str, typed: str, value: Decimal, shown: str
) -> None:
    editor = made(qtbot, kind)
    with qtbot.wait_signal(editor.edited) as heard:
        qtbot.keyClicks(line(editor), typed)
        line(editor).left.emit()
    assert heard.args == [value]
    assert line(editor).text() == shown


def test_what_is_no_figure_is_refused_in_words_and_kept_on_screen(qtbot: QtBot) -> None:
    editor = made(qtbot)
    editor.set_value(Decimal(9120))
    with qtbot.assert_not_emitted(editor.edited, wait=0):
        line(editor).clear()
        qtbot.keyClicks(line(editor), "about 9000")
        editor.flush()
    assert line(editor).text() == "about 9000"
    assert "about 9000" in editor.error()
    assert editor.value() == Decimal(9120)


def test_what_is_refused_says_which_answer_stands_until_then(qtbot: QtBot) -> None:
    editor = NumberEditor(Question(id="q", type="number", label="Patients"))
    qtbot.addWidget(editor)
    editor.set_value(Decimal(9120))
    line = editor.findChildren(LineEdit)[0]
    line.selectAll()
    qtbot.keyClicks(line, "lots")
    editor.flush()
    assert editor.error().endswith("such as 9120. Until then your answer is 9,120.")
    assert (line.text(), editor.value()) == ("lots", Decimal(9120))


def test_typing_it_right_takes_the_refusal_away(qtbot: QtBot) -> None:
    editor = made(qtbot)
    qtbot.keyClicks(line(editor), "12x")
    editor.flush()
    assert editor.error()
    line(editor).clear()
    qtbot.keyClicks(line(editor), "12")
    editor.flush()
    assert editor.error() == ""
    assert editor.value() == Decimal(12)


def test_an_emptied_field_is_a_blank_and_not_zero(qtbot: QtBot) -> None:
    editor = made(qtbot)
    editor.set_value(Decimal(4))
    line(editor).selectAll()
    with qtbot.wait_signal(editor.edited) as heard:
        qtbot.keyClicks(line(editor), " ")
        editor.flush()
    assert heard.args == [None]


def test_what_was_typed_is_handed_over_after_a_pause_without_leaving(qtbot: QtBot) -> None:
    editor = made(qtbot)
    with qtbot.wait_signal(editor.edited) as heard:
        qtbot.keyClicks(line(editor), "64")
    assert heard.args == [Decimal(64)]
    assert line(editor).text() == "64"


def test_half_a_figure_is_no_fault_while_one_types(qtbot: QtBot) -> None:
    editor = made(qtbot, "decimal")
    qtbot.keyClicks(line(editor), "3,2x")
    editor._on_pause_timeout()
    assert editor.error() == ""


def test_the_unit_is_shown_once(qtbot: QtBot) -> None:
    patients, pounds = made(qtbot), made(qtbot, "pounds", "pounds")
    assert [label.text() for label in patients.findChildren(ShortWords)] == ["patients"]
    assert pounds.findChildren(ShortWords) == []
