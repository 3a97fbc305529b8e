import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from stocktake.questionnaire.form import Question
from stocktake.ui.editors.long_text import GrowingText, LongTextEditor
from stocktake.ui.widgets.labels import Hint


@pytest.fixture
def editor(qtbot: QtBot) -> LongTextEditor:
    made = LongTextEditor(Question(id="q", type="long_text", label="Q", max_length=40))
    qtbot.addWidget(made)
    made.resize(500, 200)
    made.show()
    return made


def box(editor: LongTextEditor) -> GrowingText:
    return editor.findChildren(GrowingText)[0]


def test_it_grows_with_what_is_written_up_to_twelve_lines(editor: LongTextEditor) -> None:
    heights = []
    for lines in (1, 3, 8, 12, 40):
        editor.set_value("\n".join("line" for _ in range(lines)))
        heights.append(box(editor).height())
    assert heights[0] == heights[1] < heights[2] < heights[3] == heights[4]


def test_words_are_counted_and_too_many_characters_told_but_kept(
    qtbot: QtBot, editor: LongTextEditor
) -> None:
    count = editor.findChildren(Hint)[0]
    qtbot.keyClicks(box(editor), "One nurse")
    assert count.text() == "2 words"
    qtbot.keyClicks(box(editor), " does every smear that is done in this practice")
    assert "over 40" in count.text()
    editor.flush()
    assert str(editor.value()).endswith("this practice")


def test_tab_leaves_the_box(editor: LongTextEditor) -> None:
    assert box(editor).tabChangesFocus()


def test_text_with_marks_in_it_stays_as_typed(qtbot: QtBot, editor: LongTextEditor) -> None:
    editor.set_value("<b>bold</b>")
    assert box(editor).toPlainText() == "<b>bold</b>"


def test_undo_takes_back_typing_only(qtbot: QtBot, editor: LongTextEditor) -> None:
    editor.set_value("As it was")
    qtbot.keyClick(box(editor), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert box(editor).toPlainText() == "As it was"
