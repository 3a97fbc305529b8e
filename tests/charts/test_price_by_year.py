from dataclasses import replace
from decimal import Decimal

from matplotlib.artist import Artist
from matplotlib.patches import Rectangle

from stocktake.charts.chart import Chart, Paper
from stocktake.charts.price_by_year import YearBar, draw
from tests.charts.rate_card_data import price_by_year


def named(chart: Chart, name: str) -> list[Artist]:
    return chart.figure.findobj(lambda artist: artist.get_gid() == name)


def test_five_years_of_rises_are_said_in_a_sentence() -> None:
    chart = draw(price_by_year(), Paper())
    assert chart.title == (
        "24-hour blood pressure monitoring: £42.69 in 2026/27, rising to £49.56 in 2031/32"
    )
    assert chart.summary == (
        "The price of 24-hour blood pressure monitoring is £42.69 in 2026/27, £43.98 in 2027/28, "
        "£45.31 in 2028/29, £46.68 in 2029/30, £48.10 in 2030/31 and £49.56 in 2031/32."
    )
    assert chart.table.rows[0] == ("2026/27", "42.69", "–", "–", "–")
    assert chart.table.rows[5] == ("2031/32", "49.56", "1.46", "6.87", "+16.1%")


def test_the_rise_since_the_base_year_stands_on_its_price() -> None:
    chart = draw(price_by_year(), Paper())
    (solid,), (rise,) = named(chart, "price:2031/32"), named(chart, "rise:2031/32")
    assert isinstance(solid, Rectangle)
    assert isinstance(rise, Rectangle)
    assert solid.get_x() + solid.get_width() == rise.get_x() == 42.69
    assert rise.get_hatch()
    assert not solid.get_hatch()


def test_a_price_that_falls_is_shorter_and_its_base_is_marked() -> None:
    years = (YearBar("2026/27", Decimal(40)), YearBar("2027/28", Decimal("38.50")))
    chart = draw(replace(price_by_year(), years=years), Paper())
    assert chart.title.endswith("£40.00 in 2026/27, falling to £38.50 in 2027/28")
    assert named(chart, "fall:2027/28")
    assert not named(chart, "rise:2027/28")
    assert chart.table.rows[1][2:] == ("-1.50", "-1.50", "-3.8%")


def test_a_price_that_stays_says_so() -> None:
    years = (YearBar("2026/27", Decimal(40)), YearBar("2027/28", Decimal(40)))
    chart = draw(replace(price_by_year(), years=years), Paper())
    assert chart.title.endswith("£40.00 in 2026/27 and still in 2027/28")


def test_without_rises_there_is_one_year_and_no_guess() -> None:
    chart = draw(replace(price_by_year(), years=price_by_year().years[:1]), Paper())
    assert chart.summary.endswith("No rises have been given for later years.")
    assert len(chart.hotspots) == 1


def test_a_price_of_nothing_has_no_percentage() -> None:
    years = (YearBar("2026/27", Decimal(0)), YearBar("2027/28", Decimal(0)))
    chart = draw(replace(price_by_year(), years=years), Paper())
    assert chart.table.rows[1][4] == "–"
