from dataclasses import replace
from decimal import Decimal

import pytest
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from stocktake.charts.chart import Chart, Paper
from stocktake.charts.waterfall import Step, Waterfall, draw
from tests.charts.rate_card_data import LONG, waterfall


def bar(chart: Chart, name: str) -> Rectangle:
    (found,) = chart.figure.findobj(lambda artist: artist.get_gid() == name)
    assert isinstance(found, Rectangle)
    return found


def test_how_12_63_is_made_up_is_said_in_a_sentence() -> None:
    chart = draw(waterfall(), Paper())
    assert chart.title == "Phlebotomy, one visit: 57% of the £12.63 is people’s time"
    assert chart.summary == (
        "Phlebotomy, one visit, £12.63, is made up of £4.00 healthcare assistant, £1.05 "
        "administration, £1.83 GP, £0.36 missed appointments, £1.10 consumables, £1.50 room, "
        "£1.09 overheads, £0.55 management and £1.15 resilience uplift."
    )


def test_each_part_begins_where_the_last_one_ended() -> None:
    data = waterfall()
    chart = draw(data, Paper())
    end = 0.0
    for step in data.steps:
        part = bar(chart, f"step:{step.id}")
        assert part.get_x() == pytest.approx(end)
        end = part.get_x() + part.get_width()
    price = bar(chart, "price")
    assert price.get_x() == 0
    assert price.get_width() == pytest.approx(end)


def test_the_table_runs_up_to_the_price() -> None:
    rows = draw(waterfall(), Paper()).table.rows
    assert rows[0] == ("Healthcare assistant", "4.00", "4.00", "32%")
    assert rows[-2][2] == "12.63"
    assert rows[-1] == ("Price", "12.63", "12.63", "100%")


def test_people_things_and_shares_are_told_apart_by_pattern() -> None:
    chart = draw(waterfall(), Paper())
    parts = ("role.hca", "room", "overhead")
    assert len({bar(chart, f"step:{part}").get_hatch() for part in parts}) == 3


def test_a_price_that_is_only_stated_says_so() -> None:
    chart = draw(replace(waterfall(), steps=()), Paper())
    assert chart.title == "Phlebotomy, one visit: £12.63"
    assert chart.summary == (
        "The price of Phlebotomy, one visit is £12.63. The card states this price and not how it "
        "is made up."
    )


def test_parts_that_are_not_the_price_are_refused() -> None:
    with pytest.raises(ValueError, match="do not add up"):
        replace(waterfall(), price_gbp=Decimal("12.64"))


def test_a_very_long_name_is_cut_in_the_picture_and_whole_in_the_table() -> None:
    data = Waterfall("Line", "visit", (Step("one", LONG, Decimal(2)),), Decimal(2))
    chart = draw(data, Paper(width=620))
    drawn = [text.get_text() for text in chart.figure.findobj(Text)]
    assert any(words.endswith("…") for words in drawn)
    assert LONG not in " ".join(drawn)
    assert chart.table.rows[0][0] == LONG


def test_at_most_sixty_parts_are_drawn() -> None:
    steps = tuple(Step(str(number), f"Part {number}", Decimal(1)) for number in range(70))
    chart = draw(Waterfall("Line", "visit", steps, Decimal(70)), Paper())
    assert len(chart.hotspots) == 61
    assert len(chart.table.rows) == 71
