"""The two ticks of a practice's rate card on its way to the PCN."""

import pytest
from pytestqt.qtbot import QtBot

from stocktake.merge.card_returns import COSTS, MINUTES
from stocktake.questionnaire.answers import Address
from stocktake.tasks.leaving import ShareChoice, leaving_of
from stocktake.tasks.sheets import sheet_of
from stocktake.ui.share.card_lines_ticks import CardLinesTicks
from tests.pooling import sent_by


def leaving(*submissions, kind="numbers"):
    return leaving_of([(each, sheet_of(each)) for each in submissions], ShareChoice(kind))


@pytest.fixture
def ticks(qtbot: QtBot) -> CardLinesTicks:
    made = CardLinesTicks()
    qtbot.add_widget(made)
    return made


def test_both_are_off_to_begin_with_and_say_how_many_lines(ticks: CardLinesTicks) -> None:
    ticks.show_leaving(leaving(*sent_by(0)), (), read_only=False)
    assert not ticks.isHidden()
    assert not any(row.isChecked() for row in ticks.rows.values())
    assert ticks.rows[MINUTES].words() == "Minutes by line, for the PCN's quartiles"
    assert "minutes for 2 lines and a year's cost for 2 lines" in ticks.counts.text()


def test_a_press_asks_for_the_whole_table(qtbot: QtBot, ticks: CardLinesTicks) -> None:
    ticks.show_leaving(leaving(*sent_by(0)), (), read_only=False)
    with qtbot.wait_signal(ticks.ticked) as asked:
        ticks.rows[COSTS].click()
    assert asked.args == [Address(COSTS), True]


def test_what_was_ticked_before_stands_ticked(ticks: CardLinesTicks) -> None:
    ticks.show_leaving(leaving(*sent_by(0)), {Address(MINUTES)}, read_only=True)
    assert ticks.rows[MINUTES].isChecked()
    assert not ticks.rows[COSTS].isChecked()
    assert not ticks.rows[COSTS].isEnabled()


def test_without_a_card_or_a_choice_that_can_tick_there_is_nothing(ticks: CardLinesTicks) -> None:
    stocktake, lines = sent_by(0)
    for left in (leaving(stocktake), leaving(stocktake, lines, kind="facts")):
        ticks.show_leaving(left, (), read_only=False)
        assert ticks.isHidden()
