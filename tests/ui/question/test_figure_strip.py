"""Figures stand where their answers are given."""

from decimal import Decimal

from stocktake.questionnaire.loading import shipped_form
from stocktake.ui.question.figure_strip import beside_england, figures_of


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
