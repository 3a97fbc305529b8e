from pytestqt.qtbot import QtBot

from stocktake.questionnaire.form import Question
from stocktake.ui.editors.yes_no import YesNoEditor
from stocktake.ui.widgets.option_row import OptionRow


def test_yes_and_no_give_their_words_and_neither_is_chosen_at_first(qtbot: QtBot) -> None:
    editor = YesNoEditor(Question(id="q", type="yes_no", label="Q"))
    qtbot.addWidget(editor)
    yes, no = editor.findChildren(OptionRow)
    assert (yes.words(), no.words()) == ("Yes", "No")
    assert not yes.isChecked()
    assert not no.isChecked()
    heard: list[object] = []
    editor.edited.connect(heard.append)
    no.click()
    yes.click()
    assert heard == ["no", "yes"]
    assert not no.isChecked()
