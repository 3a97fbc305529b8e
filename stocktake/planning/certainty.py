"""How sure an expectation must be to count: firm, best guess (the usual view) or stretch.

Source: content/expectations.md B2 and B4.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Literal, TypeVar

from stocktake.phrases import listed

Status = Literal["contractual", "announced", "likely", "possible"]

T = TypeVar("T")


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


def weights_in_words() -> str:
    """Say how much certainty counts: contractual 100%, announced 80%, and so on."""
    return listed([f"{status} {weight:.0%}" for status, weight in STATUS_WEIGHTS.items()])


class ByView(Mapping[Certainty, T]):
    """Something for each view, worked out when it is first asked for.

    A merge needs the plans of many practices and looks at little of each.

    Args:
        make: works it out for one view; always gives the same.
    """

    def __init__(self, make: Callable[[Certainty], T]) -> None:
        self._make = make
        self._made: dict[Certainty, T] = {}

    def __getitem__(self, view: Certainty) -> T:
        """What there is for a view.

        Raises:
            KeyError: there is no such view.
        """
        known = Certainty(view) if view in _WORDS else None
        if known is None:
            raise KeyError(view)
        if known not in self._made:
            self._made[known] = self._make(known)
        return self._made[known]

    def __iter__(self) -> Iterator[Certainty]:
        return iter(Certainty)

    def __len__(self) -> int:
        return len(Certainty)
