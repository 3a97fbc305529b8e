"""What all lines share: each figure with its source and date, to be changed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal, cast

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.questionnaire.answers import Value
from stocktake.rates.card import CardSetting, RateCard
from stocktake.rates.card_checks import SLIP, unlikely_settings
from stocktake.rates.pricing import HELD_BY_A_REFERENCE
from stocktake.rates.rate_settings import UNSOURCED, Setting, shipped_rate_settings
from stocktake.ui.look import SPACE_BLOCK, SPACE_INSIDE
from stocktake.ui.rate_card.figure_fields import FigureFields, Spec
from stocktake.ui.rate_card.line_fields import plain
from stocktake.ui.rate_card.role_fields import OWN
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.labels import Hint, Words
from stocktake.ui.widgets.one_of import OneOf
from stocktake.units import date_in_words

MODES = (
    ("own_costs", "From our own pay and costs"),
    ("reference", "From a published reference hour"),
)
REFERENCE = (
    "A published hour already holds on-costs, overheads and rooms. Overheads, management and rooms "
    "are therefore nothing on this card, so that no cost is counted twice. Changing over empties "
    "the cost of every role; undo brings them back."
)
OF_PAY = ("ni_share", "ni_threshold_gbp", "pension_share", "levy_share", "working_days")
_UNITS = {"pounds_a_year": " a year", "pounds_an_hour": " an hour", "days": ""}


class SettingsPanel(Card):
    """How an hour is costed, and the figures every line shares.

    Signals:
        edited: (a CardSetting, its name in words).
        mode_chosen: own_costs or reference.
    """

    edited = Signal(object, str)
    mode_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card: RateCard | None = None
        self._today = date.min
        self.mode = OneOf("How an hour of staff is costed", MODES, in_row=True)
        self._reference = Hint(REFERENCE)
        self.add(self.mode)
        self.add(self._reference)
        self._rows = {each.id: _SettingRow(each) for each in shipped_rate_settings().settings}
        for row in self._rows.values():
            self.add(row)
            row.edited.connect(self._on_edited)
        self.mode.chosen.connect(self.mode_chosen)

    def show_card(self, card: RateCard, today: date, *, read_only: bool) -> None:
        """Show the figures of a card; ``today`` is the day that goes with a changed one."""
        self._card, self._today = card, today
        is_reference = card.mode == "reference"
        slips = {
            each.where: f"Please check: {each.what} {SLIP}" for each in unlikely_settings(card)
        }
        self.mode.set_choice(card.mode)
        self.mode.setEnabled(not read_only)
        self._reference.setVisible(is_reference)
        for name, row in self._rows.items():
            row.setVisible(not (is_reference and name in (*HELD_BY_A_REFERENCE, *OF_PAY)))
            now, start = card.setting(name), row.start
            is_own = (now.value, now.source) != (start.value, start.source)
            row.show_setting(now, is_own=is_own, read_only=read_only)
            row.ask(slips.get(start.label, ""))

    def row(self, name: str) -> FigureFields:
        """The fields of one figure."""
        return self._rows[name].fields

    def flush(self) -> None:
        """Hand over what is half typed."""
        for row in self._rows.values():
            row.fields.flush()

    def focus_first(self) -> None:
        """Put the focus on the first figure that all lines share."""
        self._rows["overhead"].fields.focus()

    @Slot(str, object)
    def _on_edited(self, key: str, value: Value | None) -> None:
        if self._card is None:
            return
        start = cast(_SettingRow, self.sender()).start
        now = self._card.setting(start.id)
        if key == "source":
            changed = CardSetting(
                id=start.id, value=now.value, source=str(value or OWN), checked_on=self._today
            )
        elif isinstance(value, Decimal):
            amount = value / 100 if start.unit == "share" else value
            changed = CardSetting(id=start.id, value=amount, source=OWN, checked_on=self._today)
        else:
            # A blank takes the figure back that cards start from.
            changed = CardSetting(
                id=start.id, value=start.value, source=start.source, checked_on=start.checked_on
            )
        self.edited.emit(changed, start.label.lower())


class _SettingRow(QWidget):
    """One figure: its value, and where it comes from."""

    edited = Signal(str, object)

    def __init__(self, start: Setting) -> None:
        super().__init__()
        self.start = start
        name = f"{start.label}{_UNITS.get(start.unit, '')}"
        if start.unit == "share":
            value = Spec("value", name, "percent", highest=Decimal(100), is_wide=True)
        else:
            kind: Literal["decimal", "pounds"] = "decimal" if start.unit == "days" else "pounds"
            value = Spec("value", name, kind, is_wide=True)
        source = Spec("source", "Where our figure comes from", "text")
        self.fields = FigureFields((value, source))
        self._source = Hint()
        self._note = Hint(start.note)
        self._ask = Words("", tone="attention")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, SPACE_BLOCK)
        column.setSpacing(SPACE_INSIDE)
        for widget in (self.fields, self._ask, self._source, self._note):
            column.addWidget(widget)
        self._note.setVisible(bool(start.note))
        self._ask.hide()
        self.fields.edited.connect(self.edited)

    def show_setting(self, now: CardSetting, *, is_own: bool, read_only: bool) -> None:
        """Show the figure as it stands, with its source and the day it was checked."""
        shown = plain(now.value * 100) if self.start.unit == "share" else plain(now.value)
        values: dict[str, Value | None] = {"value": shown, "source": now.source or None}
        self.fields.show_values(values, read_only=read_only)
        self.fields.set_shown("source", is_own)
        whose = "Source" if not is_own else "Your source"
        on = f", checked {date_in_words(now.checked_on)}" if now.checked_on else ""
        self._source.setText(f"{whose}: {now.source or UNSOURCED}{on}.")

    def ask(self, words: str) -> None:
        """Ask about a figure that looks like a slip of the pen; empty asks nothing."""
        self._ask.setText(words)
        self._ask.setVisible(bool(words))
