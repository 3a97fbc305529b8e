"""Goes through the rows of a table for the functions of ``tables.py``, noting blanks apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from stocktake.phrases import counted
from stocktake.questionnaire.formula.running import Findings, Run, described
from stocktake.questionnaire.formula.syntax import Call, Node, row_references
from stocktake.questionnaire.formula.values import Operand, Unworkable, number_of, truth_of


@dataclass(slots=True)
class Rows:
    """What the rows of a table gave.

    Attributes:
        count: rows of the table.
        met: rows that meet the condition, or all of them.
        values: the values that could be worked out with no blank in the way, of rows that meet it.
        gaps: what stood in the way of the other values.
        unjudged: rows where a blank kept the condition from holding, and the blanks.
    """

    count: int
    met: int = 0
    values: list[Operand] = field(default_factory=list)
    gaps: Findings = field(default_factory=Findings)
    unjudged: int = 0
    unjudged_for: Findings = field(default_factory=Findings)


def remembered(
    function: Callable[[Run, Call], Operand],
) -> Callable[[Run, Call], Operand]:
    """Work a table function out once for each formula, however many rows it is met in."""

    def call(run: Run, node: Call) -> Operand:
        known = run.summaries.get(id(node))
        if known is None:
            kept, run.findings = run.findings, Findings()
            try:
                known = (function(run, node), run.findings)
            finally:
                run.findings = kept
            run.summaries[id(node)] = known
        value, found = known
        run.findings.add(found)
        return value

    return call


def look_through(run: Run, table: str, value: Node | None, condition: Node | None) -> Rows:
    """Work a value out in every row of a table that meets a condition."""
    rows = run.context.rows(table)
    seen = Rows(count=len(rows))
    for row in rows:
        with run.row(table, row):
            if condition is not None and not _meets(run, condition, seen):
                continue
            seen.met += 1
            if value is not None:
                worked, found = run.aside(value)
                _miss_questions(run, found)
                # A comparison with a blank is false, and what it leads to would pass for a 0.
                if worked in (None, "", ()) or found.missing or found.reasons:
                    seen.gaps.add(found)
                else:
                    seen.values.append(worked)
    return seen


def _meets(run: Run, condition: Node, seen: Rows) -> bool:
    worked, found = run.aside(condition)
    _miss_questions(run, found)
    holds = truth_of(worked)
    if not holds and (found.missing or found.reasons):
        seen.unjudged += 1
        seen.unjudged_for.add(found)
    return holds


def _miss_questions(run: Run, found: Findings) -> None:
    """A blank question is missed whatever the rows hold; a blank cell may only be skipped."""
    for name in found.missing:
        if run.context.table_of(name) is None:
            run.findings.missing[name] = None


def say_what_is_needed(run: Run, found: Findings, *named: Node) -> None:
    """Say what is needed when nothing could be calculated: the blanks, or else the columns.

    The columns are those of the first part that names any.
    """
    run.findings.missing.update(found.missing)
    run.findings.reasons.update(found.reasons)
    if found.missing or found.reasons:
        return
    for node in named:
        ids = [reference.id for reference in row_references(node)]
        columns = [name for name in ids if run.context.table_of(name) is not None]
        if columns:
            run.findings.missing.update(dict.fromkeys(columns))
            return


def note_rows(run: Run, used: int, of: int) -> None:
    """Say so when a figure comes from only some of the rows."""
    if used < of:
        run.findings.notes[f"from {used} of {counted(of, 'row')}"] = None


def numbers_of(seen: Rows, value: Node) -> list[Decimal]:
    """The values as numbers; a row whose text is not a number is a gap."""
    found: list[Decimal] = []
    for each in seen.values:
        try:
            number = number_of(each)
        except Unworkable:
            seen.gaps.reasons[f"{described(value)} is not a number"] = None
            continue
        if number is not None:
            found.append(number)
    return found
