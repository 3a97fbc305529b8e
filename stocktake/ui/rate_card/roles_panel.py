"""What an hour of each role costs: the table of roles, and the one in hand."""

from __future__ import annotations

from datetime import date
from typing import cast

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.questionnaire.answers import Value
from stocktake.rates.card import Basis, CardRole, RateCard
from stocktake.rates.card_checks import SLIP, unlikely_roles
from stocktake.rates.rate_settings import UNSOURCED, shipped_rate_settings
from stocktake.ui.look import SPACE_BLOCK, SPACE_FIELD
from stocktake.ui.models.figures import FigureColumn
from stocktake.ui.models.wrapped_rows import WrappedRow, WrappedRows
from stocktake.ui.rate_card import words
from stocktake.ui.rate_card.figure_fields import FigureFields
from stocktake.ui.rate_card.role_fields import (
    BASES,
    BASIS_WORDS,
    FIELDS,
    begun_role,
    build_up_rows,
    changed_role,
    is_costed,
    role_values,
    with_basis,
)
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.labels import Heading, Hint, Words
from stocktake.ui.widgets.one_of import OneOf
from stocktake.ui.widgets.wrapped_table import WrappedTable
from stocktake.units import date_in_words

COLUMNS = (
    FigureColumn("Role"),
    FigureColumn("How it is costed"),
    FigureColumn("An hour that can be booked £", is_number=True),
)
BUILD_UP = (FigureColumn("Step"), FigureColumn("Figure", is_number=True))
PRIVATE = (
    "Pay stays here: a published card shows only what an hour costs, and only for roles that three "
    "or more people do."
)
CHOOSE = "Choose a role to give or change what its hour costs."
NOT_YET = "not given"


class RolesPanel(QWidget):
    """Every role of the card, and those cards start from.

    Signals:
        edited: (the role, what was changed in words, whether it may stand on the card).
    """

    edited = Signal(object, str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card: RateCard | None = None
        self._today = date.min
        self._read_only = True
        self._role: CardRole | None = None
        self.table = WrappedTable("What an hour of each role costs", opens=True)
        self._rows = WrappedRows(COLUMNS, self.table)
        self.table.setModel(self._rows)
        sheet = Card()
        sheet.add(self.table)
        self._choose = Hint(CHOOSE)
        self._held = Card()
        self._title = Heading()
        self.basis = OneOf("How its hour is costed", BASES, in_row=True)
        self.fields = {basis: FigureFields(specs) for basis, specs in FIELDS.items()}
        self.hour = Words("", "strong")
        self._ask = Words("", tone="attention")
        self._build_up = WrappedTable("How the hour comes about")
        self._steps = WrappedRows(BUILD_UP, self._build_up)
        self._build_up.setModel(self._steps)
        parts = (self._title, self.basis, *self.fields.values(), self.hour, self._ask)
        for widget in (*parts, self._build_up):
            self._held.add(widget)
        self._held.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_FIELD)
        for each in (Hint(PRIVATE), sheet, self._choose, self._held):
            column.addWidget(each)
        column.addSpacing(SPACE_BLOCK)
        self.table.opened.connect(self._on_opened)
        self.basis.chosen.connect(self._on_basis_chosen)
        for fields in self.fields.values():
            fields.edited.connect(self._on_edited)

    def show_card(self, card: RateCard, today: date, *, read_only: bool) -> None:
        """Show the roles of a card; ``today`` is the day that goes with a changed cost."""
        self._card, self._today, self._read_only = card, today, read_only
        self._rows.set_rows([_row(card, role) for role in _all_roles(card)])
        if self._role is not None:
            kept = next((r for r in card.roles if r.id == self._role.id), None)
            is_of_mode = (self._role.basis == "reference") == (card.mode == "reference")
            if kept is None and not is_of_mode:
                kept = begun_role(self._role.id, card)
            self._show_role(kept or self._role)

    def open_role(self, role_id: str) -> None:
        """Show one role to be changed."""
        if self._card is not None:
            kept = next((role for role in self._card.roles if role.id == role_id), None)
            for fields in self.fields.values():
                fields.clear_faults()
            self._show_role(kept or begun_role(role_id, self._card))

    def _show_role(self, role: CardRole) -> None:
        if self._card is None:
            return
        self._role = role
        self._choose.hide()
        self._held.show()
        self._title.set_words(role.label)
        self.basis.setVisible(role.basis != "reference")
        self.basis.set_choice(role.basis)
        self.basis.setEnabled(not self._read_only)
        for basis, fields in self.fields.items():
            fields.setVisible(basis == role.basis)
        self.fields[role.basis].show_values(role_values(role), read_only=self._read_only)
        said = (
            words.hour_words(self._card, role) if is_costed(role) else "Its hour has no cost yet."
        )
        on = f", checked {date_in_words(role.checked_on)}" if role.checked_on else ""
        source = f" Source: {role.source or UNSOURCED}{on}." if is_costed(role) else ""
        self.hour.setText(f"{said.rstrip('.')}.{source}")
        slips = [each for each in unlikely_roles(self._card) if each.where == role.label]
        self._ask.setText(f"Please check: {slips[0].what} {SLIP}" if slips else "")
        self._ask.setVisible(bool(slips))
        steps = build_up_rows(role, self._card) if is_costed(role) else []
        self._steps.set_rows(steps)
        self._build_up.setVisible(bool(steps))

    def flush(self) -> None:
        """Hand over what is half typed."""
        for fields in self.fields.values():
            fields.flush()

    @Slot(int)
    def _on_opened(self, row: int) -> None:
        self.open_role(self._rows.row_at(row).key[0])
        if self._role is not None:
            self.fields[self._role.basis].focus()

    @Slot(str)
    def _on_basis_chosen(self, basis: str) -> None:
        if self._role is None or self._read_only or basis == self._role.basis:
            return
        self._tell(with_basis(self._role, cast(Basis, basis)), "how its hour is costed")

    @Slot(str, object)
    def _on_edited(self, key: str, value: Value | None) -> None:
        if self._role is None:
            return
        names = {spec.key: spec.name for spec in FIELDS[self._role.basis]}
        self._tell(changed_role(self._role, key, value, self._today), names[key].lower())

    def _tell(self, role: CardRole, what: str) -> None:
        self._show_role(role)
        self.edited.emit(role, f"{role.label}: {what}", is_costed(role))


def _all_roles(card: RateCard) -> list[CardRole]:
    kept = {role.id for role in card.roles}
    more = [each.id for each in shipped_rate_settings().roles if each.id not in kept]
    return [*card.roles, *(begun_role(each, card) for each in more)]


def _row(card: RateCard, role: CardRole) -> WrappedRow:
    if not is_costed(role):
        return WrappedRow((role.label, NOT_YET, words.NONE), "", (role.id,))
    hour = words.hour_pounds(card, role)
    on = f", checked {date_in_words(role.checked_on)}" if role.checked_on else ""
    source = f"Source: {role.source or UNSOURCED}{on}"
    return WrappedRow((role.label, BASIS_WORDS[role.basis], hour), source, (role.id,))
