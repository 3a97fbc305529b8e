"""Groups of practices of which only sums travel, such as a PCN's in a file for its locality.

A group lists the codes of its members, so that an overlap is found though no member travels.
Uniting groups is a union of values, as uniting returns is, so a locality combined from localities
equals one combined from its PCNs. Which of two groups that share a practice is counted is told
when they are looked at (``standing``). Source: content/expectations.md G6 and G7.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from stocktake.merge.group_record import fingerprint
from stocktake.merge.group_values import Group


def unite_groups(groups: Iterable[Group]) -> tuple[Group, ...]:
    """Unite groups: each once, without those that a newer file of the same group replaces."""
    of_one_name: dict[tuple[str, str], list[Group]] = {}
    for group in groups:
        of_one_name.setdefault(group.identity, []).append(group)
    kept = [each for some in of_one_name.values() for each in _united(some)]
    # Of two that stand at one place the fingerprints, by which each was sorted, decide.
    return tuple(sorted(kept, key=_place))


def _united(groups: list[Group]) -> list[Group]:
    """Unite groups of the same name, in the order of their fingerprints."""
    if len(groups) == 1:
        return groups
    found: dict[str, Group] = {}
    for group in groups:
        key = fingerprint(group)
        held = found.get(key)
        found[key] = group if held is None else replace(held, within=held.within | group.within)
    return [
        group
        for _, group in sorted(found.items())
        if not any(replaces(other, group) for other in found.values())
    ]


def _place(group: Group) -> tuple[str, str, str]:
    return group.round, group.code, group.name


def replaces(newer: Group, older: Group) -> bool:
    """Whether one group holds all returns of another of the same name, none older, some newer.

    No clock has a part in it: a return is newer by its revision.
    """
    if (newer.identity, newer.is_sample) != (older.identity, older.is_sample):
        return False
    has, had = newer.revisions, older.revisions
    return has != had and all(
        key in has and has[key][0] == return_id and has[key][1] >= revision
        for key, (return_id, revision) in had.items()
    )


@dataclass(frozen=True, slots=True)
class Days:
    """The first and the last day on which what is counted was assessed."""

    first: date
    last: date


def days_of(groups: Iterable[Group]) -> Days | None:
    """The days of some groups; None where there is no group."""
    held = list(groups)
    if not held:
        return None
    return Days(min(each.first_day for each in held), max(each.last_day for each in held))
