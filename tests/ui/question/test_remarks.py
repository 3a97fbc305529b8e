"""What is said beside a question, and the reason that lets it stand."""

from dataclasses import replace

from pytestqt.qtbot import QtBot

from stocktake.questionnaire.issues import Issue
from stocktake.ui.editors.line import LineEditor
from stocktake.ui.question.remarks import Remarks

UNLIKELY = Issue("X1", "W", "64 WTE for 4,000 patients. Are you sure?", ("q",))


def reason_of(remarks: Remarks) -> LineEditor:
    return remarks.findChildren(LineEditor)[0]


def test_a_reason_that_was_undone_can_be_given_again(qtbot: QtBot) -> None:
    remarks = Remarks("4.2 Staff")
    qtbot.addWidget(remarks)
    remarks.show_remarks([replace(UNLIKELY, reason="Two sites")], [])
    assert not remarks.has_open
    assert remarks.open_words() == ""
    remarks.show_remarks([UNLIKELY], [])
    assert remarks.has_open
    assert reason_of(remarks).value() is None
    line = reason_of(remarks).named_parts()[0]
    with qtbot.wait_signal(remarks.reasoned) as heard:
        qtbot.keyClicks(line, "Two sites")
    assert heard.args == [UNLIKELY, "Two sites"]


def test_a_reason_being_typed_is_left_alone(qtbot: QtBot) -> None:
    remarks = Remarks("4.2 Staff")
    qtbot.addWidget(remarks)
    remarks.show_remarks([UNLIKELY], [])
    line = reason_of(remarks).named_parts()[0]
    qtbot.keyClicks(line, "Two si")
    remarks.show_remarks([UNLIKELY], [])
    qtbot.keyClicks(line, "tes")
    with qtbot.wait_signal(remarks.reasoned) as heard:
        remarks.flush()
    assert heard.args == [UNLIKELY, "Two sites"]


def test_a_remark_leads_with_a_word_and_not_by_colour_alone(qtbot: QtBot) -> None:
    remarks = Remarks("4.2 Staff")
    qtbot.addWidget(remarks)
    wrong = Issue("X2", "E", "More WTE than people.", ("q",))
    remarks.show_remarks([wrong, UNLIKELY], [])
    assert remarks.words() == (
        "There is a problem: More WTE than people. "
        "Please check: 64 WTE for 4,000 patients. Are you sure?"
    )
