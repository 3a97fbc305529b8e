"""The figures of a PCN's papers: what they rest on, and money and people by year.

A paper for the board and one that leaves the PCN are made from views of their own; what the two
views have in common is ``Seen``. Source: content/expectations.md G1 and G6.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from stocktake.merge.base import Base
from stocktake.merge.domains import RequirementRow
from stocktake.merge.leaving import RANGE_PRACTICES, held
from stocktake.merge.member import Certainty
from stocktake.merge.outside import OutsideView
from stocktake.merge.pcn import PcnView
from stocktake.merge.priorities import Priority
from stocktake.merge.resources import ThemeRow
from stocktake.merge.words import of_practices, plain_number, practices_and_patients
from stocktake.units import round_half_up

NOTHING = Decimal(0)


Seen = PcnView | OutsideView
"""What a paper draws on: who reads it is told by which of the two it is."""


@dataclass(frozen=True, slots=True)
class Labels:
    """What codes are called: roles, themes of weaknesses, and questions whose answers are held."""

    roles: Mapping[str, str] = field(default_factory=dict)
    themes: Mapping[str, str] = field(default_factory=dict)
    questions: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class YearOfNeeds:
    """What meeting expectations takes in one year; None where nobody has said.

    Attributes:
        year: the financial year, by the calendar year it starts in.
        wte, gbp: funded, and all of it.
    """

    year: int
    wte: tuple[Decimal, Decimal] | None
    gbp: tuple[Decimal, Decimal] | None


def may_share_patients(base: Base) -> bool:
    """Whether a share of patients says nothing about a single practice, or about two.

    List sizes are published, so that the share of one practice, or of all but one, names it.
    """
    return base.practices >= RANGE_PRACTICES and base.out_of - base.practices != 1


def is_leaving(seen: Seen) -> bool:
    """Whether the paper leaves the PCN."""
    return isinstance(seen, OutsideView)


def base_words(base: Base, seen: Seen) -> str:
    """What a figure rests on, as these readers may see it."""
    if not is_leaving(seen) or may_share_patients(base):
        return base.words
    words = of_practices(base.practices, base.out_of)
    return f"{words} (early view)" if base.is_early else words


def base_of_kind(seen: Seen, kind: str) -> str:
    """The base of a kind of figure: "ratings from 4 of 6 practices, 71% of patients"."""
    return f"{kind} from {base_words(seen.bases[kind], seen)}"


def support_words(priority: Priority, seen: Seen) -> str:
    """Who wants something first: "3 of 4 practices, 85% of patients"."""
    count, asked = priority.votes.support.practices, seen.voice.asked
    base = Base("priorities", count, asked, priority.support_percent)
    may_say = count > 1 and (not is_leaving(seen) or may_share_patients(base))
    return practices_and_patients(count, asked, base.patients if may_say else None)


def held_words(base: Base, seen: Seen) -> str:
    """The words in place of a sum of one or two practices, which may not leave; blank if it may."""
    few = 0 < base.practices < RANGE_PRACTICES
    return held(base.practices) if few and is_leaving(seen) else ""


def money_held(seen: Seen) -> str:
    """The words in place of money that may not leave; blank where it may be shown."""
    return held_words(seen.bases["money"], seen)


def wte_words(value: Decimal) -> str:
    """WTE to two decimal places, without noughts at the end."""
    return plain_number(round_half_up(value, 2))


def themes_shown(seen: Seen) -> tuple[ThemeRow, ...]:
    """Themes of weaknesses; outside, only those that enough practices name."""
    least = RANGE_PRACTICES if is_leaving(seen) else 1
    return tuple(row for row in seen.weaknesses if row.practices.practices >= least)


def needs_by_year(seen: Seen, view: Certainty) -> tuple[YearOfNeeds, ...]:
    """People and money that meeting expectations takes, year by year."""
    people = [row for row in seen.resources.people if row.certainty == view]
    money = [
        row
        for row in seen.resources.money
        if row.series == "expectations" and row.certainty == view
    ]
    years = sorted({row.year for row in people} | {row.year for row in money})
    if not years:
        return ()
    return tuple(
        YearOfNeeds(
            year,
            _pair((r.funded_wte, r.other_wte) for r in people if r.year == year),
            _pair((r.funded_gbp, r.other_gbp) for r in money if r.year == year),
        )
        for year in range(years[0], years[-1] + 1)
    )


def _pair(parts: Iterable[tuple[Decimal, Decimal]]) -> tuple[Decimal, Decimal] | None:
    """Funded, and funded with all the rest; None when there is nothing to add."""
    found = list(parts)
    if not found:
        return None
    funded = sum((each for each, _ in found), NOTHING)
    return funded, funded + sum((each for _, each in found), NOTHING)


def safe_today(seen: Seen) -> dict[int, Decimal]:
    """Pounds to be safe today by year, for each year that has any; empty when nobody has said."""
    found: dict[int, Decimal] = {}
    for row in seen.resources.money:
        if row.series == "safe_today":
            found[row.year] = found.get(row.year, NOTHING) + row.funded_gbp + row.other_gbp
    return found


def years_of(seen: Seen) -> tuple[int, ...]:
    """The years of the plan."""
    return tuple(sorted({row.year for row in seen.requirements}))


def short_in(seen: Seen, view: Certainty, year: int) -> list[RequirementRow]:
    """Domains in which practices are short in a year, those of most practices first."""
    rows = [
        row
        for row in seen.requirements
        if row.certainty == view and row.year == year and row.counts and row.counts.short.practices
    ]
    return sorted(rows, key=lambda row: -(row.counts.short.practices if row.counts else 0))


def requirement(
    rows: Sequence[RequirementRow], view: Certainty, domain: str, year: int
) -> RequirementRow | None:
    """The row of a domain and year."""
    return next((r for r in rows if (r.certainty, r.domain, r.year) == (view, domain, year)), None)
