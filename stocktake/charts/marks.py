"""The marks that charts are made of, each told apart by its shape as well as its colour.

Sizes are pixels at 100 to the inch. Each mark may be named, so that it can be found in the figure
and in a saved SVG.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stocktake.charts.fonts import PIXELS_PER_INCH, POINTS_PER_INCH
from stocktake.charts.palette import Dash

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Place = tuple[float, float]

HATCH = "////"


@dataclass(frozen=True, slots=True)
class Mark:
    """How one shape looks: ``form`` is matplotlib's marker, sizes are pixels."""

    form: str
    size_px: float
    fill: str = "none"
    outline: str = "none"
    outline_px: float = 2
    order: float = 5


@dataclass(frozen=True, slots=True)
class Stroke:
    """How one line looks: its colour, width in pixels and dash."""

    colour: str
    width_px: float = 1
    dash: Dash = "solid"
    order: float = 2


def _points(pixels: float) -> float:
    return pixels * POINTS_PER_INCH / PIXELS_PER_INCH


def shape(axes: Axes, at: Place, mark: Mark, name: str = "") -> None:
    """Draw one shape centred on a place."""
    from matplotlib.lines import Line2D

    axes.add_artist(
        Line2D(
            [at[0]],
            [at[1]],
            linestyle="none",
            marker=mark.form,
            markersize=_points(mark.size_px),
            markerfacecolor=mark.fill,
            markeredgecolor=mark.outline,
            markeredgewidth=_points(mark.outline_px) if mark.outline != "none" else 0,
            zorder=mark.order,
            clip_on=False,
            gid=name or None,
        )
    )


def line(axes: Axes, start: Place, end: Place, stroke: Stroke, name: str = "") -> None:
    """Draw a straight line between two places."""
    from matplotlib.lines import Line2D

    axes.add_artist(
        Line2D(
            [start[0], end[0]],
            [start[1], end[1]],
            color=stroke.colour,
            linewidth=_points(stroke.width_px),
            linestyle=stroke.dash,
            solid_capstyle="butt",
            zorder=stroke.order,
            clip_on=False,
            gid=name or None,
        )
    )


@dataclass(frozen=True, slots=True)
class Block:
    """How one rectangle looks; ``hatch`` is drawn in its own colour over the fill."""

    fill: str = "none"
    outline: str = "none"
    hatch: str = ""
    hatch_colour: str = "none"
    outline_px: float = 1
    dash: Dash = "solid"
    order: float = 2


def block(axes: Axes, start: Place, end: Place, look: Block, name: str = "") -> None:
    """Draw a rectangle from one corner to the opposite one."""
    from matplotlib.patches import Rectangle

    axes.add_artist(
        Rectangle(
            (min(start[0], end[0]), min(start[1], end[1])),
            abs(end[0] - start[0]),
            abs(end[1] - start[1]),
            facecolor=look.fill,
            edgecolor=look.outline,
            linewidth=_points(look.outline_px) if look.outline != "none" else 0,
            linestyle=look.dash,
            hatch=look.hatch or None,
            hatchcolor=look.hatch_colour,
            hatch_linewidth=0.8,
            zorder=look.order,
            clip_on=False,
            gid=name or None,
        )
    )
