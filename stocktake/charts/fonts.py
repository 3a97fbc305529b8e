"""The system's own sans serif, its sizes, and how wide words come out in it.

matplotlib is imported when the first words are measured, never with this module.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

PREFERRED = ("Segoe UI", "Helvetica Neue", "Noto Sans", "Cantarell", "Ubuntu", "Liberation Sans")
"""Tried in this order; the first one installed is used."""

FALLBACK = "DejaVu Sans"
"""Comes with matplotlib, so it is always there, and fills in signs the first font lacks."""

POINTS_PER_INCH = 72
PIXELS_PER_INCH = 100
"""Charts are laid out at this density and scaled by the screen or the file."""

MISSING = "\u25a1"
"""An empty box, for a letter that no installed font has."""

WIDTH_SLACK = 1.03
"""Screens round each letter to whole pixels, so words may come out up to 3% wider."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """The sizes of type of one chart, in points."""

    title: float
    body: float
    digit: float
    small: float


def sizes(text_factor: float) -> Sizes:
    """Return the sizes of type at a text factor, 1 being ordinary."""
    return Sizes(
        title=13.5 * text_factor,
        body=10 * text_factor,
        digit=9.5 * text_factor,
        small=9 * text_factor,
    )


@cache
def families() -> tuple[str, ...]:
    """Return the font families to draw with, the installed one first."""
    from matplotlib.font_manager import fontManager

    installed = {entry.name for entry in fontManager.ttflist}
    first = next((name for name in PREFERRED if name in installed), None)
    return (first, FALLBACK) if first else (FALLBACK,)


@cache
def strong_weight() -> str:
    """Return the weight for titles: semibold where the font has it, bold elsewhere."""
    return "semibold" if families()[0] == "Segoe UI" else "bold"


@cache
def font(points: float, is_strong: bool = False) -> FontProperties:
    """Return the font at a size in points."""
    from matplotlib.font_manager import FontProperties

    weight = strong_weight() if is_strong else "normal"
    return FontProperties(family=list(families()), size=points, weight=weight)


@cache
def _letters() -> frozenset[int]:
    """Every letter that the chosen fonts can draw."""
    from matplotlib.font_manager import findfont, get_font

    found: set[int] = set()
    for family in set(families()):
        found.update(get_font(findfont(family)).get_charmap())
    return frozenset(found)


@cache
def printable(words: str) -> str:
    """Make received words fit to draw: one line, no control characters, no missing letters.

    Spaces that must not break stay as they are.
    """
    spaced = re.sub(r"[^\S\u00a0]+", " ", words)
    kept = "".join(letter for letter in spaced if unicodedata.category(letter)[0] != "C")
    known = _letters()
    one_line = re.sub(" +", " ", kept).strip()
    return "".join(letter if ord(letter) in known else MISSING for letter in one_line)


@cache
def width_points(words: str, properties: FontProperties) -> float:
    """Return the width of one line of words in points, as their font's makers meant it."""
    from matplotlib.textpath import text_to_path

    width, _, _ = text_to_path.get_text_width_height_descent(words, properties, False)
    return float(width)


@cache
def width_px(words: str, points: float, is_strong: bool = False) -> float:
    """Return the width of one line of words in pixels at ``PIXELS_PER_INCH``."""
    if not words:
        return 0.0
    width = width_points(words, font(points, is_strong))
    return width * PIXELS_PER_INCH / POINTS_PER_INCH * WIDTH_SLACK


LINE_HEIGHT = 1.28
"""Height of a line as a multiple of its size."""


def line_px(points: float) -> float:
    """Return the height of one line of words in pixels, with the space between lines."""
    return points * LINE_HEIGHT * PIXELS_PER_INCH / POINTS_PER_INCH


def capital_px(points: float) -> float:
    """Return the height of a capital letter in pixels, to centre words on a line by eye."""
    return points * 0.72 * PIXELS_PER_INCH / POINTS_PER_INCH


def wrap(words: str, limit_px: float, points: float, is_strong: bool = False) -> tuple[str, ...]:
    """Break words into lines no wider than a limit; a word that is too wide is broken itself."""
    lines: list[str] = []
    line = ""
    for word in printable(words).split(" "):
        longer = f"{line} {word}" if line else word
        if width_px(longer, points, is_strong) <= limit_px:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _broken(word, limit_px, points, is_strong)
        lines.extend(full)
    return (*lines, line)


def _broken(word: str, limit_px: float, points: float, is_strong: bool) -> list[str]:
    """Cut one word into pieces that fit; at least one letter each."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and width_px(pieces[-1] + letter, points, is_strong) > limit_px:
            pieces.append("")
        pieces[-1] += letter
    return pieces
