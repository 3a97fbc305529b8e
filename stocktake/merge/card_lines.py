"""Lines of practices' rate cards put together: minutes as quartiles, a year's costs as sums.

A line of one practice meets another's where both are the same service of the stocktake, or have the
same name, and the same unit; a line in another unit is another line and is never added to it. Only
histograms and sums are kept, so that the order of practices makes no difference and pools of pools
are the pool. What is shown comes from five practices or is held, never one practice's own.
Source: content/expectations.md C1, G6 and G7.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import reduce
from operator import add

from stocktake.errors import StocktakeError
from stocktake.merge.counts import Histogram, count_minutes
from stocktake.merge.exact import add_tables, plus
from stocktake.merge.leaving import HELD_BELOW, held, minutes_shown
from stocktake.merge.naming import Audience
from stocktake.merge.stats import Quartiles
from stocktake.rates.pooled_cost import PARTS, PooledCost


@dataclass(frozen=True, slots=True, order=True)
class LineIdentity:
    """What makes lines of two practices the same: the service or name, and the unit."""

    name: str
    unit: str


@dataclass(frozen=True, slots=True)
class LineName:
    """What a line is called.

    Attributes:
        name: as it is written.
        service: the service of the stocktake that it is; blank for one of the practice's own.
        unit: what one of it is, such as visit.
    """

    name: str
    service: str
    unit: str

    @property
    def identity(self) -> LineIdentity:
        """Which line it is, whatever case and spaces it is written in."""
        return LineIdentity(_folded(self.called), _folded(self.unit))

    @property
    def called(self) -> str:
        """What it is called among practices: the service, before any name of their own."""
        return self.service or self.name


@dataclass(frozen=True, slots=True)
class MinutesTold:
    """Minutes that one unit of a line takes a practice, by role; a role left out is not told."""

    line: LineName
    minutes: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class CostTold:
    """What a line costs a practice in a year.

    Attributes:
        base_year: the year its costs are of.
        volume: units done in the year; above 0.
        parts: pounds of the year, each of ``PARTS``.
    """

    line: LineName
    base_year: str
    volume: Decimal
    parts: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class CardLines:
    """The lines that one practice let its PCN have."""

    code: str
    minutes: tuple[MinutesTold, ...] = ()
    costs: tuple[CostTold, ...] = ()


@dataclass(frozen=True, slots=True)
class LineMinutes:
    """One line's minutes: by role in bins of one minute.

    Attributes:
        practices: how many told any of it.
    """

    line: LineName
    practices: int
    by_role: Mapping[str, Histogram]

    def __add__(self, other: LineMinutes) -> LineMinutes:
        """Add other practices."""
        return LineMinutes(
            _called(self.line, other.line),
            self.practices + other.practices,
            add_tables(self.by_role, other.by_role, add),
        )


@dataclass(frozen=True, slots=True)
class LineCosts:
    """One line's year: how many practices, their volume and their pounds by part."""

    line: LineName
    practices: int
    volume: Decimal
    parts: Mapping[str, Decimal]

    def __add__(self, other: LineCosts) -> LineCosts:
        """Add other practices."""
        return LineCosts(
            _called(self.line, other.line),
            self.practices + other.practices,
            plus(self.volume, other.volume),
            add_tables(self.parts, other.parts, plus),
        )

    @property
    def pooled(self) -> PooledCost:
        """The sums as a rate card holds them."""
        pounds = {f"{name}_gbp": self.parts[name] for name in PARTS}
        return PooledCost(practices=self.practices, volume=self.volume, **pounds)


@dataclass(frozen=True, slots=True)
class CardPool:
    """What the lines of some practices come to.

    Attributes:
        members: codes of the practices in it.
        with_costs: codes of those whose costs are in it.
        other_years: costs of another year than the pool's, which are left out.
        unclear: lines of a practice that name one service and unit twice; their minutes are left
            out, because nobody can say which of them is meant.
    """

    base_year: str
    members: frozenset[str] = frozenset()
    with_costs: frozenset[str] = frozenset()
    minutes: Mapping[LineIdentity, LineMinutes] = field(default_factory=dict)
    costs: Mapping[LineIdentity, LineCosts] = field(default_factory=dict)
    other_years: int = 0
    unclear: int = 0

    def __add__(self, other: CardPool) -> CardPool:
        """Add a pool of other practices of the same year.

        Raises:
            StocktakeError: ``members_overlap``, ``years_differ``.
        """
        if both := self.members & other.members:
            raise _counted_twice(both)
        if self.base_year != other.base_year:
            raise StocktakeError(
                "years_differ",
                f"Costs of {self.base_year} and {other.base_year} are not added to each other.",
                "Pool the cards of one year.",
            )
        return CardPool(
            self.base_year,
            self.members | other.members,
            self.with_costs | other.with_costs,
            add_tables(self.minutes, other.minutes, add),
            add_tables(self.costs, other.costs, add),
            self.other_years + other.other_years,
            self.unclear + other.unclear,
        )

    @property
    def is_empty(self) -> bool:
        """Whether nobody shared any line."""
        return not (self.minutes or self.costs)

    def shared_costs(self) -> tuple[LineCosts, ...]:
        """The lines whose costs come from five practices or more, by name."""
        enough = (each for each in self.costs.values() if each.practices >= HELD_BELOW)
        return tuple(sorted(enough, key=_place))


def pool_of(told: Iterable[CardLines], base_year: str) -> CardPool:
    """Put the lines of practices together; the same lines of one practice twice are once.

    Args:
        told: what each practice shared.
        base_year: the year whose costs are pooled, such as 2026/27.

    Raises:
        StocktakeError: ``members_overlap`` when one practice says two different things.
    """
    known: dict[str, CardLines] = {}
    for each in told:
        if known.setdefault(each.code, each) != each:
            raise _counted_twice({each.code})
    return reduce(
        CardPool.__add__, (_alone(each, base_year) for each in known.values()), CardPool(base_year)
    )


def _alone(told: CardLines, base_year: str) -> CardPool:
    """The pool of one practice."""
    times = Counter(each.line.identity for each in told.minutes)
    minutes = {
        each.line.identity: LineMinutes(
            each.line, 1, {role: count_minutes(said) for role, said in each.minutes.items()}
        )
        for each in told.minutes
        if times[each.line.identity] == 1
    }
    costs: dict[LineIdentity, LineCosts] = {}
    of_year = [each for each in told.costs if each.base_year == base_year]
    for each in of_year:
        # Two lines of one service are one service's cost; they are still one practice.
        alone = LineCosts(each.line, 1, each.volume, dict(each.parts))
        before = costs.get(each.line.identity)
        costs[each.line.identity] = alone if before is None else _same_practice(before, alone)
    return CardPool(
        base_year,
        frozenset({told.code}),
        frozenset({told.code} if costs else ()),
        minutes,
        costs,
        len(told.costs) - len(of_year),
        sum(many for many in times.values() if many > 1),
    )


def _same_practice(first: LineCosts, second: LineCosts) -> LineCosts:
    both = first + second
    return LineCosts(both.line, 1, both.volume, both.parts)


@dataclass(frozen=True, slots=True)
class RoleMinutes:
    """Minutes of one role in one line, as they may be shown.

    Attributes:
        told: how many practices gave them.
        shown: median and quartiles, or the words that they are held.
    """

    line: LineName
    role: str
    told: int
    shown: Quartiles | str


@dataclass(frozen=True, slots=True)
class HeldCost:
    """A line whose costs come from too few practices to be shown."""

    line: LineName
    words: str


def minutes_to_show(pool: CardPool, roles: Iterable[str]) -> tuple[RoleMinutes, ...]:
    """Every line and role that may be named, in order; what is told by too few is held.

    A name of a practice's own is not shown below five practices either, because it can say whose
    it is; those lines are counted by ``unnamed``.

    Args:
        pool: what was shared.
        roles: the roles in the order they are shown in.
    """
    order = tuple(roles)
    return tuple(
        RoleMinutes(
            each.line,
            role,
            each.by_role[role].answered,
            minutes_shown(each.by_role[role], Audience.INSIDE),
        )
        for each in sorted(pool.minutes.values(), key=_place)
        if _may_be_named(each)
        for role in order
        if role in each.by_role
    )


def held_costs(pool: CardPool) -> tuple[HeldCost, ...]:
    """The lines that may be named and whose costs are held, by name."""
    few = (each for each in pool.costs.values() if each.practices < HELD_BELOW)
    return tuple(
        HeldCost(each.line, held(each.practices))
        for each in sorted(few, key=_place)
        if _may_be_named(each)
    )


def unnamed(pool: CardPool) -> int:
    """How many lines have a name of a practice's own and are held, and so are not named."""
    both = {**pool.minutes, **pool.costs}
    names = {
        identity
        for identity in both
        for each in (pool.minutes.get(identity), pool.costs.get(identity))
        if each is not None and not _may_be_named(each)
    }
    return len(names)


def _may_be_named(each: LineMinutes | LineCosts) -> bool:
    return bool(each.line.service) or each.practices >= HELD_BELOW


def _place(each: LineMinutes | LineCosts) -> LineIdentity:
    return each.line.identity


def _called(first: LineName, second: LineName) -> LineName:
    """What to call a line that practices write in different ways: the same whoever comes first.

    The name of the service stands before names of their own.
    """
    return min(
        first, second, key=lambda each: (not each.service, each.service, each.name, each.unit)
    )


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _counted_twice(codes: Iterable[str]) -> StocktakeError:
    return StocktakeError(
        "members_overlap",
        f"Lines of {', '.join(sorted(codes))} came twice and are not the same.",
        "Take one of the two files out.",
    )
