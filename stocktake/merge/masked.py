"""Figures that are masked in every file, as they may be printed to these readers.

Source: content/expectations.md G6; content/stocktake.md B.1 rules 10 and 11.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from stocktake.merge.counts import PeopleCounts
from stocktake.merge.leaving import (
    contract_shown,
    held,
    intentions_shown,
    minutes_shown,
    people_in_words,
    people_percent_in_words,
    trust_shown,
)
from stocktake.merge.naming import Audience
from stocktake.merge.stats import Quartiles
from stocktake.merge.totals import GroupTotals


@dataclass(frozen=True, slots=True)
class Masked:
    """Masked figures of a group; ``COMPETITION_CAUTION`` stands wherever services are printed.

    Attributes:
        people: counts of people by item: leavers and the like.
        percentages: the same out of how many people.
        trust, intentions: counts at each option, or the words that they are held.
        minutes: median and quartiles by service, or the words that they are held.
        contract: "n of N practices", or the words that it is held.
    """

    people: Mapping[str, str]
    percentages: Mapping[str, str]
    trust: Mapping[str, Mapping[str, int] | str]
    intentions: Mapping[str, Mapping[str, int] | str]
    minutes: Mapping[str, Quartiles | str]
    contract: Mapping[str, str]


def masked(totals: GroupTotals, audience: Audience, group_consents: bool = False) -> Masked:
    """Show the masked figures to these readers.

    Args:
        group_consents: the group agreed that minutes and intentions may leave it.
    """
    people = totals.people_counts
    return Masked(
        people={item: _people(each) for item, each in people.items()},
        percentages={
            item: people_percent_in_words(each) if each.with_base != 1 else held(1)
            for item, each in people.items()
        },
        trust={question: trust_shown(choices) for question, choices in totals.trust.items()},
        intentions={
            service: intentions_shown(choices, audience, group_consents)
            for service, choices in totals.intentions.items()
        },
        minutes={
            service: minutes_shown(histogram, audience, group_consents)
            for service, histogram in totals.minutes.items()
        },
        contract={
            item: contract_shown(each.short, each.told) for item, each in totals.contract.items()
        },
    )


def _people(people: PeopleCounts) -> str:
    """A count of people; that of a single practice would be no figure of the PCN but its own."""
    if people.practices == 1:
        return held(people.practices)
    return people_in_words(people.count, people.practices)
