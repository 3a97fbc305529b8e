from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from matplotlib.lines import Line2D

from stocktake.charts.against_england import AgainstEngland, draw, place
from stocktake.charts.chart import Chart, Paper
from stocktake.questionnaire.positions import NOT_A_SCORE, EnglandSpread, Position, position

SPREAD = EnglandSpread(*map(Decimal, ("78.3", "91.6", "109.5", "131.5", "157.7")))
ZONES = {
    Position.LOWEST_TENTH: (0, 10),
    Position.LOWER: (10, 25),
    Position.MIDDLE_HALF: (25, 75),
    Position.HIGHER: (75, 90),
    Position.HIGHEST_TENTH: (90, 100),
}


def drawn(plausible: dict[str, object]) -> Chart:
    data = plausible["against_england"]
    assert isinstance(data, AgainstEngland)
    return draw(data, Paper())


@given(st.decimals(0, 400, places=1))
def test_a_mark_stands_in_the_part_that_its_words_name(value: Decimal) -> None:
    low, high = ZONES[position(value, SPREAD)]
    assert low <= place(value, SPREAD) <= high


def test_the_median_stands_in_the_middle() -> None:
    assert place(Decimal("109.5"), SPREAD) == 50


def test_a_value_level_with_two_percentiles_stands_with_its_words() -> None:
    visits = EnglandSpread(*map(Decimal, ("0.0", "0.0", "0.5", "1.6", "3.3")))
    assert position(Decimal(0), visits) is Position.MIDDLE_HALF
    assert place(Decimal(0), visits) == 25


def test_every_row_says_its_position_in_words(plausible: dict[str, object]) -> None:
    rows = {row[0]: row for row in drawn(plausible).table.rows}
    appointments = rows["Appointments a week (per 1,000 patients)"]
    assert appointments[1:5] == (
        "121.4",
        "91.6 to 131.5",
        "78.3 to 157.7",
        "In the middle half of practices",
    )
    same_day = rows["Same-day share (percent)"]
    assert same_day[4] == "Among the lowest tenth of practices"


def test_a_missing_figure_is_hatched_and_says_what_it_needs(plausible: dict[str, object]) -> None:
    chart = drawn(plausible)
    assert chart.figure.findobj(lambda artist: artist.get_gid() == "hatch:calls")
    assert not chart.figure.findobj(lambda artist: artist.get_gid() == "yours:calls")
    row = next(row for row in chart.table.rows if row[0].startswith("Calls"))
    assert (row[1], row[4]) == ("not known", "needs: calls in a week")


def test_one_published_figure_is_set_beside_and_not_placed(plausible: dict[str, object]) -> None:
    chart = drawn(plausible)
    assert not chart.figure.findobj(lambda artist: artist.get_gid() == "yours:gp_wte")
    row = next(row for row in chart.table.rows if row[0].startswith("Fully"))
    assert row[4] == f"Yours 3.9; England 4.6 (Mar 2026). {NOT_A_SCORE}"


def test_no_position_has_a_colour_of_its_own(plausible: dict[str, object]) -> None:
    marks = drawn(plausible).figure.findobj(
        lambda artist: str(artist.get_gid()).startswith("yours:")
    )
    assert len(marks) == 3
    assert len({mark.get_markerfacecolor() for mark in marks if isinstance(mark, Line2D)}) == 1


def test_it_always_says_that_it_is_not_a_score(plausible: dict[str, object]) -> None:
    chart = drawn(plausible)
    assert NOT_A_SCORE in chart.summary
    subtitle = chart.figure.findobj(lambda artist: artist.get_gid() == "subtitle")
    assert NOT_A_SCORE in " ".join(text.get_text() for text in subtitle)
