"""Functions that look through the rows of the one table whose columns they name.

* ``sum``, ``min``, ``max``, ``join`` take the rows where the value can be worked out and skip the
  rest, noting "from 1 of 3 rows". With no such row they are not calculated.
* ``sum-if`` and ``count-if`` are 0 when the table has rows and none meets the condition. They are
  not calculated when the table has no rows, when rows meet the condition but none has a value, or
  when a blank kept the condition from being judged in every row: blank is never zero.
* ``count`` counts rows, ``count-non-empty`` those with a value; both are 0 for a table without
  rows, as in ODK. ``any`` is false for one.

A question named inside is missed when it is blank, as anywhere else; a column only when nothing
could be calculated. Source: design/data-model.md, "Checks and indicators"; stocktake.md B.1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, DecimalException
from functools import reduce

from stocktake.questionnaire.formula.dates import is_before
from stocktake.questionnaire.formula.running import Findings, Run, described
from stocktake.questionnaire.formula.syntax import Call, Node, Reference, row_references
from stocktake.questionnaire.formula.values import (
    ARITHMETIC,
    Operand,
    Unworkable,
    number_of,
    text_of,
    truth_of,
)


@dataclass(slots=True)
class _Rows:
    """What the rows of a table gave.

    Attributes:
        count: rows of the table.
        met: rows that meet the condition, or all of them.
        values: the values that could be worked out, of rows that meet it.
        gaps: what stood in the way of the other values.
        unjudged: rows where a blank kept the condition from holding, and the blanks.
    """

    count: int
    met: int = 0
    values: list[Operand] = field(default_factory=list)
    gaps: Findings = field(default_factory=Findings)
    unjudged: int = 0
    unjudged_for: Findings = field(default_factory=Findings)


def _remembered(
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


def _look_through(run: Run, table: str, value: Node | None, condition: Node | None) -> _Rows:
    """Work a value out in every row of a table that meets a condition."""
    rows = run.context.rows(table)
    seen = _Rows(count=len(rows))
    for row in rows:
        with run.row(table, row):
            if condition is not None and not _meets(run, condition, seen):
                continue
            seen.met += 1
            if value is not None:
                worked, found = run.aside(value)
                _miss_questions(run, found)
                if worked in (None, "", ()):
                    seen.gaps.add(found)
                else:
                    seen.values.append(worked)
    return seen


def _meets(run: Run, condition: Node, seen: _Rows) -> bool:
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


def _nothing(run: Run, found: Findings, *named: Node) -> None:
    """Say what is needed when nothing could be calculated: the blanks, or else the columns."""
    run.findings.missing.update(found.missing)
    run.findings.reasons.update(found.reasons)
    if not found.missing and not found.reasons:
        for node in named:
            for reference in row_references(node):
                if run.context.table_of(reference.id) is not None:
                    run.findings.missing[reference.id] = None


def _note(run: Run, used: int, of: int) -> None:
    if used < of:
        run.findings.notes[f"from {used} of {of} row{'' if of == 1 else 's'}"] = None


def _numbers(seen: _Rows, value: Node) -> list[Decimal]:
    """The values as numbers; a row whose text is not a number is a gap."""
    found: list[Decimal] = []
    for each in seen.values:
        try:
            number = number_of(each)
        except (Unworkable, DecimalException):
            seen.gaps.reasons[f"{described(value)} is not a number"] = None
            continue
        if number is not None:
            found.append(number)
    return found


def _total(run: Run, numbers: Iterable[Decimal]) -> Decimal:
    return reduce(ARITHMETIC.add, numbers, Decimal(0))


def _sum(run: Run, call: Call) -> Operand:
    value = call.arguments[0]
    table = run.table_named(value)
    if table is None:
        return run.number(value)
    return _sum_of(run, _look_through(run, table, value, None), value)


def _sum_if(run: Run, call: Call) -> Operand:
    value, condition = call.arguments
    table = run.table_named(value, condition)
    if table is None:
        return run.number(value) if run.truth(condition) else Decimal(0)
    seen = _look_through(run, table, value, condition)
    if seen.met == 0 and seen.count:
        return _none_met(run, seen)
    return _sum_of(run, seen, value)


def _sum_of(run: Run, seen: _Rows, value: Node) -> Decimal | None:
    numbers = _numbers(seen, value)
    if not numbers:
        _nothing(run, seen.gaps, value)
        return None
    _note(run, len(numbers), seen.met)
    return _total(run, numbers)


def _none_met(run: Run, seen: _Rows) -> Decimal | None:
    """0 when the condition was judged in a row at least; otherwise nothing is known."""
    if seen.unjudged == seen.count:
        _nothing(run, seen.unjudged_for)
        return None
    _note(run, seen.count - seen.unjudged, seen.count)
    return Decimal(0)


def _count_if(run: Run, call: Call) -> Operand:
    condition = call.arguments[0]
    table = run.table_named(condition)
    if table is None:
        return Decimal(run.truth(condition))
    seen = _look_through(run, table, None, condition)
    if seen.count == 0:
        _nothing(run, Findings(), condition)
        return None
    if seen.met == 0:
        return _none_met(run, seen)
    _note(run, seen.count - seen.unjudged, seen.count)
    return Decimal(seen.met)


def _any(run: Run, call: Call) -> bool:
    condition = call.arguments[0]
    table = run.table_named(condition)
    if table is None:
        return run.truth(condition)
    seen = _look_through(run, table, None, condition)
    if seen.count and seen.unjudged == seen.count:
        _nothing(run, seen.unjudged_for)
    return seen.met > 0


def _count(run: Run, call: Call) -> Operand:
    table = run.table_named(call.arguments[0])
    return Decimal(1 if table is None else len(run.context.rows(table)))


def _count_non_empty(run: Run, call: Call) -> Operand:
    value = call.arguments[0]
    table = run.table_named(value)
    if table is None:
        return Decimal(run.aside(value)[0] not in (None, "", ()))
    return Decimal(len(_look_through(run, table, value, None).values))


def _furthest(name: str, *, lowest: bool) -> Callable[[Run, Call], Operand]:
    """Make ``min`` or ``max``: of a column when given one, otherwise of the values given."""

    def call(run: Run, node: Call) -> Operand:
        if len(node.arguments) > 1:
            return _among([run.value(argument) for argument in node.arguments], lowest)
        value = node.arguments[0]
        table = run.table_named(value)
        if table is None:
            return _among([run.value(value)], lowest)
        seen = _look_through(run, table, value, None)
        dates = [each for each in seen.values if isinstance(each, date)]
        kept: list[Operand] = list(dates or _numbers(seen, value))
        if not kept:
            _nothing(run, seen.gaps, value)
            return None
        _note(run, len(kept), seen.met)
        return _among(kept, lowest)

    return call


def _among(values: list[Operand], lowest: bool) -> Operand:
    """The lowest or highest; dates among dates, otherwise numbers. None when any is blank."""
    days = [value for value in values if isinstance(value, date)]
    if len(days) == len(values):
        return reduce(lambda a, b: a if is_before(a, b) == lowest else b, days)
    numbers = [number_of(value) for value in values]
    known = [number for number in numbers if number is not None]
    if len(known) < len(numbers):
        return None
    return min(known) if lowest else max(known)


def _join(run: Run, call: Call) -> str:
    """Join texts: those of a column when given one, without its blanks, or those given."""
    separator, *parts = call.arguments
    between = text_of(run.value(separator))
    table = run.table_named(parts[0]) if len(parts) == 1 else None
    if table is None:
        return between.join(text_of(run.value(part)) for part in parts)
    seen = _look_through(run, table, parts[0], None)
    return between.join(text_of(value) for value in seen.values)


def _position(run: Run, call: Call) -> Decimal | None:
    """The number of this row in its table, counted from 1."""
    here = run.current_row()
    if here is None:
        return None
    table, row = here
    rows = list(run.context.rows(table))
    return Decimal(rows.index(row) + 1) if row in rows else None


def _indexed_repeat(run: Run, call: Call) -> Operand:
    """The cell of a column in the row of a number, counted from 1. Source: ODK XForms."""
    column, _, number = call.arguments
    wanted = run.number(number)
    if wanted is None or not isinstance(column, Reference):
        return None
    table = run.context.table_of(column.id)
    rows = run.context.rows(table) if table is not None else ()
    if table is None or not 1 <= wanted <= len(rows):
        run.findings.missing[column.id] = None
        return None
    with run.row(table, rows[int(wanted) - 1]):
        return run.value(column)


PLAIN: dict[str, Callable[..., Operand]] = {}

CHOOSING: dict[str, Callable[[Run, Call], Operand]] = {
    **{
        name: _remembered(function)
        for name, function in {
            "sum": _sum,
            "sum-if": _sum_if,
            "count-if": _count_if,
            "any": _any,
            "count": _count,
            "count-non-empty": _count_non_empty,
        }.items()
    },
    "min": _furthest("min", lowest=True),
    "max": _furthest("max", lowest=False),
    "join": _join,
    "position": _position,
    "indexed-repeat": _indexed_repeat,
}
