from datetime import date

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QCalendarWidget, QPushButton
from pytestqt.qtbot import QtBot

from stocktake.questionnaire.form import Question
from stocktake.ui.editors.date import DateEditor
from stocktake.ui.theme import Theme
from stocktake.ui.widgets.line_edit import LineEdit


@pytest.fixture
def editor(qtbot: QtBot) -> DateEditor:
    made = DateEditor(Question(id="q", type="date", label="When does the lease end?"))
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize("typed", ["12/3/27", "12.3.2027", "12 March 2027", "12 mar 27"])
def test_a_day_is_typed_day_first_and_shown_in_words(
    qtbot: QtBot, editor: DateEditor, typed: str
) -> None:
    line = editor.findChildren(LineEdit)[0]
    with qtbot.wait_signal(editor.edited) as heard:
        qtbot.keyClicks(line, typed)
        editor.flush()
    assert heard.args == [date(2027, 3, 12)]
    assert line.text() == "12 March 2027"


def test_a_day_that_is_not_in_the_calendar_is_refused(qtbot: QtBot, editor: DateEditor) -> None:
    qtbot.keyClicks(editor.findChildren(LineEdit)[0], "31/2/2027")
    editor.flush()
    assert "31/2/2027" in editor.error()
    assert editor.value() is None


def test_the_calendar_gives_a_day_once(qtbot: QtBot, editor: DateEditor) -> None:
    editor.set_value(date(2027, 3, 12))
    editor.findChildren(QPushButton)[0].click()
    [calendar] = editor.findChildren(QCalendarWidget)
    assert calendar.selectedDate() == QDate(2027, 3, 12)
    heard: list[object] = []
    editor.edited.connect(heard.append)
    calendar.clicked.emit(QDate(2027, 3, 31))
    calendar.activated.emit(QDate(2027, 3, 31))
    assert heard == [date(2027, 3, 31)]
    assert editor.findChildren(LineEdit)[0].text() == "31 March 2027"


def test_a_day_has_room_at_twice_the_text_also_when_that_is_chosen_later(
    qtbot: QtBot, editor: DateEditor, theme: Theme
) -> None:
    editor.resize(900, 120)
    editor.set_value(date(2027, 9, 12))
    [line] = editor.findChildren(LineEdit)
    theme.apply("light", 200)
    qtbot.wait_until(lambda: line.width() > line.fontMetrics().horizontalAdvance(line.text()) + 16)
