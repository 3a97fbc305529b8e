"""The levels to aim for year by year, as rows to show. Source: content/expectations.md B6."""

from __future__ import annotations

from stocktake.phrases import counted, listed
from stocktake.planning.certainty import Certainty
from stocktake.planning.paths import DomainPath
from stocktake.planning.plan import PracticePlan
from stocktake.planning.years import PlanYears
from stocktake.questionnaire.scale import DOMAIN_NAMES
from stocktake.ui.models.figures import FigureColumn
from stocktake.ui.models.wrapped_rows import WrappedRow

HOW = (
    "The level to have reached by 31 March of each year, if you climb evenly from today to each "
    "level as it falls due. A level is a whole step, so what falls between two is rounded."
)
NOTHING_TO_CLIMB = "No domain with a level has anything to climb to."


def aim_columns(years: PlanYears) -> tuple[FigureColumn, ...]:
    """The headings: the domain, its level now, and the end of each year of the plan.

    They are of short words, which stand one above the other where there is little room.
    """
    ends = (FigureColumn(f"Mar {end.year}", is_number=True) for end in years.ends)
    return (FigureColumn("Domain"), FigureColumn("Now", is_number=True), *ends)


def aim_sentence(plan: PracticePlan, certainty: Certainty) -> str:
    """How the levels are found, and how many domains are left out because they need not climb."""
    paths = plan.paths[certainty]
    climbing = sum(bool(path.milestones) for path in paths)
    if not climbing:
        return NOTHING_TO_CLIMB
    level = len(paths) - climbing
    if not level:
        return HOW
    has = counted(level, "more domain has", "more domains have")
    return f"{HOW} {has} nothing to climb to."


def aim_rows(plan: PracticePlan, certainty: Certainty) -> tuple[WrappedRow, ...]:
    """The domains that have to climb, in their order; each key opens its domain."""
    now = {row.domain: row.level.level for row in plan.gaps[certainty].domains}
    return tuple(
        WrappedRow(
            (
                DOMAIN_NAMES[path.domain],
                str(now[path.domain]),
                *map(str, path.just_in_time.targets),
            ),
            _remarks(path, plan.years),
            (path.domain,),
        )
        for path in plan.paths[certainty]
        if path.milestones
    )


def _remarks(path: DomainPath, years: PlanYears) -> str:
    """What a row of figures cannot say: what is late, what is one's own aim, the steadier climb."""
    said = [f"Level {stone.level} is past due." for stone in path.milestones if stone.past_due]
    if any(stone.own_destination for stone in path.milestones):
        said.append("The last step is your own destination.")
    if path.smoothed.targets != path.just_in_time.targets:
        said.append(f"A steadier climb starts sooner: {_steadier(path, years)}.")
    return " ".join(said)


def _steadier(path: DomainPath, years: PlanYears) -> str:
    pairs = zip(years.ends, path.just_in_time.targets, path.smoothed.targets, strict=True)
    return listed(
        [f"{higher} by March {end.year}" for end, level, higher in pairs if higher != level]
    )
