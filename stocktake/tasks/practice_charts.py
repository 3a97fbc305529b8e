"""What each of a practice's charts draws, from its plan and its sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from decimal import Decimal

from stocktake.charts.against_england import AgainstEngland, EnglandRow
from stocktake.charts.cell import NONE_DATED, NOT_APPLICABLE, NOT_ASSESSED, Cell, known
from stocktake.charts.heat_map import HeatMap, HeatRow, Scale
from stocktake.charts.levels_so_far import DomainSoFar, LevelsSoFar
from stocktake.charts.now_and_needed import DomainStanding, NowAndNeeded
from stocktake.charts.phrases import level_in_words
from stocktake.charts.ratings_by_domain import DomainRatings, Rated, RatingsByDomain
from stocktake.charts.resources import Amount, Resources, YearNeeds
from stocktake.charts.timeline import Timeline, TimelineRow, Timing
from stocktake.phrases import counted
from stocktake.planning.certainty import Certainty
from stocktake.planning.gaps import CellKind, DomainGaps, GapCell
from stocktake.planning.plan import PracticePlan
from stocktake.planning.resources import PeopleByYear, ResourcePlan
from stocktake.questionnaire.answers import STATE_WORDS, State
from stocktake.questionnaire.form import Benchmark, Question
from stocktake.questionnaire.indicators import Figure, figures
from stocktake.questionnaire.positions import EnglandSpread
from stocktake.questionnaire.scale import DOMAIN_NAMES
from stocktake.questionnaire.sheet import Sheet
from stocktake.questionnaire.within_limits import read_level
from stocktake.tasks.practice_plan import levels_of
from stocktake.units import date_in_words, year_label

_REASONS = {
    CellKind.NO_DATED_EXPECTATION: NONE_DATED,
    CellKind.NOT_ASSESSED: NOT_ASSESSED,
    CellKind.NOT_APPLICABLE: NOT_APPLICABLE,
}


def chart_cell(cell: GapCell) -> Cell:
    """A gap as a chart draws it: levels short, or why there is no number."""
    return known(cell.gap) if cell.gap is not None else _REASONS[cell.kind]


def source_words(plan: PracticePlan, certainty: Certainty) -> str:
    """What a chart of gaps rests on, in words."""
    return f"{certainty.words}, assessed {date_in_words(plan.today)}"


def levels_so_far(sheet: Sheet) -> LevelsSoFar:
    """Levels of every domain as far as it has been rated; the first chart."""
    levels = levels_of(sheet)
    return LevelsSoFar(
        tuple(
            DomainSoFar(d, DOMAIN_NAMES[d], x.level, x.floor, x.answered, x.applicable)
            for d, x in levels.items()
        ),
        f"Your ratings, {date_in_words(sheet.today)}",
    )


def ratings_by_domain(sheet: Sheet) -> RatingsByDomain:
    """Every rating that is asked, within its domain."""
    levels = levels_of(sheet)
    return RatingsByDomain(
        tuple(
            DomainRatings(
                domain,
                DOMAIN_NAMES[domain],
                levels[domain].level,
                tuple(_rated(sheet, each) for each in asked_ratings(sheet, domain)),
            )
            for domain in levels
        ),
        f"Your ratings, {date_in_words(sheet.today)}",
    )


def asked_ratings(sheet: Sheet, domain: str) -> tuple[Question, ...]:
    """The ratings of a domain that its practice is asked, in the order of the form."""
    found = sheet.loaded.ratings_by_domain.get(domain, ())
    return tuple(each for each in found if sheet.applies(each.id))


def _rated(sheet: Sheet, question: Question) -> Rated:
    answer = sheet.answers.get(question.id)
    level = read_level(answer.usable)
    if level is not None:
        return Rated(question.id, question.label, known(level), level_in_words(level))
    is_out = answer.state is State.NOT_APPLICABLE
    cell = NOT_APPLICABLE if is_out else NOT_ASSESSED
    return Rated(question.id, question.label, cell, STATE_WORDS[answer.state])


def based_on(sheet: Sheet, domains: Iterable[str] = DOMAIN_NAMES) -> str:
    """How many ratings there are to rest on, such as ``18 of 22 ratings; 1 not known``."""
    asked = [each.id for domain in domains for each in asked_ratings(sheet, domain)]
    states = Counter(sheet.answers.get(each).state for each in asked)
    rest = "".join(
        f"; {states[state]} {words.lower()}"
        for state, words in STATE_WORDS.items()
        if state is not State.ANSWERED and states[state]
    )
    return f"{states[State.ANSWERED]} of {counted(len(asked), 'rating')}{rest}"


def now_and_needed(plan: PracticePlan, certainty: Certainty, year: int) -> NowAndNeeded:
    """Now against needed by domain at the end of one year.

    Args:
        plan: the practice's plan.
        certainty: which expectations count.
        year: the financial year, by the calendar year it starts in.
    """
    index = plan.years.years.index(year)
    return NowAndNeeded(
        year,
        tuple(_standing(row, index) for row in plan.gaps[certainty].domains),
        source_words(plan, certainty),
    )


def _standing(row: DomainGaps, index: int) -> DomainStanding:
    return DomainStanding(
        id=row.domain,
        name=DOMAIN_NAMES[row.domain],
        level=row.level.level,
        floor=row.level.floor,
        needed=row.required[index],
        gap=chart_cell(row.cells[index]),
        destination=row.destination,
        asked_of_pcn=row.other[index],
        answered=row.level.answered,
        applicable=row.level.applicable,
    )


def gap_heat_map(plan: PracticePlan, certainty: Certainty) -> HeatMap:
    """Gaps by domain and year."""
    years = plan.years.years
    return HeatMap(
        Scale.GAP,
        "Domain",
        tuple((str(year), year_label(year)) for year in years),
        tuple(
            HeatRow(row.domain, DOMAIN_NAMES[row.domain], tuple(map(chart_cell, row.cells)))
            for row in plan.gaps[certainty].domains
        ),
        source_words(plan, certainty),
    )


def timeline(plan: PracticePlan, certainty: Certainty) -> Timeline:
    """When work on each expectation with a gap must start."""
    rows = tuple(
        TimelineRow(
            row.expectation.id,
            row.expectation.title,
            DOMAIN_NAMES[row.expectation.domain],
            row.start.start,
            row.expectation.due,
            Timing(row.start.label.value),
        )
        for row in plan.rows_under(certainty)
        if row.gap.gap
        and row.expectation.applies
        and row.start.label is not None
        and row.start.start <= row.expectation.due
    )
    return Timeline(plan.today, rows, source_words(plan, certainty))


def resources(plan: PracticePlan, certainty: Certainty) -> Resources:
    """People and money by year to meet expectations, with the series to be safe today beside."""
    found = plan.resources[certainty]
    safe = plan.safe_today
    return Resources(
        tuple(
            YearNeeds(
                year,
                _people(found.people, index) if found.people else None,
                _money(found, index) if found.rows_costed else None,
            )
            for index, year in enumerate(found.years)
        ),
        safe_today_gbp=safe.money if safe.rows_costed else (),
        source=f"{found.rows_costed} of {counted(found.rows, 'expectation')} costed. "
        + source_words(plan, certainty),
    )


def _people(people: Collection[PeopleByYear], index: int) -> Amount:
    def total(*fundings: str) -> Decimal:
        return sum((p.wte[index] for p in people if p.funding in fundings), Decimal(0))

    return Amount(total("funded"), total("part", "unknown"), total("unfunded"))


def _money(plan: ResourcePlan, index: int) -> Amount:
    by = plan.by_funding
    unsettled = by["part"][index] + by["unknown"][index]
    return Amount(by["funded"][index], unsettled, by["unfunded"][index])


def against_england(sheet: Sheet) -> AgainstEngland:
    """The practice's figures beside what is published for England."""
    rows = []
    for found in figures(sheet):
        benchmark = sheet.loaded.benchmarks.get(sheet.loaded.indicators[found.id].benchmark)
        if benchmark and not found.parts:
            rows.append(_england_row(found, benchmark))
    return AgainstEngland(tuple(row for row in rows if row.spread or row.headline is not None))


def _england_row(found: Figure, benchmark: Benchmark) -> EnglandRow:
    return EnglandRow(
        id=found.id,
        name=found.name,
        unit=found.unit,
        value=found.value if isinstance(found.value, Decimal) else None,
        spread=spread_of(benchmark),
        headline=Decimal(benchmark.value) if benchmark.value else None,
        period=benchmark.period,
        needs="; ".join(found.needs),
    )


def spread_of(benchmark: Benchmark) -> EnglandSpread | None:
    """The published spread between practices; None when it is not complete."""
    points = (benchmark.p10, benchmark.p25, benchmark.median, benchmark.p75, benchmark.p90)
    return EnglandSpread(*map(Decimal, points)) if all(points) else None
