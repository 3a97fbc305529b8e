"""How a price is made up: its parts, the years after, the people it takes and its break-even."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.questionnaire.answers import Value
from stocktake.rates.pricing import PricedLine
from stocktake.ui.look import SPACE_FIELD
from stocktake.ui.models.figures import FigureColumn
from stocktake.ui.models.wrapped_rows import WrappedRows
from stocktake.ui.rate_card import words
from stocktake.ui.rate_card.figure_fields import FigureFields, Spec
from stocktake.ui.widgets.labels import Heading, Hint, Words
from stocktake.ui.widgets.wrapped_table import WrappedTable
from stocktake.units import pounds_in_words

FIXED = Spec(
    "fixed", "Fixed cost of a year", "pounds", "To find the break-even; not kept on the card"
)
SUMS = "Every part is shown to the penny, and together they are the price."


class PricePanel(QWidget):
    """What follows from the figures of a line; hidden while it has no price.

    Attributes:
        parts, years: the tables.
        fixed: the fixed cost that the break-even is worked out from.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: PricedLine | None = None
        self._paid: Decimal | None = None
        self._fixed: Decimal | None = None
        self.heading = Heading()
        self._sums = Hint(SUMS)
        self.parts = WrappedTable("How the price is made up")
        self._part_rows = _rows(self.parts, words.PART_COLUMNS)
        self._later = Words("The price in later years", "strong")
        self.years = WrappedTable("The price by year")
        self._year_rows = _rows(self.years, words.YEAR_COLUMNS)
        self._wte = Words()
        self.fixed = FigureFields((FIXED,))
        self._break_even = Words()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_FIELD)
        for widget in (
            self.heading,
            self.parts,
            self._sums,
            self._wte,
            self._later,
            self.years,
            self.fixed,
            self._break_even,
        ):
            column.addWidget(widget)
        self.fixed.edited.connect(self._on_fixed_edited)

    def show_price(self, found: PricedLine | None, paid: Decimal | None) -> None:
        """Show how a line's price is made up.

        Args:
            found: the line with its price; None while it has none.
            paid: what a unit is paid now, if that is known.
        """
        self._found, self._paid = found, paid
        self.setVisible(found is not None and found.cost is not None)
        if found is None:
            return
        self.heading.set_words(f"How is {_price(found.price_gbp)} made up?")
        self._part_rows.set_rows(words.part_rows(found))
        later = words.year_rows(found)
        self._year_rows.set_rows(later)
        self._later.setVisible(bool(later))
        self.years.setVisible(bool(later))
        taken = words.wte_words(found)
        self._wte.setText(taken)
        self._wte.setVisible(bool(taken))
        self._show_break_even()

    def _show_break_even(self) -> None:
        found = self._found
        said = ""
        if found is not None and found.cost is not None:
            unit, fixed = found.line.unit, self._fixed
            said = words.break_even_words(found.cost, found.price_gbp, fixed, unit)
            if self._paid is not None and fixed is not None:
                now = words.break_even_words(found.cost, self._paid, fixed, unit)
                said += f" At what it is paid now, {_price(self._paid)}: {now}"
        self._break_even.setText(said)
        self._break_even.setVisible(bool(said))

    @Slot(str, object)
    def _on_fixed_edited(self, _key: str, value: Value | None) -> None:
        self._fixed = value if isinstance(value, Decimal) else None
        self._show_break_even()


def _price(amount: Decimal) -> str:
    """A price always with its pence."""
    return f"£{words.pounds(amount)}" if amount >= 0 else pounds_in_words(amount)


def _rows(table: WrappedTable, columns: tuple[FigureColumn, ...]) -> WrappedRows:
    rows = WrappedRows(columns, table)
    table.setModel(rows)
    return rows
