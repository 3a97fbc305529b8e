"""What one person prefers, a row for each field of ``settings.py``, put to use at once."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stocktake.settings import Description, described
from stocktake.ui.desk import Desk
from stocktake.ui.look import SPACE_FIELD, SPACE_INSIDE
from stocktake.ui.settings.panel import SettingsPanel
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.folder_row import FolderRow
from stocktake.ui.widgets.icon_mark import IconMark
from stocktake.ui.widgets.labels import Heading, Hint, Words
from stocktake.ui.widgets.line_edit import LineEdit
from stocktake.ui.widgets.one_of import OneOf
from stocktake.ui.widgets.option_row import OptionRow
from stocktake.ui.widgets.step_row import StepRow

STEP = 10
"""How far a number goes with one press."""

MOST_CHARACTERS = 120
"""Characters of a line, such as a role."""


class PreferencesPanel(SettingsPanel):
    """Rows under the headings of their groups; each says what it is for.

    Attributes:
        controls: what each setting is changed with, by its name; one that is locked has none.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.controls: dict[str, QWidget] = {}
        group = ""
        for name, description in described():
            if not description.label:
                continue
            if description.group != group:
                group = description.group
                self.add(Heading(group))
            why = desk.settings.why_locked(name)
            self.add(_locked(desk, name, description, why) if why else self._row(name, description))
            if name == "colour_scheme":
                self.add(_specimen())
        desk.preferred.connect(self._on_desk_preferred)

    def _row(self, name: str, description: Description) -> QWidget:
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_INSIDE)
        control, is_labelled = self._control(name, description)
        self.controls[name] = control
        if not is_labelled:
            column.addWidget(Words(description.label, "strong"))
        column.addWidget(control)
        column.addWidget(Hint(description.help))
        return row

    def _control(self, name: str, description: Description) -> tuple[QWidget, bool]:
        """The control of a setting, and whether it shows its own label."""
        value = getattr(self.desk.settings, name)
        if description.choices:
            return self._choice(name, description), True
        if isinstance(value, bool):
            return self._tick(name, description), True
        if isinstance(value, int):
            return self._number(name, description), False
        if description.is_folder:
            return self._folder(name, description), True
        return self._line(name, description), False

    def _choice(self, name: str, description: Description) -> QWidget:
        control = OneOf(description.label, description.choices, in_row=True)
        control.chosen.connect(partial(self._prefer, name))
        return control

    def _tick(self, name: str, description: Description) -> QWidget:
        control = OptionRow(description.label, is_one_of=False)
        control.setAccessibleDescription(description.help)
        control.clicked.connect(partial(self._keep_tick, name, control))
        return control

    def _number(self, name: str, description: Description) -> QWidget:
        limits = (description.lowest or 0, description.highest or 0)
        control = StepRow(description.label, limits, STEP, description.unit, description.verbs)
        control.changed.connect(partial(self._prefer, name))
        return control

    def _folder(self, name: str, description: Description) -> QWidget:
        control = FolderRow(description.label, self.desk.export_folder)
        control.changed.connect(partial(self._prefer, name))
        return control

    def _line(self, name: str, description: Description) -> QWidget:
        control = LineEdit()
        control.setAccessibleName(description.label)
        control.setAccessibleDescription(description.help)
        control.setMaxLength(MOST_CHARACTERS)
        control.editingFinished.connect(partial(self._keep_line, name, control))
        return control

    def _prefer(self, name: str, value: object) -> None:
        self.desk.prefer(**{name: value})

    def _keep_tick(self, name: str, control: OptionRow) -> None:
        self.desk.prefer(**{name: control.isChecked()})

    def _keep_line(self, name: str, control: LineEdit) -> None:
        self.desk.prefer(**{name: control.text().strip()})

    def refresh(self) -> None:
        """Show every preference as it is now."""
        for name, control in self.controls.items():
            value = getattr(self.desk.settings, name)
            if isinstance(control, OneOf):
                control.set_choice(value)
            elif isinstance(control, OptionRow):
                control.set_chosen(value)
            elif isinstance(control, StepRow):
                control.set_value(value)
            elif isinstance(control, FolderRow):
                control.set_folder(self.desk.export_folder)
            elif isinstance(control, LineEdit) and control.text().strip() != value:
                control.setText(value)

    def leaving(self) -> None:
        """Keep a line that is half typed."""
        for name, control in self.controls.items():
            if isinstance(control, LineEdit):
                self._keep_line(name, control)

    @Slot(object)
    def _on_desk_preferred(self, settings: object) -> None:
        if self.isVisible():
            self.refresh()


def _locked(desk: Desk, name: str, description: Description, why: str) -> QWidget:
    """A setting that a branding pack has set, to be read only."""
    row = QWidget()
    column = QVBoxLayout(row)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE_INSIDE)
    column.addWidget(Words(description.label, "strong"))
    column.addWidget(Words(_in_words(desk, name, description)))
    line = QHBoxLayout()
    line.setSpacing(SPACE_FIELD)
    line.addWidget(IconMark("lock", "muted"))
    line.addWidget(Words(why), 1)
    column.addLayout(line)
    column.addWidget(Hint(description.help))
    return row


def _in_words(desk: Desk, name: str, description: Description) -> str:
    value = getattr(desk.settings, name)
    if description.is_folder:
        return str(desk.export_folder)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return dict(description.choices).get(str(value), f"{value}{description.unit}") or "Nothing"


def _specimen() -> QWidget:
    """Words as they stand in a form, to judge size and colours by."""
    card = Card()
    card.add(Hint("How it looks"))
    card.add(Words("How many patients are registered with you today?", "strong"))
    card.add(Hint("The figure on your latest list size report."))
    card.add(Words("9,120"))
    return card
