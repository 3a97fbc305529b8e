from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from stocktake.ui.widgets.labels import Words
from stocktake.ui.widgets.link_list import Link, LinkList
from stocktake.ui.widgets.one_of import OneOf
from stocktake.ui.widgets.told_list import ToldList

VIEWS = (("firm", "Firm"), ("best", "Best guess"), ("stretch", "Stretch"))


def test_a_row_says_its_key_when_it_is_opened_by_keyboard(qtbot: QtBot) -> None:
    made = LinkList("Gaps")
    qtbot.addWidget(made)
    made.show_links([Link("Access", key=("access",)), Link("Digital", key=("digital",))])
    made.show()
    opened: list[tuple[str, ...]] = []
    made.opened.connect(opened.append)
    qtbot.keyClick(made.rows()[1], Qt.Key.Key_Return)
    assert opened == [("digital",)]


def test_the_same_list_again_keeps_its_rows_and_the_focus(qtbot: QtBot) -> None:
    made = LinkList("Gaps")
    qtbot.addWidget(made)
    made.show_links([Link("Access")])
    before = made.rows()
    made.show_links([Link("Access")])
    assert made.rows() == before
    made.show_links([Link("Digital")])
    assert [link.title for link in made.links()] == ["Digital"]
    assert len(made.rows()) == 1


def test_choosing_one_leaves_the_others(qtbot: QtBot) -> None:
    made = OneOf("How sure?", VIEWS)
    qtbot.addWidget(made)
    assert made.choice() == ""
    with qtbot.wait_signal(made.chosen) as heard:
        made.options()[2].click()
    assert heard.args == ["stretch"]
    made.set_choice("firm")
    assert [row.isChecked() for row in made.options()] == [True, False, False]


def test_setting_a_choice_is_silent(qtbot: QtBot) -> None:
    made = OneOf("How sure?", VIEWS)
    qtbot.addWidget(made)
    with qtbot.assert_not_emitted(made.chosen):
        made.set_choice("best")


def test_arrow_keys_move_without_choosing(qtbot: QtBot) -> None:
    made = OneOf("How sure?", VIEWS, in_row=True)
    qtbot.addWidget(made)
    made.show()
    made.options()[0].setFocus()
    qtbot.keyClick(made.options()[0], Qt.Key.Key_Right)
    assert made.choice() == ""
    qtbot.keyClick(made.options()[1], Qt.Key.Key_Space)
    assert made.choice() == "best"


def test_an_option_says_what_is_asked(qtbot: QtBot) -> None:
    made = OneOf("How sure?", VIEWS)
    qtbot.addWidget(made)
    assert {row.accessibleDescription() for row in made.options()} == {"How sure?"}


def test_a_told_list_holds_each_thing_once(qtbot: QtBot) -> None:
    made = ToldList()
    qtbot.addWidget(made)
    made.tell([Link("The Health Bill", "Would change: three rows.")])
    made.tell([Link("A date", "Would change: two rows."), Link("No line")])
    said = [each.text() for each in made.findChildren(Words) if not each.parent().isHidden()]
    assert said == ["A date", "Would change: two rows.", "No line"]
