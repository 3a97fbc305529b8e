"""Everything a PCN sees of its practices, in the order a board asks: one value, ``PcnView``.

Nothing here decides who may see what; ``naming`` and ``leaving`` do. What leaves the PCN is made
anew by ``outside`` and never by hiding parts of this. Source: content/expectations.md G1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from stocktake.errors import Problem
from stocktake.merge.base import Base, bases, kinds_in_words
from stocktake.merge.checks import GroupFacts, conflict_problems, group_fact_problems
from stocktake.merge.collection import Conflict, LeftOut
from stocktake.merge.domains import (
    Choice,
    DomainRow,
    HeatRow,
    RequirementRow,
    Requirements,
    domain_rows,
    heat_rows,
    requirement_rows,
)
from stocktake.merge.form_versions import (
    Mapped,
    OtherVersion,
    other_versions,
    without_other_versions,
)
from stocktake.merge.leaving import duty_shown
from stocktake.merge.masked import Masked, masked
from stocktake.merge.member import USUAL_CERTAINTY, Certainty, Expected, Member
from stocktake.merge.naming import Audience, labels, letters, lone_letter_problem
from stocktake.merge.people_sharing import (
    Mentor,
    Minutes,
    RoleSharing,
    mentors,
    share_people,
)
from stocktake.merge.population import PopulationCheck, population_check
from stocktake.merge.priorities import OneVoice, one_voice
from stocktake.merge.resources import (
    NeedsRow,
    Resources,
    ThemeRow,
    needs_rows,
    resources_of,
    theme_rows,
)
from stocktake.merge.totals import GroupTotals, totals_of


@dataclass(frozen=True, slots=True)
class DecisionAsked:
    """One decision asked of the board; ``in_favour`` is how many practices are for it."""

    asked: str
    cost_gbp: Decimal | None = None
    who_pays: str = ""
    by_when: date | None = None
    in_favour: int | None = None


@dataclass(frozen=True, slots=True)
class DutyLine:
    """How many practices are short of a duty already in force: a count, never names."""

    id: str
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Help:
    """Help offered and asked, only between practices that agreed to be named."""

    sharing: tuple[RoleSharing, ...]
    mentors: tuple[Mentor, ...]


@dataclass(frozen=True, slots=True)
class AnsweredRow:
    """Whether one practice has answered: complete, part or not yet; signed v1 or draft."""

    code: str
    label: str
    progress: str
    sign_off: str
    versions: str
    shared: str
    changed_since_last: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PcnInputs:
    """What a PCN's view is made from.

    Attributes:
        missing: practices of the PCN from which nothing has come.
        requirements: what the catalogue asks, with the lead's edits, by certainty and domain, one
            level for each year; the line practices are drawn beside.
        year, certainty: the year and view of the heat map and the domain table.
        decisions: up to five; empty until the board is asked something.
        mapped: form versions that may be added to the newest.
        letters: letters given before, by practice code.
        row_left_out: codes of practices whose ratings the lead chose to leave out, because their
            letter could be worked out. Totals leave them out too, or they could still be.
        group: what the PCN says of itself, which is checked against its practices.
    """

    pcn_name: str
    round: str
    members: tuple[Member, ...]
    missing: tuple[Expected, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    requirements: Requirements = field(default_factory=dict)
    year: int = 2026
    certainty: Certainty = USUAL_CERTAINTY
    decisions: tuple[DecisionAsked, ...] = ()
    mapped: Mapped = field(default_factory=dict)
    travel: Minutes = field(default_factory=dict)
    letters: Mapping[str, str] = field(default_factory=dict)
    row_left_out: frozenset[str] = frozenset()
    group: GroupFacts = field(default_factory=GroupFacts)


@dataclass(frozen=True, slots=True, kw_only=True)
class PcnView:
    """A PCN's practices seen together, by the rule for inside the PCN.

    Attributes:
        is_sample: every practice is made up; marked as such everywhere.
        labels, letters: what each practice is called, by code; letters are kept for next time.
        base: of the whole; ``bases`` and ``bases_words`` are of each kind of figure.
        decisions, voice, duties, help, heat_map, answered: the decision page, in its order.
        masked: leavers, trust, minutes, intentions and answers about the contract.
        totals: sums for the workings sheet and for merging again; never shown as they stand.
    """

    pcn_name: str
    round: str
    year: int
    certainty: Certainty
    is_sample: bool
    base: Base
    bases: Mapping[str, Base]
    bases_words: str
    labels: Mapping[str, str]
    letters: Mapping[str, str]
    decisions: tuple[DecisionAsked, ...]
    voice: OneVoice
    duties: tuple[DutyLine, ...]
    help: Help
    heat_map: tuple[HeatRow, ...]
    answered: tuple[AnsweredRow, ...]
    domains: tuple[DomainRow, ...]
    requirements: tuple[RequirementRow, ...]
    resources: Resources
    needs: tuple[NeedsRow, ...]
    weaknesses: tuple[ThemeRow, ...]
    sharing: tuple[RoleSharing, ...]
    population: PopulationCheck | None
    masked: Masked
    totals: GroupTotals
    conflicts: tuple[Conflict, ...]
    left_out: tuple[LeftOut, ...]
    other_versions: tuple[OtherVersion, ...]
    problems: tuple[Problem, ...]


def view(inputs: PcnInputs) -> PcnView:
    """Make the view for inside the PCN.

    Raises:
        StocktakeError: ``members_overlap`` when one practice code stands twice among the members.
    """
    members = tuple(sorted(inputs.members, key=lambda member: member.code))
    others = other_versions(members, inputs.mapped)
    counted = counted_members(inputs)
    names = labels(members, Audience.INSIDE, inputs.letters)
    found = bases(counted, inputs.missing)
    totals = totals_of(counted)
    return PcnView(
        pcn_name=inputs.pcn_name,
        round=inputs.round,
        year=inputs.year,
        certainty=inputs.certainty,
        is_sample=bool(members) and all(member.is_sample for member in members),
        base=found["returns"],
        bases=found,
        bases_words=kinds_in_words(found),
        labels=names,
        letters=letters(members, Audience.INSIDE, inputs.letters),
        decisions=inputs.decisions,
        voice=one_voice(counted, inputs.missing),
        duties=duty_lines(counted, totals),
        help=_help(counted, names, inputs),
        heat_map=heat_rows(
            [member for member in counted if member.code not in inputs.row_left_out], names
        ),
        answered=answered_rows(members, inputs.missing, names),
        domains=domain_rows(totals, counted, names, choice_of(inputs)),
        requirements=requirement_rows(totals, inputs.requirements),
        resources=resources_of(totals),
        needs=needs_rows(counted),
        weaknesses=theme_rows(totals),
        sharing=share_people(counted, names, inputs.travel),
        population=population_check(members, inputs.missing),
        masked=masked(totals, Audience.INSIDE),
        totals=totals,
        conflicts=inputs.conflicts,
        left_out=inputs.left_out,
        other_versions=others,
        problems=_problems(inputs, names),
    )


def choice_of(inputs: PcnInputs) -> Choice:
    """What the reader chose to look at; the plan's years begin with those of the members."""
    first = min((member.first_year for member in inputs.members), default=inputs.year)
    return Choice(inputs.requirements, inputs.year, inputs.certainty, first)


def counted_members(inputs: PcnInputs) -> tuple[Member, ...]:
    """The practices as they are counted: without other versions and ratings that are left out."""
    members = tuple(sorted(inputs.members, key=lambda member: member.code))
    kept = without_other_versions(members, other_versions(members, inputs.mapped))
    return tuple(
        replace(member, levels={}, gaps={}, duties=None)
        if member.code in inputs.row_left_out
        else member
        for member in kept
    )


def duty_lines(members: Iterable[Member], totals: GroupTotals) -> tuple[DutyLine, ...]:
    """Count the practices short of each duty in force, where at least one is."""
    titles = {duty.id: duty.title for member in members for duty in member.duties or ()}
    lines = [
        DutyLine(duty_id, titles[duty_id], words)
        for duty_id, counts in sorted(totals.duties.items())
        if counts.short and (words := duty_shown(counts, Audience.INSIDE))
    ]
    return tuple(lines)


def _help(members: tuple[Member, ...], names: Mapping[str, str], inputs: PcnInputs) -> Help:
    named = [member for member in members if member.show_name]
    return Help(
        share_people(named, names, inputs.travel),
        mentors(named, inputs.year, inputs.certainty),
    )


def answered_rows(
    members: Iterable[Member], missing: Iterable[Expected], names: Mapping[str, str]
) -> tuple[AnsweredRow, ...]:
    """List who answered, then those from whom nothing has come."""
    rows = [
        AnsweredRow(
            member.code,
            names[member.code],
            member.progress.words,
            f"signed v{member.signed_version}" if member.signed_version else "draft",
            ", ".join(sorted(set(member.form_versions.values()))),
            member.share_choice,
            member.changed_since_last,
        )
        for member in members
    ]
    rows.sort(key=lambda row: row.label)
    rows += [AnsweredRow(each.code, each.name, "not yet", "", "", "") for each in missing]
    return tuple(rows)


def _problems(inputs: PcnInputs, names: Mapping[str, str]) -> tuple[Problem, ...]:
    visible = [member for member in inputs.members if member.code not in inputs.row_left_out]
    lone = lone_letter_problem(visible, inputs.letters)
    return (
        *conflict_problems(inputs.conflicts),
        *group_fact_problems(inputs.group, inputs.members, inputs.missing, names),
        *((lone,) if lone else ()),
    )
