"""Words and cells that several sheets of a plan share."""

from __future__ import annotations

from stocktake.planning.certainty import Certainty
from stocktake.planning.gaps import CellKind, GapCell
from stocktake.planning.levels import DomainLevel, LevelStatus
from stocktake.questionnaire.scale import LEVELS
from stocktake.workbooks.exports.page import Cell

VIEW_WORDS = {
    Certainty.BEST_GUESS: "Best guess: contractual, announced and likely",
    Certainty.FIRM: "Firm: contractual and announced only",
    Certainty.STRETCH: "Stretch: everything, possible as well",
}
"""The three views, the usual one first."""

FROM_SHARED = "Worked out only from the answers shared in this workbook."
NOT_SHARED = "not shared"

CELL_WORDS = {
    CellKind.NO_DATED_EXPECTATION: "none dated",
    CellKind.NOT_ASSESSED: "?",
    CellKind.NOT_APPLICABLE: "–",
}
"""What stands where there is no gap to tell."""

GAP_KEY = (
    "The number of levels short. “none dated” is no dated expectation, which is not the same as no "
    "gap; “?” is a level that is not known; “–” does not apply."
)


def level_cell(level: DomainLevel, *, is_held: bool) -> Cell:
    """A level on its colour; in words where there is none."""
    if level.level is not None:
        return Cell(level.level, f"level{level.level}")
    if is_held:
        return Cell(NOT_SHARED, "middle")
    return Cell("–" if level.status is LevelStatus.NOT_APPLICABLE else "?", "middle")


def level_words(level: DomainLevel, *, is_held: bool) -> str:
    """What a level is called, or why there is none."""
    if level.level is not None:
        return LEVELS[level.level].name
    return NOT_SHARED if is_held else level.status.value


def number_cell(level: int | None) -> Cell:
    """A required level on its colour; words where none is."""
    return Cell("none dated", "middle") if level is None else Cell(level, f"level{level}")


def gap_cell(cell: GapCell) -> Cell:
    """A gap on its colour; words where there is none to tell."""
    if cell.gap is None:
        return Cell(CELL_WORDS[cell.kind], "middle")
    return Cell(cell.gap, f"gap{cell.gap}")
