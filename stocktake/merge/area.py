"""Practices of several PCNs seen together, or one PCN as it may leave: totals and no names.

Everything is worked out from the sums of groups, whether their practices' own returns are here or
only a file of totals came, so that both give the same figures to the last digit. What is shown
follows the rule for leaving a PCN. Source: content/expectations.md G1, G6 and G7.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from stocktake.errors import Problem
from stocktake.merge.area_parts import Part, parts_of, people_shown
from stocktake.merge.base import bases_of_totals, kinds_in_words
from stocktake.merge.counts import all_of, one
from stocktake.merge.domains import Choice, Requirements, domain_rows, requirement_rows
from stocktake.merge.form_versions import newest_versions
from stocktake.merge.group_values import Group, GroupRow
from stocktake.merge.groups import Days, days_of
from stocktake.merge.leaving import DISTRIBUTION_PRACTICES, held
from stocktake.merge.masked import masked
from stocktake.merge.member import STOCKTAKE_FORM, USUAL_CERTAINTY, Certainty, Expected
from stocktake.merge.naming import Audience
from stocktake.merge.outside import OutsideView, of_everybody
from stocktake.merge.population import population_of
from stocktake.merge.priorities import voice_of, votes_missing
from stocktake.merge.resources import resources_of, theme_rows
from stocktake.merge.scales import Scale
from stocktake.merge.totals import GroupTotals, add_totals
from stocktake.merge.upward import without_forms


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaInputs:
    """What an area's view is made from.

    Attributes:
        groups: those that are counted; no two share a practice.
        missing: practices from which nothing has come, beside those the groups tell of.
        problems: what a person has to know of the files.
        left_out: files that are not counted, each by name with the reason.
        summed: the sums of all groups, where they are too many to hold those of each
            (``summed_up``).
    """

    name: str
    scale: Scale
    round: str
    groups: tuple[Group, ...]
    missing: tuple[Expected, ...] = ()
    requirements: Requirements = field(default_factory=dict)
    year: int = 2026
    certainty: Certainty = USUAL_CERTAINTY
    problems: tuple[Problem, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()
    summed: GroupTotals | None = None


@dataclass(frozen=True, slots=True)
class OtherGroupVersion:
    """Practices of a group whose answers to a form are left out of sums, and what is wanted."""

    group: str
    form_id: str
    version: str
    wanted: str
    practices: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaView:
    """An area as it may be shown to anybody in it.

    Attributes:
        figures: all sums, medians and counts, by the rule for leaving a PCN.
        groups: what it is made from; they travel with its workbook.
        parts: its PCNs.
        rows: practices' levels, without names but of those that ticked; empty while too few have
            levels.
        totals: sums for merging again; never shown as they stand.
        days: when what is counted was assessed.
    """

    name: str
    scale: Scale
    round: str
    year: int
    certainty: Certainty
    figures: OutsideView
    groups: tuple[Group, ...]
    parts: tuple[Part, ...]
    rows: tuple[GroupRow, ...]
    totals: GroupTotals
    days: Days | None
    other_versions: tuple[OtherGroupVersion, ...]
    problems: tuple[Problem, ...]
    left_out: tuple[tuple[str, str], ...]


def area_view(inputs: AreaInputs) -> AreaView:
    """Make the view of an area.

    Raises:
        StocktakeError: ``members_overlap`` when two groups share a practice; ``rounds_differ``.
    """
    groups = tuple(sorted(inputs.groups, key=lambda each: (each.name, each.code)))
    wanted = newest_versions(versions_of(group) for group in groups)
    counted = tuple(_counted(group, wanted) for group in groups)
    totals = inputs.summed or add_totals(group.totals for group in counted)
    missing = missing_of(groups, inputs.missing)
    rows = sorted(row for group in counted for row in group.rows)
    return AreaView(
        name=inputs.name,
        scale=inputs.scale,
        round=inputs.round,
        year=inputs.year,
        certainty=inputs.certainty,
        figures=_figures(inputs, counted, totals, missing),
        groups=groups,
        parts=parts_of(counted, missing),
        rows=tuple(rows) if len(rows) >= DISTRIBUTION_PRACTICES else (),
        totals=totals,
        days=days_of(groups),
        other_versions=tuple(_others(groups, wanted)),
        problems=inputs.problems,
        left_out=inputs.left_out,
    )


def as_one(seen: AreaView) -> Group:
    """Make one group of those that are counted in an area, for a file that cannot carry each."""
    days = seen.days or Days(date.min, date.min)
    return Group(
        code="",
        name=seen.name,
        round=seen.round,
        totals=seen.totals,
        first_day=days.first,
        last_day=days.last,
        missing=missing_of(seen.groups, ()),
        rows=seen.rows,
        responses=tuple(sorted(each for group in seen.groups for each in group.responses)),
        first_year=min((group.first_year for group in seen.groups), default=seen.year),
        has_services=any(group.has_services for group in seen.groups),
        is_sample=all(group.is_sample for group in seen.groups),
    )


def summed_up(groups: Iterable[Group]) -> tuple[tuple[Group, ...], GroupTotals | None]:
    """Add up groups one after another, keeping of each only what is shown of it.

    Returns:
        The groups, and their sums: None where they answered different versions of a form, so that
        it takes the sums of each to say what is counted.
    """
    kept: list[Group] = []
    versions: set[tuple[tuple[str, str], ...]] = set()

    def totals() -> Iterator[GroupTotals]:
        for group in groups:
            versions.add(tuple(sorted(versions_of(group).items())))
            held = group.totals
            shown = GroupTotals(
                practices=held.practices,
                everyone=held.everyone,
                levels=held.levels,
                people_counts=held.people_counts,
            )
            kept.append(replace(group, totals=shown))
            yield held

    summed = add_totals(totals())
    return tuple(kept), summed if len(versions) == 1 else None


def versions_of(group: Group) -> dict[str, str]:
    """The version of each form that a group's sums are of: the newest its practices answered."""
    return newest_versions(dict(each.form_versions) for each in group.totals.practices)


def _counted(group: Group, wanted: Mapping[str, str]) -> Group:
    """Take out of a group what was answered on another version than is wanted."""
    others = {form for form, version in versions_of(group).items() if version != wanted[form]}
    if not others:
        return group
    rows = () if STOCKTAKE_FORM in others else group.rows
    return replace(group, totals=without_forms(group.totals, others), rows=rows)


def _others(groups: Iterable[Group], wanted: Mapping[str, str]) -> Iterator[OtherGroupVersion]:
    for group in groups:
        answered = Counter(
            each for practice in group.totals.practices for each in practice.form_versions
        )
        for (form_id, version), practices in sorted(answered.items()):
            if version != wanted[form_id]:
                yield OtherGroupVersion(
                    group.name or group.code, form_id, version, wanted[form_id], practices
                )


def missing_of(groups: Iterable[Group], also: Iterable[Expected]) -> tuple[Expected, ...]:
    """Practices from which nothing has come, each once, without those that another file holds."""
    held = list(groups)
    came = frozenset().union(*(group.codes for group in held))
    found = [each for group in held for each in group.missing] + list(also)
    by_code = {each.code: each for each in found if each.code and each.code not in came}
    by_name = {each.name.casefold(): each for each in found if not each.code}
    return tuple(
        sorted((*by_code.values(), *by_name.values()), key=lambda each: (each.code, each.name))
    )


def _figures(
    inputs: AreaInputs,
    counted: Sequence[Group],
    totals: GroupTotals,
    missing: Sequence[Expected],
) -> OutsideView:
    found = bases_of_totals(totals, missing)
    votes = sum((votes_missing(each) for each in missing), totals.votes)
    first = min((group.first_year for group in counted), default=inputs.year)
    choice = Choice(inputs.requirements, inputs.year, inputs.certainty, first)
    return OutsideView(
        pcn_name=inputs.name,
        round=inputs.round,
        is_sample=bool(counted) and all(group.is_sample for group in counted),
        base=found["returns"],
        bases=found,
        bases_words=kinds_in_words(found),
        named=tuple(sorted(name for group in counted for name in group.named)),
        voice=of_everybody(voice_of(votes, totals.ranks.w)),
        domains=domain_rows(totals, (), {}, choice, Audience.OUTSIDE),
        requirements=requirement_rows(totals, inputs.requirements, Audience.OUTSIDE),
        resources=resources_of(totals),
        weaknesses=theme_rows(totals),
        population=population_of(all_of([totals.everyone, *(one(m.list_size) for m in missing)])),
        # Minutes and intentions are only in the sums of groups that agreed.
        masked=replace(
            masked(totals, Audience.OUTSIDE, group_consents=True),
            people=_people(counted, totals),
        ),
    )


def _people(counted: Sequence[Group], totals: GroupTotals) -> dict[str, str]:
    """Counts of people in all, beside those of the parts; of one practice they are its own."""
    return {
        item: held(1) if totals.people_counts[item].practices == 1 else shown.total
        for item, shown in people_shown(counted).items()
    }
