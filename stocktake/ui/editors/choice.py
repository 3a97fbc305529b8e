"""One option of a list: all in view when they are few, a box to search when they are many."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QVBoxLayout, QWidget

from stocktake.questionnaire.answers import Value
from stocktake.questionnaire.form import Choice, Field
from stocktake.questionnaire.types import NotUnderstood, parse
from stocktake.ui.editors.base import Editor, said_together
from stocktake.ui.look import SPACE_INSIDE
from stocktake.ui.said_as import say_as
from stocktake.ui.theme import dress
from stocktake.ui.widgets.buttons import QuietButton
from stocktake.ui.widgets.calm_combo import CalmComboBox
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.hands_on import HandsOn
from stocktake.ui.widgets.one_stop import OneStop
from stocktake.ui.widgets.option_row import OptionRow

MOST_IN_VIEW = 7
"""Options shown as a list; more are a box to search."""

CLEARING_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class RadioList(HandsOn):
    """Options under one another, nothing chosen at first, one stop of the Tab key."""

    def __init__(self, choices: tuple[Choice, ...], *, in_row: bool = False) -> None:
        """Options under one another, or side by side when there are only a few short ones."""
        super().__init__()
        say_as(self, "group")
        rows: FlowRow | QVBoxLayout
        if in_row:
            rows = FlowRow(self, SPACE_INSIDE)
        else:
            rows = QVBoxLayout(self)
            rows.setContentsMargins(0, 0, 0, 0)
            rows.setSpacing(SPACE_INSIDE)
        self.options = {each.code: OptionRow(each.label, is_one_of=True) for each in choices}
        for option in self.options.values():
            rows.addWidget(option)
        self._stop = OneStop(list(self.options.values()), self)
        if self.options:
            self.hand_on_to(next(iter(self.options.values())))

    def show_choice(self, code: str) -> None:
        """Mark one option, silently; "" for none."""
        for each, option in self.options.items():
            option.set_chosen(each == code)
        if code in self.options:
            self._stop.stop_at(self.options[code])
            self.hand_on_to(self.options[code])


class SearchCombo(CalmComboBox):
    """A combo box in which part of an option's words finds it."""

    def __init__(self, choices: tuple[Choice, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(16)
        for each in choices:
            self.addItem(each.label, each.code)
        self.setCurrentIndex(-1)
        self._shown = ""
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(completer)
        line = self.lineEdit()
        if line is not None:
            line.setPlaceholderText("Type to search, or open the list")
            line.setTextMargins(4, 0, 0, 0)

    def show_choice(self, code: str) -> None:
        """Show one option, silently; "" for none."""
        place = self.findData(code) if code else -1
        self.setCurrentIndex(place)
        if place < 0:
            # What is offered no longer is still the answer, until the person gives another.
            self.setEditText(code)
        self._shown = self.currentText()

    @property
    def is_typed_in(self) -> bool:
        """Whether other words stand in it than were last shown."""
        return self.currentText() != self._shown


class ChoiceEditor(Editor):
    """Chooses one option, or none: "Clear my answer" and Delete undo a choice."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._clear = QuietButton("Clear my answer", tone="muted")
        dress(self._clear, "hint")
        self._column.insertWidget(0, self._clear)
        self._list: RadioList | None = None
        self._combo: SearchCombo | None = None
        choices = self._choices()
        if len(choices) <= MOST_IN_VIEW:
            self._put_list(self._make_list(choices))
        else:
            self._put_combo(SearchCombo(choices))
        self._clear.clicked.connect(self._on_clear_clicked)
        self._show(None)

    def _choices(self) -> tuple[Choice, ...]:
        return self.field.choice

    def _make_list(self, choices: tuple[Choice, ...]) -> RadioList:
        return RadioList(choices)

    def _put_list(self, radios: RadioList) -> None:
        self._list = radios
        self._column.insertWidget(0, radios)
        self.hand_on_to(radios)
        for code, option in radios.options.items():
            option.clicked.connect(partial(self._choose, code))

    def _put_combo(self, combo: SearchCombo) -> None:
        self._combo = combo
        self._column.insertWidget(0, combo)
        self.hand_on_to(combo)
        combo.activated.connect(self._on_combo_activated)
        line = combo.lineEdit()
        if line is not None:
            line.editingFinished.connect(self._on_combo_left)

    def named_parts(self) -> tuple[QWidget, ...]:
        """The combo box, or the group of options: an option is announced by its own words."""
        if self._combo is not None:
            line = self._combo.lineEdit()
            return (self._combo, line) if line is not None else (self._combo,)
        return (self._list,) if self._list is not None else ()

    def set_name(self, name: str, description: str = "") -> None:
        """Name the group; only the first option repeats the question, as its description."""
        super().set_name(name, description)
        self._clear.setAccessibleDescription(name)
        if self._list is not None:
            for place, option in enumerate(self._list.options.values()):
                said = said_together(name, description) if place == 0 else ""
                option.setAccessibleDescription(said)

    def set_read_only(self, read_only: bool) -> None:
        """Show without letting another option be chosen."""
        super().set_read_only(read_only)
        for widget in (self._list, self._combo, self._clear):
            if widget is not None:
                widget.setEnabled(not read_only)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clear the answer on Delete."""
        if event.key() in CLEARING_KEYS and self._list is not None and not self._read_only:
            self._on_clear_clicked()
        else:
            super().keyPressEvent(event)

    def flush(self) -> None:
        """Hand over what was typed into the search box."""
        if self._combo is not None:
            self._on_combo_left()

    def _show(self, value: Value | None) -> None:
        code = str(value) if value is not None else ""
        self._clear.setVisible(bool(code))
        shown = self._list or self._combo
        if shown is not None:
            shown.show_choice(code)

    def _choose(self, code: str, *_: bool) -> None:
        self._show(code)
        self._give(code)

    @Slot(int)
    def _on_combo_activated(self, index: int) -> None:
        if self._combo is not None and index >= 0:
            self._choose(str(self._combo.itemData(index)))

    @Slot()
    def _on_combo_left(self) -> None:
        if self._combo is None or self._read_only:
            return
        if not self._combo.is_typed_in:
            self.show_error("")
            return
        typed = self._combo.currentText()
        try:
            code = parse(typed, self.field)
        except NotUnderstood as refusal:
            self.show_error(f"{refusal.what} Choose one from the list.")
            return
        self._show(code)
        self._give(code)

    @Slot()
    def _on_clear_clicked(self) -> None:
        self._show(None)
        self._give(None)
