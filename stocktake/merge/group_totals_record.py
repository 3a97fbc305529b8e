"""The sums of a group as plain lists and texts; ``group_totals_reading`` reads them back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated

import msgspec

from stocktake.merge.counts import (
    ChoiceCounts,
    GapCounts,
    LevelCounts,
    RoleBalance,
    ServiceCounts,
)
from stocktake.merge.group_numbers import count_text, counts_text, number_text, summed_text
from stocktake.merge.member import Certainty
from stocktake.merge.priorities import ItemVotes
from stocktake.merge.totals import GroupTotals

Whole = Annotated[int, msgspec.Meta(ge=0, le=100_000_000)]
Text = Annotated[str, msgspec.Meta(max_length=32_000)]
Code = Annotated[str, msgspec.Meta(max_length=200)]
Year = Annotated[int, msgspec.Meta(ge=2000, le=2199)]


class AmountRecord(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    """Money or WTE in one year: series or certainty, certainty or role, year, funding, amount."""

    first: Code
    second: Code
    year: Year
    funding: Code
    amount: str


class GapRecord(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    """Gaps of one view, domain and year."""

    certainty: Certainty
    domain: Code
    year: Year
    counts: str


class ThemeRecord(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    """Weaknesses of one theme."""

    rows: Whole
    practices: str
    high: Whole
    examples: list[Text]


class ItemRecord(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    """What the confirmed lists give one item."""

    item: Code
    label: Text
    kind: Code
    points: Whole
    listed: str
    support: str
    due: date | None
    impact: Whole | None


class BalanceRecord(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    """What could be shared of one role."""

    surplus: str
    short: str
    sharers: list[Code]
    asked: Whole
    not_asked: Whole


class ServiceRecord(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    """Who provides one service, and how much."""

    provided: dict[Code, Whole]
    own: dict[Code, str]
    shared: list[tuple[Text, Code, str]]


class RanksRecord(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    """Sums of ranks."""

    doubled: dict[Code, Whole]
    lists: Whole
    ties: Whole
    is_mixed: bool


class TotalsRecord(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """Sums as a workbook carries them; duties and people's own words of change never travel."""

    bases: dict[Code, str] = {}
    levels: dict[Code, str] = {}
    gaps: list[GapRecord] = []
    money: list[AmountRecord] = []
    people: list[AmountRecord] = []
    staff: dict[Code, str] = {}
    headcount: dict[Code, str] = {}
    vacancies: dict[Code, str] = {}
    rooms: dict[Code, str] = {}
    services: dict[Code, ServiceRecord] = {}
    balances: dict[Code, BalanceRecord] = {}
    votes: list[ItemRecord] = []
    said: str = ""
    no_view: str = ""
    ranks: RanksRecord = msgspec.field(default_factory=lambda: RanksRecord({}, 0, 0, False))
    weaknesses: dict[Code, ThemeRecord] = {}
    minutes: dict[Code, dict[Code, Whole]] = {}
    intentions: dict[Code, dict[Code, str]] = {}
    trust: dict[Code, dict[Code, str]] = {}
    principles: dict[Code, dict[Code, str]] = {}
    contract: dict[Code, tuple[Whole, Whole]] = {}
    people_counts: dict[Code, tuple[Whole, Whole, Whole, Whole, Whole]] = {}


def totals_record(totals: GroupTotals) -> TotalsRecord:
    """Write the sums of a group."""
    return TotalsRecord(
        bases={kind: count_text(count) for kind, count in sorted(totals.bases.items())},
        levels={domain: _levels_text(counts) for domain, counts in sorted(totals.levels.items())},
        gaps=[GapRecord(*key, _gaps_text(counts)) for key, counts in sorted(totals.gaps.items())],
        money=_amounts(totals.money),
        people=_amounts(totals.people),
        staff=_numbers(totals.staff),
        headcount=_numbers(totals.headcount),
        vacancies={role: summed_text(each) for role, each in sorted(totals.vacancies.items())},
        rooms={kind: summed_text(each) for kind, each in sorted(totals.rooms.items())},
        services={code: _service(each) for code, each in sorted(totals.services.items())},
        balances={role: _balance(each) for role, each in sorted(totals.balances.items())},
        votes=[_item(each) for _, each in sorted(totals.votes.items.items())],
        said=count_text(totals.votes.said),
        no_view=count_text(totals.votes.no_view),
        ranks=RanksRecord(
            dict(sorted(totals.ranks.doubled.items())),
            totals.ranks.lists,
            totals.ranks.ties,
            totals.ranks.is_mixed,
        ),
        weaknesses={
            theme: ThemeRecord(
                each.rows, count_text(each.practices), each.high, list(each.examples)
            )
            for theme, each in sorted(totals.weaknesses.items())
        },
        minutes={
            line: {str(minute): count for minute, count in sorted(each.bins.items())}
            for line, each in sorted(totals.minutes.items())
        },
        intentions=_choices(totals.intentions),
        trust=_choices(totals.trust),
        principles=_choices(totals.principles),
        contract={item: (each.short, each.told) for item, each in sorted(totals.contract.items())},
        people_counts={
            item: (each.count, each.practices, each.base, each.with_base, each.count_with_base)
            for item, each in sorted(totals.people_counts.items())
        },
    )


def _levels_text(counts: LevelCounts) -> str:
    return counts_text((*counts.at, counts.unknown, counts.not_applicable))


def _gaps_text(counts: GapCounts) -> str:
    return counts_text(
        (*counts.at, counts.unknown, counts.no_dated_expectation, counts.not_applicable)
    )


def _amounts(table: Mapping[tuple[str, str, int, str], Decimal]) -> list[AmountRecord]:
    return [AmountRecord(*key, number_text(amount)) for key, amount in sorted(table.items())]


def _numbers(table: Mapping[str, Decimal]) -> dict[str, str]:
    return {key: number_text(amount) for key, amount in sorted(table.items())}


def _choices(table: Mapping[str, ChoiceCounts]) -> dict[str, dict[str, str]]:
    return {
        question: {option: count_text(count) for option, count in sorted(each.chosen.items())}
        for question, each in sorted(table.items())
    }


def _service(counts: ServiceCounts) -> ServiceRecord:
    return ServiceRecord(
        dict(sorted(counts.provided.items())),
        {unit: summed_text(own) for unit, own in sorted(counts.own.items())},
        [(*key, number_text(amount)) for key, amount in sorted(counts.shared.items())],
    )


def _balance(balance: RoleBalance) -> BalanceRecord:
    return BalanceRecord(
        number_text(balance.surplus),
        number_text(balance.short),
        list(balance.sharers),
        balance.asked,
        balance.not_asked,
    )


def _item(votes: ItemVotes) -> ItemRecord:
    return ItemRecord(
        votes.item,
        votes.label,
        votes.kind,
        votes.points,
        count_text(votes.listed),
        count_text(votes.support),
        votes.due,
        votes.impact,
    )
