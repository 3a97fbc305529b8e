"""One line of the card: its fields, its price as they change, and how the price is made up."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import Value
from stocktake.rates.card import CardLine, RateCard
from stocktake.rates.card_checks import SLIP, unlikely
from stocktake.rates.pricing import charge, price_line
from stocktake.ui.look import SPACE_FIELD
from stocktake.ui.rate_card import words
from stocktake.ui.rate_card.figure_fields import FigureFields, Spec
from stocktake.ui.rate_card.line_fields import (
    AMOUNTS,
    FIELD_OF_FAULT,
    ONCE,
    SCOPE,
    WHAT,
    changed_line,
    line_values,
    minutes_specs,
)
from stocktake.ui.rate_card.price_panel import PricePanel
from stocktake.ui.widgets.buttons import QuietButton
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.collapsible import Collapsible
from stocktake.ui.widgets.labels import Heading, Hint, Words
from stocktake.units import number_in_words, pounds_in_words

NO_LINE = "Choose a line in the table, or add one, to see how its price is made up."
LEFT = Qt.AlignmentFlag.AlignLeft


class LinePanel(Card):
    """The editor of one line.

    Signals:
        edited: (the line as it now is, what was changed in words).
        taken_out: the line's id.
        shared_asked: the figures that all lines share are to be looked at.
    """

    edited = Signal(object, str)
    taken_out = Signal(str)
    shared_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line: CardLine | None = None
        self._specs: dict[str, Spec] = {}
        self._nothing = Words(NO_LINE)
        self.title = Heading()
        self._price = Words("", "figure")
        self._why = Words("", "strong", "attention")
        self._ask = Words("", tone="attention")
        self.what = FigureFields(WHAT)
        self.minutes = FigureFields(())
        self.amounts = FigureFields(AMOUNTS)
        self.once = FigureFields(ONCE)
        self._once_fold = Collapsible("Equipment, set-up and indemnity", self.once)
        self.scope = FigureFields(SCOPE)
        self._scope_fold = Collapsible("What this line says of its scope", self.scope)
        self._shared = Hint()
        self._share_button = QuietButton("Change what all lines share")
        self.price = PricePanel()
        self._out = QuietButton("Take this line out", "remove")
        self._body = QWidget()
        self._lay_out()
        for fields in (self.what, self.amounts, self.once, self.scope):
            fields.edited.connect(self._on_edited)
        self._out.clicked.connect(self._on_out_clicked)
        self._share_button.clicked.connect(self._on_share_clicked)

    def _lay_out(self) -> None:
        self.add(self._nothing)
        self.add(self._body)
        # Beside a longer table its parts would otherwise drift apart.
        self.column.addStretch(1)
        self._parts = QVBoxLayout(self._body)
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.setSpacing(SPACE_FIELD)
        for widget in (self.title, self._price, self._why, self._ask, self.what):
            self._parts.addWidget(widget)
        self._minutes_at = self._parts.count()
        self._parts.addWidget(self.minutes)
        self._parts.addWidget(self.amounts)
        self._parts.addWidget(self._once_fold)
        self._parts.addWidget(self._scope_fold)
        self._parts.addWidget(self._shared)
        self._parts.addWidget(self._share_button, 0, LEFT)
        self._parts.addWidget(self.price)
        self._parts.addWidget(self._out, 0, LEFT)

    def show_line(
        self, card: RateCard, line: CardLine | None, paid: Decimal | None, *, read_only: bool
    ) -> None:
        """Show a line of a card; None asks to choose one.

        Args:
            card: with what all lines share.
            line: the line.
            paid: what a unit of it is paid now, if that is known.
            read_only: nothing can be changed.
        """
        is_other = line is None or self._line is None or line.id != self._line.id
        self._line = line
        self._nothing.setVisible(line is None)
        self._body.setVisible(line is not None)
        if line is None:
            return
        self._make_minutes(minutes_specs(card))
        for fields in self._fields():
            if is_other:
                fields.clear_faults()
            fields.show_values(line_values(line), read_only=read_only)
        if is_other:
            work = line.work
            has_once = work and (work.equipment or work.setup_gbp or work.equipment_gbp)
            self._once_fold.set_open(bool(has_once))
        self._out.setVisible(not read_only)
        self._shared.setText(_shared_words(card))
        self._show_price(card, line, paid)

    def _show_price(self, card: RateCard, line: CardLine, paid: Decimal | None) -> None:
        found, why = words.priced(card, line)
        self.title.set_words(line.name or "A line without a name")
        self._price.setText(f"£{words.pounds(found.price_gbp)}" if found else "No price yet")
        self._why.setText(why)
        self._why.setVisible(bool(why))
        asked = [each.what for each in unlikely(card) if each.where == line.name]
        self._ask.setText(f"Please check: {' '.join(asked)} {SLIP}" if asked else "")
        self._ask.setVisible(bool(asked))
        self.price.show_price(found, paid)
        self._say_at_field(card, line)

    def _say_at_field(self, card: RateCard, line: CardLine) -> None:
        """Say what keeps the line from having a price at the field where it is put right."""
        code, said = "", ""
        try:
            price_line(card, line)
        except StocktakeError as fault:
            code, said = FIELD_OF_FAULT.get(fault.code, ""), f"{fault.what} {fault.how_to_fix}"
        for key in ("yearly_volume", "life_years", "contract_years"):
            fields = self.amounts if key == "yearly_volume" else self.once
            editor = fields.editor(key)
            if key == code:
                if editor.error() != said:
                    editor.show_error(said)
            elif editor.error().startswith(("Equipment and set-up", "The years")):
                editor.show_error("")

    def flush(self) -> None:
        """Hand over what is half typed."""
        for fields in self._fields():
            fields.flush()

    def focus_first(self) -> None:
        """Put the focus on the first field."""
        self.what.focus()

    def _fields(self) -> tuple[FigureFields, ...]:
        return (self.what, self.minutes, self.amounts, self.once, self.scope)

    def _make_minutes(self, specs: tuple[Spec, ...]) -> None:
        """Make the fields of minutes anew when the card has other roles."""
        if tuple(self._specs.values()) == specs:
            return
        self._specs = {spec.key: spec for spec in specs}
        old, self.minutes = self.minutes, FigureFields(specs)
        self._parts.removeWidget(old)
        old.hide()
        old.deleteLater()
        self._parts.insertWidget(self._minutes_at, self.minutes)
        self.minutes.edited.connect(self._on_edited)

    @Slot(str, object)
    def _on_edited(self, key: str, value: Value | None) -> None:
        if self._line is None:
            return
        names = {spec.key: spec.name for spec in (*WHAT, *AMOUNTS, *ONCE, *SCOPE)} | {
            spec.key: spec.name for spec in self._specs.values()
        }
        changed = changed_line(self._line, key, value)
        self.edited.emit(changed, f"{changed.name or 'A line'}: {names[key].lower()}")

    @Slot()
    def _on_out_clicked(self) -> None:
        if self._line is not None:
            self.taken_out.emit(self._line.id)

    @Slot()
    def _on_share_clicked(self) -> None:
        self.shared_asked.emit()


def _shared_words(card: RateCard) -> str:
    share = {name: charge(card, name) for name in ("overhead", "management")}
    told = [f"{name} {_percent(value)}" for name, value in share.items()]
    room = pounds_in_words(charge(card, "room_gbp_per_hour"))
    uplift = _percent(card.value("uplift"))
    return f"All lines share: {', '.join(told)}, room {room} an hour, resilience uplift {uplift}."


def _percent(share: Decimal) -> str:
    return f"{number_in_words((share * 100).normalize())}%"
