"""Commands for getting about with the contents, with their keys. Source: design/screens.md F.0."""

from __future__ import annotations

PANE_COMMANDS = (
    ("Show or fold away the contents", "F9", "toggle_contents"),
    ("Wider contents", "", "widen_contents"),
    ("Narrower contents", "", "narrow_contents"),
)
"""What the View menu says on a section's page, the keys, and the slot of the page."""
