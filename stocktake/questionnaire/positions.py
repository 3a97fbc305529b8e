"""Say in words where a practice's figure stands among the practices of England.

The words describe what was recorded. They are never a score, a rank or a colour, and a figure that
is missing has no position.

Source: content/stocktake.md B.7 for the words, B.1 rule 6 for having words and no colour.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from stocktake.units import number_in_words

NOT_A_SCORE = "This describes what was recorded. It is not a score."
"""Always said with a position."""


class Position(Enum):
    """A part of the England spread, lowest first; the value is what to say."""

    LOWEST_TENTH = "Among the lowest tenth of practices"
    LOWER = "Lower than about three quarters of practices"
    MIDDLE_HALF = "In the middle half of practices"
    HIGHER = "Higher than about three quarters of practices"
    HIGHEST_TENTH = "Among the highest tenth of practices"


@dataclass(frozen=True, slots=True)
class EnglandSpread:
    """The 10th, 25th, 50th, 75th and 90th percentiles of practices in England, in one unit.

    Raises:
        ValueError: they are not in rising order.
    """

    p10: Decimal
    p25: Decimal
    p50: Decimal
    p75: Decimal
    p90: Decimal

    def __post_init__(self) -> None:
        if list(self.points) != sorted(self.points):
            raise ValueError("percentiles are not in rising order")

    @property
    def points(self) -> tuple[Decimal, Decimal, Decimal, Decimal, Decimal]:
        """The five percentiles, lowest first."""
        return self.p10, self.p25, self.p50, self.p75, self.p90


def position(value: Decimal, spread: EnglandSpread) -> Position:
    """Return the part of the England spread that a value falls in.

    A value on a boundary belongs to the part nearer the middle, so that nobody is called among the
    lowest or highest for being level with the boundary itself.
    """
    if value < spread.p10:
        return Position.LOWEST_TENTH
    if value > spread.p90:
        return Position.HIGHEST_TENTH
    if value < spread.p25:
        return Position.LOWER
    if value > spread.p75:
        return Position.HIGHER
    return Position.MIDDLE_HALF


def position_in_words(value: Decimal, spread: EnglandSpread) -> str:
    """Say where a value stands, with the reminder that it is not a score."""
    return f"{position(value, spread).value}. {NOT_A_SCORE}"


def beside_headline(value: Decimal, headline: Decimal, period: str) -> str:
    """Set a value beside the one published figure for England, with the date of that figure.

    For indicators whose spread is not published.
    """
    figures = f"Yours {number_in_words(value)}; England {number_in_words(headline)}"
    return f"{figures} ({period}). {NOT_A_SCORE}"
