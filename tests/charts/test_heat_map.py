import pytest
from matplotlib.text import Text

from stocktake.charts.cell import NONE_DATED, NOT_APPLICABLE, NOT_ASSESSED, known
from stocktake.charts.chart import Chart, Paper
from stocktake.charts.heat_map import HeatMap, HeatRow, Scale, draw

YEARS = (("2026", "2026/27"), ("2027", "2027/28"))


def two_rows() -> HeatMap:
    rows = (
        HeatRow("digital", "Digital", (known(1), known(3))),
        HeatRow("estate", "Estate", (NONE_DATED, NOT_ASSESSED)),
        HeatRow("services", "Services", (NOT_APPLICABLE, known(0))),
    )
    return HeatMap(Scale.GAP, "Domain", YEARS, rows)


def texts(chart: Chart) -> list[str]:
    return [text.get_text() for text in chart.figure.findobj(Text)]


def test_the_table_says_why_a_cell_has_no_number() -> None:
    table = draw(two_rows(), Paper()).table
    assert table.columns == ("Domain", "2026/27", "2027/28")
    assert table.rows == (
        ("Digital", "1", "3"),
        ("Estate", "no dated expectation", "not assessed"),
        ("Services", "not applicable", "0"),
    )


def test_the_widest_gap_is_the_title_and_only_known_cells_are_counted() -> None:
    chart = draw(two_rows(), Paper())
    assert chart.title == "The widest gap is three levels: Digital, first in 2027/28"
    assert chart.summary == (
        "2 of 3 figures fall short: 1 by 3 levels and 1 by 1 level; 1 with no dated expectation; "
        "1 not assessed; 1 not applicable."
    )


def test_every_cell_can_be_opened_by_its_row_and_column() -> None:
    chart = draw(two_rows(), Paper())
    assert {spot.key for spot in chart.hotspots} == {
        (row, year) for row in ("digital", "estate", "services") for year in ("2026", "2027")
    }
    said = {spot.key: spot.words for spot in chart.hotspots}
    assert said["digital", "2027"] == "Digital, 2027/28: 3 levels short."
    assert said["estate", "2026"] == "Estate, 2026/27: no dated expectation."


def test_a_row_of_the_wrong_length_is_refused() -> None:
    with pytest.raises(ValueError, match="digital has 1 cells, not 2"):
        HeatMap(Scale.GAP, "Domain", YEARS, (HeatRow("digital", "Digital", (known(1),)),))


def test_years_stay_level_and_long_names_are_turned(named_practices: HeatMap) -> None:
    def turned(chart: Chart) -> set[str]:
        found = chart.figure.findobj(Text)
        return {text.get_text() for text in found if text.get_rotation() == 90} - {""}

    assert not turned(draw(two_rows(), Paper(width=620, height=480)))
    assert "Access and demand" in turned(draw(named_practices, Paper()))


def test_levels_say_how_many_are_at_each(named_practices: HeatMap) -> None:
    chart = draw(named_practices, Paper())
    assert "are reliable or better" in chart.title
    assert "at 4 Resilient" in chart.summary
    assert "Resilient" in texts(chart)
