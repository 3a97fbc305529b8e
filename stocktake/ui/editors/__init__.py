"""The ways of editing an answer.

To add one: write ``editors/<name>.py`` with an ``Editor``, add it to ``EDITORS`` below under the
name that question types ask for. A test fails until it keeps the editors' contract.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from stocktake.questionnaire.form import Field
from stocktake.questionnaire.types import TYPES
from stocktake.ui.editors.base import Editor
from stocktake.ui.editors.choice import ChoiceEditor
from stocktake.ui.editors.choices import ChoicesEditor
from stocktake.ui.editors.date import DateEditor
from stocktake.ui.editors.line import LineEditor
from stocktake.ui.editors.long_text import LongTextEditor
from stocktake.ui.editors.number import NumberEditor
from stocktake.ui.editors.rating import RatingEditor
from stocktake.ui.editors.table import TableEditor
from stocktake.ui.editors.yes_no import YesNoEditor

EDITORS: dict[str, type[Editor]] = {
    "line": LineEditor,
    "long_text": LongTextEditor,
    "number": NumberEditor,
    "date": DateEditor,
    "yes_no": YesNoEditor,
    "choice": ChoiceEditor,
    "choices": ChoicesEditor,
    "rating": RatingEditor,
    "table": TableEditor,
}
"""Editors by the name a question type gives its way of editing."""

NOT_EDITED = "none"
"""What a type that is only worked out gives instead."""


def editor_for(field: Field, parent: QWidget | None = None) -> Editor | None:
    """Make the editor for a field; None for a figure that is worked out."""
    name = TYPES[field.type].editor
    return None if name == NOT_EDITED else EDITORS[name](field, parent)
