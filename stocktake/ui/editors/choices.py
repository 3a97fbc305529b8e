"""Several options of a list; one that excludes the others clears them."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from stocktake.questionnaire.answers import Value
from stocktake.questionnaire.form import Field
from stocktake.ui.editors.base import Editor, said_together
from stocktake.ui.look import SPACE_BLOCK, SPACE_INSIDE
from stocktake.ui.said_as import say_as
from stocktake.ui.theme import scaled
from stocktake.ui.widgets.buttons import PlainButton, PrimaryButton
from stocktake.ui.widgets.labels import Heading
from stocktake.ui.widgets.option_row import OptionRow
from stocktake.ui.widgets.scroll_column import ScrollColumn


class ChoicesEditor(Editor):
    """Ticks any number of options, kept in the order of the list.

    What was ticked in an older form and is offered no longer stays until the answer is cleared.
    """

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._options = {each.code: OptionRow(each.label, is_one_of=False) for each in field.choice}
        self._not_offered: tuple[str, ...] = ()
        self._group = QWidget()
        say_as(self._group, "group")
        rows = QVBoxLayout(self._group)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(SPACE_INSIDE)
        for code, option in self._options.items():
            rows.addWidget(option)
            option.clicked.connect(partial(self._on_option_clicked, code))
        self._column.insertWidget(0, self._group)
        if self._options:
            self.hand_on_to(next(iter(self._options.values())))

    def named_parts(self) -> tuple[QWidget, ...]:
        """The group: an option is announced by its own words."""
        return (self._group,)

    def set_name(self, name: str, description: str = "") -> None:
        """Name the group; only the first option repeats the question, as its description."""
        super().set_name(name, description)
        for place, option in enumerate(self._options.values()):
            said = said_together(name, description) if place == 0 else ""
            option.setAccessibleDescription(said)

    def set_read_only(self, read_only: bool) -> None:
        """Show without letting a tick be changed."""
        super().set_read_only(read_only)
        self._group.setEnabled(not read_only)

    def _show(self, value: Value | None) -> None:
        chosen = value if isinstance(value, tuple) else ()
        self._not_offered = tuple(each for each in chosen if each not in self._options)
        for code, option in self._options.items():
            option.set_chosen(code in chosen)

    def _on_option_clicked(self, code: str, *_: bool) -> None:
        if self._options[code].isChecked():
            is_exclusive = code in self.field.exclusive
            for other, option in self._options.items():
                if other != code and (is_exclusive or other in self.field.exclusive):
                    option.set_chosen(False)
            if is_exclusive:
                self._not_offered = ()
        chosen = tuple(each for each, option in self._options.items() if option.isChecked())
        self._give((*chosen, *self._not_offered) or None)


class ChoicesDialog(QDialog):
    """Ticks options for one cell of a table, which has no room for them.

    Attributes:
        editor: holds the value; read it when the dialog was accepted.
    """

    def __init__(self, field: Field, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(field.label)
        self.editor = ChoicesEditor(field)
        self.editor.set_name(name)
        column = ScrollColumn()
        column.add(Heading(name))
        column.add(self.editor)
        done, cancel = PrimaryButton("Use these"), PlainButton("Cancel")
        buttons = QHBoxLayout()
        buttons.setContentsMargins(SPACE_BLOCK, 0, SPACE_BLOCK, SPACE_BLOCK)
        buttons.addWidget(done)
        buttons.addWidget(cancel)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(column)
        layout.addLayout(buttons)
        self.resize(scaled(480), 480)
        self.editor.setFocus()
        done.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
