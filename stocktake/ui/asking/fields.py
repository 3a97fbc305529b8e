"""Fields with their words above them, as both sides of a question have them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QBoxLayout, QWidget

from stocktake.questionnaire.form import Question
from stocktake.ui.desk import Desk
from stocktake.ui.editors.base import Editor
from stocktake.ui.editors.date import DateEditor
from stocktake.ui.editors.line import LineEditor
from stocktake.ui.editors.long_text import LongTextEditor
from stocktake.ui.look import SPACE_FIELD, SPACE_INSIDE
from stocktake.ui.widgets.folder_row import FolderRow
from stocktake.ui.widgets.labels import Hint, Words


def line(name: str, most: int) -> LineEditor:
    """One line of text of so many characters at most."""
    return LineEditor(Question(id="line", type="text", label=name, max_length=most))


def long_text(name: str, most: int) -> LongTextEditor:
    """Several lines of so many characters at most."""
    return LongTextEditor(Question(id="text", type="long_text", label=name, max_length=most))


def day(name: str) -> DateEditor:
    """A day."""
    return DateEditor(Question(id="day", type="date", label=name))


def add_field(column: QBoxLayout, name: str, editor: Editor, hint: str = "") -> None:
    """Put an editor under its name and hint."""
    column.addSpacing(SPACE_FIELD)
    column.addWidget(Words(name, "strong"))
    if hint:
        column.addWidget(Hint(hint))
    editor.set_name(name, hint)
    column.addSpacing(SPACE_INSIDE)
    column.addWidget(editor)


def text_of(editor: Editor) -> str:
    """What stands in an editor of text."""
    return str(editor.value() or "")


def flush(editors: Sequence[Editor]) -> None:
    """Hand over what is half typed."""
    for editor in editors:
        editor.flush()


def clear(layout: QBoxLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget: QWidget | None = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


class ExportFolder(FolderRow):
    """The folder files go into; another one that is chosen is kept for the next time."""

    def __init__(self, name: str, desk: Desk) -> None:
        super().__init__(name, desk.export_folder, fixed=desk.settings.why_locked("export_folder"))
        self._desk = desk
        self.changed.connect(self._on_changed)

    def follow(self) -> Path:
        """Show the folder preferred now, and return it."""
        self.set_folder(self._desk.export_folder)
        return self.folder

    def _on_changed(self, folder: str) -> None:
        self._desk.prefer(export_folder=folder)
