"""What can be done on the page of the rate card by keys, while it is in front."""

from __future__ import annotations

CARD_COMMANDS = (
    ("Undo on the card", "Ctrl+Z", "undo"),
    ("Redo on the card", "Ctrl+Y", "redo"),
    ("Add a line", "Ctrl+Shift+A", "add_line"),
    ("Next line", "Ctrl+Down", "next_line"),
    ("Previous line", "Ctrl+Up", "previous_line"),
    ("Next part of the card", "Ctrl+Shift+PgDown", "next_part"),
    ("Previous part of the card", "Ctrl+Shift+PgUp", "previous_part"),
)
"""Words, usual keys and the slot of the page."""
