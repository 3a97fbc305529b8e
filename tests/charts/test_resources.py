from dataclasses import replace
from decimal import Decimal

import pytest
from matplotlib.patches import Rectangle

from stocktake.charts.chart import Chart, Paper
from stocktake.charts.resources import Amount, Resources, YearNeeds, draw


def data(plausible: dict[str, object]) -> Resources:
    found = plausible["resources"]
    assert isinstance(found, Resources)
    return found


def bar(chart: Chart, name: str) -> Rectangle:
    (found,) = chart.figure.findobj(lambda artist: artist.get_gid() == name)
    assert isinstance(found, Rectangle)
    return found


def words(chart: Chart, name: str) -> str:
    found = chart.figure.findobj(lambda artist: artist.get_gid() == name)
    return " ".join(text.get_text() for text in found)


def test_funded_stands_below_unfunded_and_the_total_above(plausible: dict[str, object]) -> None:
    chart = draw(data(plausible), Paper())
    funded, unfunded = bar(chart, "funded:money:0"), bar(chart, "unfunded:money:0")
    assert (funded.get_y(), funded.get_height()) == (0, 6000)
    assert (unfunded.get_y(), unfunded.get_height()) == (6000, 12000)
    assert words(chart, "total:money:0") == "£18,000"
    assert words(chart, "total:people:2") == "2.6"


def test_the_three_kinds_of_funding_are_told_apart_by_hatching(
    plausible: dict[str, object],
) -> None:
    chart = draw(data(plausible), Paper())
    kinds = ("funded", "not_settled", "unfunded")
    assert len({bar(chart, f"{kind}:people:2").get_hatch() for kind in kinds}) == 3


def test_a_year_nobody_has_costed_is_hatched_not_nothing(plausible: dict[str, object]) -> None:
    chart = draw(data(plausible), Paper())
    assert bar(chart, "unknown:money:4").get_hatch()
    assert chart.table.rows[4][4:7] == ("not known",) * 3


def test_safe_today_is_never_added_to_meeting_expectations(plausible: dict[str, object]) -> None:
    with_safe = draw(data(plausible), Paper())
    without = replace(data(plausible), safe_today_gbp=())
    alone = draw(without, Paper())
    assert with_safe.title == alone.title
    assert with_safe.title == (
        "Meeting expectations takes £367,500 over 5 of 6 years, £279,500 of it unfunded"
    )
    assert tuple(row[:-1] for row in with_safe.table.rows) == alone.table.rows
    assert with_safe.table.columns[-1] == "To be safe today, counted apart (£)"
    assert words(with_safe, "total:people:0") == "0.75"


def test_safe_today_is_drawn_and_told_year_by_year(plausible: dict[str, object]) -> None:
    chart = draw(data(plausible), Paper())
    said = "being safe today, counted apart, takes £168,000 over 6 years, £48,000 of it in 2026/27"
    assert said in chart.summary
    assert [row[-1] for row in chart.table.rows][:2] == ["48,000", "20,000"]
    heights = [bar(chart, f"safe:money:{number}").get_height() for number in range(6)]
    assert heights == [48000, 20000, 20000, 20000, 30000, 30000]
    assert words(chart, "safe figure:money:1") == "£20,000"


def test_the_worked_case_of_six_years_adds_up() -> None:
    """The case B-T6 of the expectations content: £52,000 in six years, 0.5 WTE."""
    zero = Decimal(0)
    pounds = (6000, 14000, 8000, 8000, 8000, 8000)
    people = ("0.25", "0.5", "0.5", "0.5", "0.5", "0.5")
    years = tuple(
        YearNeeds(
            2026 + number,
            Amount(zero, zero, Decimal(wte)),
            Amount(zero, zero, Decimal(gbp)),
        )
        for number, (wte, gbp) in enumerate(zip(people, pounds, strict=True))
    )
    chart = draw(Resources(years), Paper())
    assert chart.summary == (
        "Meeting expectations takes 0.5 WTE by 2031/32 and £52,000 over 6 years, of which £52,000 "
        "is unfunded."
    )


def test_an_amount_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="below zero"):
        Amount(Decimal(-1), Decimal(0), Decimal(0))
