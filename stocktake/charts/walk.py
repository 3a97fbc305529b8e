"""Going from one part of a picture to the next with the arrow keys, by where the parts stand."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from stocktake.charts.chart import Hotspot

CLOSE = 1e-6
"""Shares of a picture; parts nearer than this in one direction stand level."""


class Way(Enum):
    """Where to go: one step across or down the picture, as the value says."""

    LEFT = (-1, 0)
    RIGHT = (1, 0)
    UP = (0, -1)
    DOWN = (0, 1)


def next_spot(spots: Sequence[Hotspot], here: Hotspot | None, way: Way) -> Hotspot | None:
    """Return the nearest part that way; ``here`` again at the edge, the first from nowhere.

    To the side it keeps to the row; up and down it goes to the next row, to what is nearest there.
    """
    if here is None or here not in spots:
        return spots[0] if spots else None
    across, down = way.value
    x, y = _middle(here)
    if across:
        level = [spot for spot in spots if spot.top < y < spot.bottom]
        beyond = [spot for spot in level if (_middle(spot)[0] - x) * across > CLOSE]
        return min(beyond, key=lambda spot: abs(_middle(spot)[0] - x), default=here)
    beyond = [spot for spot in spots if (_middle(spot)[1] - y) * down > CLOSE]
    return min(beyond, key=lambda spot: _away(spot, x, y), default=here)


def _middle(spot: Hotspot) -> tuple[float, float]:
    return (spot.left + spot.right) / 2, (spot.top + spot.bottom) / 2


def _away(spot: Hotspot, x: float, y: float) -> tuple[float, float]:
    middle = _middle(spot)
    return round(abs(middle[1] - y), 4), abs(middle[0] - x)
