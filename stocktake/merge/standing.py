"""Which groups are counted where practices stand in more than one: every practice once.

A group's sums cannot be told apart by practice. So its practices' own returns are left out beside
it, unless all of them are here: then they are counted, and the group is not. Of groups that share a
practice the one with the newer answers is counted until a person chooses.
Source: content/expectations.md G7 rules 3 and 5.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from stocktake.errors import Problem
from stocktake.merge.decisions import Decision, latest
from stocktake.merge.group_record import fingerprint
from stocktake.merge.group_values import Group
from stocktake.merge.versions import VersionKey
from stocktake.phrases import listed
from stocktake.questionnaire.submission import Identity

GROUP_TOTALS = "group_totals"
"""Stands in a decision in the place of a form."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """Groups that share practices.

    Attributes:
        groups: all of them, the one that is counted first.
        counted: those that are counted; two of them share no practice.
        codes: the practices that stand in more than one.
        decision: what a person chose.
    """

    groups: tuple[Group, ...]
    counted: tuple[Group, ...]
    codes: tuple[str, ...]
    decision: Decision | None


@dataclass(frozen=True, slots=True)
class Standing:
    """What is counted of some groups, and why the others are not.

    Attributes:
        counted: no two of them share a practice.
        left_out: each with the reason in words.
        own_left_out: codes of practices whose own returns are in a group that is counted.
    """

    counted: tuple[Group, ...] = ()
    left_out: tuple[tuple[Group, str], ...] = ()
    overlaps: tuple[Overlap, ...] = ()
    own_left_out: frozenset[str] = frozenset()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What a person has to know or to choose."""
        return (*map(_overlap_problem, self.overlaps), *self._own_problems())

    def _own_problems(self) -> Iterable[Problem]:
        for group in self.counted:
            twice = sorted(group.codes & self.own_left_out)
            if twice:
                yield Problem(
                    "counted_in_totals",
                    group.name or group.code,
                    f"{listed(twice)} sent {'its' if len(twice) == 1 else 'their'} own file as "
                    "well. It is counted once, in the totals of the PCN.",
                    "If that file is newer, ask the PCN for a new file that holds it.",
                )


def _overlap_problem(overlap: Overlap) -> Problem:
    names = listed(sorted({group.name or group.code for group in overlap.groups}))
    used = listed([group.name or group.code for group in overlap.counted])
    twice = f"{listed(overlap.codes)} {'is' if len(overlap.codes) == 1 else 'are'}"
    return Problem(
        "practice_in_two_groups",
        names,
        f"{twice} in more than one of these files, and totals cannot be told apart by practice. "
        f"Counted once, in the file of {used}.",
        "Ask which PCN each belongs to, or for a new file that leaves it out.",
    )


def standing(
    groups: Iterable[Group],
    round_label: str,
    own_codes: frozenset[str] = frozenset(),
    decisions: Iterable[Decision] = (),
    *,
    with_samples: bool = False,
) -> Standing:
    """Say which groups are counted.

    Args:
        groups: all there are, united.
        round_label: the round that is looked at.
        own_codes: practices whose own returns are here.
        decisions: what was chosen between groups.
        with_samples: made-up groups count, because nothing here is real.
    """
    left_out: list[tuple[Group, str]] = []
    able: list[Group] = []
    for group in groups:
        why = _why_not(group, round_label, own_codes, with_samples)
        if why:
            left_out.append((group, why))
        else:
            able.append(group)
    overlaps, counted = [], []
    made = tuple(decisions)
    for together in _sharing(able):
        kept, decision = _settle(together, made)
        counted += kept
        if len(together) > 1:
            others = [group for group in together if group not in kept]
            overlaps.append(
                Overlap((*kept, *others), tuple(kept), _shared_codes(together), decision)
            )
            left_out += [(group, "Another file of these practices is used.") for group in others]
    covered = frozenset().union(*(group.codes for group in counted))
    return Standing(
        tuple(sorted(counted, key=lambda each: (each.name, each.code, fingerprint(each)))),
        tuple(left_out),
        tuple(overlaps),
        own_codes & covered,
    )


def _why_not(group: Group, round_label: str, own: frozenset[str], with_samples: bool) -> str:
    if group.round != round_label:
        return f"It is about {group.round}, not {round_label}."
    if group.is_sample and not with_samples:
        return "It is a made-up example."
    if group.codes <= own:
        return "The practices' own files are here."
    return ""


def _sharing(groups: Sequence[Group]) -> list[list[Group]]:
    """Gather groups that share practices, directly or through others."""
    found: list[tuple[set[str], list[Group]]] = []
    for group in groups:
        codes, together = set(group.codes), [group]
        apart = []
        for known, held in found:
            if known & codes:
                codes |= known
                together = held + together
            else:
                apart.append((known, held))
        found = [*apart, (codes, together)]
    return [held for _, held in found]


def _shared_codes(groups: Sequence[Group]) -> tuple[str, ...]:
    seen: set[str] = set()
    twice: set[str] = set()
    for group in groups:
        twice |= group.codes & seen
        seen |= group.codes
    return tuple(sorted(twice))


def _settle(
    groups: Sequence[Group], decisions: Iterable[Decision]
) -> tuple[list[Group], Decision | None]:
    """Choose groups that share no practice: what a person chose first, then the newest."""
    keys = {_key(group): group for group in groups}
    settling = [each for each in decisions if _is_ours(each) and each.settles(keys)]
    last = latest(settling)
    decision = last[0] if len({each.chosen for each in last}) == 1 else None
    ordered = sorted(
        keys, key=lambda key: (keys[key].last_day, len(keys[key].codes), key), reverse=True
    )
    if decision is not None:
        ordered.remove(decision.chosen)
        ordered.insert(0, decision.chosen)
    kept: list[Group] = []
    taken: set[str] = set()
    for key in ordered:
        if not keys[key].codes & taken:
            kept.append(keys[key])
            taken |= keys[key].codes
    return kept, decision


def _key(group: Group) -> VersionKey:
    return VersionKey("", 0, fingerprint(group))


def _is_ours(decision: Decision) -> bool:
    return decision.identity.form_id == GROUP_TOTALS


def choose_group(
    chosen: Group,
    overlap: Overlap,
    decisions: Iterable[Decision],
    made_by: str = "",
    made_on: date | None = None,
    reason: str = "",
) -> Decision:
    """Record that one of several groups that share practices counts; the others give way to it."""
    considered = frozenset(map(_key, overlap.groups))
    before = [d.number for d in decisions if _is_ours(d) and d.considered & considered]
    return Decision(
        identity=Identity(GROUP_TOTALS, "pcn", chosen.code or chosen.name, chosen.round),
        chosen=_key(chosen),
        considered=considered,
        number=max(before, default=0) + 1,
        made_by=made_by,
        made_on=made_on,
        reason=reason,
    )
