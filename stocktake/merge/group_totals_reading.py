"""The sums of a group read back from plain lists and texts (``group_totals_record``).

What could not have been written is refused with a ValueError.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import get_args

from stocktake.merge.agreement import RankSums
from stocktake.merge.counts import (
    ChoiceCounts,
    Count,
    DutyCounts,
    GapCounts,
    Histogram,
    LevelCounts,
    PeopleCounts,
    RoleBalance,
    ServiceCounts,
    ThemeCounts,
    all_of,
    one,
)
from stocktake.merge.group_numbers import (
    count_from,
    counts_from,
    number_from,
    summed_from,
    whole_from,
)
from stocktake.merge.group_totals_record import (
    AmountRecord,
    BalanceRecord,
    GapRecord,
    ItemRecord,
    ServiceRecord,
    TotalsRecord,
)
from stocktake.merge.member import CERTAINTIES, Series
from stocktake.merge.priorities import PLACES, ItemVotes, Votes
from stocktake.merge.totals import GroupTotals, Practice
from stocktake.questionnaire.scale import DOMAIN_IDS

_MOST_MINUTES = 1_000
_POINTS = 5


def totals_from(record: TotalsRecord, practices: tuple[Practice, ...]) -> GroupTotals:
    """Read the sums of a group.

    Raises:
        ValueError: they are not sums of these practices.
    """
    everyone = all_of(one(practice.list_size) for practice in practices)
    totals = GroupTotals(
        practices=practices,
        everyone=everyone,
        bases={kind: count_from(text) for kind, text in record.bases.items()},
        levels={domain: _levels_from(text) for domain, text in record.levels.items()},
        gaps={(each.certainty, each.domain, each.year): _gaps_from(each) for each in record.gaps},
        money=_amounts_from(record.money, get_args(Series)),
        people=_amounts_from(record.people, (*CERTAINTIES, "")),
        staff=_numbers_from(record.staff),
        headcount=_numbers_from(record.headcount),
        vacancies={role: summed_from(text) for role, text in record.vacancies.items()},
        rooms={kind: summed_from(text) for kind, text in record.rooms.items()},
        services={code: _service_from(each) for code, each in record.services.items()},
        balances={role: _balance_from(each) for role, each in record.balances.items()},
        votes=Votes(
            {each.item: _item_from(each) for each in record.votes},
            count_from(record.said),
            count_from(record.no_view),
        ),
        ranks=RankSums(
            record.ranks.doubled, record.ranks.lists, record.ranks.ties, record.ranks.is_mixed
        ),
        weaknesses={
            theme: ThemeCounts(
                each.rows, count_from(each.practices), each.high, tuple(each.examples)
            )
            for theme, each in record.weaknesses.items()
        },
        minutes={line: _histogram(bins) for line, bins in record.minutes.items()},
        intentions=_choices_from(record.intentions),
        trust=_choices_from(record.trust),
        principles=_choices_from(record.principles),
        contract={item: DutyCounts(*each) for item, each in record.contract.items()},
        people_counts={item: PeopleCounts(*each) for item, each in record.people_counts.items()},
    )
    _check(totals)
    return totals


def _levels_from(text: str) -> LevelCounts:
    *at, unknown, not_applicable = counts_from(text, _POINTS + 2)
    return LevelCounts(tuple(at), unknown, not_applicable)


def _gaps_from(record: GapRecord) -> GapCounts:
    *at, unknown, no_dated, not_applicable = counts_from(record.counts, _POINTS + 3)
    return GapCounts(tuple(at), unknown, no_dated, not_applicable)


def _amounts_from(
    records: Iterable[AmountRecord], firsts: tuple[str, ...]
) -> dict[tuple[str, str, int, str], Decimal]:
    found = {}
    for each in records:
        if each.first not in firsts:
            raise ValueError("no such series")
        found[each.first, each.second, each.year, each.funding] = number_from(each.amount)
    return found


def _numbers_from(texts: Mapping[str, str]) -> dict[str, Decimal]:
    return {key: number_from(text) for key, text in texts.items()}


def _choices_from(records: Mapping[str, Mapping[str, str]]) -> dict[str, ChoiceCounts]:
    return {
        question: ChoiceCounts({option: count_from(text) for option, text in each.items()})
        for question, each in records.items()
    }


def _service_from(record: ServiceRecord) -> ServiceCounts:
    return ServiceCounts(
        record.provided,
        {unit: summed_from(text) for unit, text in record.own.items()},
        {(pcn, unit): number_from(text) for pcn, unit, text in record.shared},
    )


def _balance_from(record: BalanceRecord) -> RoleBalance:
    return RoleBalance(
        number_from(record.surplus),
        number_from(record.short),
        tuple(record.sharers),
        record.asked,
        record.not_asked,
    )


def _item_from(record: ItemRecord) -> ItemVotes:
    return ItemVotes(
        record.item,
        record.label,
        record.kind,
        record.points,
        count_from(record.listed),
        count_from(record.support),
        record.due,
        record.impact,
    )


def _histogram(bins: Mapping[str, int]) -> Histogram:
    found = {whole_from(minute): count for minute, count in bins.items()}
    if any(minute > _MOST_MINUTES for minute in found):
        raise ValueError("no minutes of a service")
    return Histogram(found)


def _check(totals: GroupTotals) -> None:
    """Refuse sums that cannot be those of the practices.

    A count that is far too large would take all memory when it is looked at.
    """
    everyone = totals.everyone
    many = everyone.practices
    levels = {domain: _whole_of(counts) for domain, counts in totals.levels.items()}
    if set(levels) != set(DOMAIN_IDS) or any(each != everyone for each in levels.values()):
        raise ValueError("levels that are not those of the practices")
    if any(_whole_of(each).practices > many for each in totals.gaps.values()):
        raise ValueError("gaps that are not those of the practices")
    if any(domain not in DOMAIN_IDS for _, domain, _ in totals.gaps):
        raise ValueError("no such domain")
    votes = totals.votes
    items = votes.items.values()
    too_many = (each.points > PLACES * many or each.listed.practices > many for each in items)
    if votes.everyone != everyone or any(too_many):
        raise ValueError("lists that are not those of the practices")
    answered = [each.answered for each in (*totals.trust.values(), *totals.intentions.values())]
    answered += [each.answered for each in totals.minutes.values()]
    answered += [each.answered for each in totals.principles.values()]
    if any(count > many for count in answered):
        raise ValueError("more answers than practices")


def _whole_of(counts: LevelCounts | GapCounts) -> Count:
    found = counts.known + counts.unknown + counts.not_applicable
    return found + counts.no_dated_expectation if isinstance(counts, GapCounts) else found
