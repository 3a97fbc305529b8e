"""What was typed into fields and could not be taken for an answer."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from stocktake.questionnaire.as_typed import shortened
from stocktake.ui.editors.base import Editor


def unread_in(widget: QWidget) -> str:
    """Say which fields in a widget hold what could not be read, in a sentence; empty for none.

    It stands in its field for as long as the page does, and is no answer.
    """
    found = [(each.name, each.unread()) for each in widget.findChildren(Editor)]
    said = [f"“{shortened(text)}” at “{name}”" for name, text in found if text]
    if not said:
        return ""
    verb = "is" if len(said) == 1 else "are"
    return f"{', '.join(said)} could not be read and {verb} not kept."
