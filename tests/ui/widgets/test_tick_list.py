"""A list of things to tick."""

from pytestqt.qtbot import QtBot

from stocktake.ui.widgets.option_row import OptionRow
from stocktake.ui.widgets.tick_list import TickList

THINGS = (("a", "Access"), ("b", "Buildings"))


def made(qtbot: QtBot) -> TickList:
    ticks = TickList("Sections")
    qtbot.addWidget(ticks)
    ticks.show_things(THINGS)
    return ticks


def test_all_is_ticked_at_first(qtbot: QtBot) -> None:
    ticks = made(qtbot)
    assert ticks.is_whole
    assert ticks.ticked() == {"a", "b"}
    assert ticks._fold._button.text() == "Sections: all"


def test_clearing_one_is_counted_and_told(qtbot: QtBot) -> None:
    ticks = made(qtbot)
    with qtbot.wait_signal(ticks.changed):
        ticks.findChildren(OptionRow)[0].click()
    assert ticks.ticked() == {"b"}
    assert ticks._fold._button.text() == "Sections: 1 of 2"


def test_all_and_none_are_one_press_away(qtbot: QtBot) -> None:
    ticks = made(qtbot)
    ticks._none.click()
    assert ticks.ticked() == frozenset()
    ticks._all.click()
    assert ticks.is_whole


def test_the_same_things_again_keep_the_ticks(qtbot: QtBot) -> None:
    ticks = made(qtbot)
    ticks.findChildren(OptionRow)[0].click()
    ticks.show_things(THINGS)
    assert ticks.ticked() == {"b"}
    ticks.show_things((("c", "Care"),))
    assert ticks.ticked() == {"c"}
