"""How much of the expectations half has been answered, and how sure people were.

Source: content/expectations.md B8.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from stocktake.planning.expectations import AskedOf, PlannedExpectation


@dataclass(frozen=True, slots=True)
class Completeness:
    """Cards answered out of those asked."""

    answered: int
    applicable: int

    @property
    def share(self) -> Decimal | None:
        """The share answered, 0 to 1; None when nothing is asked."""
        return Decimal(self.answered) / self.applicable if self.applicable else None

    @property
    def words(self) -> str:
        """The count as it is printed: 14 of 48 answered."""
        return f"{self.answered} of {self.applicable} answered"


@dataclass(frozen=True, slots=True)
class ConfidenceCounts:
    """How many answers people were how sure of; counted, never averaged into a score."""

    high: int
    medium: int
    low: int
    not_said: int


def is_answered(row: PlannedExpectation) -> bool:
    """Whether a card counts as answered: heard of it, applies, and readiness unless it does not."""
    answer = row.answer
    ready = answer.ready_now is not None or answer.applies == "no"
    return answer.aware is not None and answer.applies is not None and ready


def is_line_answered(row: PlannedExpectation) -> bool:
    """Whether a row asked of the other body counts as answered: heard of it, and want a say."""
    return row.answer.aware is not None and row.answer.want_a_say is not None


def completeness(
    rows: Sequence[PlannedExpectation], asked_of: AskedOf = "practice"
) -> Completeness:
    """Count the cards answered among the rows asked of this body."""
    own = [row for row in rows if row.asked_of == asked_of]
    return Completeness(sum(1 for row in own if is_answered(row)), len(own))


def quick_pass(rows: Sequence[PlannedExpectation], asked_of: AskedOf = "practice") -> Completeness:
    """Count the cards answered of the quick pass.

    In a practice's file a group's row needs only its two lines; in a group's file only the group's
    own rows are asked.
    """
    asked = [row for row in rows if asked_of == "practice" or row.asked_of == asked_of]
    quick = [row for row in asked if row.row.quick]
    done = [
        row
        for row in quick
        if (is_answered(row) if row.asked_of == asked_of else is_line_answered(row))
    ]
    return Completeness(len(done), len(quick))


def confidence(
    rows: Sequence[PlannedExpectation], asked_of: AskedOf = "practice"
) -> ConfidenceCounts:
    """Count how sure people were, over the rows asked of this body that apply."""
    said = [row.answer.confidence for row in rows if row.asked_of == asked_of and row.applies]
    high, medium, low = (said.count(word) for word in ("high", "medium", "low"))
    return ConfidenceCounts(high, medium, low, len(said) - high - medium - low)
