from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from stocktake.questionnaire.form import Question
from stocktake.ui.editors.line import LineEditor
from stocktake.ui.theme import Theme
from stocktake.ui.widgets.line_edit import LineEdit


def test_a_line_is_handed_over_without_the_space_round_it(qtbot: QtBot) -> None:
    editor = LineEditor(Question(id="q", type="text", label="Q"))
    qtbot.addWidget(editor)
    with qtbot.wait_signal(editor.edited) as heard:
        qtbot.keyClicks(editor.findChildren(LineEdit)[0], "  Quayside Surgery ")
        editor.flush()
    assert heard.args == ["Quayside Surgery"]


def test_several_keys_are_handed_over_as_one(qtbot: QtBot) -> None:
    editor = LineEditor(Question(id="q", type="text", label="Q"))
    qtbot.addWidget(editor)
    heard: list[object] = []
    editor.edited.connect(heard.append)
    qtbot.keyClicks(editor.findChildren(LineEdit)[0], "Quayside")
    qtbot.wait_until(lambda: bool(heard))
    assert heard == ["Quayside"]


def test_a_short_answer_has_a_short_field(qtbot: QtBot) -> None:
    short = LineEditor(Question(id="q", type="text", label="Q", max_length=6))
    long = LineEditor(Question(id="q", type="text", label="Q"))
    for editor in (short, long):
        qtbot.addWidget(editor)
        editor.resize(600, 60)
        editor.show()
    widths = [editor.findChildren(LineEdit)[0].width() for editor in (short, long)]
    assert widths[0] < 200 < widths[1]


def test_a_default_is_shown_greyed_and_is_no_answer(qtbot: QtBot) -> None:
    editor = LineEditor(Question(id="q", type="text", label="Q", default="practice"))
    qtbot.addWidget(editor)
    assert editor.findChildren(LineEdit)[0].placeholderText() == "practice"
    assert editor.value() is None


def test_a_short_field_grows_with_the_text(qtbot: QtBot, theme: Theme) -> None:
    editor = LineEditor(Question(id="q", type="text", label="Q", max_length=10))
    qtbot.addWidget(editor)
    editor.show()
    line = editor.findChildren(LineEdit)[0]
    before = line.maximumWidth()
    theme.apply("light", 200)
    qtbot.wait_until(lambda: line.maximumWidth() > before * 1.5)


def test_what_speech_software_puts_in_without_keys_is_an_answer(qtbot: QtBot) -> None:
    """Qt does this for the accessibility bus: the text changes and no key is told of."""
    editor = LineEditor(Question(id="q", type="text", label="Q"))
    qtbot.addWidget(editor)
    with qtbot.wait_signal(editor.edited) as heard:
        QLineEdit.setText(editor.findChildren(LineEdit)[0], "Quayside Surgery")
    assert heard.args == ["Quayside Surgery"]


def test_forty_thousand_characters_are_refused_by_their_true_number_and_kept(
    qtbot: QtBot,
) -> None:
    editor = LineEditor(Question(id="q", type="text", label="Q"))
    qtbot.addWidget(editor)
    line = editor.findChildren(LineEdit)[0]
    QGuiApplication.clipboard().setText("x" * 40_000)
    line.paste()
    editor.flush()
    assert len(line.text()) == 40_000
    assert "40,000 characters" in editor.error()


def test_an_answer_that_is_only_shown_is_not_handed_over(qtbot: QtBot) -> None:
    editor = LineEditor(Question(id="q", type="text", label="Q"))
    qtbot.addWidget(editor)
    heard: list[object] = []
    editor.edited.connect(heard.append)
    editor.set_value("Quayside Surgery")
    editor.flush()
    assert heard == []
