"""The rows of the list of differences, in words."""

from __future__ import annotations

from stocktake.phrases import counted
from stocktake.tasks.bring_back import Decisions, decision_on
from stocktake.tasks.returned import Decision, Differing, Sort
from stocktake.tasks.returned_file import Returned
from stocktake.ui.models.figures import FigureColumn
from stocktake.ui.models.wrapped_rows import WrappedRow
from stocktake.units import date_in_words

COLUMNS = (
    FigureColumn("Question"),
    FigureColumn("Ours"),
    FigureColumn("Theirs"),
    FigureColumn("When and who"),
    FigureColumn("What to do"),
)

TO_DECIDE = "Decide"
_WORDS = {
    Decision.OURS: "Keep ours",
    Decision.THEIRS: "Take theirs",
    Decision.BOTH: "Keep both as a note",
}
_NOTE_WORDS = {
    Decision.OURS: "Leave it out",
    Decision.THEIRS: "Add to our note",
    Decision.BOTH: "Add to our note",
}


def row_of(form_id: str, each: Differing, who: str, decisions: Decisions) -> WrappedRow:
    """One difference as a row."""
    decision = decision_on(form_id, each, decisions)
    second = ". ".join(part for part in (each.section, each.row) if part)
    cells = (each.label, each.ours_words, each.theirs_words, when_words(each, who))
    return WrappedRow((*cells, decision_words(each, decision)), second)


def rows_of(returned: Returned, decisions: Decisions) -> list[WrappedRow]:
    """Every difference as a row, in the order of the forms."""
    who = returned.who
    return [row_of(form_id, each, who, decisions) for form_id, each in returned.differences]


def decision_words(each: Differing, decision: Decision | None) -> str:
    """What is done with a difference."""
    if decision is None:
        return TO_DECIDE
    return _NOTE_WORDS[decision] if each.sort is Sort.NOTE else _WORDS[decision]


def when_words(each: Differing, who: str) -> str:
    """When and by whom the answer here was changed, and who answered there."""
    theirs = f"Theirs: {who}"
    if each.ours_at is None:
        return theirs
    when = each.ours_at.astimezone()
    by = each.ours_by or "somebody here"
    return f"Ours: {by}, {date_in_words(when.date())} at {when:%H:%M}. {theirs}"


def count_words(returned: Returned, decisions: Decisions) -> str:
    """How many differences there are, and how many are still to decide."""
    found = returned.differences
    if not found:
        return "Nothing in it differs from the answers here."
    left = sum(decision_on(form_id, each, decisions) is None for form_id, each in found)
    said = counted(len(found), "difference")
    if not left:
        return f"{said}. Everything is decided; nothing has changed yet."
    return f"{said}, {left} of them to decide. Nothing has changed yet."
