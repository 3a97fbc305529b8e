"""Charts: plain data in; out a matplotlib ``Figure`` with a sentence and a table of the same facts.

To add a chart, write ``charts/<name>.py`` with its frozen input, ``EMPTY`` and
``draw(data, paper)``, a function below that fetches it, and a line in ``CHARTS``; a test fails
until it draws plausible data and an empty set.

Importing this package imports no chart, and importing a chart does not import matplotlib: only
drawing does. ``warm`` imports them all ahead of time, off the first paint.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from types import ModuleType
from typing import TYPE_CHECKING, Any

from stocktake.charts.palette import PRINT

if TYPE_CHECKING:
    from stocktake.charts.chart import Chart, Paper


@dataclass(frozen=True, slots=True)
class ChartKind:
    """One sort of chart.

    Attributes:
        name: what it is called in a menu.
        fetch: imports its file, when it is first wanted.
    """

    name: str
    fetch: Callable[[], ModuleType]

    def draw(self, data: Any, paper: Paper) -> Chart:
        """Draw its data on a paper; each chart takes its own input."""
        drawn: Chart = self.fetch().draw(data, paper)
        if paper.palette.surface == PRINT.surface:
            return drawn
        return replace(drawn, on_white=partial(self.draw, data, replace(paper, palette=PRINT)))

    @property
    def empty(self) -> object:
        """Its input when there is nothing to show."""
        return self.fetch().EMPTY


def _levels_so_far() -> ModuleType:
    from stocktake.charts import levels_so_far

    return levels_so_far


def _now_and_needed() -> ModuleType:
    from stocktake.charts import now_and_needed

    return now_and_needed


def _heat_map() -> ModuleType:
    from stocktake.charts import heat_map

    return heat_map


def _ratings_by_domain() -> ModuleType:
    from stocktake.charts import ratings_by_domain

    return ratings_by_domain


def _timeline() -> ModuleType:
    from stocktake.charts import timeline

    return timeline


def _resources() -> ModuleType:
    from stocktake.charts import resources

    return resources


def _spread() -> ModuleType:
    from stocktake.charts import spread

    return spread


def _moved() -> ModuleType:
    from stocktake.charts import moved

    return moved


def _against_england() -> ModuleType:
    from stocktake.charts import against_england

    return against_england


def _area_strips() -> ModuleType:
    from stocktake.charts import area_strips

    return area_strips


def _waterfall() -> ModuleType:
    from stocktake.charts import waterfall

    return waterfall


def _price_by_year() -> ModuleType:
    from stocktake.charts import price_by_year

    return price_by_year


def _price_comparison() -> ModuleType:
    from stocktake.charts import price_comparison

    return price_comparison


def _margins() -> ModuleType:
    from stocktake.charts import margins

    return margins


CHARTS = {
    "levels_so_far": ChartKind("Levels so far", _levels_so_far),
    "now_and_needed": ChartKind("Now and needed", _now_and_needed),
    "heat_map": ChartKind("Heat map", _heat_map),
    "ratings_by_domain": ChartKind("Every rating in its domain", _ratings_by_domain),
    "timeline": ChartKind("What must start when", _timeline),
    "resources": ChartKind("People and money by year", _resources),
    "spread": ChartKind("Spread of practices", _spread),
    "moved": ChartKind("Two rounds of a group", _moved),
    "against_england": ChartKind("Against the England spread", _against_england),
    "area_strips": ChartKind("A figure beside its areas", _area_strips),
    "waterfall": ChartKind("How a price is made up", _waterfall),
    "price_by_year": ChartKind("A price year by year", _price_by_year),
    "price_comparison": ChartKind("Prices beside other cards", _price_comparison),
    "margins": ChartKind("What services are paid and cost", _margins),
}


def warm() -> None:
    """Import matplotlib, find the fonts and draw once, so that the first chart is quick."""
    from stocktake.charts.chart import Paper

    for kind in CHARTS.values():
        kind.draw(kind.empty, Paper()).figure.draw_without_rendering()
