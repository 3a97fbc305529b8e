"""How sure an expectation must be to count: firm, best guess (the usual view) or stretch.

Source: content/expectations.md B2 and B4.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Literal

Status = Literal["contractual", "announced", "likely", "possible"]


class Certainty(StrEnum):
    """The view a reader chooses; each takes in everything in the one before."""

    FIRM = "firm"
    BEST_GUESS = "best_guess"
    STRETCH = "stretch"

    @property
    def words(self) -> str:
        """The name of the view as it is printed."""
        return _WORDS[self]

    def includes(self, status: str) -> bool:
        """Whether an expectation of this status counts in the view."""
        return status in _STATUSES[self]


_WORDS = {
    Certainty.FIRM: "Firm",
    Certainty.BEST_GUESS: "Best guess",
    Certainty.STRETCH: "Stretch",
}

_STATUSES: dict[Certainty, frozenset[str]] = {
    Certainty.FIRM: frozenset({"contractual", "announced"}),
    Certainty.BEST_GUESS: frozenset({"contractual", "announced", "likely"}),
    Certainty.STRETCH: frozenset({"contractual", "announced", "likely", "possible"}),
}

STATUS_WEIGHTS: dict[Status, Decimal] = {
    "contractual": Decimal("1.00"),
    "announced": Decimal("0.80"),
    "likely": Decimal("0.50"),
    "possible": Decimal("0.25"),
}
"""How much certainty counts, 0 to 1, in priorities and in risk-weighted money."""
