"""Which lines of its rate card a practice lets its PCN have: two ticks, both off to begin with.

Source: content/expectations.md G6 and G7; content/stocktake.md B.1 rule 9.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from stocktake.merge.card_returns import COSTS, MINUTES
from stocktake.phrases import counted
from stocktake.questionnaire.answers import Address
from stocktake.questionnaire.form_ids import CARD_LINES
from stocktake.questionnaire.loading import shipped_form
from stocktake.tasks.leaving import Leaving
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.labels import Hint, Words
from stocktake.ui.widgets.measured import Measured
from stocktake.ui.widgets.option_row import OptionRow

ABOUT = (
    "They leave only where you tick them. Whoever opens your workbook can read them; your PCN "
    "shows them only together with those of at least four other practices, and never as a price "
    "to charge. Each practice decides its own prices: do not agree them with other practices."
)


class CardLinesTicks(Card):
    """Hidden while there are no lines that could leave.

    Signals:
        ticked: (address of the table, whether it goes).
    """

    ticked = Signal(object, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.add(Words("Lines of your rate card", "strong"))
        self.add(Measured(Hint(ABOUT)))
        self.rows: dict[str, OptionRow] = {}
        fields = shipped_form(CARD_LINES).fields
        for table in (MINUTES, COSTS):
            row = OptionRow(fields[table].label, is_one_of=False)
            row.clicked.connect(partial(self._on_row_clicked, table))
            self.rows[table] = row
            self.add(row)
        self.counts = Hint()
        self.add(self.counts)
        self.hide()

    def show_leaving(self, leaving: Leaving, ticks: Iterable[Address], *, read_only: bool) -> None:
        """Offer what could leave, with how many lines there are; ``ticks`` are those that stand."""
        chosen = set(ticks)
        cells = (*leaving.cells, *leaving.could_tick)
        found = {}
        for table, row in self.rows.items():
            tick = Address(table)
            lines = {cell.address.row for cell in cells if cell.address and cell.tick == tick}
            found[table] = len(lines)
            row.set_chosen(tick in chosen)
            row.setEnabled(not read_only)
            row.setVisible(bool(lines))
        minutes, costs = counted(found[MINUTES], "line"), counted(found[COSTS], "line")
        self.counts.setText(f"Your card has minutes for {minutes} and a year's cost for {costs}.")
        self.setVisible(any(found.values()))

    def _on_row_clicked(self, table: str, _checked: bool = False) -> None:
        self.ticked.emit(Address(table), self.rows[table].isChecked())
