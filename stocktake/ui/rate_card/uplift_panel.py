"""How prices rise: the index, and for each year the rise in pay and in other costs."""

from __future__ import annotations

from decimal import Decimal

import msgspec
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from stocktake.questionnaire.answers import Value
from stocktake.rates.card import RateCard
from stocktake.rates.uplift import Uplift, UpliftYear
from stocktake.ui.rate_card.figure_fields import FigureFields, Spec
from stocktake.ui.rate_card.line_fields import plain
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.labels import Hint, Words
from stocktake.units import year_from_label, year_label

YEARS = 5
"""Years after the base year that rises can be given for. Source: content/expectations.md C3."""

HINT = (
    "Give both rises of a year, one year after another. Every later price is worked out from the "
    "base year; set-up, already spread, does not rise."
)
INDEX = Spec("index", "Index that the rises follow", "text", "Its name, or how they were agreed")
_ALL = Decimal(100)


class UpliftPanel(Card):
    """The rises of a card.

    Signals:
        edited: (an Uplift, what was changed in words).
    """

    edited = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._typed: dict[str, Value | None] = {}
        self._first = 0
        self._shown: RateCard | None = None
        self._own: Uplift | None = None
        self.index = FigureFields((INDEX,))
        self.add(Hint(HINT))
        self.add(self.index)
        self._titles: list[Words] = []
        self.years: list[FigureFields] = []
        for at in range(YEARS):
            title = Words("", "strong")
            fields = FigureFields(_specs(at))
            fields.edited.connect(self._on_edited)
            self._titles.append(title)
            self.years.append(fields)
            self.add(title)
            self.add(fields)
        self.index.edited.connect(self._on_edited)

    def show_card(self, card: RateCard, *, read_only: bool) -> None:
        """Show the rises of a card.

        What was typed here and is not on the card stays in its fields: a year that is half given,
        and the years after one that is being changed. An undo shows what is on the card.
        """
        self._first = year_from_label(card.base_year) + 1
        shown = self._shown
        if shown is None or shown.id != card.id or card.uplift not in (shown.uplift, self._own):
            self._typed = _values(card.uplift)
        self._shown, self._own = card, None
        self.index.show_values({"index": card.uplift.index or None}, read_only=read_only)
        for at, (title, fields) in enumerate(zip(self._titles, self.years, strict=True)):
            title.setText(f"{year_label(self._first + at)}")
            fields.show_values(self._typed, read_only=read_only)

    def flush(self) -> None:
        """Hand over what is half typed."""
        for fields in (self.index, *self.years):
            fields.flush()

    @Slot(str, object)
    def _on_edited(self, key: str, value: Value | None) -> None:
        if self._shown is None:
            return
        before = self._shown.uplift
        if key == "index":
            changed = msgspec.structs.replace(before, index=str(value or "").strip())
            self._own = changed
            self.edited.emit(changed, "the index of the rises")
            return
        self._typed[key] = value
        changed = msgspec.structs.replace(before, years=self._years())
        if changed != before:
            self._own = changed
            at = int(key.rpartition(".")[2])
            self.edited.emit(changed, f"the rises of {year_label(self._first + at)}")

    def _years(self) -> tuple[UpliftYear, ...]:
        """The years that have both rises, up to the first that has not."""
        found = []
        for at in range(YEARS):
            pay, other = self._typed.get(f"pay.{at}"), self._typed.get(f"other.{at}")
            if not isinstance(pay, Decimal) or not isinstance(other, Decimal):
                break
            edition = str(self._typed.get(f"edition.{at}") or "").strip()
            year = year_label(self._first + at)
            found.append(UpliftYear(year=year, pay=pay / 100, other=other / 100, edition=edition))
        return tuple(found)


def _specs(at: int) -> tuple[Spec, ...]:
    return (
        Spec(f"pay.{at}", "Rise in pay", "percent", highest=_ALL),
        Spec(f"other.{at}", "Rise in other costs", "percent", highest=_ALL),
        Spec(f"edition.{at}", "Edition of the index", "text"),
    )


def _values(uplift: Uplift) -> dict[str, Value | None]:
    values: dict[str, Value | None] = {}
    for at, year in enumerate(uplift.years):
        values[f"pay.{at}"] = plain(year.pay * 100)
        values[f"other.{at}"] = plain(year.other * 100)
        values[f"edition.{at}"] = year.edition or None
    return values
