"""P6: a gap chart drawn once warm, and drawn again for another year, against a fresh figure.

A fresh figure is the same chart with everything kept between charts thrown away first. The
second line is the gaps page in the real window, from asking until the chart is shown. Run it from
the root::

    QT_QPA_PLATFORM=offscreen .venv/bin/python -m tests.benchmarks.gap_charts
"""

from __future__ import annotations

import time
from functools import partial

from PySide6.QtCore import QEventLoop, QTimer

from stocktake import charts
from stocktake.app import Program
from stocktake.charts import CHARTS, fonts
from stocktake.charts.chart import Paper
from stocktake.charts.palette import LIGHT
from stocktake.planning.certainty import Certainty
from stocktake.tasks.practice_charts import now_and_needed
from stocktake.ui.widgets.drawn_chart import DrawnChart
from tests.benchmarks.in_turn import Goal, Runner, compare
from tests.benchmarks.sample_window import sample_window, settle

KIND = "now_and_needed"
MOST_MS = 10_000


def main() -> None:
    """Compare a redraw with a fresh figure, then ask for the page."""
    charts.warm()
    with sample_window() as program:
        plan = program.desk.plan()
        years = plan.years.years
        paper = Paper(LIGHT, 900, 240, 1.0, "", "")

        def forget() -> None:
            for each in vars(fonts).values():
                if hasattr(each, "cache_clear"):
                    each.cache_clear()

        def draw(year: int) -> None:
            CHARTS[KIND].draw(now_and_needed(plan, Certainty.BEST_GUESS, year), paper)

        fresh = Runner("a fresh figure", partial(draw, years[2]), forget)
        compare("P6", fresh, Runner("another year", partial(draw, years[3])), Goal(0.4))
        for words, year in (("first asked for", years[2]), ("asked for again", years[3])):
            taken = _until_drawn(program, year)
            print(f"the gaps page {words}, until its chart is shown: {taken:.0f} ms (goal: 150 ms)")
            program.window.show_page("home")
            settle(2000)
        settle()


def _until_drawn(program: Program, year: int) -> float:
    """Milliseconds from asking for the page at a year until the first chart is shown."""
    loop = QEventLoop()
    QTimer.singleShot(MOST_MS, loop.quit)
    start = time.perf_counter()
    program.window.show_page("gaps", {"year": year})
    page = program.window.page
    assert page is not None
    first = next(each for each in page.findChildren(DrawnChart) if each.isVisible())
    first.drawn.connect(loop.quit)
    loop.exec()
    first.drawn.disconnect(loop.quit)
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
