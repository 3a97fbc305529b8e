"""The parts of the page in a row of steps; one is open at a time, and each says how it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.rates.margins import Margins
from stocktake.ui.combine.steps_bar import StepsBar
from stocktake.ui.look import SPACE_QUESTION
from stocktake.ui.rate_card.words import whole_pounds

LINES, MONEY, COSTS, PUBLISH, COMPARE = "lines", "money", "costs", "publish", "compare"
NAMES = {
    LINES: "Lines and prices",
    MONEY: "What we are paid",
    COSTS: "Costs of time",
    PUBLISH: "Publish",
    COMPARE: "Another card",
}


class CardParts(QWidget):
    """The row of steps and the part that is open under it."""

    def __init__(self, parts: Mapping[str, Sequence[QWidget]]) -> None:
        super().__init__()
        self.bar = StepsBar({code: NAMES[code] for code in parts})
        self.bar.setAccessibleName("Parts of the rate card")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_QUESTION)
        column.addWidget(self.bar)
        self._parts: dict[str, QWidget] = {}
        for code, widgets in parts.items():
            part = QWidget()
            inside = QVBoxLayout(part)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.setSpacing(SPACE_QUESTION)
            for widget in widgets:
                inside.addWidget(widget)
            column.addWidget(part)
            self._parts[code] = part
        self.bar.chosen.connect(self.open)
        self.open(self.current)

    @property
    def current(self) -> str:
        """The code of the open part."""
        return self.bar.current

    @Slot(str)
    def open(self, code: str) -> None:
        """Open a part."""
        self.bar.open(code)
        for each, part in self._parts.items():
            part.setVisible(each == code)

    def step(self, by: int) -> None:
        """Open the part so many further on that can be opened, and go to its button."""
        codes = [code for code, button in self.bar.buttons.items() if button.isEnabled()]
        at = codes.index(self.current) if self.current in codes else 0
        code = codes[max(0, min(len(codes) - 1, at + by))]
        self.open(code)
        self.bar.buttons[code].setFocus()

    def show_money(self, found: Margins | None) -> None:
        """Say what a year's work leaves or loses; None for a card that no practice is paid by."""
        standing = "" if found is None or not found.known else money_standing(found)
        self.bar.set_standing(MONEY, standing, can_open=found is not None)
        if found is None and self.current == MONEY:
            self.open(LINES)

    def show_stops(self, count: int) -> None:
        """Say how much still keeps the card from being published."""
        self.bar.set_standing(PUBLISH, "not ready" if count else "ready", can_open=True)


def money_standing(found: Margins) -> str:
    """What a year leaves or loses in two words."""
    left = found.margin_gbp
    return f"{'leaves' if left >= 0 else 'loses'} £{whole_pounds(abs(left))}"
