"""How far short a practice is of one expectation, and how pressing that is, 0 to 100.

The points order one practice's own list; they never rank practices and are never sent as a
priority. Source: content/expectations.md B2 and B4.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from stocktake.errors import StocktakeError
from stocktake.phrases import counted
from stocktake.planning.expectations import AskedOf, PlannedExpectation
from stocktake.units import complete_months, date_in_words, round_half_up

URGENCY_MONTHS = 60
"""An expectation due this far ahead or further has no urgency."""

_LEVELS_SHORT = ("", "one level", "two levels", "three levels", "four levels")


class GapStatus(StrEnum):
    """Whether an expectation has a gap that can be told, and if not, why not."""

    KNOWN = "known"
    ANSWER_NEEDED = "answer needed"
    DOES_NOT_APPLY = "does not apply"
    ASKED_ELSEWHERE = "asked of your PCN"


@dataclass(frozen=True, slots=True)
class ExpectationGap:
    """How far short of one expectation.

    Attributes:
        gap: levels short, 0 to 4; None unless ``status`` is known.
        ready: readiness today, 0 to 4; None is unknown.
        inferred: readiness was not given and is the domain's level.
    """

    status: GapStatus
    gap: int | None = None
    ready: int | None = None
    inferred: bool = False


class Band(StrEnum):
    """What the points suggest doing."""

    ACT_NOW = "act now"
    PLAN = "plan"
    WATCH = "watch"
    NOTE = "note"


_BANDS = ((Decimal(65), Band.ACT_NOW), (Decimal(50), Band.PLAN), (Decimal(25), Band.WATCH))


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each part counts; they must sum to 1 and are printed on every report.

    Raises:
        StocktakeError: ``weights_do_not_sum`` when they do not sum to 1 or one is below 0.
    """

    gap: Decimal = Decimal("0.40")
    urgency: Decimal = Decimal("0.25")
    certainty: Decimal = Decimal("0.20")
    impact: Decimal = Decimal("0.15")

    def __post_init__(self) -> None:
        """Refuse weights that would take the points out of 0 to 100."""
        parts = (self.gap, self.urgency, self.certainty, self.impact)
        if any(part < 0 for part in parts) or sum(parts) != 1:
            raise StocktakeError(
                "weights_do_not_sum",
                "The four weights behind the priorities do not add up to 1.",
                "Change them so that they add up to exactly 1, with none below 0.",
            )

    @property
    def words(self) -> str:
        """The weights as they are printed on a report."""
        return (
            f"size of gap {self.gap}, how soon it is due {self.urgency}, "
            f"how certain it is {self.certainty}, impact {self.impact}"
        )


DEFAULT_WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Priority:
    """How pressing one expectation is.

    Attributes:
        points: 0 to 100, not rounded; None when the gap cannot be told.
        band: what the points suggest, read from the points as printed; None likewise.
        why: the reason in words, shown beside the points.
    """

    points: Decimal | None
    band: Band | None
    why: str


def expectation_gap(
    row: PlannedExpectation, domain_level: int | None, asked_of: AskedOf = "practice"
) -> ExpectationGap:
    """Work out how far short of one expectation; blank readiness falls back to the domain level."""
    if row.asked_of != asked_of:
        return ExpectationGap(GapStatus.ASKED_ELSEWHERE)
    if not row.applies:
        return ExpectationGap(GapStatus.DOES_NOT_APPLY)
    own = row.answer.ready_now
    ready = domain_level if own is None else own
    if ready is None:
        return ExpectationGap(GapStatus.ANSWER_NEEDED)
    return ExpectationGap(GapStatus.KNOWN, max(0, row.level_needed - ready), ready, own is None)


def urgency(today: date, due: date) -> Fraction:
    """Return 1 when due or overdue, falling evenly to 0 five years ahead."""
    share = 1 - Fraction(complete_months(today, due), URGENCY_MONTHS)
    return max(Fraction(0), min(Fraction(1), share))


def priority(
    row: PlannedExpectation, gap: ExpectationGap, today: date, weights: Weights = DEFAULT_WEIGHTS
) -> Priority:
    """Work out the points, band and reason of one expectation."""
    soon = urgency(today, row.due)
    points = _points(row, gap, soon, weights)
    why = why_in_words(row, gap, today)
    if points is None:
        return Priority(None, None, why)
    exact = _decimal(points)
    return Priority(exact, band(exact), why)


def _points(
    row: PlannedExpectation, gap: ExpectationGap, soon: Fraction, weights: Weights
) -> Fraction | None:
    if gap.status is GapStatus.DOES_NOT_APPLY or gap.gap == 0:
        return Fraction(0)
    if gap.gap is None:
        return None
    return 100 * (
        Fraction(weights.gap) * Fraction(gap.gap, 4)
        + Fraction(weights.urgency) * soon
        + Fraction(weights.certainty) * Fraction(row.weight)
        + Fraction(weights.impact) * Fraction(row.impact - 1, 4)
    )


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def band(points: Decimal) -> Band:
    """Read the band from points rounded as they are printed, so that the two never disagree."""
    printed = round_half_up(points, 2)
    return next((name for floor, name in _BANDS if printed >= floor), Band.NOTE)


def due_in_words(row: PlannedExpectation, today: date) -> str:
    """Say how soon an expectation falls due; past its date only a duty is overdue."""
    if row.due < today:
        since = "overdue" if row.kind == "duty" else "open"
        return f"{since} since {date_in_words(row.due)}"
    if row.due == today:
        return "due today"
    months = complete_months(today, row.due)
    if months == 0:
        return "due in less than a month"
    return f"due in {counted(months, 'month')}"


def why_in_words(row: PlannedExpectation, gap: ExpectationGap, today: date) -> str:
    """Say why it stands where it does, such as "two levels short, due in 4 months, contract"."""
    if gap.status is not GapStatus.KNOWN:
        return gap.status.value
    if not gap.gap:
        return "at the level needed"
    return f"{_LEVELS_SHORT[gap.gap]} short, {due_in_words(row, today)}, {row.status_words}"


def in_order(
    rows: Sequence[tuple[PlannedExpectation, Priority]],
) -> tuple[tuple[PlannedExpectation, Priority], ...]:
    """Sort most pressing first: ties by earlier date, then higher impact, then id.

    Rows without points come last, in the same order among themselves.
    """

    def key(pair: tuple[PlannedExpectation, Priority]) -> tuple[bool, Decimal, date, int, str]:
        row, rank = pair
        points = rank.points or Decimal(0)
        return (rank.points is None, -points, row.due, -row.impact, row.id)

    return tuple(sorted(rows, key=key))
