"""What is kept of a group of practices whose own returns do not travel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from stocktake.merge.member import Expected
from stocktake.merge.totals import GroupTotals

UNKNOWN_MARK, NOT_APPLICABLE_MARK, HELD_MARK = "?", "-", "h"
"""Stand in a row for a level that is not known, does not apply, or is never shown by practice."""


@dataclass(frozen=True, slots=True, order=True)
class GroupRow:
    """One practice's levels without its code.

    Attributes:
        levels: a character for each domain, in their order: 0 to 4 or a mark.
        name: blank unless the practice ticked that it may be named outside its PCN.
    """

    levels: str
    name: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Response:
    """Which return of a practice is in a group's sums."""

    code: str
    form_id: str
    return_id: str
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The sums of one group, usually a PCN, as they may leave it.

    Attributes:
        code, name: its own; the code may be blank.
        totals: what can be added to the sums of others.
        missing: its practices from which nothing has come.
        rows: its practices' levels, in an order that says nothing of which is which.
        responses: the returns that are in the sums.
        first_year: the plan's first year.
        first_day, last_day: when what is in it was assessed.
        has_services: the group agreed that minutes and intentions travel.
        within: larger groups whose files it came in.
    """

    code: str
    name: str
    round: str
    totals: GroupTotals
    first_day: date
    last_day: date
    missing: tuple[Expected, ...] = ()
    rows: tuple[GroupRow, ...] = ()
    responses: tuple[Response, ...] = ()
    first_year: int = 2026
    has_services: bool = False
    is_sample: bool = False
    within: frozenset[str] = frozenset()

    @property
    def identity(self) -> tuple[str, str]:
        """What makes it the same group as another: code, or name without one, and round."""
        return self.code or self.name.casefold(), self.round

    @property
    def codes(self) -> frozenset[str]:
        """Codes of the practices in its sums."""
        return frozenset(self.totals.codes)

    @property
    def revisions(self) -> dict[tuple[str, str], tuple[str, int]]:
        """The return id and revision of each return in it, by practice and form."""
        return {
            (each.code, each.form_id): (each.return_id, each.revision) for each in self.responses
        }

    @property
    def named(self) -> tuple[str, ...]:
        """Its practices that may be named."""
        return tuple(sorted(row.name for row in self.rows if row.name))
