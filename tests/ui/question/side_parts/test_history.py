"""The history of an answer beside its question."""

from decimal import Decimal

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from reviewing import Reviewed

from stocktake.questionnaire.answers import Address, answered
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.ui.question.form_desk import FormDesk
from stocktake.ui.question.side_parts.history import MOST_SHOWN, HistoryPart
from stocktake.ui.widgets.buttons import QuietButton

SIZE = Address("profile.list_size")


def lines(part: HistoryPart) -> list[str]:
    return [each.text() for each in part.findChildren(QLabel) if each.isVisibleTo(part)]


def buttons(part: HistoryPart) -> list[QuietButton]:
    return part.findChildren(QuietButton)


def shown(qtbot: QtBot, reviewed: Reviewed) -> tuple[HistoryPart, FormDesk]:
    part = HistoryPart()
    qtbot.addWidget(part)
    return part, FormDesk(reviewed.open(), STOCKTAKE)


def test_the_latest_change_stands_first_with_its_role(qtbot: QtBot, reviewed: Reviewed) -> None:
    part, form = shown(qtbot, reviewed)
    question = form.sheet.loaded.questions[SIZE.question]
    part.show_question(form, question)
    assert lines(part) == ["This has not been answered yet."]
    for size in (9000, 9120):
        reviewed.say({SIZE: size})
    part.show_question(form, question)
    said = lines(part)
    assert said[1] == "From 9,000 to 9,120"
    assert said[3] == "From Not answered to 9,000"
    assert said[0].endswith(" – Practice manager – entered")
    part.clear()
    assert lines(part) == []


def test_a_very_long_history_says_that_it_goes_on(qtbot: QtBot, reviewed: Reviewed) -> None:
    part, form = shown(qtbot, reviewed)
    for size in range(MOST_SHOWN + 5):
        form.desk.answer(STOCKTAKE, SIZE, answered(Decimal(size)), at_once=True)
    part.show_question(form, form.sheet.loaded.questions[SIZE.question])
    said = lines(part)
    assert len(said) == 2 * MOST_SHOWN + 1
    assert said[-1] == f"The last {MOST_SHOWN} changes are listed; all of them are kept."


def test_deleting_for_good_is_offered_once_there_is_something(
    qtbot: QtBot, reviewed: Reviewed
) -> None:
    part, form = shown(qtbot, reviewed)
    question = form.sheet.loaded.questions[SIZE.question]
    part.show_question(form, question)
    assert buttons(part) == []
    reviewed.say({SIZE: 9000})
    part.show_question(form, question)
    with qtbot.wait_signal(form.beside.delete_asked) as asked:
        buttons(part)[0].click()
    assert asked.args == [SIZE.question, ""]


def test_each_row_of_a_table_can_go_for_good(qtbot: QtBot, reviewed: Reviewed) -> None:
    part, form = shown(qtbot, reviewed)
    table = form.sheet.loaded.questions["workforce.roles"]
    people = Address(table.id, "gp_partner", f"{table.id}.headcount")
    reviewed.say({people: 4})
    part.show_question(form, table)
    offered = {each.accessibleName(): each for each in buttons(part)}
    with qtbot.wait_signal(form.beside.delete_asked) as asked:
        offered["Delete GP partner for good"].click()
    assert asked.args == [table.id, "gp_partner"]
