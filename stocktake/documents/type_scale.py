"""Sizes, spaces and colours of every document, for Word and HTML alike.

Source: design/look.md: the type scale, A4 with margins of 2.5 cm, the light palette on white.
"""

from __future__ import annotations

from dataclasses import dataclass

FONT = "Arial"
"""Stands on every Windows and Mac, and other systems have one of the same widths, so that a paper
of two pages is two pages everywhere."""

TEXT, MUTED, ACCENT = "1A2430", "4F5B68", "0B5A9D"
HAIRLINE, SOFT, MARK = "CBD3DC", "E3EEF8", "E6EAEE"
"""Rules between rows, the ground of a callout, and the watermark."""

MARGIN_CM = 2.5
TEXT_WIDTH_CM = 16.0
"""A4 is 21 cm wide."""


@dataclass(frozen=True, slots=True)
class TypeScale:
    """Sizes in points; ``after`` is the space after a paragraph."""

    title: float
    heading: float
    subheading: float
    body: float
    hint: float
    figure: float
    before_heading: float
    after: float
    cell: float


ORDINARY = TypeScale(20, 15, 12, 10.5, 9.5, 24, 14, 6, 3)
CLOSE_SET = TypeScale(18, 13, 10.5, 9.5, 8.5, 16, 8, 3.5, 1.6)


def scale_of(is_close_set: bool) -> TypeScale:
    """The sizes a document is set in."""
    return CLOSE_SET if is_close_set else ORDINARY
