"""Sums of a group of practices that can be added to those of another group.

A group's file may carry only these, with the codes of its members, so that an overlap is found even
when no member travels. Everything shown is worked out from them when it is looked at.
Source: content/expectations.md G7.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import reduce
from itertools import chain, pairwise
from operator import add
from typing import Any

from stocktake.errors import StocktakeError
from stocktake.merge.agreement import RankSums, mixed, rank_sums
from stocktake.merge.counts import (
    NOBODY,
    ChoiceCounts,
    Count,
    DutyCounts,
    GapCounts,
    Histogram,
    LevelCounts,
    PeopleCounts,
    RoleBalance,
    ServiceCounts,
    Summed,
    ThemeCounts,
    all_amounts,
    all_balances,
    all_choices,
    all_duties,
    all_levels,
    all_minutes,
    all_of,
    all_services,
    all_themes,
    count_level,
    count_minutes,
    one,
)
from stocktake.merge.exact import plus, sum_tables, total
from stocktake.merge.gap_sums import GapKey, gaps_of, sum_gaps
from stocktake.merge.member import Member, RankedItem, ServiceLine
from stocktake.merge.people_sharing import role_balances
from stocktake.merge.priorities import Votes, all_votes, votes_of
from stocktake.phrases import listed
from stocktake.questionnaire.scale import DOMAIN_IDS

SHARED = "by_group"
"""Who provides a service that the practices of a PCN share."""

OWN = "by_us"
"""Who provides a service of the practice itself; what anybody else does is no volume of theirs."""

_AT_A_TIME = 32
"""Groups that are added in one go."""

MoneyKey = tuple[str, str, int, str]
"""Series, certainty (blank for "to be safe today"), financial year and funding."""

PeopleKey = tuple[str, str, int, str]
"""Certainty, role, financial year and funding."""


@dataclass(frozen=True, slots=True)
class Practice:
    """One practice of a group: its size and the form versions it answered."""

    code: str
    round: str
    list_size: Decimal | None
    form_versions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupTotals:
    """Everything that is kept of a group; ``+`` adds two groups without a practice in common.

    Attributes:
        practices: in the order of their codes.
        everyone: all practices and their patients.
        bases: how many practices shared each kind of figure.
        staff, headcount, vacancies: by role, without staff that a PCN pays.
        rooms, services: by kind and by service.
        trust, intentions, principles: by question, service and principle.
    """

    practices: tuple[Practice, ...] = ()
    everyone: Count = NOBODY
    bases: Mapping[str, Count] = field(default_factory=dict)
    levels: Mapping[str, LevelCounts] = field(default_factory=dict)
    gaps: Mapping[GapKey, GapCounts] = field(default_factory=dict)
    money: Mapping[MoneyKey, Decimal] = field(default_factory=dict)
    people: Mapping[PeopleKey, Decimal] = field(default_factory=dict)
    staff: Mapping[str, Decimal] = field(default_factory=dict)
    headcount: Mapping[str, Decimal] = field(default_factory=dict)
    vacancies: Mapping[str, Summed] = field(default_factory=dict)
    rooms: Mapping[str, Summed] = field(default_factory=dict)
    services: Mapping[str, ServiceCounts] = field(default_factory=dict)
    balances: Mapping[str, RoleBalance] = field(default_factory=dict)
    votes: Votes = field(default_factory=Votes)
    ranks: RankSums = field(default_factory=RankSums)
    weaknesses: Mapping[str, ThemeCounts] = field(default_factory=dict)
    minutes: Mapping[str, Histogram] = field(default_factory=dict)
    intentions: Mapping[str, ChoiceCounts] = field(default_factory=dict)
    trust: Mapping[str, ChoiceCounts] = field(default_factory=dict)
    principles: Mapping[str, ChoiceCounts] = field(default_factory=dict)
    amendments: tuple[str, ...] = ()
    duties: Mapping[str, DutyCounts] = field(default_factory=dict)
    contract: Mapping[str, DutyCounts] = field(default_factory=dict)
    people_counts: Mapping[str, PeopleCounts] = field(default_factory=dict)

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of the members."""
        return tuple(practice.code for practice in self.practices)

    def __add__(self, other: GroupTotals) -> GroupTotals:
        """Add another group's totals.

        Raises:
            StocktakeError: ``members_overlap`` when a practice is in both, naming the codes;
                ``rounds_differ`` when they are of different rounds.
        """
        return _together((self, other))


def _code(practice: Practice) -> str:
    return practice.code


def _added(counts: Sequence[Any]) -> Any:
    return reduce(add, counts)


_TABLES: Mapping[str, Callable[[Sequence[Any]], Any]] = {
    "bases": all_of,
    "levels": all_levels,
    "money": total,
    "people": total,
    "staff": total,
    "headcount": total,
    "vacancies": all_amounts,
    "rooms": all_amounts,
    "services": all_services,
    "balances": all_balances,
    "weaknesses": all_themes,
    "minutes": all_minutes,
    "intentions": all_choices,
    "trust": all_choices,
    "principles": all_choices,
    "duties": all_duties,
    "contract": all_duties,
    "people_counts": _added,
}
"""How the rows of each table are added up; the gaps have a way of their own."""


def _together(groups: Sequence[GroupTotals]) -> GroupTotals:
    """Add up groups in one go; refusals are those of ``add_totals``."""
    practices = tuple(sorted(chain(*[each.practices for each in groups]), key=_code))
    _refuse_overlap(practices)
    _refuse_other_round(practices)
    return GroupTotals(
        practices=practices,
        everyone=all_of([each.everyone for each in groups]),
        gaps=sum_gaps([each.gaps for each in groups]),
        votes=all_votes([each.votes for each in groups]),
        ranks=_added([each.ranks for each in groups]),
        amendments=tuple(sorted({text for each in groups for text in each.amendments})),
        **{
            name: sum_tables([getattr(each, name) for each in groups], add_up)
            for name, add_up in _TABLES.items()
        },
    )


def _refuse_overlap(practices: Sequence[Practice]) -> None:
    """Refuse a practice that is there twice: it would be counted twice."""
    twice = sorted({a.code for a, b in pairwise(practices) if a.code == b.code})
    if twice:
        raise StocktakeError(
            "members_overlap",
            f"{listed(twice)} {'is' if len(twice) == 1 else 'are'} in both files, and files that "
            "carry only totals cannot be told apart by practice.",
            "Ask for files that carry the practices' own returns, or leave one of the files out.",
        )


def _refuse_other_round(practices: Sequence[Practice]) -> None:
    """Refuse practices of different rounds."""
    rounds = sorted({practice.round for practice in practices})
    if len(rounds) > 1:
        raise StocktakeError(
            "rounds_differ",
            f"The files are about {listed(rounds)}, and different years are never added up.",
            "Combine the files of one year at a time.",
        )


def add_totals(groups: Iterable[GroupTotals]) -> GroupTotals:
    """Add any number of groups; none at all is an empty one.

    Raises:
        StocktakeError: ``members_overlap`` when two of them share a practice; ``rounds_differ``.
    """
    # Some at a time: one after another would copy what came before for each group anew, and all at
    # once would hold as many sums as there are groups.
    waiting: list[GroupTotals] = []
    for group in groups:
        waiting.append(group)
        if len(waiting) == _AT_A_TIME:
            waiting = [_together(waiting)]
    if len(waiting) > 1:
        return _together(waiting)
    return waiting[0] if waiting else GroupTotals()


def totals_of(members: Iterable[Member]) -> GroupTotals:
    """Add up the practices of a group.

    Raises:
        StocktakeError: ``members_overlap`` when one code stands twice; ``rounds_differ``.
    """
    held = list(members)
    return replace(add_totals(map(_one, held)), gaps=gaps_of(held))


def _one(member: Member) -> GroupTotals:
    """What one practice adds, without its gaps: those of all are counted at once."""
    size = member.list_size
    versions = tuple(sorted(member.form_versions.items()))
    return GroupTotals(
        practices=(Practice(member.code, member.round, size, versions),),
        everyone=one(size),
        bases={kind: one(size) for kind in (*shared_kinds(member), *_money_kinds(member))},
        levels={domain: count_level(member.level(domain), size) for domain in DOMAIN_IDS},
        money=_money(member),
        people=_people(member),
        staff=_staff(member, "wte"),
        headcount=_staff(member, "headcount"),
        vacancies=_vacancies(member),
        rooms={kind: Summed(amount, 1) for kind, amount in member.rooms.items()},
        services=_services(member),
        balances=role_balances(member),
        votes=votes_of(member),
        ranks=_ranks(member.top_five or ()),
        weaknesses=_weaknesses(member),
        minutes={service: count_minutes(value) for service, value in member.minutes.items()},
        intentions=_choices(member.intentions, size),
        trust=_choices(member.trust, size),
        principles=_choices(member.principles, size),
        amendments=tuple(sorted(set(member.amendments))),
        duties={
            duty.id: DutyCounts(int(duty.is_short), 1)
            for duty in member.duties or ()
            if duty.is_short is not None
        },
        contract={item: DutyCounts(int(holds), 1) for item, holds in member.contract.items()},
        people_counts=_people_counts(member),
    )


def shared_kinds(member: Member) -> tuple[str, ...]:
    """Which kinds of figure a practice shared, each of which has a base of its own."""
    kinds = {
        "ratings": member.has_levels,
        "gaps": bool(member.gaps),
        "priorities": bool(member.top_five),
        "needs": member.needs is not None,
        "weaknesses": member.weaknesses is not None,
        "staff": member.staff is not None,
        "money": member.money is not None,
        "duties": member.duties is not None,
    }
    return tuple(kind for kind, is_shared in kinds.items() if is_shared)


def _money_kinds(member: Member) -> list[str]:
    """The series of money a practice shared, so that one of them can be left out of a group."""
    return [money_kind(series) for series in sorted({each.series for each in member.money or ()})]


def money_kind(series: str) -> str:
    """What a series of money is called among the bases."""
    return f"money, {series}"


def _money(member: Member) -> dict[MoneyKey, Decimal]:
    sums: dict[MoneyKey, Decimal] = {}
    for line in member.money or ():
        key = (line.series, line.certainty, line.year, line.funding)
        sums[key] = plus(sums[key], line.gbp) if key in sums else line.gbp
    return sums


def _people(member: Member) -> dict[PeopleKey, Decimal]:
    sums: dict[PeopleKey, Decimal] = {}
    for line in member.people or ():
        key = (line.certainty, line.role, line.year, line.funding)
        sums[key] = plus(sums[key], line.wte) if key in sums else line.wte
    return sums


def _staff(member: Member, figure: str) -> dict[str, Decimal]:
    """Sum WTE or people by role; PCN-paid staff come from the PCN's own table instead."""
    found: dict[str, list[Decimal]] = {}
    for line in member.staff or ():
        amount = line.wte if figure == "wte" else line.headcount
        if amount is not None and not line.is_pcn_paid:
            found.setdefault(line.role, []).append(amount)
    return {role: total(amounts) for role, amounts in found.items()}


def _vacancies(member: Member) -> dict[str, Summed]:
    found: dict[str, list[Decimal]] = {}
    for line in member.staff or ():
        if line.vacancy_wte is not None and not line.is_pcn_paid:
            found.setdefault(line.role, []).append(line.vacancy_wte)
    return {role: Summed(total(amounts), 1) for role, amounts in found.items()}


def _services(member: Member) -> dict[str, ServiceCounts]:
    found: dict[str, ServiceCounts] = {}
    for line in member.services or ():
        # A service of a practice's own is nobody else's, so it adds up with no other.
        if line.service and line.service not in found:
            found[line.service] = _service(line, member.pcn)
    return found


def _service(line: ServiceLine, pcn: str) -> ServiceCounts:
    provided = {line.provided: 1} if line.provided else {}
    if line.volume is None:
        return ServiceCounts(provided)
    if line.provided == SHARED:
        return ServiceCounts(provided, shared={(pcn, line.unit): line.volume})
    if line.provided != OWN:
        return ServiceCounts(provided)
    return ServiceCounts(provided, own={line.unit: Summed(line.volume, 1)})


def _ranks(ranking: Sequence[RankedItem]) -> RankSums:
    """Rank a list; with something of the practice's own no other list ranks the same items."""
    is_own = any(ranked.kind != "expectation" for ranked in ranking)
    return mixed(1) if is_own else rank_sums(ranking)


def _weaknesses(member: Member) -> dict[str, ThemeCounts]:
    lines = member.weaknesses or ()
    return {
        theme: ThemeCounts(
            rows=sum(1 for line in lines if line.theme == theme),
            practices=one(member.list_size),
            high=sum(1 for line in lines if line.theme == theme and line.impact == "high"),
            examples=tuple(
                sorted({line.text for line in lines if line.theme == theme and line.text})
            ),
        )
        for theme in {line.theme for line in lines}
    }


def _choices(chosen: Mapping[str, str], size: Decimal | None) -> dict[str, ChoiceCounts]:
    return {question: ChoiceCounts({option: one(size)}) for question, option in chosen.items()}


def _people_counts(member: Member) -> dict[str, PeopleCounts]:
    return {
        item: PeopleCounts(
            counted.count,
            1,
            counted.base or 0,
            int(counted.base is not None),
            counted.count if counted.base is not None else 0,
        )
        for item, counted in member.people_counts.items()
    }
