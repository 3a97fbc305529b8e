"""Domains across a group of practices: the heat map, the domain table and requirement by year.

Source: content/expectations.md G1, G2 and B3.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from stocktake.merge.base import Base, base_of
from stocktake.merge.counts import GapCounts, LevelCounts
from stocktake.merge.leaving import (
    NEVER_BY_PRACTICE,
    DomainShown,
    are_gaps_held,
    domain_shown,
    gap_shown,
    held,
    level_shown,
)
from stocktake.merge.member import CERTAINTIES, Certainty, GapCell, Level, Member
from stocktake.merge.naming import Audience
from stocktake.merge.stats import level_stats, outliers, share_at_or_above
from stocktake.merge.totals import GroupTotals
from stocktake.merge.words import of_practices, percent_in_words
from stocktake.questionnaire.scale import DOMAIN_IDS, DOMAIN_NAMES

Requirements = Mapping[Certainty, Mapping[str, Sequence[int | None]]]
"""What the catalogue asks with the lead's edits: by certainty and domain, one level for a year."""


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One practice's row: its level in each domain, and its gaps by certainty, domain and year.

    Those of a domain that is never shown by practice are held.
    """

    code: str
    label: str
    is_named: bool
    levels: Mapping[str, Level]
    gaps: Mapping[Certainty, Mapping[str, tuple[GapCell, ...]]]
    first_year: int


@dataclass(frozen=True, slots=True)
class DomainRow:
    """One domain.

    Attributes:
        shown: what these readers may see of it.
        required: what the catalogue asks by the chosen year; None is "no dated expectation".
        share: per cent of patients in practices at or above that; None when there is no
            requirement, or it is held.
        share_words: the same, in words.
        outliers: what practices that stand apart are called; empty outside the PCN.
        base: how many practices have a level, and their patients.
    """

    domain: str
    name: str
    shown: DomainShown
    required: int | None
    share: Decimal | None
    share_words: str
    outliers: tuple[str, ...]
    base: Base


@dataclass(frozen=True, slots=True)
class RequirementRow:
    """One domain in one year: how many practices are short of their own requirement.

    Attributes:
        required: what the catalogue asks; None is "no dated expectation".
        counts: None when held.
        words: "2 of 4 practices short", out of those with a dated expectation and a known level.
    """

    certainty: Certainty
    domain: str
    year: int
    required: int | None
    counts: GapCounts | None
    words: str


@dataclass(frozen=True, slots=True)
class Choice:
    """The year and the view of certainty a reader chose, and the catalogue's line."""

    requirements: Requirements
    year: int
    certainty: Certainty
    first_year: int

    def required(self, domain: str) -> int | None:
        """What the catalogue asks of a domain by the chosen year."""
        levels = self.requirements.get(self.certainty, {}).get(domain, ())
        index = self.year - self.first_year
        return levels[index] if 0 <= index < len(levels) else None


def heat_rows(members: Iterable[Member], labels: Mapping[str, str]) -> tuple[HeatRow, ...]:
    """Make a row for each practice, named ones first, each group in the order of its label."""
    rows = [
        HeatRow(
            member.code,
            labels[member.code],
            member.show_name,
            {domain: level_shown(domain, member.level(domain)) for domain in DOMAIN_IDS},
            _gaps_shown(member),
            member.first_year,
        )
        for member in members
    ]
    return tuple(sorted(rows, key=_heat_order))


def _gaps_shown(
    member: Member,
) -> Mapping[Certainty, Mapping[str, tuple[GapCell, ...]]]:
    return {
        certainty: {
            domain: tuple(gap_shown(domain, cell) for cell in cells)
            for domain, cells in by_domain.items()
        }
        for certainty, by_domain in member.gaps.items()
    }


def _heat_order(row: HeatRow) -> tuple[bool, int, str]:
    """Order names by alphabet; a letter by its length first, so that AA follows Z."""
    return not row.is_named, 0 if row.is_named else len(row.label), row.label


def domain_rows(
    totals: GroupTotals,
    members: Sequence[Member],
    labels: Mapping[str, str],
    choice: Choice,
    audience: Audience = Audience.INSIDE,
) -> tuple[DomainRow, ...]:
    """Make the domain table for these readers."""
    return tuple(
        _domain_row(domain, totals, members, labels, choice, audience) for domain in DOMAIN_IDS
    )


def _domain_row(
    domain: str,
    totals: GroupTotals,
    members: Sequence[Member],
    labels: Mapping[str, str],
    choice: Choice,
    audience: Audience,
) -> DomainRow:
    counts = totals.levels.get(domain, LevelCounts())
    shown = domain_shown(counts, totals.everyone.practices, audience, domain)
    required = choice.required(domain)
    share = share_at_or_above(counts, required) if shown.stats else None
    apart: tuple[str, ...] = ()
    if audience is Audience.INSIDE and domain not in NEVER_BY_PRACTICE:
        levels = {member.code: member.level(domain).level for member in members}
        apart = tuple(labels[code] for code in outliers(levels, level_stats(counts)))
    base = base_of("ratings", counts.known, totals.everyone)
    return DomainRow(
        domain,
        DOMAIN_NAMES[domain],
        shown,
        required,
        share,
        _share_words(required, share, shown, counts),
        apart,
        base,
    )


def _share_words(
    required: int | None, share: Decimal | None, shown: DomainShown, counts: LevelCounts
) -> str:
    if required is None:
        return "no dated expectation"
    if shown.stats is None:
        return held(counts.known.practices)
    if share is None:
        return "share of patients not known"
    return f"{percent_in_words(share)} of patients at {required} or above"


def requirement_rows(
    totals: GroupTotals, requirements: Requirements, audience: Audience = Audience.INSIDE
) -> tuple[RequirementRow, ...]:
    """List every domain and year under each view of certainty."""
    years = sorted({year for _, _, year in totals.gaps})
    return tuple(
        _requirement_row(
            (certainty, domain, year),
            totals.gaps[certainty, domain, year],
            _at(requirements.get(certainty, {}).get(domain, ()), year - years[0]),
            audience,
        )
        for certainty in CERTAINTIES
        for domain in DOMAIN_IDS
        for year in years
    )


def _at(levels: Sequence[int | None], index: int) -> int | None:
    return levels[index] if index < len(levels) else None


def _requirement_row(
    key: tuple[Certainty, str, int], counts: GapCounts, required: int | None, audience: Audience
) -> RequirementRow:
    if are_gaps_held(key[1], counts, audience):
        return RequirementRow(*key, required, None, held(counts.known.practices))
    return RequirementRow(*key, required, counts, short_in_words(counts))


def short_in_words(counts: GapCounts) -> str:
    """How many practices are short; where none can be told, why not."""
    known = counts.known.practices
    if known:
        return f"{of_practices(counts.short.practices, known)} short"
    if counts.no_dated_expectation.practices:
        return "no dated expectation"
    return "not assessed"
