"""Counts and sums that can be added to one another: the parts everything else is worked out from.

Each is a frozen value; ``+`` is commutative and associative to the last digit. Medians, shares and
indexes are never stored. Source: content/expectations.md G7.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from stocktake.merge.exact import NOTHING, plus, sum_tables, total
from stocktake.merge.member import Level, LevelStatus
from stocktake.units import round_half_up

_POINTS = 5
"""Points of the scale, and sizes of a gap: 0 to 4."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number of practices and their patients.

    Attributes:
        practices: how many.
        patients: the sum of their list sizes.
        without_list: how many of them gave no list size.
    """

    practices: int = 0
    patients: Decimal = NOTHING
    without_list: int = 0

    def __add__(self, other: Count) -> Count:
        """Add two counts."""
        if other is NOBODY or self is NOBODY:
            return self if other is NOBODY else other
        return Count(
            self.practices + other.practices,
            plus(self.patients, other.patients),
            self.without_list + other.without_list,
        )


NOBODY = Count()


def one(list_size: Decimal | None) -> Count:
    """Count one practice."""
    return Count(1, NOTHING if list_size is None else list_size, int(list_size is None))


def all_of(counts: Iterable[Count]) -> Count:
    """Add counts up."""
    held = [count for count in counts if count is not NOBODY]
    if len(held) < 2:
        return held[0] if held else NOBODY
    return Count(
        sum([count.practices for count in held]),
        total([count.patients for count in held]),
        sum([count.without_list for count in held]),
    )


@dataclass(frozen=True, slots=True)
class LevelCounts:
    """Practices at each level of one domain; not known and not applicable are counts of their own.

    Attributes:
        at: practices at levels 0 to 4.
    """

    at: tuple[Count, ...] = (NOBODY,) * _POINTS
    unknown: Count = NOBODY
    not_applicable: Count = NOBODY

    def __add__(self, other: LevelCounts) -> LevelCounts:
        """Add two groups."""
        return all_levels((self, other))

    @property
    def known(self) -> Count:
        """Practices with a level."""
        return all_of(self.at)


def all_levels(counts: Sequence[LevelCounts]) -> LevelCounts:
    """Add up the levels of one domain."""
    return LevelCounts(
        tuple(map(all_of, zip(*[each.at for each in counts], strict=True))),
        all_of([each.unknown for each in counts]),
        all_of([each.not_applicable for each in counts]),
    )


def count_level(level: Level, list_size: Decimal | None) -> LevelCounts:
    """Count one practice's level."""
    if level.status is LevelStatus.NOT_APPLICABLE:
        return LevelCounts(not_applicable=one(list_size))
    if level.level is None:
        return LevelCounts(unknown=one(list_size))
    return LevelCounts(at=_at(level.level, list_size))


@dataclass(frozen=True, slots=True)
class GapCounts:
    """Practices by size of gap in one domain and year, each against its own requirement."""

    at: tuple[Count, ...] = (NOBODY,) * _POINTS
    unknown: Count = NOBODY
    no_dated_expectation: Count = NOBODY
    not_applicable: Count = NOBODY

    def __add__(self, other: GapCounts) -> GapCounts:
        """Add two groups."""
        return all_gaps((self, other))

    @property
    def known(self) -> Count:
        """Practices with a dated expectation and a known level: the base of every share."""
        return all_of(self.at)

    @property
    def short(self) -> Count:
        """Practices below their requirement."""
        return all_of(self.at[1:])


def all_gaps(counts: Sequence[GapCounts]) -> GapCounts:
    """Add up the gaps of one domain and year."""
    return GapCounts(
        tuple(map(all_of, zip(*[each.at for each in counts], strict=True))),
        all_of([each.unknown for each in counts]),
        all_of([each.no_dated_expectation for each in counts]),
        all_of([each.not_applicable for each in counts]),
    )


def _at(point: int, list_size: Decimal | None) -> tuple[Count, ...]:
    return tuple(one(list_size) if index == point else NOBODY for index in range(_POINTS))


@dataclass(frozen=True, slots=True)
class ThemeCounts:
    """Weaknesses of one theme: how many, from which practices' patients, and shared examples.

    Attributes:
        rows: weaknesses listed.
        practices: practices that listed at least one, each once.
        high: weaknesses that matter most today.
        examples: sentences that practices chose to share, each once.
    """

    rows: int = 0
    practices: Count = NOBODY
    high: int = 0
    examples: tuple[str, ...] = ()

    def __add__(self, other: ThemeCounts) -> ThemeCounts:
        """Add two groups."""
        return all_themes((self, other))


def all_themes(counts: Sequence[ThemeCounts]) -> ThemeCounts:
    """Add up the weaknesses of one theme."""
    return ThemeCounts(
        sum([each.rows for each in counts]),
        all_of([each.practices for each in counts]),
        sum([each.high for each in counts]),
        tuple(sorted({example for each in counts for example in each.examples})),
    )


@dataclass(frozen=True, slots=True)
class ChoiceCounts:
    """Practices that chose each option of a question."""

    chosen: Mapping[str, Count] = field(default_factory=dict)

    def __add__(self, other: ChoiceCounts) -> ChoiceCounts:
        """Add two groups."""
        return all_choices((self, other))

    @property
    def answered(self) -> int:
        """Practices that answered."""
        return sum(count.practices for count in self.chosen.values())


def all_choices(counts: Sequence[ChoiceCounts]) -> ChoiceCounts:
    """Add up the answers to one question."""
    return ChoiceCounts(sum_tables([each.chosen for each in counts], all_of))


@dataclass(frozen=True, slots=True)
class Histogram:
    """Minutes in bins of one minute: how many practices at each."""

    bins: Mapping[int, int] = field(default_factory=dict)

    def __add__(self, other: Histogram) -> Histogram:
        """Add two groups."""
        return all_minutes((self, other))

    @property
    def answered(self) -> int:
        """Practices that answered."""
        return sum(self.bins.values())

    @property
    def values(self) -> tuple[int, ...]:
        """Every value, in order."""
        return tuple(sorted(Counter(self.bins).elements()))


def all_minutes(counts: Sequence[Histogram]) -> Histogram:
    """Add up the minutes of one service."""
    return Histogram(sum_tables([each.bins for each in counts], sum))


def count_minutes(minutes: Decimal) -> Histogram:
    """Count one practice's minutes in the nearest whole minute."""
    return Histogram({int(round_half_up(minutes)): 1})


@dataclass(frozen=True, slots=True)
class Summed:
    """An amount that practices gave, and how many gave one: rooms, vacancies, volumes."""

    amount: Decimal = NOTHING
    practices: int = 0

    def __add__(self, other: Summed) -> Summed:
        """Add two groups."""
        return all_amounts((self, other))


def all_amounts(amounts: Sequence[Summed]) -> Summed:
    """Add up what practices gave."""
    return Summed(
        total([each.amount for each in amounts]), sum([each.practices for each in amounts])
    )


@dataclass(frozen=True, slots=True)
class ServiceCounts:
    """One service: who provides it, and how much of it in a year.

    Attributes:
        provided: practices by who provides it to their patients.
        own: what practices provide themselves, by unit.
        shared: what each PCN provides for all its practices, by PCN and unit: the largest figure
            that any of them gave, so that one shared service is counted once
            (content/stocktake.md B.5).
    """

    provided: Mapping[str, int] = field(default_factory=dict)
    own: Mapping[str, Summed] = field(default_factory=dict)
    shared: Mapping[tuple[str, str], Decimal] = field(default_factory=dict)

    def __add__(self, other: ServiceCounts) -> ServiceCounts:
        """Add two groups."""
        return all_services((self, other))

    @property
    def volumes(self) -> dict[str, Decimal]:
        """All of it by unit, a shared service once for each PCN."""
        found = {unit: own.amount for unit, own in self.own.items()}
        for (_, unit), amount in self.shared.items():
            found[unit] = plus(found.get(unit, NOTHING), amount)
        return found


def all_services(counts: Sequence[ServiceCounts]) -> ServiceCounts:
    """Add up one service."""
    return ServiceCounts(
        sum_tables([each.provided for each in counts], sum),
        sum_tables([each.own for each in counts], all_amounts),
        sum_tables([each.shared for each in counts], max),
    )


@dataclass(frozen=True, slots=True)
class DutyCounts:
    """Practices short of a duty in force, out of those that can be told."""

    short: int = 0
    told: int = 0

    def __add__(self, other: DutyCounts) -> DutyCounts:
        """Add two groups."""
        return DutyCounts(self.short + other.short, self.told + other.told)


def all_duties(counts: Sequence[DutyCounts]) -> DutyCounts:
    """Add up one duty."""
    return DutyCounts(sum([each.short for each in counts]), sum([each.told for each in counts]))


@dataclass(frozen=True, slots=True)
class PeopleCounts:
    """People, such as leavers, out of ``base`` people, from so many practices.

    Attributes:
        with_base, count_with_base: practices that also say out of how many people, and their
            count: only these make a percentage.
    """

    count: int = 0
    practices: int = 0
    base: int = 0
    with_base: int = 0
    count_with_base: int = 0

    def __add__(self, other: PeopleCounts) -> PeopleCounts:
        """Add two groups."""
        return PeopleCounts(
            self.count + other.count,
            self.practices + other.practices,
            self.base + other.base,
            self.with_base + other.with_base,
            self.count_with_base + other.count_with_base,
        )


@dataclass(frozen=True, slots=True)
class RoleBalance:
    """What practices could share of a role and what they are short of, in WTE.

    Attributes:
        sharers: codes of the practices that could share.
        asked: practices that said what they need; the others are "not asked", never 0.
    """

    surplus: Decimal = NOTHING
    short: Decimal = NOTHING
    sharers: tuple[str, ...] = ()
    asked: int = 0
    not_asked: int = 0

    def __add__(self, other: RoleBalance) -> RoleBalance:
        """Add two groups."""
        return all_balances((self, other))


def all_balances(balances: Sequence[RoleBalance]) -> RoleBalance:
    """Add up what could be shared of one role."""
    return RoleBalance(
        total([each.surplus for each in balances]),
        total([each.short for each in balances]),
        tuple(sorted({code for each in balances for code in each.sharers})),
        sum([each.asked for each in balances]),
        sum([each.not_asked for each in balances]),
    )
