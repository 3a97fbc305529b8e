"""Counts and sums that can be added to one another: the parts everything else is worked out from.

Each is a frozen value; ``+`` is commutative and associative to the last digit. Medians, shares and
indexes are never stored. Source: content/expectations.md G7.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from operator import add

from stocktake.merge.exact import NOTHING, add_tables, plus
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
    answer = NOBODY
    for count in counts:
        answer += count
    return answer


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
        return LevelCounts(
            tuple(map(add, self.at, other.at)),
            self.unknown + other.unknown,
            self.not_applicable + other.not_applicable,
        )

    @property
    def known(self) -> Count:
        """Practices with a level."""
        return all_of(self.at)


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
        return GapCounts(
            tuple(map(add, self.at, other.at)),
            self.unknown + other.unknown,
            self.no_dated_expectation + other.no_dated_expectation,
            self.not_applicable + other.not_applicable,
        )

    @property
    def known(self) -> Count:
        """Practices with a dated expectation and a known level: the base of every share."""
        return all_of(self.at)

    @property
    def short(self) -> Count:
        """Practices below their requirement."""
        return all_of(self.at[1:])


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
        return ThemeCounts(
            self.rows + other.rows,
            self.practices + other.practices,
            self.high + other.high,
            tuple(sorted({*self.examples, *other.examples})),
        )


@dataclass(frozen=True, slots=True)
class ChoiceCounts:
    """Practices that chose each option of a question."""

    chosen: Mapping[str, Count] = field(default_factory=dict)

    def __add__(self, other: ChoiceCounts) -> ChoiceCounts:
        """Add two groups."""
        return ChoiceCounts(add_tables(self.chosen, other.chosen, add))

    @property
    def answered(self) -> int:
        """Practices that answered."""
        return sum(count.practices for count in self.chosen.values())


@dataclass(frozen=True, slots=True)
class Histogram:
    """Minutes in bins of one minute: how many practices at each."""

    bins: Mapping[int, int] = field(default_factory=dict)

    def __add__(self, other: Histogram) -> Histogram:
        """Add two groups."""
        return Histogram(add_tables(self.bins, other.bins, add))

    @property
    def answered(self) -> int:
        """Practices that answered."""
        return sum(self.bins.values())

    @property
    def values(self) -> tuple[int, ...]:
        """Every value, in order."""
        return tuple(sorted(Counter(self.bins).elements()))


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
        return Summed(plus(self.amount, other.amount), self.practices + other.practices)


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
        return ServiceCounts(
            add_tables(self.provided, other.provided, add),
            add_tables(self.own, other.own, add),
            add_tables(self.shared, other.shared, max),
        )

    @property
    def volumes(self) -> dict[str, Decimal]:
        """All of it by unit, a shared service once for each PCN."""
        found = {unit: own.amount for unit, own in self.own.items()}
        for (_, unit), amount in self.shared.items():
            found[unit] = plus(found.get(unit, NOTHING), amount)
        return found


@dataclass(frozen=True, slots=True)
class DutyCounts:
    """Practices short of a duty in force, out of those that can be told."""

    short: int = 0
    told: int = 0

    def __add__(self, other: DutyCounts) -> DutyCounts:
        """Add two groups."""
        return DutyCounts(self.short + other.short, self.told + other.told)


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
        return RoleBalance(
            plus(self.surplus, other.surplus),
            plus(self.short, other.short),
            tuple(sorted({*self.sharers, *other.sharers})),
            self.asked + other.asked,
            self.not_asked + other.not_asked,
        )
