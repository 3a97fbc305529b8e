"""Charts: plain data in; out a matplotlib ``Figure`` with a sentence and a table of the same facts.

To add a chart, write ``charts/<name>.py`` with its frozen input, ``EMPTY`` and
``draw(data, paper)``, and add a line to ``CHARTS`` below; a test fails until it draws plausible
data and an empty set.

Importing this package does not import matplotlib: only drawing does. ``warm`` imports it ahead of
time, off the first paint.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from stocktake.charts import (
    against_england,
    heat_map,
    levels_so_far,
    now_and_needed,
    ratings_by_domain,
    resources,
    spread,
    timeline,
)
from stocktake.charts.chart import Chart, Paper


@dataclass(frozen=True, slots=True)
class ChartKind:
    """One sort of chart.

    Attributes:
        name: what it is called in a menu.
        draw: draws its data on a paper; each chart takes its own input.
        empty: its input when there is nothing to show.
    """

    name: str
    draw: Callable[[Any, Paper], Chart]
    empty: object


CHARTS = {
    "levels_so_far": ChartKind("Levels so far", levels_so_far.draw, levels_so_far.EMPTY),
    "now_and_needed": ChartKind("Now and needed", now_and_needed.draw, now_and_needed.EMPTY),
    "heat_map": ChartKind("Heat map", heat_map.draw, heat_map.EMPTY),
    "ratings_by_domain": ChartKind(
        "Every rating in its domain", ratings_by_domain.draw, ratings_by_domain.EMPTY
    ),
    "timeline": ChartKind("What must start when", timeline.draw, timeline.EMPTY),
    "resources": ChartKind("People and money by year", resources.draw, resources.EMPTY),
    "spread": ChartKind("Spread of practices", spread.draw, spread.EMPTY),
    "against_england": ChartKind(
        "Against the England spread", against_england.draw, against_england.EMPTY
    ),
}


def warm() -> None:
    """Import matplotlib, find the fonts and draw once, so that the first chart is quick."""
    for kind in CHARTS.values():
        kind.draw(kind.empty, Paper()).figure.draw_without_rendering()
