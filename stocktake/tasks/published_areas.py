"""Where a figure of a practice's own answers stands in its ICB and its PCN, as published.

In words and never a colour; a direction is neither good nor bad. Source: design/opendata.md 17;
content/stocktake.md B.7.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from stocktake.opendata.areas import Level
from stocktake.tasks.published_comparison import Beside, Compared
from stocktake.units import round_half_up

SAID_LEVELS = (Level.ICB, Level.PCN)
"""England is said by the form's own benchmark already."""


def among_areas(found: Compared, value: Decimal) -> str:
    """Say where a figure stands in each area that compares enough practices; empty for none.

    Args:
        found: the measure the figure is, in the areas of the practice.
        value: the figure the practice's own answers come to, in the measure's unit.
    """
    figure = round_half_up(value, found.measure.places)
    said = [
        _said(replace(each, figure=figure))
        for each in found.beside
        if each.area.area.level in SAID_LEVELS and each.spread is not None
    ]
    if not said:
        return ""
    periods = (each.period.words for each in found.sources if each.period)
    when = " and ".join(dict.fromkeys(periods))
    return " ".join(said) + (f" Published figures of {when}." if when else "")


def _said(beside: Beside) -> str:
    spread = beside.spread
    median = f", whose median is {beside.shown(spread.median)}" if spread is not None else ""
    words = beside.position_words
    return (
        f"{beside.area_name}: {words[:1].lower()}{words[1:]}{median} "
        f"({beside.summary.count:,} compared)."
    )
