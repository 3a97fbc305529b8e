"""The PCNs of an area, side by side, as far as they may be told apart.

Source: content/expectations.md G5 and G6.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from stocktake.merge.counts import PeopleCounts, all_of, one
from stocktake.merge.group_values import Group
from stocktake.merge.leaving import PartsShown, held, held_parts, parts_shown
from stocktake.merge.member import Expected
from stocktake.merge.population import population_of
from stocktake.merge.stats import level_stats
from stocktake.phrases import listed
from stocktake.questionnaire.scale import DOMAIN_IDS


@dataclass(frozen=True, slots=True)
class Part:
    """One PCN of an area.

    Attributes:
        within: larger groups whose files it came in, in words; blank when it came by itself.
        practices, out_of: practices that answered, and those there are.
        patients: of all list sizes that are known; None when none is.
        band: what is usual at that size.
        last_day: when the newest of its answers was assessed.
        medians: by domain, in words; those of too few practices are held.
        people: counts of people that are masked, by item, in words.
    """

    name: str
    code: str
    within: str
    practices: int
    out_of: int
    patients: Decimal | None
    band: str
    last_day: date
    medians: Mapping[str, str]
    people: Mapping[str, str]


def parts_of(groups: Sequence[Group], missing: Sequence[Expected]) -> tuple[Part, ...]:
    """Set the groups of an area beside one another, in their order."""
    still = {(each.code, each.name) for each in missing}
    medians = {domain: _medians(groups, domain) for domain in DOMAIN_IDS}
    people = people_shown(groups)
    parts = []
    for place, group in enumerate(groups):
        silent = [each for each in group.missing if (each.code, each.name) in still]
        everyone = all_of([group.totals.everyone, *(one(each.list_size) for each in silent)])
        size = population_of(everyone)
        parts.append(
            Part(
                group.name or group.code,
                group.code,
                listed(sorted(group.within)),
                group.totals.everyone.practices,
                everyone.practices,
                size.patients if size else None,
                size.band if size else "",
                group.last_day,
                {domain: words[place] for domain, words in medians.items()},
                {item: shown.parts[str(place)] for item, shown in people.items()},
            )
        )
    return tuple(parts)


def _medians(groups: Sequence[Group], domain: str) -> list[str]:
    """The middle of each group in a domain; of too few practices it is held."""
    counts = [group.totals.levels[domain] for group in groups]
    known = {str(place): each.known.practices for place, each in enumerate(counts)}
    apart = held_parts(known)
    words = []
    for place, each in enumerate(counts):
        answered = known[str(place)]
        if not answered:
            words.append("none answered")
        else:
            is_held = str(place) in apart
            words.append(held(answered) if is_held else level_stats(each).median_words)
    return words


def people_shown(groups: Sequence[Group]) -> dict[str, PartsShown]:
    """Counts of people by group and in all, masked so that none can be worked out."""
    found = {}
    for item in sorted({item for group in groups for item in group.totals.people_counts}):
        counts = [group.totals.people_counts.get(item, PeopleCounts()) for group in groups]
        found[item] = parts_shown(
            {str(place): each.count for place, each in enumerate(counts)},
            {str(place): each.practices for place, each in enumerate(counts)},
        )
    return found
