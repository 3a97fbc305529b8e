import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from stocktake.ui.gaps.line_choice import LineChoice
from stocktake.ui.theme import Theme
from stocktake.ui.widgets.labels import ShortWords


@pytest.fixture
def choice(qtbot: QtBot) -> LineChoice:
    made = LineChoice("Year", [("2026", "2026/27"), ("2027", "2027/28"), ("2028", "2028/29")])
    qtbot.addWidget(made)
    made.set_choice("2027")
    made.resize(700, 40)
    made.show()
    return made


def button(choice: LineChoice, words: str) -> QPushButton:
    return next(each for each in choice.findChildren(QPushButton) if each.text() == words)


def test_choosing_says_which(qtbot: QtBot, choice: LineChoice) -> None:
    with qtbot.wait_signal(choice.chosen) as heard:
        button(choice, "2028/29").click()
    assert heard.args == ["2028"]
    assert choice.choice() == "2028"
    assert not button(choice, "2027/28").isChecked()


def test_other_options_take_the_place_of_those_before(qtbot: QtBot, choice: LineChoice) -> None:
    choice.set_options([("2027", "2027/28"), ("2032", "2032/33")])
    assert choice.choice() == "2027"
    with qtbot.wait_signal(choice.chosen) as heard:
        button(choice, "2032/33").click()
    assert heard.args == ["2032"]
    shown = [each.text() for each in choice.findChildren(QPushButton) if each.isVisible()]
    assert shown == ["2027/28", "2032/33"]


def test_one_is_always_chosen(qtbot: QtBot, choice: LineChoice) -> None:
    with qtbot.assert_not_emitted(choice.chosen, wait=0):
        button(choice, "2027/28").click()
    assert choice.choice() == "2027"
    assert button(choice, "2027/28").isChecked()


def test_setting_it_is_silent(qtbot: QtBot, choice: LineChoice) -> None:
    with qtbot.assert_not_emitted(choice.chosen, wait=0):
        choice.set_choice("2026")
    assert choice.choice() == "2026"


def test_it_is_one_stop_with_arrow_keys_inside(qtbot: QtBot, choice: LineChoice) -> None:
    stops = [
        b for b in choice.findChildren(QPushButton) if b.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert [each.text() for each in stops] == ["2027/28"]
    stops[0].setFocus()
    qtbot.keyClick(stops[0], Qt.Key.Key_Right)
    qtbot.keyClick(button(choice, "2028/29"), Qt.Key.Key_Space)
    assert choice.choice() == "2028"


def test_each_says_what_is_being_chosen(choice: LineChoice) -> None:
    for each in choice.findChildren(QPushButton):
        assert each.accessibleName() == each.text()
        assert each.accessibleDescription() == "Year"


def test_its_name_stays_level_with_the_choices_at_any_text_size(
    qtbot: QtBot, choice: LineChoice, theme: Theme
) -> None:
    for size in (200, 100):
        theme.apply("light", size)
        label, beside = choice.findChild(ShortWords), button(choice, "2026/27")
        qtbot.wait_until(lambda a=label, b=beside: abs(a.height() - b.height()) <= 4)
