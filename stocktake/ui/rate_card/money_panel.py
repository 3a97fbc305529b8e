"""What the work is paid and what it costs, and what would follow from doing something about it."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.errors import StocktakeError
from stocktake.phrases import counted
from stocktake.questionnaire.answers import Value
from stocktake.rates.margins import Change, Margin, Margins, what_if
from stocktake.ui.look import SPACE_BLOCK, SPACE_FIELD
from stocktake.ui.models.wrapped_rows import WrappedRows
from stocktake.ui.rate_card import words
from stocktake.ui.rate_card.figure_fields import FigureFields, Spec
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.collapsible import Collapsible
from stocktake.ui.widgets.labels import Heading, Hint, Words
from stocktake.ui.widgets.link_list import Link, LinkList
from stocktake.ui.widgets.measured import Measured
from stocktake.ui.widgets.one_of import OneOf
from stocktake.ui.widgets.wrapped_table import WrappedTable

NOTHING_KNOWN = (
    "Your stocktake names no service beyond the core contract yet. Once its page of services says "
    "what you do, how often and what it is paid, this shows what each one leaves."
)
CHOOSE = "Choose a service in the table to try out stopping, repricing or sharing it."
_HUNDRED = Decimal(100)
SHARES = (
    Spec("kept", "Still done here", "percent", "50% shares half of it", _HUNDRED),
    Spec(
        "staying",
        "Of its cost, what stays",
        "percent",
        "Rent, and staff who cannot do other paid work",
        _HUNDRED,
    ),
)
PRICE = (Spec("paid", "Another price", "pounds"),)
WAYS = (
    ("stop", "We stopped it"),
    ("reprice", "It had another price"),
    ("share", "We shared it"),
)


class MoneyPanel(QWidget):
    """Paid, cost and margin of every service, and “what if”.

    Signals:
        service_asked: (row of the services table): its figures are to be given.
    """

    service_asked = Signal(tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: Margins | None = None
        self._chosen = ""
        self._sentence = Words()
        self.table = WrappedTable("What services are paid and cost", opens=True)
        self._rows = WrappedRows(words.MONEY_COLUMNS, self.table)
        self.table.setModel(self._rows)
        self._sheet = Card()
        self._sheet.add(self.table)
        self.missing = LinkList("Services with figures missing")
        self._missing_fold = Collapsible("Figures missing", self.missing)
        self.what_if = WhatIfPanel()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_BLOCK)
        column.addWidget(Heading("Paid, cost and what is left"))
        column.addWidget(Measured(self._sentence))
        for widget in (self._sheet, self._missing_fold, self.what_if):
            column.addWidget(widget)
        self.table.opened.connect(self._on_opened)
        self.missing.opened.connect(self.service_asked)

    def show_margins(self, found: Margins) -> None:
        """Show what each service is paid, costs and leaves."""
        self._found = found
        self._sentence.setText(words.money_sentence(found) if found.each else NOTHING_KNOWN)
        rows = words.money_rows(found)
        self._rows.set_rows(rows)
        self._sheet.setVisible(bool(rows))
        missing = found.not_known
        self.missing.show_links(
            [
                Link(each.work.name, words.missing_words(each), key=(each.work.id,))
                for each in missing
            ]
        )
        self._missing_fold.set_title(
            f"{counted(len(missing), 'service')} with figures missing, in no sum"
        )
        self._missing_fold.setVisible(bool(missing))
        if missing and not rows:
            self._missing_fold.set_open(True)
        self.what_if.setVisible(bool(found.known))
        self.what_if.show_service(found, self._service())

    def _service(self) -> Margin | None:
        if self._found is None:
            return None
        known = self._found.known
        chosen = next((each for each in known if each.work.id == self._chosen), None)
        return chosen or next(iter(self._found.losses), None)

    def flush(self) -> None:
        """Hand over what is half typed."""
        self.what_if.flush()

    @Slot(int)
    def _on_opened(self, row: int) -> None:
        key = self._rows.row_at(row).key
        if key and self._found is not None:
            self._chosen = key[0]
            self.what_if.show_service(self._found, self._service())
            self.what_if.way.options()[0].setFocus()


class WhatIfPanel(Card):
    """Stopping, repricing or sharing one service, and what that would leave.

    Attributes:
        way: which of the three.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: Margins | None = None
        self._service: Margin | None = None
        self._values: dict[str, Decimal | None] = {}
        self._heading = Heading("What if?")
        self._choose = Hint(CHOOSE)
        self.way = OneOf("What if", WAYS, in_row=True)
        self.price = FigureFields(PRICE)
        self.shares = FigureFields(SHARES)
        self.outcome = Words("", "strong")
        for widget in (
            self._heading,
            self._choose,
            self.way,
            self.price,
            self.shares,
            self.outcome,
        ):
            self.add(widget)
        self.column.setSpacing(SPACE_FIELD)
        self.way.chosen.connect(self._on_way_chosen)
        self.price.edited.connect(self._on_edited)
        self.shares.edited.connect(self._on_edited)

    def show_service(self, found: Margins, service: Margin | None) -> None:
        """Try something out on a service."""
        if service != self._service:
            self.outcome.setText("")
        self._found, self._service = found, service
        name = service.work.name if service else ""
        self._heading.set_words(f"What if … {name}" if name else "What if?")
        for widget in (self.way, self.price, self.shares, self.outcome):
            widget.setVisible(service is not None)
        self._try()

    def flush(self) -> None:
        """Hand over what is half typed."""
        self.price.flush()
        self.shares.flush()

    def _try(self) -> None:
        way = self.way.choice()
        self.price.setVisible(way == "reprice" and self._service is not None)
        self.shares.setVisible(way in ("stop", "share") and self._service is not None)
        said = self._said(way)
        self.outcome.setText(said)
        self.outcome.setVisible(bool(said))

    def _said(self, way: str) -> str:
        change = self._change(way)
        if change is None or self._found is None:
            return ""
        try:
            found = what_if(self._found, change)
        except StocktakeError as fault:
            return f"{fault.what} {fault.how_to_fix}"
        better = "better" if found.change_gbp > 0 else "worse"
        leaves = "leaves" if found.margin_gbp >= 0 else "loses"
        moved = f"£{words.whole_pounds(abs(found.change_gbp))} a year {better}"
        said = (
            f"{moved if found.change_gbp else 'No difference'}: everything together "
            f"{leaves} £{words.whole_pounds(abs(found.margin_gbp))}."
        )
        if found.staying_gbp:
            said += f" Cost that stays: £{words.whole_pounds(found.staying_gbp)} a year."
        return said

    def _change(self, way: str) -> Change | None:
        """What is tried out; None while its figure is not given."""
        if self._service is None:
            return None
        name = self._service.work.id
        if way == "reprice":
            paid = self._values.get("paid")
            return None if paid is None else Change(work_id=name, paid_gbp=paid)
        staying = (self._values.get("staying") or Decimal(0)) / 100
        if way == "stop":
            return Change(work_id=name, kept_share=Decimal(0), staying_share=staying)
        kept = self._values.get("kept")
        if way == "share" and kept is not None:
            return Change(work_id=name, kept_share=kept / 100, staying_share=staying)
        return None

    @Slot(str)
    def _on_way_chosen(self, _way: str) -> None:
        self._try()

    @Slot(str, object)
    def _on_edited(self, key: str, value: Value | None) -> None:
        self._values[key] = value if isinstance(value, Decimal) else None
        self._try()
