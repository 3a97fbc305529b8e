"""Every registered chart: it draws, says what it drew, and cuts nothing off."""

from __future__ import annotations

import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text
from matplotlib.transforms import Bbox

import stocktake.charts
from stocktake.charts import CHARTS, heat_map
from stocktake.charts.cell import known
from stocktake.charts.chart import SAMPLE_WATERMARK, Chart, Paper
from stocktake.charts.heat_map import HeatMap, HeatRow, Scale
from stocktake.charts.palette import DARK, LIGHT, PRINT

PARTS = {
    "__init__",
    "cell",
    "cell_marks",
    "chart",
    "drawing",
    "fonts",
    "level_marks",
    "level_rows",
    "line_of_words",
    "marks",
    "money_rows",
    "palette",
    "phrases",
    "resource_bars",
    "walk",
}
"""Files of the folder that are not charts."""

BASE = "ratings from 4 practices, 71% of patients"
PAPERS = {
    "wide light": Paper(LIGHT, 900, 560, 1, base=BASE),
    "wide dark sample": Paper(DARK, 900, 560, 1, SAMPLE_WATERMARK, BASE),
    "narrow print": Paper(PRINT, 620, 480, 1, base=BASE),
    "narrow dark, text twice": Paper(DARK, 620, 480, 2, SAMPLE_WATERMARK, BASE),
    "wide light, text twice": Paper(LIGHT, 900, 560, 2, base=BASE),
    "large print": Paper(PRINT, 1400, 900, 1, SAMPLE_WATERMARK),
}


EMPTY_SUMMARIES = {
    "levels_so_far": "No domain has enough answers for a level yet.",
    "now_and_needed": "No domain has both a level and a dated expectation by 31 March 2027.",
    "heat_map": "No gap is known yet.",
    "ratings_by_domain": "Nothing has been rated yet.",
    "timeline": "No expectation has a date to begin yet.",
    "resources": "Nobody has said yet what meeting expectations would take.",
    "moved": "No practice has levels in both rounds.",
    "spread": "No practice has sent its ratings yet.",
    "area_strips": "There is nothing to compare with yet.",
    "waterfall": "There is no price to take apart yet.",
    "price_by_year": "There is no price to follow yet.",
    "price_comparison": "There are no two cards to compare yet.",
    "margins": "No service can be worked out yet.",
    "against_england": "No figure can be placed among the practices of England yet. "
    "This describes what was recorded. It is not a score.",
}


def words_drawn(chart: Chart) -> list[tuple[str, Bbox]]:
    """Return every line of words on a chart with its box in pixels; not the watermark."""
    renderer = FigureCanvasAgg(chart.figure).get_renderer()
    chart.figure.draw_without_rendering()
    found = chart.figure.findobj(Text)
    return [
        (text.get_text(), text.get_window_extent(renderer))
        for text in found
        if text.get_text().strip() and text.get_gid() != "watermark" and text.get_visible()
    ]


def assert_readable(chart: Chart) -> None:
    words = words_drawn(chart)
    width, height = chart.figure.bbox.width, chart.figure.bbox.height
    for said, box in words:
        assert box.x0 >= 0 and box.y0 >= 0 and box.x1 <= width and box.y1 <= height, said
    for (one, box), (other, next_box) in combinations(words, 2):
        # Boxes reach from the tallest to the lowest letter of the font: their edges may touch.
        shrunk = Bbox.from_extents(box.x0 + 1, box.y0 + 3, box.x1 - 1, box.y1 - 3)
        assert not shrunk.overlaps(next_box.padded(-2)), f"“{one}” runs into “{other}”"


def test_no_chart_file_is_forgotten() -> None:
    folder = Path(stocktake.charts.__file__).parent
    assert {path.stem for path in folder.glob("*.py")} - PARTS == set(CHARTS)


def test_every_chart_has_plausible_data_to_try_it_with(plausible: dict[str, object]) -> None:
    assert set(plausible) == set(CHARTS)


def test_importing_the_charts_does_not_import_matplotlib() -> None:
    script = "import sys, stocktake.charts; print('matplotlib' in sys.modules, end='')"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout == "False"


def test_warming_up_imports_matplotlib_and_never_pyplot() -> None:
    script = (
        "import sys, stocktake.charts; stocktake.charts.warm();"
        "print('matplotlib' in sys.modules, 'matplotlib.pyplot' in sys.modules, end='')"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout == "True False"


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
@pytest.mark.parametrize("name", CHARTS)
def test_no_words_are_cut_off_or_run_together(
    name: str, paper: Paper, plausible: dict[str, object]
) -> None:
    assert_readable(CHARTS[name].draw(plausible[name], paper))


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
@pytest.mark.parametrize("case", ["named_practices", "many_expectations", "last_year"])
def test_the_longest_names_and_lists_stay_readable(
    case: str, paper: Paper, request: pytest.FixtureRequest
) -> None:
    name = {"named_practices": "heat_map", "many_expectations": "timeline"}.get(
        case, "now_and_needed"
    )
    assert_readable(CHARTS[name].draw(request.getfixturevalue(case), paper))


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
@pytest.mark.parametrize("name", CHARTS)
def test_an_empty_set_draws_an_honest_empty_chart(name: str, paper: Paper) -> None:
    chart = CHARTS[name].draw(CHARTS[name].empty, paper)
    assert_readable(chart)
    said = [text for text in chart.figure.findobj(Text) if text.get_gid() == "empty"]
    assert said and said[0].get_text()
    assert chart.table.rows == ()
    assert chart.hotspots == ()
    assert chart.summary == EMPTY_SUMMARIES[name]


@pytest.mark.parametrize("name", CHARTS)
def test_summary_table_and_alternative_text_are_there(
    name: str, plausible: dict[str, object]
) -> None:
    chart = CHARTS[name].draw(plausible[name], Paper())
    assert chart.summary.endswith(".")
    assert any(letter.isdigit() for letter in chart.summary)
    assert chart.alt_text.endswith(chart.summary)
    assert chart.table.rows
    assert {len(row) for row in chart.table.rows} == {len(chart.table.columns)}
    assert not any(cell == "" for row in chart.table.rows[:1] for cell in row[:2])


@pytest.mark.parametrize("name", CHARTS)
def test_title_base_and_watermark_are_on_the_chart(name: str, plausible: dict[str, object]) -> None:
    paper = Paper(watermark=SAMPLE_WATERMARK, base=BASE)
    chart = CHARTS[name].draw(plausible[name], paper)
    texts = chart.figure.findobj(Text)
    title = [text.get_text() for text in texts if text.get_gid() == "title"]
    assert " ".join(title) == chart.title
    words = [text.get_text() for text in texts]
    assert "Sample – made-up practice" in words
    assert "Ratings from 4 practices, 71% of patients" in words


@pytest.mark.parametrize("name", CHARTS)
def test_every_hotspot_lies_on_the_picture_and_can_be_found(
    name: str, plausible: dict[str, object]
) -> None:
    chart = CHARTS[name].draw(plausible[name], Paper())
    assert chart.hotspots
    assert len({spot.key for spot in chart.hotspots}) == len(chart.hotspots)
    for spot in chart.hotspots:
        assert 0 <= spot.left < spot.right <= 1
        assert 0 <= spot.top < spot.bottom <= 1
        middle = (spot.left + spot.right) / 2, (spot.top + spot.bottom) / 2
        assert chart.at(*middle) == spot
        assert spot.words.endswith(".")
    assert chart.at(0.001, 0.001) is None


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_at_least_the_size_asked_for(name: str, plausible: dict[str, object]) -> None:
    width, height = CHARTS[name].draw(plausible[name], Paper(width=620, height=700)).size_px
    assert width == 620
    assert height >= 700


HOSTILE = "Dr $x_{1}$ & <b>Co</b>\n\u202eSurgery\x07 医院 =1+1 " + "W" * 90


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_a_hostile_name_is_drawn_as_the_letters_it_is(paper: Paper) -> None:
    cells = (known(3), known(1))
    columns = (("P1", HOSTILE), ("P2", "Millbrook"))
    data = HeatMap(Scale.LEVEL, HOSTILE, columns, (HeatRow("row", HOSTILE, cells),), HOSTILE)
    chart = heat_map.draw(data, paper)
    assert_readable(chart)
    drawn = "".join(said for said, _ in words_drawn(chart))
    assert "$x_{1}$" in drawn
    assert not {"\u202e", "\x07", "\n"} & set(drawn)
