"""Where what belongs to no return is kept: cards of a PCN or federation, and pairs of lines."""

from __future__ import annotations

CARDS = "card:"
"""Begins the place of a card that belongs to no practice."""

PAIRS = "pairs:"
"""Begins the place of what was said of the lines and units of two cards."""
