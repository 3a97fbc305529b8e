"""The commands of a section's page with their keys. Source: design/screens.md F.0."""

from __future__ import annotations

QUESTION_COMMANDS = (
    ("Next question", "Ctrl+Down", "next_question"),
    ("Previous question", "Ctrl+Up", "previous_question"),
    ("Next section", "Ctrl+PgDown", "next_section"),
    ("Previous section", "Ctrl+PgUp", "previous_section"),
    ("Next unfinished question", "Ctrl+Shift+U", "next_unfinished"),
    ("Next problem", "F8", "next_problem"),
    ("Previous problem", "Shift+F8", "previous_problem"),
    ("Answer this question", "Alt+1", "say_answered"),
    ("Not known", "Alt+2", "say_not_known"),
    ("Not applicable", "Alt+3", "say_not_applicable"),
    ("Come back later", "Alt+4", "say_come_back"),
    ("Clear my answer", "Alt+5", "clear_answer"),
    ("This is an estimate", "Alt+U", "toggle_estimate"),
)
"""What the menu says, the keys, and the slot of the page."""

PART_COMMANDS = (
    ("Note", "Ctrl+M", "note"),
    ("Evidence", "Ctrl+E", "evidence"),
    ("About this question", "F1", "about"),
    ("History of this answer", "Ctrl+Shift+H", "history"),
    ("Last year's answer", "Ctrl+L", "last_year"),
)
"""What the menu says, the keys, and the part of the side panel that is asked for."""
