"""A comparison as rows of tables: answers, levels, and what moved in the plan."""

from __future__ import annotations

from stocktake.charts.phrases import level_in_words
from stocktake.planning.levels import DomainLevel
from stocktake.tasks.compare import CHANGES, Comparison, MovedAnswer, MovedLevel, Way
from stocktake.tasks.compare_plan import MovedPlan
from stocktake.ui.models.figures import FigureColumn
from stocktake.ui.models.wrapped_rows import WrappedRow

CHANGED_ONLY = "changed"
VIEWS: tuple[tuple[str, str], ...] = (
    (CHANGED_ONLY, "Everything that changed"),
    (Way.BETTER.value, "Ratings: better"),
    (Way.WORSE.value, "Ratings: worse"),
    (Way.SAME.value, "Ratings: the same"),
    (Way.ANSWERED_NOW.value, "Answered now, not before"),
)
"""The views, by code and name."""

WAY_WORDS = {
    Way.BETTER: "Better",
    Way.WORSE: "Worse",
    Way.SAME: "The same",
    Way.OTHER: "Changed",
    Way.ANSWERED_NOW: "Answered now",
    Way.NOT_ANSWERED_NOW: "Not answered now",
}
BLANK = "Not answered"
NOT_TOLD = "Cannot be told"


def answer_columns(comparison: Comparison) -> tuple[FigureColumn, ...]:
    """The columns of the table of answers, with what each side is called."""
    names = ("Question", comparison.then.name, comparison.now.name, "What happened")
    return tuple(FigureColumn(name) for name in names)


def level_columns(comparison: Comparison) -> tuple[FigureColumn, ...]:
    """The columns of the table of levels."""
    names = ("Domain", comparison.then.name, comparison.now.name, "What happened")
    return tuple(FigureColumn(name) for name in names)


def plan_columns(comparison: Comparison) -> tuple[FigureColumn, ...]:
    """The columns of the table of what moved in the plan."""
    names = ("Expectation or domain", "What moved", comparison.then.name, comparison.now.name)
    return tuple(FigureColumn(name) for name in names)


def answers_shown(comparison: Comparison, view: str) -> tuple[MovedAnswer, ...]:
    """The answers of one view."""
    return comparison.of(*(CHANGES if view == CHANGED_ONLY else (Way(view),)))


def answer_row(moved: MovedAnswer) -> WrappedRow:
    """One answer; its key is (form, section, question)."""
    cells = (moved.label, moved.then or BLANK, moved.now or BLANK, WAY_WORDS[moved.way])
    return WrappedRow(cells, moved.section, (moved.form_id, moved.section_id, moved.question_id))


def level_row(moved: MovedLevel) -> WrappedRow:
    """One domain: its level and its lowest single rating, then and now."""
    way = WAY_WORDS[moved.way] if moved.way is not None else NOT_TOLD
    return WrappedRow((moved.name, _level(moved.then), _level(moved.now), way), key=(moved.domain,))


def _level(level: DomainLevel) -> str:
    if level.level is None:
        return level.status.value[:1].upper() + level.status.value[1:]
    return f"{level_in_words(level.level)}; lowest {level.floor}"


def plan_row(moved: MovedPlan) -> WrappedRow:
    """One thing that moved in the plan; its key is (the expectation's id, the domain's id)."""
    cells = (moved.title, moved.what, moved.then or "–", moved.now or "–")
    return WrappedRow(cells, key=(moved.expectation_id, moved.domain))
