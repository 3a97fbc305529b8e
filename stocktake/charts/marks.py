"""The marks that charts are made of, each told apart by its shape as well as its colour.

Sizes are pixels at 100 to the inch. Each mark may be named, so that it can be found in the figure
and in a saved SVG.

Marks stand on a ``Plane``, a box of the picture with units of its own, and not on matplotlib's
axes: those make ticks, spines and a clip path for every mark, most of the time a chart took, and
none of them is drawn here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stocktake.charts.fonts import PIXELS_PER_INCH, POINTS_PER_INCH
from stocktake.charts.palette import Dash

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.figure import Figure
    from matplotlib.transforms import Transform

Place = tuple[float, float]

HATCH = "////"

LAYER = 100
"""Orders of marks in a plane; a plane of a higher order stands over all of them."""


@dataclass(frozen=True, slots=True, eq=False)
class Plane:
    """A box of the picture with units of its own.

    Attributes:
        figure: the picture.
        transform: from the plane's units to the picture.
        across: the units at its left and right edge.
        down: the units at its top and bottom edge.
        corner: its top left, in pixels of the picture.
        size: its width and height, in pixels of the picture.
        order: planes of a higher order stand over lower ones.
    """

    figure: Figure
    transform: Transform
    across: tuple[float, float]
    down: tuple[float, float]
    corner: Place
    size: tuple[float, float]
    order: int = 1

    def pixels(self, at: Place) -> Place:
        """Return where a place of the plane stands, in pixels from the picture's top left."""
        (left, right), (top, bottom) = self.across, self.down
        return (
            self.corner[0] + (at[0] - left) / (right - left) * self.size[0],
            self.corner[1] + (at[1] - top) / (bottom - top) * self.size[1],
        )

    def add(self, artist: Artist, order: float) -> None:
        """Put something on the plane, over what has a lower order."""
        artist.set_transform(self.transform)
        artist.set_zorder(self.order * LAYER + order)
        artist.set_clip_on(False)
        self.figure.add_artist(artist)


def plane(
    figure: Figure,
    corner: Place,
    size: tuple[float, float],
    across: tuple[float, float],
    down: tuple[float, float],
    order: int = 1,
) -> Plane:
    """Make a plane of a picture; places and sizes are pixels at 100 to the inch.

    Args:
        figure: the picture.
        corner: its top left.
        size: its width and height.
        across, down: the units at its edges, left then right, top then bottom.
        order: planes of a higher order stand over lower ones.
    """
    from matplotlib.transforms import Affine2D

    wide, high = (side * PIXELS_PER_INCH for side in figure.get_size_inches())
    x = size[0] / (across[1] - across[0])
    y = size[1] / (down[1] - down[0])
    to_pixels = Affine2D().translate(-across[0], -down[0]).scale(x, y).translate(*corner)
    to_share = to_pixels.scale(1 / wide, -1 / high).translate(0, 1)
    return Plane(figure, to_share + figure.transFigure, across, down, corner, size, order)


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


def shape(on: Plane, at: Place, mark: Mark, name: str = "") -> None:
    """Draw one shape centred on a place."""
    from matplotlib.lines import Line2D

    on.add(
        Line2D(
            [at[0]],
            [at[1]],
            linestyle="none",
            marker=mark.form,
            markersize=_points(mark.size_px),
            markerfacecolor=mark.fill,
            markeredgecolor=mark.outline,
            markeredgewidth=_points(mark.outline_px) if mark.outline != "none" else 0,
            gid=name or None,
        ),
        mark.order,
    )


def line(on: Plane, start: Place, end: Place, stroke: Stroke, name: str = "") -> None:
    """Draw a straight line between two places."""
    from matplotlib.lines import Line2D

    on.add(
        Line2D(
            [start[0], end[0]],
            [start[1], end[1]],
            color=stroke.colour,
            linewidth=_points(stroke.width_px),
            linestyle=stroke.dash,
            solid_capstyle="butt",
            gid=name or None,
        ),
        stroke.order,
    )


def lines(on: Plane, ends: Sequence[tuple[Place, Place]], stroke: Stroke) -> None:
    """Draw several lines that look alike as one mark, which takes as long as one."""
    from matplotlib.lines import Line2D

    apart = float("nan")
    across = [x for start, end in ends for x in (start[0], end[0], apart)]
    down = [y for start, end in ends for y in (start[1], end[1], apart)]
    on.add(
        Line2D(
            across,
            down,
            color=stroke.colour,
            linewidth=_points(stroke.width_px),
            linestyle=stroke.dash,
            solid_capstyle="butt",
        ),
        stroke.order,
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


def block(on: Plane, start: Place, end: Place, look: Block, name: str = "") -> None:
    """Draw a rectangle from one corner to the opposite one."""
    from matplotlib.patches import Rectangle

    on.add(
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
            gid=name or None,
        ),
        look.order,
    )
