"""What practices are compared in: measures made of published facts, read from ``measures.toml``.

Source: design/opendata.md 17, which also gives the cut-offs.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache

import msgspec

from stocktake.opendata.release import PublishedValue, Quality
from stocktake.paths import shipped

LIST = "list.registered"
LEAST_LIST = Decimal(1000)
"""A smaller list is left out of comparisons. Source: design/opendata.md 17."""

Facts = Mapping[str, PublishedValue]
"""What was published about one practice, by field key."""


class LeftOut(StrEnum):
    """Why a practice is not among those compared."""

    SMALL_LIST = "small_list"
    NOTHING = "nothing"
    ESTIMATED = "estimated"
    SUPPRESSED = "suppressed"
    SMALL_BASE = "small_base"

    @property
    def words(self) -> str:
        """What to say after the number of practices left out."""
        return _WORDS[self]


_WORDS = {
    LeftOut.SMALL_LIST: "with fewer than 1,000 patients",
    LeftOut.NOTHING: "with nothing published",
    LeftOut.ESTIMATED: "with an estimate only",
    LeftOut.SUPPRESSED: "held back by the publisher",
    LeftOut.SMALL_BASE: "with too few people behind the figure",
}


class Measure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing practices are compared in. It is never a score: no direction is better.

    Attributes:
        of, per: keys of facts; ``of`` alone when there is no ``per``.
        times: what the quotient is multiplied by.
        least_per, base, least_base: below these a practice is left out.
        places: decimal places it is shown with.
        indicator: id of the stocktake's own figure for the same thing.
    """

    key: str
    words: str
    unit: str
    of: str
    per: str = ""
    times: Decimal = Decimal(1)
    least_per: Decimal = Decimal(0)
    base: str = ""
    least_base: Decimal = Decimal(0)
    places: int = 0
    indicator: str = ""

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts it is made of, in the order they are used."""
        return tuple(key for key in (self.of, self.per, self.base) if key)


@dataclass(frozen=True, slots=True)
class Measured:
    """What a measure comes to for one practice.

    Attributes:
        of, per: the two facts as published; ``per`` is 1 where the measure has none.
        figure: ``of / per x times``, exact to the context's 28 digits.
    """

    of: Decimal
    per: Decimal
    figure: Decimal


def measured(measure: Measure, facts: Facts) -> Measured | LeftOut:
    """Work out a measure for one practice, or say why it is left out.

    A fact that is missing, held back or estimated leaves the practice out; none counts as zero.
    """
    size = facts.get(LIST)
    if size is not None and isinstance(size.value, Decimal) and size.value < LEAST_LIST:
        return LeftOut.SMALL_LIST
    found = []
    for key in measure.facts:
        fact = _usable(facts.get(key))
        if isinstance(fact, LeftOut):
            return fact
        found.append(fact)
    by_key = dict(zip(measure.facts, found, strict=True))
    per = by_key[measure.per] if measure.per else Decimal(1)
    too_few = bool(measure.base) and by_key[measure.base] < measure.least_base
    if too_few or per <= 0 or per < measure.least_per:
        return LeftOut.SMALL_BASE
    of = by_key[measure.of]
    return Measured(of, per, of * measure.times / per)


def _usable(fact: PublishedValue | None) -> Decimal | LeftOut:
    if fact is None or fact.quality is Quality.NOT_PUBLISHED:
        return LeftOut.NOTHING
    if fact.quality is Quality.SUPPRESSED:
        return LeftOut.SUPPRESSED
    if fact.quality is Quality.ESTIMATED:
        return LeftOut.ESTIMATED
    return fact.value if isinstance(fact.value, Decimal) else LeftOut.NOTHING


class _Measures(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    measure: tuple[Measure, ...]


@cache
def measures() -> Mapping[str, Measure]:
    """Read the measures that are shipped, by key, in the order they are shown."""
    path = shipped("resources") / "opendata" / "measures.toml"
    read = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _Measures)
    return {each.key: each for each in read.measure}
