"""A practice's whole plan in one value: what the pages, charts and workbook show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from stocktake.planning.certainty import ByView, Certainty
from stocktake.planning.change_time import (
    PieceOfWork,
    QuarterLoad,
    quarter_loads,
    work_from_needs,
)
from stocktake.planning.completeness import (
    Completeness,
    ConfidenceCounts,
    completeness,
    confidence,
    quick_pass,
)
from stocktake.planning.expectations import (
    ExpectationAnswer,
    PlannedExpectation,
    plan_expectations,
)
from stocktake.planning.gaps import GapTable, Position, gap_tables
from stocktake.planning.needs import Need, SafeToday, safe_today
from stocktake.planning.paths import DomainPath, domain_path
from stocktake.planning.priority import (
    DEFAULT_WEIGHTS,
    ExpectationGap,
    GapStatus,
    Priority,
    Weights,
    expectation_gap,
    in_order,
    priority,
)
from stocktake.planning.requirement import counted
from stocktake.planning.resources import (
    ResourcePlan,
    RowResources,
    resource_plan,
    row_resources,
)
from stocktake.planning.starting import Start, StartLabel, start_of
from stocktake.planning.top_five import NO_LIST, Candidate, TopFive, Weakness, candidates
from stocktake.planning.years import DEFAULT_YEARS, PlanYears
from stocktake.questionnaire.catalogue import Catalogue, Expectation


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanInputs:
    """Everything a plan is worked out from.

    Attributes:
        today: the assessment date of the expectations submission, not the clock's.
        answers: by expectation id, as ``reading.read_answers`` gives them.
        own_rows: expectations the practice or PCN added for itself.
        position: levels, destinations, and whose file this is.
        years: t = 0 is the round's financial year.
        change_days_quarter: days free for change in a quarter (ind.change_days_quarter).
    """

    catalogue: Catalogue
    today: date
    position: Position
    years: PlanYears = DEFAULT_YEARS
    answers: Mapping[str, ExpectationAnswer] = field(default_factory=dict)
    own_rows: tuple[Expectation, ...] = ()
    needs: tuple[Need, ...] = ()
    weaknesses: tuple[Weakness, ...] = ()
    top_five: TopFive = NO_LIST
    change_days_quarter: Decimal | None = None
    weights: Weights = DEFAULT_WEIGHTS


@dataclass(frozen=True, slots=True)
class ExpectationPlan:
    """One expectation with its gap, priority, start and what it takes."""

    expectation: PlannedExpectation
    gap: ExpectationGap
    priority: Priority
    start: Start
    resources: RowResources


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticePlan:
    """The plan of one practice (or of a group, in its own file).

    Attributes:
        rows: its own expectations, most pressing first; those whose gap cannot be told come last.
        other_rows: rows asked of the other body ("asked of your PCN"), in the catalogue's order.
        gaps: the gap table under each view of certainty.
        paths: for each view, the paths of the domains that have a level; worked out when
            they are first asked for, as is ``change``.
        resources: for each view, the series "to meet expectations".
        safe_today: the series "to be safe today"; never added to the other.
        change: for each view, days wanted beside days free, by quarter.
        candidates: what can be chosen for the five, pre-sorted.
    """

    today: date
    years: PlanYears
    weights: Weights
    rows: tuple[ExpectationPlan, ...]
    other_rows: tuple[PlannedExpectation, ...]
    gaps: Mapping[Certainty, GapTable]
    paths: Mapping[Certainty, tuple[DomainPath, ...]]
    resources: Mapping[Certainty, ResourcePlan]
    safe_today: SafeToday
    change: Mapping[Certainty, tuple[QuarterLoad, ...]]
    completeness: Completeness
    quick: Completeness
    confidence: ConfidenceCounts
    top_five: TopFive
    candidates: tuple[Candidate, ...]

    @property
    def answer_needed(self) -> tuple[ExpectationPlan, ...]:
        """Expectations whose readiness is not known, listed under "answer needed"."""
        return tuple(row for row in self.rows if row.gap.status is GapStatus.ANSWER_NEEDED)

    def rows_under(self, certainty: Certainty) -> tuple[ExpectationPlan, ...]:
        """The rows that count under one view, in the same order."""
        return tuple(row for row in self.rows if certainty.includes(row.expectation.status))


def make_plan(inputs: PlanInputs) -> PracticePlan:
    """Work out the whole plan.

    Raises:
        StocktakeError: ``own_row_id`` when an added expectation cannot be told from another.
    """
    everything = plan_expectations(inputs.catalogue, inputs.answers, inputs.own_rows)
    asked_of = inputs.position.asked_of
    own = [row for row in everything if row.asked_of == asked_of]
    rows = _ordered([_planned(row, inputs) for row in own])
    gaps = gap_tables(everything, inputs.position, inputs.years)
    return PracticePlan(
        today=inputs.today,
        years=inputs.years,
        weights=inputs.weights,
        rows=rows,
        other_rows=tuple(row for row in everything if row.asked_of != asked_of),
        gaps=gaps,
        paths=ByView(lambda view: _paths(gaps[view], everything, inputs)),
        resources={view: _resources(rows, view, inputs.years) for view in Certainty},
        safe_today=safe_today(inputs.needs, inputs.years),
        change=ByView(lambda view: _change(rows, view, inputs)),
        completeness=completeness(everything, asked_of),
        quick=quick_pass(everything, asked_of),
        confidence=confidence(everything, asked_of),
        top_five=inputs.top_five,
        candidates=candidates(
            [(row.expectation, row.priority, row.gap.status) for row in rows],
            inputs.weaknesses,
            inputs.needs,
        ),
    )


def _planned(row: PlannedExpectation, inputs: PlanInputs) -> ExpectationPlan:
    level = inputs.position.level(row.domain).level
    gap = expectation_gap(row, level, inputs.position.asked_of)
    start = start_of(row, gap, inputs.today)
    return ExpectationPlan(
        row,
        gap,
        priority(row, gap, inputs.today, inputs.weights),
        start,
        row_resources(row, start.start, inputs.today, inputs.years),
    )


def _ordered(rows: list[ExpectationPlan]) -> tuple[ExpectationPlan, ...]:
    by_id = {row.expectation.id: row for row in rows}
    ranked = in_order([(row.expectation, row.priority) for row in rows])
    return tuple(by_id[expectation.id] for expectation, _ in ranked)


def _paths(
    table: GapTable, everything: tuple[PlannedExpectation, ...], inputs: PlanInputs
) -> tuple[DomainPath, ...]:
    paths = []
    for gaps in table.domains:
        asked_of = inputs.position.asked_of
        rows = counted(everything, gaps.domain, table.certainty, asked_of)
        path = domain_path(gaps, rows, inputs.today, inputs.years)
        if path is not None:
            paths.append(path)
    return tuple(paths)


def _counting(rows: tuple[ExpectationPlan, ...], view: Certainty) -> list[ExpectationPlan]:
    return [
        row for row in rows if row.expectation.applies and view.includes(row.expectation.status)
    ]


def _resources(
    rows: tuple[ExpectationPlan, ...], view: Certainty, years: PlanYears
) -> ResourcePlan:
    return resource_plan([row.resources for row in _counting(rows, view)], years)


def _change(
    rows: tuple[ExpectationPlan, ...], view: Certainty, inputs: PlanInputs
) -> tuple[QuarterLoad, ...]:
    """Gather needs still open and expectations still short; what is done starts no work."""
    work = [
        PieceOfWork(
            row.expectation.id,
            row.expectation.title,
            row.start.start,
            row.expectation.answer.effort_days,
        )
        for row in _counting(rows, view)
        if row.start.label is not StartLabel.DONE
    ]
    everything = (*work_from_needs(inputs.needs), *work)
    return quarter_loads(everything, inputs.change_days_quarter, inputs.today, inputs.years)
