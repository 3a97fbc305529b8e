import pytest
from pytestqt.qtbot import QtBot

from stocktake.questionnaire.form import Choice, Question
from stocktake.ui.editors.choices import ChoicesDialog, ChoicesEditor
from stocktake.ui.widgets.option_row import OptionRow

FIELD = Question(
    id="q", type="choices", label="Which groups?",
    choice=tuple(Choice(code=code, label=code) for code in ("pcn", "federation", "hub", "none")),
    exclusive=("none",),
)  # fmt: skip


@pytest.fixture
def editor(qtbot: QtBot) -> ChoicesEditor:
    made = ChoicesEditor(FIELD)
    qtbot.addWidget(made)
    return made


def tick(editor: ChoicesEditor, *places: int) -> None:
    for place in places:
        editor.findChildren(OptionRow)[place].click()


def test_ticks_are_kept_in_the_order_of_the_list(editor: ChoicesEditor) -> None:
    tick(editor, 2, 0)
    assert editor.value() == ("pcn", "hub")


def test_an_option_that_excludes_the_others_clears_them(editor: ChoicesEditor) -> None:
    tick(editor, 0, 1, 3)
    assert editor.value() == ("none",)
    tick(editor, 1)
    assert editor.value() == ("federation",)


def test_what_is_offered_no_longer_stays_until_it_is_excluded(editor: ChoicesEditor) -> None:
    editor.set_value(("pcn", "of an older form"))
    tick(editor, 2)
    assert editor.value() == ("pcn", "hub", "of an older form")
    tick(editor, 3)
    assert editor.value() == ("none",)


def test_the_last_tick_taken_away_leaves_a_blank(editor: ChoicesEditor) -> None:
    tick(editor, 1)
    heard: list[object] = []
    editor.edited.connect(heard.append)
    tick(editor, 1)
    assert heard == [None]


def test_a_cell_of_a_table_gets_the_same_list_in_a_window(qtbot: QtBot) -> None:
    dialog = ChoicesDialog(FIELD, "Which groups?")
    qtbot.addWidget(dialog)
    dialog.editor.set_value(("hub",))
    tick(dialog.editor, 0)
    assert dialog.editor.value() == ("pcn", "hub")
