from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from stocktake.charts.chart import Chart, Paper
from stocktake.charts.spread import DomainSpread, Spread, draw


def of(chart: Chart, name: str) -> list[object]:
    return list(chart.figure.findobj(lambda artist: artist.get_gid() == name))


def spread(levels: tuple[int, ...]) -> DomainSpread:
    counts = tuple(levels.count(level) for level in range(5))
    low, high = min(levels), max(levels)
    return DomainSpread("x", "Name", counts, len(levels), len(levels), low, high)  # type: ignore[arg-type]


def test_medians_of_the_worked_case() -> None:
    """The case G-T1 of the expectations content."""
    assert spread((2, 3, 1, 2)).median == (2, 2)
    assert spread((3, 3, 2, 0)).median == (2, 3)


def test_there_is_a_dot_for_each_practice_near_its_level() -> None:
    chart = draw(Spread((spread((3, 3, 2, 0)),)), Paper())
    assert [len(of(chart, f"practices:x:{level}")) for level in range(5)] == [1, 0, 1, 2, 0]
    for dot in of(chart, "practices:x:3"):
        assert isinstance(dot, Line2D)
        assert abs(float(dot.get_xdata()[0]) - 3) < 0.4


def test_the_band_covers_the_median_interval_and_the_line_the_range() -> None:
    chart = draw(Spread((spread((3, 3, 2, 0)),)), Paper())
    (band,), (line,) = of(chart, "middle:x"), of(chart, "range:x")
    assert isinstance(band, Rectangle)
    assert isinstance(line, Line2D)
    assert band.get_x() <= 2 < 3 <= band.get_x() + band.get_width()
    assert list(line.get_xdata()) == [0, 3]
    assert chart.table.rows == (
        ("Name", "1", "0", "1", "2", "0", "2–3", "0–3", "4 of 4", "not shown"),
    )


def test_many_practices_on_one_level_are_one_dot_with_their_number() -> None:
    chart = draw(Spread((spread((2,) * 12 + (3,)),)), Paper())
    assert len(of(chart, "practices:x:2")) == 1
    assert len(of(chart, "practices:x:3")) == 1


def test_a_held_row_says_so_and_gives_nothing_away() -> None:
    held = DomainSpread("x", "Name", None, 2, 4)
    chart = draw(Spread((held,)), Paper())
    assert chart.table.rows == (("Name", *["held"] * 7, "2 of 4", "not shown"),)
    assert not of(chart, "range:x") and not of(chart, "middle:x")
    assert chart.title == "Too few practices have answered to show the spread"
    assert chart.summary == "The distribution is held in 1 domain, where too few have answered."


def test_a_held_row_may_still_show_its_range() -> None:
    """The case G-T7: leaving the PCN, the range 1 to 3 is shown and the distribution held."""
    chart = draw(Spread((DomainSpread("x", "Access", None, 4, 4, 1, 3),)), Paper())
    assert chart.table.rows[0][6:8] == ("held", "1–3")
    assert of(chart, "range:x")
    assert not of(chart, "practices:x:1")


def test_nobody_answered_is_none_and_not_held() -> None:
    chart = draw(Spread((DomainSpread("x", "Name", (0, 0, 0, 0, 0), 0, 4),)), Paper())
    assert chart.title == "No practice has sent its ratings yet"
    assert chart.table.rows[0][6:9] == ("none", "none", "0 of 4")
