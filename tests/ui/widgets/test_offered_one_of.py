from pytestqt.qtbot import QtBot

from stocktake.ui.widgets.offered_one_of import OfferedOneOf
from stocktake.ui.widgets.option_row import OptionRow

TWO = [("", "Stocktake"), ("swot", "Strengths")]


def test_one_option_alone_is_chosen_and_there_is_nothing_to_see(qtbot: QtBot) -> None:
    choice = OfferedOneOf("What to export")
    qtbot.addWidget(choice)
    choice.offer(TWO[:1])
    assert choice.choice() == ""
    assert choice.isHidden()


def test_what_was_chosen_is_kept_while_it_is_offered(qtbot: QtBot) -> None:
    choice = OfferedOneOf("What to export")
    qtbot.addWidget(choice)
    choice.offer(TWO)
    with qtbot.wait_signal(choice.chosen) as told:
        choice.findChildren(OptionRow)[1].click()
    assert told.args == ["swot"]
    choice.offer([*TWO, ("terms", "Terms")])
    assert choice.choice() == "swot"
    choice.offer(TWO[:1])
    assert choice.choice() == ""


def test_a_choice_that_is_not_offered_is_the_first(qtbot: QtBot) -> None:
    choice = OfferedOneOf("What to export")
    qtbot.addWidget(choice)
    choice.offer(TWO)
    choice.choose("gone")
    assert choice.choice() == ""
