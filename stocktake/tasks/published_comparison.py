"""Where a practice stands among the practices of England, its ICB and its PCN, in words.

Only what the kept packs say is used; nothing is worked out again here. What is said describes what
was recorded and is never a score. Source: design/opendata.md 17; content/stocktake.md B.7.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from stocktake.opendata.areas import PRACTICE_MAP, Level
from stocktake.opendata.benchmarks import MEDIAN_FROM, Spread, Standing, Summary
from stocktake.opendata.field_map import as_name
from stocktake.opendata.measures import Measure, measures
from stocktake.opendata.pack import NamedArea, Pack, PackSource
from stocktake.phrases import counted, listed
from stocktake.questionnaire.positions import EnglandSpread, position
from stocktake.tasks.published_offers import Figures
from stocktake.units import number_in_words, round_half_up

SHOWN_LEVELS = (Level.ENGLAND, Level.ICB, Level.PCN)
"""The areas a practice is set beside, widest first."""

TOO_FEW = "Too few practices to compare"
ONLY_A_PART = "Only a part of this area is in the files, so nothing is said of it"


@dataclass(frozen=True, slots=True)
class Beside:
    """One measure of a practice beside one area.

    Attributes:
        figure: the practice's, rounded as it is shown.
        standing: None where too few are compared, or only a part of the area is in the files.
    """

    measure: Measure
    figure: Decimal
    area: NamedArea
    summary: Summary
    standing: Standing | None

    @property
    def area_name(self) -> str:
        """The area's name as names are written."""
        return as_name(self.area.name)

    @property
    def spread(self) -> Spread | None:
        """How the practices lie, rounded as it is shown; None where nothing may be compared."""
        found = self.summary.spread
        if found is None or self.standing is None:
            return None
        rounded = self.rounded
        return Spread(
            rounded(found.least),
            rounded(found.median),
            rounded(found.most),
            *(None if each is None else rounded(each)
              for each in (found.p10, found.q1, found.q3, found.p90)),
        )  # fmt: skip

    @property
    def points(self) -> EnglandSpread | None:
        """The five percentiles; None where fewer than eight practices are compared."""
        found = self.spread
        if found is None or None in (found.p10, found.q1, found.q3, found.p90):
            return None
        p10, q1, q3, p90 = (
            each or Decimal(0) for each in (found.p10, found.q1, found.q3, found.p90)
        )
        return EnglandSpread(p10, q1, found.median, q3, p90)

    @property
    def position_words(self) -> str:
        """Where the practice stands among the practices of this area."""
        if self.spread is None:
            is_part = self.summary.count >= MEDIAN_FROM
            return ONLY_A_PART if is_part else TOO_FEW
        if self.points is not None:
            return position(self.figure, self.points).value
        median = self.spread.median
        if self.figure == median:
            return "At the median of practices"
        side = "Higher" if self.figure > median else "Lower"
        return f"{side} than the median of practices"

    @property
    def base_words(self) -> str:
        """How many practices were compared, and how many were left out and why."""
        count = self.summary.count
        words = f"{counted(count, 'practice')} compared"
        left = sum(number for _, number in self.summary.left_out)
        if not left:
            return f"{words}, none left out."
        reasons = [f"{number:,} {reason.words}" for reason, number in self.summary.left_out]
        return f"{words}, {left:,} left out: {listed(reasons)}."

    @property
    def two_figures(self) -> str:
        """The median of practices and the figure of the whole area, each under its own name."""
        parts = []
        if self.spread is not None:
            parts.append(f"Median of practices: {self.shown(self.spread.median)}.")
        if self.summary.whole is not None and self.standing is not None:
            whole = self.shown(self.summary.whole)
            parts.append(f"{self.area_name} as a whole, all practices added up: {whole}.")
        return " ".join(parts)

    def rounded(self, figure: Decimal) -> Decimal:
        """Round a figure as this measure is shown."""
        return round_half_up(figure, self.measure.places)

    def shown(self, figure: Decimal) -> str:
        """Write a figure as this measure is shown."""
        return number_in_words(figure, self.measure.places)


@dataclass(frozen=True, slots=True)
class Compared:
    """One measure of a practice, beside each of its areas.

    Attributes:
        beside: widest area first.
        sources: the files whose figures were put together.
        map_source: the file that says which practice is in which area; None in an odd pack.
    """

    measure: Measure
    figure: Decimal
    beside: tuple[Beside, ...]
    sources: tuple[PackSource, ...]
    map_source: PackSource | None

    @property
    def england(self) -> Beside | None:
        """The measure beside England."""
        return next((e for e in self.beside if e.area.area.level is Level.ENGLAND), None)

    @property
    def months_words(self) -> str:
        """Which files of which months were put together."""
        parts = [_dated(each) for each in self.sources]
        words = f"Put together from {listed(parts)}." if parts else ""
        areas = f"PCN and ICB from {_dated(self.map_source)}." if self.map_source else ""
        return f"{words} {areas}".strip()


def compared(figures: Figures) -> tuple[Compared, ...]:
    """Every measure in which the practice has a standing, from the newest pack that has it."""
    newest: dict[str, Pack] = {}
    for pack in figures.packs:
        for standing in pack.standings:
            newest[standing.measure] = pack
    known = measures()
    return tuple(_compared(known[key], newest[key]) for key in known if key in newest)


def _compared(measure: Measure, pack: Pack) -> Compared:
    standings = {each.area: each for each in pack.standings if each.measure == measure.key}
    summaries = {each.area: each for each in pack.summaries if each.measure == measure.key}
    own = next(iter(standings.values())).figure
    figure = round_half_up(own, measure.places)
    beside = tuple(
        Beside(measure, figure, each, summaries[each.area], standings.get(each.area))
        for each in pack.areas
        if each.area.level in SHOWN_LEVELS and each.area in summaries
    )
    used = {each.source for each in pack.values if each.value.field_key in measure.facts}
    is_map = (each for each in pack.sources if each.dataset == PRACTICE_MAP)
    sources = tuple(pack.sources[place] for place in sorted(used))
    return Compared(measure, figure, beside, sources, next(is_map, None))


def _dated(source: PackSource) -> str:
    period = f" ({source.period.words})" if source.period else ""
    return f"{source.title}{period}"
