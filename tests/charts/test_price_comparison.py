from dataclasses import replace

import pytest
from matplotlib.artist import Artist
from matplotlib.lines import Line2D

from stocktake.charts.chart import Chart, Paper
from stocktake.charts.price_comparison import ComparedPrice, PriceComparison, draw
from tests.charts.rate_card_data import LONG, OTHER_UNIT, compared, price_comparison, theirs


def named(chart: Chart, name: str) -> list[Artist]:
    return chart.figure.findobj(lambda artist: artist.get_gid() == name)


def words(chart: Chart, name: str) -> str:
    return " ".join(text.get_text() for text in named(chart, f"words:{name}"))


def test_how_two_cards_stand_is_said_in_a_sentence() -> None:
    chart = draw(price_comparison(), Paper())
    assert chart.title == "Harbour & Vale PCN has the lowest price in 1 of 4 lines compared"
    assert chart.summary == (
        "Of 4 lines compared, Harbour & Vale PCN is lowest in 1, highest in 2 and neither in 1. "
        "3 lines are not compared."
    )


def test_each_row_says_the_difference_in_pounds_and_pence() -> None:
    chart = draw(price_comparison(), Paper())
    assert words(chart, "phlebotomy") == "£12.63; theirs £0.83 less"
    assert words(chart, "ecg") == "£32.00; theirs £3.25 more"
    assert words(chart, "dressing") == "£27.71; theirs the same"


def test_a_different_unit_has_no_dot_and_says_so() -> None:
    chart = draw(price_comparison(), Paper())
    assert named(chart, "own:dmard")
    assert not named(chart, "other:0:dmard")
    assert words(chart, "dmard").endswith("theirs is for a different unit, patient-year")
    assert chart.table.rows[4] == (
        LONG,
        "visit",
        "127.50",
        "not compared: theirs is for a different unit, patient-year",
    )


def test_a_unit_put_in_terms_of_ours_is_shown_in_the_table() -> None:
    chart = draw(price_comparison(), Paper())
    assert chart.table.rows[3][3] == "40.00 (2 × half for one test)"


def test_a_line_on_one_card_alone_says_which() -> None:
    chart = draw(price_comparison(), Paper())
    assert words(chart, "psa") == "£48.42; not on theirs"
    assert words(chart, "theirs.bloods") == "not on ours"


def test_every_card_has_a_shape_of_its_own() -> None:
    prices = [theirs(str(pounds)) for pounds in (9, 10, 14, 15)]
    others = ("One", "Two", "Three", "Four")
    data = PriceComparison("Ours", others, (compared("visit", "Visit", "12.63", *prices),))
    chart = draw(data, Paper())
    names = ("own:visit", *(f"other:{number}:visit" for number in range(4)))
    marks = [each for name in names for each in named(chart, name) if isinstance(each, Line2D)]
    assert len({mark.get_marker() for mark in marks}) == 5
    assert words(chart, "visit") == "£12.63; others £9.00 to £15.00"


def test_cards_with_nothing_in_common_say_so() -> None:
    lines = (compared("dmard", "DMARD", "127.50", OTHER_UNIT),)
    chart = draw(replace(price_comparison(), lines=lines), Paper())
    assert chart.title == "No line can be compared: none is in both cards with one unit"


def test_a_card_too_many_or_a_price_too_few_is_refused() -> None:
    with pytest.raises(ValueError, match="told apart"):
        PriceComparison("Ours", ("A", "B", "C", "D", "E"), ())
    with pytest.raises(ValueError, match="from each card"):
        PriceComparison("Ours", ("A",), (ComparedPrice("x", "X", "visit", None, ()),))
