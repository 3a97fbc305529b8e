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

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import reduce

from stocktake.questionnaire.formula.dates import is_before
from stocktake.questionnaire.formula.functions.rows import (
    Rows,
    look_through,
    note_rows,
    numbers_of,
    remembered,
    say_what_is_needed,
)
from stocktake.questionnaire.formula.running import Findings, Run
from stocktake.questionnaire.formula.syntax import Call, Node, Reference
from stocktake.questionnaire.formula.values import (
    ARITHMETIC,
    Operand,
    joined,
    number_of,
    text_of,
)


def _sum(run: Run, call: Call) -> Operand:
    value = call.arguments[0]
    table = run.table_named(value)
    if table is None:
        return run.number(value)
    return _sum_of(run, look_through(run, table, value, None), value)


def _sum_if(run: Run, call: Call) -> Operand:
    value, condition = call.arguments
    table = run.table_named(value, condition)
    if table is None:
        return run.number(value) if run.truth(condition) else Decimal(0)
    seen = look_through(run, table, value, condition)
    if seen.met == 0 and seen.count:
        return _none_met(run, seen)
    return _sum_of(run, seen, value, condition)


def _sum_of(run: Run, seen: Rows, *named: Node) -> Decimal | None:
    numbers = numbers_of(seen, named[0])
    if not numbers:
        say_what_is_needed(run, seen.gaps, *named)
        return None
    # A row whose condition a blank left open may belong to the sum too.
    note_rows(run, len(numbers), seen.met + seen.unjudged)
    return reduce(ARITHMETIC.add, numbers, Decimal(0))


def _none_met(run: Run, seen: Rows) -> Decimal | None:
    """0 when the condition was judged in a row at least; otherwise nothing is known."""
    if seen.unjudged == seen.count:
        say_what_is_needed(run, seen.unjudged_for)
        return None
    note_rows(run, seen.count - seen.unjudged, seen.count)
    return Decimal(0)


def _count_if(run: Run, call: Call) -> Operand:
    condition = call.arguments[0]
    table = run.table_named(condition)
    if table is None:
        return Decimal(run.truth(condition))
    seen = look_through(run, table, None, condition)
    if seen.count == 0:
        say_what_is_needed(run, Findings(), condition)
        return None
    if seen.met == 0:
        return _none_met(run, seen)
    note_rows(run, seen.count - seen.unjudged, seen.count)
    return Decimal(seen.met)


def _any(run: Run, call: Call) -> bool:
    condition = call.arguments[0]
    table = run.table_named(condition)
    if table is None:
        return run.truth(condition)
    seen = look_through(run, table, None, condition)
    if seen.count and seen.unjudged == seen.count:
        say_what_is_needed(run, seen.unjudged_for)
    return seen.met > 0


def _count(run: Run, call: Call) -> Operand:
    table = run.table_named(call.arguments[0])
    return Decimal(1 if table is None else len(run.context.rows(table)))


def _count_non_empty(run: Run, call: Call) -> Operand:
    value = call.arguments[0]
    table = run.table_named(value)
    if table is None:
        return Decimal(run.aside(value)[0] not in (None, "", ()))
    return Decimal(len(look_through(run, table, value, None).values))


def _furthest(*, lowest: bool) -> Callable[[Run, Call], Operand]:
    """Make ``min`` or ``max``: of a column when given one, otherwise of the values given."""

    @remembered
    def of_column(run: Run, node: Call) -> Operand:
        value = node.arguments[0]
        table = run.table_named(value)
        if table is None:
            return _among([run.value(value)], lowest)
        seen = look_through(run, table, value, None)
        dates = [each for each in seen.values if isinstance(each, date)]
        kept: list[Operand] = list(dates or numbers_of(seen, value))
        if not kept:
            say_what_is_needed(run, seen.gaps, value)
            return None
        note_rows(run, len(kept), seen.met)
        return _among(kept, lowest)

    def call(run: Run, node: Call) -> Operand:
        if len(node.arguments) == 1:
            return of_column(run, node)
        return _among([run.value(argument) for argument in node.arguments], lowest)

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


def _join(run: Run, call: Call) -> Operand:
    """Join texts: those of a column when given one, without its blanks, or those given."""
    separator, *parts = call.arguments
    if len(parts) == 1 and run.table_named(parts[0]) is not None:
        return _join_column(run, call)
    return joined([run.value(part) for part in parts], text_of(run.value(separator)))


@remembered
def _join_column(run: Run, call: Call) -> Operand:
    separator, value = call.arguments
    table = run.table_named(value)
    values = look_through(run, table, value, None).values if table is not None else ()
    return joined(values, text_of(run.value(separator)))


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


CHOOSING: dict[str, Callable[[Run, Call], Operand]] = {
    **{
        name: remembered(function)
        for name, function in {
            "sum": _sum,
            "sum-if": _sum_if,
            "count-if": _count_if,
            "any": _any,
            "count": _count,
            "count-non-empty": _count_non_empty,
        }.items()
    },
    "min": _furthest(lowest=True),
    "max": _furthest(lowest=False),
    "join": _join,
    "position": _position,
    "indexed-repeat": _indexed_repeat,
}
