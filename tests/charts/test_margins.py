from dataclasses import replace

from matplotlib.artist import Artist
from matplotlib.patches import Rectangle

from stocktake.charts.chart import Chart, Paper
from stocktake.charts.margins import ServiceMargins, draw
from tests.charts.rate_card_data import LONG, margins, service


def named(chart: Chart, name: str) -> list[Artist]:
    return chart.figure.findobj(lambda artist: artist.get_gid() == name)


def width(chart: Chart, name: str) -> float:
    (found,) = named(chart, name)
    assert isinstance(found, Rectangle)
    return float(found.get_width())


def test_what_is_lost_and_given_away_is_said_in_a_sentence() -> None:
    chart = draw(margins(), Paper())
    assert chart.title == "3 of 4 services are done at a loss: £120,921.93 a year"
    assert chart.summary == (
        "4 services together are paid £90,900.00 a year and cost £209,915.69; 3 services lose "
        "£120,921.93, £68,874.60 of it unpaid work; 2 services have something missing."
    )


def test_the_largest_loss_comes_first_and_what_is_missing_last() -> None:
    rows = draw(margins(), Paper()).table.rows
    assert [row[0] for row in rows] == [
        "Phlebotomy",
        LONG,
        "12-lead ECG",
        "Leg ulcer compression",
        "Minor surgery",
        "Ring pessary change",
    ]
    assert rows[2] == ("12-lead ECG", "10,500.00", "13,046.83", "-2,546.83", "loses £2,546.83")
    assert rows[3][3:] == ("1,906.24", "leaves £1,906.24")


def test_paid_and_cost_are_two_bars_of_different_pattern() -> None:
    chart = draw(margins(), Paper())
    assert width(chart, "paid:12-lead ECG") == 10500
    assert width(chart, "cost:12-lead ECG") == 13046.83
    (paid,), (cost,) = named(chart, "paid:12-lead ECG"), named(chart, "cost:12-lead ECG")
    assert paid.get_hatch() != cost.get_hatch()  # type: ignore[attr-defined]


def test_unpaid_work_has_a_cross_and_the_word() -> None:
    chart = draw(margins(), Paper())
    assert named(chart, "unpaid:Phlebotomy")
    assert not named(chart, "paid:Phlebotomy")
    assert chart.table.rows[0][-1] == "unpaid, loses £68,874.60"


def test_what_is_missing_is_hatched_named_and_never_nothing() -> None:
    chart = draw(margins(), Paper())
    assert named(chart, "hatch:Minor surgery")
    assert not named(chart, "cost:Minor surgery")
    assert chart.table.rows[4][1:] == ("not known", "9,200.00", "not known", "needs its price")


def test_work_that_pays_its_way_is_not_called_a_loss() -> None:
    chart = draw(ServiceMargins((service("Ear care", "100", "100"),)), Paper())
    assert chart.title == "None of 1 service is done at a loss"
    assert chart.table.rows[0][-1] == "covers its cost"


def test_at_most_sixty_services_are_drawn_and_the_table_has_all() -> None:
    many = tuple(service(f"Service {number}", str(number), "40") for number in range(1, 73))
    chart = draw(replace(margins(), services=many), Paper())
    assert len(chart.hotspots) == 60
    assert len(chart.table.rows) == 72
    said = " ".join(text.get_text() for text in named(chart, "subtitle"))  # type: ignore[attr-defined]
    assert "The first 60 of 72 are drawn" in said
