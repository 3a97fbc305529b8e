"""Colours, type and spacing of the window, as plain values.

Source: design/look.md, with the contrast of each colour on surface and window.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtGui import QColor, QFont, QPalette

Tone = Literal["text", "muted", "accent", "on_accent", "done", "attention", "problem"]
"""What a piece of text means; a word or sign always says it too."""

TypeStep = Literal["body", "strong", "hint", "section", "title", "figure"]
"""A step of the type scale."""

TYPE_SCALE: dict[TypeStep, tuple[float, QFont.Weight]] = {
    "body": (10.5, QFont.Weight.Normal),
    "strong": (10.5, QFont.Weight.DemiBold),
    "hint": (9.5, QFont.Weight.Normal),
    "section": (15.0, QFont.Weight.DemiBold),
    "title": (20.0, QFont.Weight.DemiBold),
    "figure": (24.0, QFont.Weight.DemiBold),
}
"""Points at 100% and weight of each step."""

SPACE_INSIDE = 4
"""Pixels inside a group of controls."""
SPACE_FIELD = 8
"""Pixels between a label and its field."""
SPACE_BLOCK = 16
"""Pixels between the parts of one question."""
SPACE_QUESTION = 24
"""Pixels between questions."""
SPACE_PAGE = 32
"""Pixels around a page."""
CORNER = 6
"""Pixels of a rounded corner."""
RING = 3
"""Pixels of the focus ring."""
RING_GAP = 1
"""Pixels between a control and its focus ring."""
ROW_HEIGHT = 32
"""Pixels of a table row at 100% text."""
CELL_PADDING = 8
"""Pixels at both ends of a table cell."""
MEASURE = 75
"""Characters in the longest line of text."""


@dataclass(frozen=True, slots=True)
class Look:
    """Every colour of one palette, as #RRGGBB.

    Attributes:
        levels, gaps: fills for 0 to 4; ``level_text`` and ``gap_text`` are the digits on them.
        unknown: the grey that is hatched where nothing is known.
    """

    name: Literal["light", "dark", "system"]
    window: str
    surface: str
    text: str
    muted: str
    hairline: str
    control_border: str
    accent: str
    accent_soft: str
    on_accent: str
    done: str
    attention: str
    attention_soft: str
    problem: str
    problem_soft: str
    levels: tuple[str, ...] = ("#EDF2F7", "#C3DAEE", "#8AB9DF", "#2F73B0", "#0B4A87")
    level_text: tuple[str, ...] = ("#1A2430", "#1A2430", "#1A2430", "#FFFFFF", "#FFFFFF")
    gaps: tuple[str, ...] = ("#EEF2F6", "#F8D3A0", "#EE9C55", "#BF4526", "#7C1D1D")
    gap_text: tuple[str, ...] = ("#1A2430", "#1A2430", "#1A2430", "#FFFFFF", "#FFFFFF")
    unknown: str = "#8794A1"

    def of_tone(self, tone: Tone) -> QColor:
        """Return the colour of text that means this."""
        return QColor(getattr(self, tone))


LIGHT = Look(
    name="light",
    window="#F5F7F9",
    surface="#FFFFFF",
    text="#1A2430",
    muted="#4F5B68",
    hairline="#CBD3DC",
    control_border="#6B7785",
    accent="#0B5A9D",
    accent_soft="#E3EEF8",
    on_accent="#FFFFFF",
    done="#1B6E42",
    attention="#7A4F00",
    attention_soft="#FFF3D1",
    problem="#A8201A",
    problem_soft="#FCE8E6",
)

DARK = Look(
    name="dark",
    window="#12171C",
    surface="#1B2128",
    text="#E9EEF3",
    muted="#AEB9C4",
    hairline="#3A444F",
    control_border="#8794A1",
    accent="#7DBBF2",
    accent_soft="#17314A",
    on_accent="#12171C",
    done="#7FD0A2",
    attention="#F0C46B",
    attention_soft="#3A2D0C",
    problem="#F59A92",
    problem_soft="#46201D",
)


def system_look(palette: QPalette) -> Look:
    """Take every colour from the system, for people who have chosen high contrast."""

    def named(role: QPalette.ColorRole) -> str:
        return palette.color(QPalette.ColorGroup.Active, role).name()

    role = QPalette.ColorRole
    text = named(role.WindowText)
    window = named(role.Window)
    return Look(
        name="system",
        window=window,
        surface=named(role.Base),
        text=text,
        muted=text,
        hairline=text,
        control_border=text,
        accent=named(role.Highlight),
        accent_soft=window,
        on_accent=named(role.HighlightedText),
        done=text,
        attention=text,
        attention_soft=window,
        problem=text,
        problem_soft=window,
        levels=(window,) * 5,
        level_text=(text,) * 5,
        gaps=(window,) * 5,
        gap_text=(text,) * 5,
        unknown=text,
    )


def palette_of(look: Look) -> QPalette:
    """Lay a look out as the palette every widget draws from.

    Hairlines are ``Mid``, control borders ``Dark``, soft accent ``Midlight``, muted text
    ``PlaceholderText``.
    """
    role = QPalette.ColorRole
    palette = QPalette()
    for each, colour in {
        role.Window: look.window,
        role.WindowText: look.text,
        role.Base: look.surface,
        role.AlternateBase: look.window,
        role.Text: look.text,
        role.Button: look.surface,
        role.ButtonText: look.text,
        role.Highlight: look.accent,
        role.HighlightedText: look.on_accent,
        role.Accent: look.accent,
        role.Link: look.accent,
        role.LinkVisited: look.accent,
        role.PlaceholderText: look.muted,
        role.ToolTipBase: look.surface,
        role.ToolTipText: look.text,
        role.Light: look.surface,
        role.Midlight: look.accent_soft,
        role.Mid: look.hairline,
        role.Dark: look.control_border,
        role.Shadow: look.control_border,
        role.BrightText: look.problem,
    }.items():
        palette.setColor(each, QColor(colour))
    for each in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, QColor(look.muted))
    return palette
