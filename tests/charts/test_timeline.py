from dataclasses import replace
from datetime import date

import pytest
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from stocktake.charts.chart import Chart, Paper
from stocktake.charts.timeline import FORMS, Timeline, TimelineRow, Timing, draw, when_in_words

TODAY = date(2026, 11, 22)


def row(timing: Timing, start: date, due: date, id_: str = "ACC-01") -> TimelineRow:
    return TimelineRow(id_, f"Title of {id_}", "access", start, due, timing)


def artist(chart: Chart, name: str) -> object:
    (found,) = chart.figure.findobj(lambda each: each.get_gid() == name)
    return found


@pytest.mark.parametrize(
    ("timing", "start", "due", "words"),
    [
        (Timing.OVERDUE, date(2025, 10, 1), date(2026, 4, 1), "overdue since 1 April 2026"),
        (Timing.OPEN_NOW, date(2025, 10, 1), date(2026, 4, 1), "open since 1 April 2026"),
        (Timing.LATE_START, date(2026, 7, 1), date(2027, 1, 1), "late start, by 4 months"),
        (Timing.LATE_START, date(2026, 11, 20), date(2027, 1, 1), "late start, by 1 month"),
        (Timing.START_NOW, date(2026, 12, 1), date(2027, 6, 1), "start now"),
        (Timing.SCHEDULED, date(2027, 3, 31), date(2028, 3, 31), "begin by March 2027"),
        (Timing.DONE, date(2027, 3, 31), date(2028, 3, 31), "done"),
    ],
)
def test_each_timing_is_said_in_words(timing: Timing, start: date, due: date, words: str) -> None:
    assert when_in_words(row(timing, start, due), TODAY) == words


def test_each_timing_has_a_shape_of_its_own() -> None:
    assert len(set(FORMS.values())) == len(Timing)


def test_a_bar_runs_from_the_day_to_begin_to_the_day_it_is_due() -> None:
    start, due = date(2027, 3, 31), date(2028, 3, 31)
    chart = draw(Timeline(TODAY, (row(Timing.SCHEDULED, start, due),)), Paper())
    bar = artist(chart, "bar:ACC-01")
    assert isinstance(bar, Rectangle)
    assert (bar.get_x(), bar.get_width()) == (start.toordinal(), (due - start).days)
    years = [artist(chart, f"year:{year}") for year in (2026, 2027)]
    first, second = (line.get_transform().transform(line.get_xydata()[0])[0] for line in years)
    begins = bar.get_data_transform().transform((date(2027, 4, 1).toordinal(), 0))[0]
    assert first < second == pytest.approx(begins)


def test_overdue_comes_first_then_what_should_have_begun() -> None:
    later = date(2030, 3, 31)
    rows = (
        row(Timing.DONE, TODAY, later, "A"),
        row(Timing.SCHEDULED, date(2027, 6, 1), later, "B"),
        row(Timing.SCHEDULED, date(2027, 5, 1), later, "C"),
        row(Timing.LATE_START, date(2026, 1, 1), later, "D"),
        row(Timing.OVERDUE, date(2025, 1, 1), date(2026, 4, 1), "E"),
    )
    chart = draw(Timeline(TODAY, rows), Paper())
    assert [facts[0][-1] for facts in chart.table.rows] == ["E", "D", "C", "B", "A"]
    assert chart.title == "1 duty is overdue; 1 expectation should have begun"
    assert chart.summary == ("Of 5 expectations, 1 overdue, 1 late start, 2 scheduled and 1 done.")


def test_rows_beyond_what_fits_are_counted_and_stand_in_the_table(
    many_expectations: Timeline,
) -> None:
    chart = draw(many_expectations, Paper())
    assert len(chart.hotspots) == 20
    assert len(chart.table.rows) == 60
    more = artist(chart, "more")
    assert isinstance(more, Text)
    assert more.get_text() == "and 40 more in the table"


def test_when_every_row_fits_nothing_is_said_of_more(many_expectations: Timeline) -> None:
    chart = draw(replace(many_expectations, max_rows=60), Paper())
    assert len(chart.hotspots) == 60
    assert not chart.figure.findobj(lambda each: each.get_gid() == "more")
