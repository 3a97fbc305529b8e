"""Where practices stand among England, their ICB and their PCN, from the published files.

What is described is what was recorded; no direction is better and nothing here is a score.
Percentiles are linear between the two nearest practices with both ends included, as
``statistics.quantiles(method="inclusive")`` works them out, and a practice's own standing counts
half of those level with it (mid-rank). Source: design/opendata.md 17.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median, quantiles

from stocktake.opendata.areas import Area, Areas
from stocktake.opendata.measures import LIST, Facts, LeftOut, Measure, Measured, measured
from stocktake.opendata.release import PublishedValue

QUARTILES_FROM = 8
MEDIAN_FROM = 4
"""Practices an area needs for quartiles, and for a median and range. Source: opendata.md 17."""

_TENTHS, _QUARTERS = 10, 4


@dataclass(frozen=True, slots=True)
class Spread:
    """How the practices of an area lie, in the unit of the measure.

    Attributes:
        q1, q3, p10, p90: None where there are fewer than eight practices.
    """

    least: Decimal
    median: Decimal
    most: Decimal
    p10: Decimal | None = None
    q1: Decimal | None = None
    q3: Decimal | None = None
    p90: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """One measure over the practices of one area.

    Attributes:
        count: practices compared.
        left_out: how many were not, by reason, most first.
        spread: None with fewer than four practices.
        whole: sum of the one fact over sum of the other, which is another figure than the median
            of practices; None where the measure is not a quotient or nobody is compared.
    """

    measure: str
    area: Area
    count: int
    left_out: tuple[tuple[LeftOut, int], ...]
    spread: Spread | None
    whole: Decimal | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one practice stands in one area.

    Attributes:
        percentile: 0 to 100, counting half of those level with it.
    """

    practice: str
    measure: str
    area: Area
    figure: Decimal
    percentile: Decimal
    count: int


def facts_by_practice(values: Iterable[PublishedValue]) -> dict[str, dict[str, PublishedValue]]:
    """Sort published values by practice and fact; of a fact given twice the last one counts."""
    found: dict[str, dict[str, PublishedValue]] = {}
    for value in values:
        found.setdefault(value.ods_code, {})[value.field_key] = value
    return found


def spread_of(figures: Sequence[Decimal]) -> Spread | None:
    """Describe some figures: quartiles from eight, median and range from four, else nothing."""
    if len(figures) < MEDIAN_FROM:
        return None
    least, middle, most = min(figures), Decimal(median(figures)), max(figures)
    if len(figures) < QUARTILES_FROM:
        return Spread(least, middle, most)
    q1, _, q3 = quantiles(figures, n=_QUARTERS, method="inclusive")
    tenths = quantiles(figures, n=_TENTHS, method="inclusive")
    return Spread(least, middle, most, tenths[0], q1, q3, tenths[-1])


def percentile_of(figure: Decimal, ordered: Sequence[Decimal]) -> Decimal:
    """The share of figures, in percent, below this one, half of those level with it included.

    Args:
        ordered: all the figures compared, in rising order; not empty.
    """
    below, up_to = bisect_left(ordered, figure), bisect_right(ordered, figure)
    return Decimal(below + up_to) * 50 / len(ordered)


class Comparison:
    """All measures over all areas of one map file."""

    def __init__(
        self,
        areas: Areas,
        facts: Mapping[str, Facts],
        measures: Mapping[str, Measure],
    ) -> None:
        """Work out every measure for every practice of the map.

        Args:
            facts: published facts by practice; those of practices outside the map are passed over.
            measures: by key.
        """
        self._areas = areas
        self._members = areas.members()
        self._facts = facts
        self._measures = measures
        self._measured = {
            key: {code: measured(each, facts.get(code, {})) for code in areas.practices}
            for key, each in measures.items()
            if _is_published(each, facts)
        }

    def summaries(self, areas: Iterable[Area] | None = None) -> Iterator[Summary]:
        """Sum up every measure over some areas, or over all."""
        chosen = list(self._members if areas is None else areas)
        for key in self._measured:
            for area in chosen:
                yield self.summary(key, area)

    def summary(self, key: str, area: Area) -> Summary:
        """Sum up one measure over one area."""
        found = [self._measured[key][code] for code in self._members.get(area, ())]
        kept = [each for each in found if isinstance(each, Measured)]
        reasons = Counter(each for each in found if isinstance(each, LeftOut))
        return Summary(
            measure=key,
            area=area,
            count=len(kept),
            left_out=tuple(reasons.most_common()),
            spread=spread_of([each.figure for each in kept]),
            whole=_whole(self._measures[key], kept),
        )

    def standings(self, practices: Iterable[str]) -> Iterator[Standing]:
        """Say where practices stand in each of their areas.

        Only where four or more are compared and they are at least half of the area: a file of a
        part of England says nothing of a practice's place in England.
        """
        ordered: dict[tuple[str, Area], list[Decimal]] = {}
        for code in practices:
            for key, by_code in self._measured.items():
                own = by_code.get(code)
                if not isinstance(own, Measured):
                    continue
                for area in self._areas.of(code):
                    if (key, area) not in ordered:
                        ordered[key, area] = self._ordered(key, area)
                    beside = ordered[key, area]
                    if len(beside) < max(MEDIAN_FROM, len(self._members[area]) / 2):
                        continue
                    percentile = percentile_of(own.figure, beside)
                    yield Standing(code, key, area, own.figure, percentile, len(beside))

    def _ordered(self, key: str, area: Area) -> list[Decimal]:
        found = (self._measured[key][code] for code in self._members[area])
        return sorted(each.figure for each in found if isinstance(each, Measured))


def _is_published(measure: Measure, facts: Mapping[str, Facts]) -> bool:
    wanted = {key for key in measure.facts if key != LIST} or {LIST}
    missing = set(wanted)
    for by_key in facts.values():
        missing -= by_key.keys()
        if not missing:
            return True
    return False


def _whole(measure: Measure, kept: Sequence[Measured]) -> Decimal | None:
    if not measure.per or not kept:
        return None
    per = sum((each.per for each in kept), Decimal(0))
    return sum((each.of for each in kept), Decimal(0)) * measure.times / per
