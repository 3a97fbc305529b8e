"""Figures stand where their answers are given."""

from decimal import Decimal

from pytestqt.qtbot import QtBot
from reviewing import Reviewed

from stocktake.questionnaire.answers import Address, Answer
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.questionnaire.loading import shipped_form
from stocktake.questionnaire.positions import NOT_A_SCORE
from stocktake.ui.question.figure_strip import FigureStrip, beside_england, figures_of
from stocktake.ui.widgets.labels import Hint


def test_a_figure_stands_in_the_section_that_gives_most_of_its_answers() -> None:
    loaded = shipped_form("practice_stocktake")
    assert "ind.gp_wte" in figures_of(loaded, "workforce")
    assert "ind.list_growth" in figures_of(loaded, "profile")


def test_a_figure_stands_in_one_section_only() -> None:
    loaded = shipped_form("practice_stocktake")
    found = [each for section in loaded.sections for each in figures_of(loaded, section.id)]
    assert len(found) == len(set(found))


def test_a_spread_puts_a_figure_in_words_and_says_it_is_no_score() -> None:
    loaded = shipped_form("practice_stocktake")
    words = beside_england(
        Decimal(3000), loaded.indicators["ind.list_size"], loaded.benchmarks["B01"]
    )
    assert words.startswith("Among the lowest tenth of practices")
    assert "not a score" in words


def test_the_words_of_the_area_stand_under_a_figure_and_no_score_is_said_once(
    reviewed: Reviewed, qtbot: QtBot
) -> None:
    desk = reviewed.open()
    strip = FigureStrip(desk.sheet(STOCKTAKE), "profile", lambda name, value: f"{name} is {value}.")
    qtbot.addWidget(strip)
    strip.build(desk.sheet(STOCKTAKE))

    def said() -> list[str]:
        labels = [each.text() for each in strip.findChildren(Hint)]
        return [each for each in labels if each.startswith("ind.list_size is")]

    assert said() == []
    reviewed.say({Address("profile.list_size"): Decimal(9000)})
    strip.show_all(desk.sheet(STOCKTAKE))
    assert said() == ["ind.list_size is 9000."]
    (note,) = (
        each.text()
        for each in strip.findChildren(Hint)
        if each.text().startswith("In the middle half of practices")
    )
    assert note.endswith(NOT_A_SCORE)
    reviewed.say({Address("profile.list_size"): Answer()})
    strip.show_all(desk.sheet(STOCKTAKE))
    assert said() == []
