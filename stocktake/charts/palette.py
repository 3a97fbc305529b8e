"""The colours of every chart: light, dark and print, safe for colour-blind readers.

No colour here carries a meaning alone: a level or gap always has its digit, a series its marker
and dash, an unknown its hatching. The contrasts promised in the design are held by a test.

Source: the design's page on looks. The dark series are the same five hues lightened until each
stands out from the dark surface by 3 to 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

DARK_INK = "#1A2430"
LIGHT_INK = "#FFFFFF"

Shade = tuple[str, str]
"""A fill and the colour of the digit written on it."""

LEVEL_SHADES: tuple[Shade, ...] = (
    ("#EDF2F7", DARK_INK),
    ("#C3DAEE", DARK_INK),
    ("#8AB9DF", DARK_INK),
    ("#2F73B0", LIGHT_INK),
    ("#0B4A87", LIGHT_INK),
)
"""Levels 0 to 4."""

GAP_SHADES: tuple[Shade, ...] = (
    ("#EEF2F6", DARK_INK),
    ("#F8D3A0", DARK_INK),
    ("#EE9C55", DARK_INK),
    ("#BF4526", LIGHT_INK),
    ("#7C1D1D", LIGHT_INK),
)
"""Gaps of 0 to 4 levels."""

LIGHT_SERIES = ("#0B5A9D", "#B8860B", "#1B6E42", "#8A3F9B", "#A8201A")
DARK_SERIES = ("#7DBBF2", "#F0C46B", "#7FD0A2", "#D3A3E3", "#F59A92")
MARKERS = ("o", "s", "^", "D", "v")

Dash = Literal["solid", "dashed", "dotted", "dashdot"] | tuple[float, Sequence[float]]
"""A dash by name, or where it begins and how long its marks and spaces are."""

DASHES: tuple[Dash, ...] = ("solid", "dashed", "dotted", "dashdot", (0, (5, 1, 1, 1, 1, 1)))


@dataclass(frozen=True, slots=True)
class Series:
    """How one series is told from the next: its colour, and a marker and dash of its own."""

    colour: str
    marker: str
    dash: Dash


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one scheme, as ``#RRGGBB``.

    Attributes:
        name: ``light``, ``dark`` or ``print``.
        surface: what the chart is drawn on.
        text: words and digits.
        muted: captions and axis words.
        hairline: grid and rules between rows.
        border: outlines that must be seen.
        hatch: the lines of hatching, for what is unknown or not asked.
        accent: the one colour for emphasis.
        soft: the quiet form of the accent, behind other marks.
        attention: late, or soon.
        problem: overdue.
        done: finished.
        series: five series, in order.
    """

    name: str
    surface: str
    text: str
    muted: str
    hairline: str
    border: str
    hatch: str
    accent: str
    soft: str
    attention: str
    problem: str
    done: str
    series: tuple[Series, ...]

    def level(self, number: int) -> Shade:
        """Return the fill and digit colour of a level, 0 to 4."""
        return LEVEL_SHADES[number]

    def gap(self, levels: int) -> Shade:
        """Return the fill and digit colour of a gap of 0 to 4 levels."""
        return GAP_SHADES[levels]


def _series(colours: tuple[str, ...]) -> tuple[Series, ...]:
    looks = zip(colours, MARKERS, DASHES, strict=True)
    return tuple(Series(colour, marker, dash) for colour, marker, dash in looks)


LIGHT = Palette(
    name="light",
    surface="#FFFFFF",
    text="#1A2430",
    muted="#4F5B68",
    hairline="#CBD3DC",
    border="#6B7785",
    hatch="#97A3B0",
    accent="#0B5A9D",
    soft="#E3EEF8",
    attention="#7A4F00",
    problem="#A8201A",
    done="#1B6E42",
    series=_series(LIGHT_SERIES),
)

DARK = Palette(
    name="dark",
    surface="#1B2128",
    text="#E9EEF3",
    muted="#AEB9C4",
    hairline="#3A444F",
    border="#8794A1",
    hatch="#6F7C89",
    accent="#7DBBF2",
    soft="#17314A",
    attention="#F0C46B",
    problem="#F59A92",
    done="#7FD0A2",
    series=_series(DARK_SERIES),
)

PRINT = Palette(
    name="print",
    surface="#FFFFFF",
    text=LIGHT.text,
    muted=LIGHT.muted,
    hairline=LIGHT.hairline,
    border=LIGHT.border,
    hatch=LIGHT.hatch,
    accent=LIGHT.accent,
    soft=LIGHT.soft,
    attention=LIGHT.attention,
    problem=LIGHT.problem,
    done=LIGHT.done,
    series=LIGHT.series,
)

PALETTES = {palette.name: palette for palette in (LIGHT, DARK, PRINT)}
