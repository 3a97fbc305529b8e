"""What of a PCN may travel on: sums that can be merged, and its practices' levels without names.

Made under the rule for leaving the PCN: no practice's own words, no duties, no codes beside
figures; minutes and intentions only where the group agreed. A practice is named only where it
ticked that it may be named outside. Source: content/expectations.md G6 and G7.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from stocktake.merge.counts import Count, LevelCounts, RoleBalance
from stocktake.merge.group_values import (
    HELD_MARK,
    NOT_APPLICABLE_MARK,
    UNKNOWN_MARK,
    Group,
    GroupRow,
    Response,
)
from stocktake.merge.leaving import level_shown
from stocktake.merge.member import (
    EXPECTATIONS_FORM,
    STOCKTAKE_FORM,
    Expected,
    LevelStatus,
    Member,
    RankedItem,
)
from stocktake.merge.priorities import Votes
from stocktake.merge.totals import GroupTotals, money_kind, totals_of
from stocktake.questionnaire.scale import DOMAIN_IDS

OWN_ITEM = "own"
"""Stands in a list of five for something of a practice's own, which is in its own words."""

_OF_STOCKTAKE = ("ratings", "gaps", "priorities", "needs", "weaknesses", "staff")
_OF_EXPECTATIONS = ("gaps", "duties")
_NOTHING: Mapping[str, str] = MappingProxyType({})


def as_it_leaves(member: Member, has_services: bool = False) -> Member:
    """Take out of a practice's figures what does not leave its PCN.

    Args:
        has_services: the group agreed that minutes and intentions leave it.
    """
    lines = member.weaknesses
    if lines is not None and not member.name_outside:
        lines = tuple(replace(line, text="") for line in lines)
    return replace(
        member,
        weaknesses=lines,
        top_five=_without_own_words(member.top_five),
        duties=None,
        amendments=(),
        intentions=member.intentions if has_services else _NOTHING,
        minutes=member.minutes if has_services else {},
    )


def _without_own_words(ranking: Sequence[RankedItem] | None) -> tuple[RankedItem, ...] | None:
    if ranking is None:
        return None
    return tuple(
        each if each.kind == "expectation" else RankedItem(each.place, OWN_ITEM, kind=OWN_ITEM)
        for each in ranking
    )


def totals_leaving(members: Iterable[Member], has_services: bool = False) -> GroupTotals:
    """Add up what may leave; who could share staff is told only of practices that may be named.

    Raises:
        StocktakeError: ``members_overlap`` when one code stands twice; ``rounds_differ``.
    """
    leaving = [as_it_leaves(member, has_services) for member in members]
    named = {member.code for member in leaving if member.name_outside}
    totals = totals_of(leaving)
    balances = {role: _sharers(each, named) for role, each in totals.balances.items()}
    return replace(totals, balances=balances)


def _sharers(balance: RoleBalance, named: set[str]) -> RoleBalance:
    return replace(balance, sharers=tuple(code for code in balance.sharers if code in named))


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupAbout:
    """What is told of a group beside its figures.

    Attributes:
        code, name: its own; the code may be blank.
        days: when what is counted was assessed; at least one.
        responses: the returns that came; those of practices that are not counted are passed over.
        missing: its practices from which nothing has come.
        has_services: the group agreed that minutes and intentions leave it.
    """

    code: str
    name: str
    days: tuple[date, ...]
    responses: tuple[Response, ...] = ()
    missing: tuple[Expected, ...] = ()
    has_services: bool = False


def group_of(members: Sequence[Member], about: GroupAbout) -> Group:
    """Make the group of some practices of one round, at least one, as their PCN counts them.

    Raises:
        StocktakeError: ``members_overlap`` when one code stands twice; ``rounds_differ``.
    """
    codes = {member.code for member in members}
    return Group(
        code=about.code,
        name=about.name,
        round=members[0].round,
        totals=totals_leaving(members, about.has_services),
        first_day=min(about.days),
        last_day=max(about.days),
        missing=tuple(sorted(about.missing, key=lambda each: (each.code, each.name))),
        rows=tuple(sorted(_row(member) for member in members if member.has_levels)),
        responses=tuple(sorted(each for each in about.responses if each.code in codes)),
        first_year=min(member.first_year for member in members),
        has_services=about.has_services,
        is_sample=all(member.is_sample for member in members),
    )


def _row(member: Member) -> GroupRow:
    levels = "".join(_mark(member, domain) for domain in DOMAIN_IDS)
    return GroupRow(levels, member.name if member.name_outside else "")


def _mark(member: Member, domain: str) -> str:
    level = level_shown(domain, member.level(domain))
    if level.status is LevelStatus.NOT_APPLICABLE:
        return NOT_APPLICABLE_MARK
    if level.status is LevelStatus.HELD:
        return HELD_MARK
    return UNKNOWN_MARK if level.level is None else str(level.level)


def without_forms(totals: GroupTotals, forms: Iterable[str]) -> GroupTotals:
    """Take out of a group's sums what was answered on some forms; the rest still counts.

    It gives what adding up the practices without those answers would give.
    """
    left_out = set(forms)
    if STOCKTAKE_FORM in left_out:
        totals = _without_stocktake(totals)
    if EXPECTATIONS_FORM in left_out:
        totals = replace(
            totals,
            gaps={},
            people={},
            duties={},
            money={key: each for key, each in totals.money.items() if key[0] == "safe_today"},
            bases=_bases(totals, _OF_EXPECTATIONS, "safe_today"),
        )
    return totals


def _without_stocktake(totals: GroupTotals) -> GroupTotals:
    """Keep what comes from other forms."""
    return GroupTotals(
        practices=totals.practices,
        everyone=totals.everyone,
        bases=_bases(totals, _OF_STOCKTAKE, "expectations"),
        levels=dict.fromkeys(totals.levels, LevelCounts(unknown=totals.everyone)),
        money={key: each for key, each in totals.money.items() if key[0] == "expectations"},
        people=totals.people,
        votes=Votes(no_view=totals.everyone),
        principles=totals.principles,
        amendments=totals.amendments,
        duties=totals.duties,
    )


def _bases(totals: GroupTotals, left_out: Iterable[str], money: str) -> dict[str, Count]:
    """Bases without some kinds; of money those practices that gave the series that is kept."""
    kept = money_kind(money)
    dropped = {*left_out, "money", money_kind("safe_today"), money_kind("expectations")} - {kept}
    found = {kind: count for kind, count in totals.bases.items() if kind not in dropped}
    return found | {"money": found[kept]} if kept in found else found
