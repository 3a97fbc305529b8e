"""What may be shown to whom: the one rule for small numbers, inside a PCN and leaving it.

Suppression is on display only, never in stored sums. A held figure says how many answered and that
it is held; it is never blank and never 0. Source: content/expectations.md G6; content/stocktake.md
B.1 rules 10 and 11.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from stocktake.merge.counts import (
    ChoiceCounts,
    DutyCounts,
    GapCounts,
    Histogram,
    LevelCounts,
    PeopleCounts,
)
from stocktake.merge.exact import percent
from stocktake.merge.member import GapCell, GapKind, Level, LevelStatus
from stocktake.merge.naming import Audience
from stocktake.merge.stats import LevelStats, Quartiles, level_stats, quartiles
from stocktake.merge.words import of_practices, percent_in_words

RANGE_PRACTICES = 3
"""Practices from which lowest and highest may leave the PCN."""

DISTRIBUTION_PRACTICES = 5
"""Practices from which distributions, medians and quartiles may leave the PCN."""

HELD_BELOW = 5
"""Practices that finance, trust, minutes and intentions need, inside and outside."""

NEVER_BY_PRACTICE = frozenset({"finance"})
"""Domains that are only shown as a figure of a whole group, inside and outside."""

WHY_HELD = (
    "Finance is shown only as a figure of the whole PCN, and only from five practices; it is never "
    "shown by practice, whoever agreed to be named. “held” is an answer that is not shown."
)
"""Printed wherever levels or gaps of practices stand side by side."""

COUNTED_FROM = 3
"""Practices from which duties overdue and contract-sensitive answers are counted."""

PEOPLE_FROM = 5
"""People below which a count prints "<5"."""

BASE_FROM = 10
"""People below the line under which a percentage is held."""

COMPETITION_CAUTION = (
    "Each practice decides its own prices and which services it offers. Do not agree these with "
    "other practices. Make a joint offer only through your PCN or federation, and take advice "
    "first."
)
"""Printed wherever services, prices or minutes are exported or merged."""


def held(answered: int) -> str:
    """What stands in place of a figure that may not be shown."""
    return f"{answered} answered, held"


def people_in_words(count: int, practices: int) -> str:
    """A masked count of people: 1 to 4 print "<5"."""
    if not practices:
        return "none answered"
    return f"<{PEOPLE_FROM}" if 0 < count < PEOPLE_FROM else str(count)


def people_percent_in_words(people: PeopleCounts) -> str:
    """A masked percentage; held when its count is masked or too few people are below the line."""
    if not people.with_base:
        return "none answered"
    share = percent(people.count_with_base, people.base)
    is_small = 0 < people.count_with_base < PEOPLE_FROM
    if share is None or people.base < BASE_FROM or is_small:
        return held(people.with_base)
    return percent_in_words(share)


@dataclass(frozen=True, slots=True)
class DomainShown:
    """What may be shown of a domain; a part that is held carries the words of ``held``.

    Attributes:
        total: "4 of 4 answered".
        counts, stats: None when the distribution is held; ``stats.index`` goes with it.
        lowest, highest: the range; None when nobody has a level, or it is held.
    """

    total: str
    range_words: str
    median_words: str
    counts: LevelCounts | None
    stats: LevelStats | None
    lowest: int | None = None
    highest: int | None = None


def level_shown(domain: str, level: Level) -> Level:
    """A practice's level as others may see it; held in a domain that is never shown by practice."""
    if domain in NEVER_BY_PRACTICE and level.level is not None:
        return Level(status=LevelStatus.HELD)
    return level


def gap_shown(domain: str, cell: GapCell) -> GapCell:
    """A practice's gap as others may see it; held as ``level_shown`` holds its level."""
    if domain in NEVER_BY_PRACTICE and cell.kind is GapKind.GAP:
        return GapCell(GapKind.HELD)
    return cell


def are_gaps_held(domain: str, counts: GapCounts, audience: Audience) -> bool:
    """Whether too few practices have a gap in a domain to say how many are short."""
    is_few = 0 < counts.known.practices < DISTRIBUTION_PRACTICES
    return is_few and (audience is Audience.OUTSIDE or domain in NEVER_BY_PRACTICE)


def domain_shown(
    counts: LevelCounts, practices: int, audience: Audience, domain: str = ""
) -> DomainShown:
    """Show of a domain what these readers may see."""
    stats = level_stats(counts)
    answered = stats.answered
    outside = audience is Audience.OUTSIDE
    total = f"{answered} of {practices} answered"
    if not answered:
        return DomainShown(total, "none answered", "none answered", counts, stats)
    is_masked = domain in NEVER_BY_PRACTICE and answered < HELD_BELOW
    hold_range = is_masked or (outside and answered < RANGE_PRACTICES)
    hold_spread = is_masked or (outside and answered < DISTRIBUTION_PRACTICES)
    return DomainShown(
        total,
        held(answered) if hold_range else stats.range_words,
        held(answered) if hold_spread else stats.median_words,
        None if hold_spread else counts,
        None if hold_spread else stats,
        None if hold_range else stats.minimum,
        None if hold_range else stats.maximum,
    )


def trust_shown(choices: ChoiceCounts) -> dict[str, int] | str:
    """Trust answers as counts at each option, from five practices, inside and outside."""
    return _counts_from_five(choices)


def _counts_from_five(choices: ChoiceCounts) -> dict[str, int] | str:
    if choices.answered < HELD_BELOW:
        return held(choices.answered)
    return {option: count.practices for option, count in sorted(choices.chosen.items())}


def intentions_shown(
    choices: ChoiceCounts, audience: Audience, group_consents: bool = False
) -> dict[str, int] | str:
    """Intentions for one service as counts, from five practices; outside only by consent."""
    if audience is Audience.OUTSIDE and not group_consents:
        return held(choices.answered)
    return _counts_from_five(choices)


def minutes_shown(
    histogram: Histogram, audience: Audience, group_consents: bool = False
) -> Quartiles | str:
    """Minutes as median and quartiles, from five practices; outside only by consent."""
    found = quartiles(histogram)
    few = histogram.answered < HELD_BELOW
    if found is None or few or (audience is Audience.OUTSIDE and not group_consents):
        return held(histogram.answered)
    return found


def duty_shown(duty: DutyCounts, audience: Audience) -> str | None:
    """How many practices are short of a duty in force, never which; None is not sent at all."""
    if audience is Audience.OUTSIDE:
        return None
    if duty.told < COUNTED_FROM:
        return held(duty.told)
    return of_practices(duty.short, duty.told)


def contract_shown(holds: int, answered: int) -> str:
    """An answer about the contract, only as "n of N practices" with n at least 3."""
    if holds < COUNTED_FROM:
        return held(answered)
    return of_practices(holds, answered)


@dataclass(frozen=True, slots=True)
class PartsShown:
    """Counts of people in parts, beside their total, as they may be printed."""

    parts: Mapping[str, str]
    total: str


def parts_shown(parts: Mapping[str, int], answered: Mapping[str, int]) -> PartsShown:
    """Mask parts so that no masked part can be worked out from the total and the others.

    A part of 1 to 4 prints "<5". While one of those could still be worked out, the smallest part
    that is shown is held as well, and when no part is left the total is held.

    Args:
        parts: people by part, such as a PCN of a place.
        answered: practices that answered, by part.
    """
    whole = sum(parts.values())
    masked = {name for name, count in parts.items() if 0 < count < PEOPLE_FROM}
    # What a part of one practice says is that practice's own figure.
    also_held = {name for name in parts.keys() - masked if answered[name] == 1}
    spare = sorted(
        parts.keys() - masked - also_held, key=lambda name: (parts[name] == 0, parts[name], name)
    )
    if len(masked | also_held) == 1 and also_held and spare:
        also_held.add(spare.pop(0))
    # A part of 0 is held last: it hides the least.
    while masked and _can_be_worked_out(parts, masked, also_held, whole) and spare:
        also_held.add(spare.pop(0))
    hold_total = bool(masked) and _can_be_worked_out(parts, masked, also_held, whole)
    hold_total = hold_total or len(masked | also_held) == 1 == len(also_held)
    shown = {name: people_in_words(count, answered[name]) for name, count in parts.items()}
    shown |= {name: held(answered[name]) for name in also_held}
    everyone = sum(answered.values())
    return PartsShown(shown, held(everyone) if hold_total else people_in_words(whole, everyone))


def held_parts(answered: Mapping[str, int]) -> frozenset[str]:
    """Parts whose distributions are held beside that of the whole.

    Those of too few practices are, and while what is held could still be worked out as a figure of
    too few, by taking the parts that are shown from the whole, the smallest of those is held too.

    Args:
        answered: practices that answered, by part.
    """
    apart = {name for name, count in answered.items() if 0 < count < DISTRIBUTION_PRACTICES}
    shown = sorted(
        (name for name, count in answered.items() if count >= DISTRIBUTION_PRACTICES),
        key=lambda name: (answered[name], name),
    )
    while apart and shown and sum(answered[name] for name in apart) < DISTRIBUTION_PRACTICES:
        apart.add(shown.pop(0))
    return frozenset(apart)


def _can_be_worked_out(
    parts: Mapping[str, int], masked: set[str], also_held: set[str], whole: int
) -> bool:
    """Whether the total and the parts shown leave only one value for a masked part.

    A reader knows that a masked part is 1 to 4, that a held one is 0 or at least 5, and that a
    masked total is 1 to 4.
    """
    shown = sum(count for name, count in parts.items() if name not in masked | also_held)
    wholes = range(1, PEOPLE_FROM) if 0 < whole < PEOPLE_FROM else (whole,)
    rests = {each - shown for each in wholes if each >= shown}
    most = max(rests)
    for name in masked:
        others = _sums(most, len(masked - {name}), len(also_held))
        fits = {own for own in range(1, PEOPLE_FROM) if any(rest - own in others for rest in rests)}
        if len(fits) < 2:
            return True
    return False


def _sums(most: int, masked: int, also_held: int) -> set[int]:
    """Every sum up to ``most`` that so many masked and held parts could have."""
    sums = {0}
    for choices in _domains(most, masked, also_held):
        sums = {a + b for a in sums for b in choices if a + b <= most}
    return sums


def _domains(most: int, masked: int, also_held: int) -> Iterable[tuple[int, ...]]:
    for _ in range(masked):
        yield tuple(range(1, PEOPLE_FROM))
    for _ in range(also_held):
        yield (0, *range(PEOPLE_FROM, most + 1))
