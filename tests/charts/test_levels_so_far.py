from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from stocktake.charts.chart import Chart, Paper
from stocktake.charts.levels_so_far import DomainSoFar, LevelsSoFar, draw


def names(chart: Chart) -> set[str]:
    found = (artist.get_gid() for artist in chart.figure.findobj())
    return {name for name in found if name}


def test_a_domain_without_enough_answers_is_an_empty_outline(plausible: dict[str, object]) -> None:
    data = plausible["levels_so_far"]
    assert isinstance(data, LevelsSoFar)
    chart = draw(data, Paper())
    assert "now:services" not in names(chart)
    (outline,) = chart.figure.findobj(lambda artist: artist.get_gid() == "outline:services")
    assert isinstance(outline, Rectangle)
    assert outline.get_linestyle() != "solid"
    row = next(row for row in chart.table.rows if row[0].startswith("Service offer"))
    assert row[1:] == ("not enough answers", "2", "1 of 6")


def test_a_known_level_is_a_dot_with_its_lowest_rating(plausible: dict[str, object]) -> None:
    data = plausible["levels_so_far"]
    assert isinstance(data, LevelsSoFar)
    chart = draw(data, Paper())
    (dot,) = chart.figure.findobj(lambda artist: artist.get_gid() == "now:access")
    (tick,) = chart.figure.findobj(lambda artist: artist.get_gid() == "floor:access")
    assert isinstance(dot, Line2D)
    assert isinstance(tick, Line2D)
    assert list(dot.get_xdata()) == [2]
    assert list(tick.get_xdata()) == [1, 1]


def test_the_title_counts_what_is_known_so_far(plausible: dict[str, object]) -> None:
    data = plausible["levels_so_far"]
    assert isinstance(data, LevelsSoFar)
    chart = draw(data, Paper())
    assert chart.title == "Six of 12 domains have a level so far"
    assert chart.summary == (
        "6 of 12 domains have enough answers for a level; the lowest level is 1 Started, in "
        "Population health and prevention and Digital, data and information governance."
    )


def test_where_no_domain_is_reliable_the_title_says_none() -> None:
    rows = tuple(DomainSoFar(name, name.title(), 2, 1, 4, 4) for name in ("access", "voice"))
    assert draw(LevelsSoFar(rows), Paper()).title == "None of 2 domains is reliable or better"


def test_a_domain_that_does_not_apply_is_left_out_of_the_count() -> None:
    rows = (
        DomainSoFar("access", "Access", 3, 2, 4, 4),
        DomainSoFar("voice", "Voice", None, None, 0, 0),
    )
    chart = draw(LevelsSoFar(rows), Paper())
    assert chart.title == "One of 1 domain is reliable or better"
    assert chart.table.rows[1] == ("Voice", "not applicable", "none", "0 of 0")
