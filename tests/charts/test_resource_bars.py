"""One sum far beyond the others is drawn short and says so, and every small one can be read."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from stocktake.charts.chart import Chart, Paper
from stocktake.charts.resource_bars import CUT_MOST, top_of
from stocktake.charts.resources import Amount, Resources, YearNeeds, draw

ZERO = Decimal(0)


def money(*pounds: int, safe: tuple[int, ...] = ()) -> Resources:
    years = tuple(
        YearNeeds(2026 + number, None, Amount(ZERO, ZERO, Decimal(each)))
        for number, each in enumerate(pounds)
    )
    return Resources(years, tuple(map(Decimal, safe)))


def named(chart: Chart, name: str) -> list[object]:
    return list(chart.figure.findobj(lambda artist: artist.get_gid() == name))


def height(chart: Chart, name: str) -> float:
    (found,) = named(chart, name)
    assert isinstance(found, Rectangle)
    return found.get_height()


def written(chart: Chart, name: str) -> str:
    return "".join(text.get_text() for text in named(chart, name) if isinstance(text, Text))


def key(chart: Chart) -> str:
    return " ".join(text.get_text() for text in chart.figure.findobj(Text))


LARGE = money(
    83000, 53300, 96350, 118850, 73850, 75350, safe=(17600, 3600, 1803600, 3600, 3600, 3600)
)


def test_beside_one_large_sum_the_small_ones_can_still_be_read() -> None:
    chart = draw(LARGE, Paper())
    cut = height(chart, "safe:money:2")
    assert cut == pytest.approx(118850 * 1.35)
    # The largest of the others takes most of the height, and a small one has its figure.
    assert height(chart, "unfunded:money:3") > cut * 0.7
    assert written(chart, "safe figure:money:1") == "£3,600"


def test_a_bar_drawn_short_is_broken_has_its_whole_figure_and_is_explained() -> None:
    chart = draw(LARGE, Paper())
    assert all(isinstance(each, Line2D) for each in named(chart, "break"))
    assert len(named(chart, "break")) == 4  # two edges in the bar, and two in the key
    assert written(chart, "safe figure:money:2") == "£1,803,600"
    assert "drawn short: its figure says how much" in key(chart)
    assert chart.table.rows[2][-1] == "1,803,600"
    assert any("£1,803,600 to be safe today" in spot.words for spot in chart.hotspots)


def test_a_large_bar_of_three_parts_stops_at_the_same_height() -> None:
    chart = draw(money(6000, 8000, 8000, 900000, 8000, 9000), Paper())
    assert height(chart, "unfunded:money:3") == pytest.approx(9000 * 1.35)
    assert written(chart, "total:money:3") == "£900,000"


def test_sums_that_differ_as_usual_are_drawn_to_scale() -> None:
    chart = draw(money(6000, 14000, 8000, 8000, 8000, 20000), Paper())
    assert height(chart, "unfunded:money:5") == 20000
    assert named(chart, "break") == []
    assert "drawn short" not in key(chart)


def test_figures_do_not_run_into_each_other_where_there_is_little_room() -> None:
    chart = draw(money(*[40000] * 6, safe=(41000,) * 6), Paper(width=420))
    for number in range(6):
        boxes = [
            text.get_window_extent()
            for name in (f"total:money:{number}", f"safe figure:money:{number}")
            for text in named(chart, name)
            if isinstance(text, Text)
        ]
        assert len(boxes) == 2
        assert not boxes[0].overlaps(boxes[1])


@given(st.lists(st.integers(0, 10**7).map(Decimal), max_size=14))
def test_a_scale_cuts_few_sums_and_only_those_far_beyond_the_rest(figures: list[Decimal]) -> None:
    top = top_of(figures)
    above = [figure for figure in figures if figure > top]
    usual = [figure for figure in figures if 0 < figure <= top]
    assert top > 0
    assert len(above) * CUT_MOST <= len([figure for figure in figures if figure])
    if above:
        assert min(above) > 3 * max(usual)
        assert max(usual) * 2 > top
    else:
        assert top == max([*usual], default=Decimal(1))
