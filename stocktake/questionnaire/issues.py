"""What is impossible or unlikely in the answers, said beside the question it stands by.

An error (E) holds up completing a section and nothing else; a warning (W) is cleared by a reason;
information (I) is only shown. Nothing here stops anyone moving on, and everything is saved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from stocktake.phrases import counted
from stocktake.questionnaire.answers import State, Value
from stocktake.questionnaire.form import Check, Column, Field, Question
from stocktake.questionnaire.formula import Expression, compile_pattern
from stocktake.questionnaire.sheet import Sheet
from stocktake.questionnaire.types import TYPES
from stocktake.units import date_in_words, number_in_words, round_half_up


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing to look at.

    Attributes:
        id: the check's id, or the kind of limit with the field's id; reasons are kept under it.
        level: E, W or I.
        on: ids of the questions it stands by, the first of which keeps the reason.
        row: the table row it is about, if any.
        reason: why the person lets it stand; a warning with a reason is cleared.
    """

    id: str
    level: Literal["E", "W", "I"]
    message: str
    on: tuple[str, ...]
    row: str = ""
    reason: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it still wants something: an error always, a warning until a reason is given."""
        return self.level == "E" or (self.level == "W" and not self.reason)

    @property
    def reason_key(self) -> str:
        """What a reason for it is kept under, beside each question it stands by."""
        return f"{self.id}@{self.row}" if self.row else self.id


def question_issues(sheet: Sheet, question: Question) -> tuple[Issue, ...]:
    """Everything to say beside one question; nothing while it does not apply."""
    if not sheet.applies(question.id):
        return ()
    found = [*_own(sheet, question), *_by_checks(sheet, question)]
    reasons = sheet.answers.get(question.id).reasons
    return tuple(
        Issue(i.id, i.level, i.message, i.on, i.row, reasons.get(i.reason_key, "")) for i in found
    )


def section_issues(sheet: Sheet, section_id: str) -> tuple[Issue, ...]:
    """Everything to say in a section, each check once, by the first question it stands by."""
    found: dict[tuple[str, str], Issue] = {}
    for question in sheet.questions(section_id):
        for issue in question_issues(sheet, question):
            found.setdefault((issue.id, issue.row), issue)
    return tuple(found.values())


def _own(sheet: Sheet, question: Question) -> Iterator[Issue]:
    """Limits of the question itself, or of each cell of its table."""
    if question.type != "table":
        value = sheet.answers.get(question.id).usable
        if value is not None:
            yield from _limits(sheet, question, value, None)
        return
    for row in sheet.rows(question.id):
        for column in question.columns:
            value = sheet.value(column.id, row)
            if value is not None and not column.read_only:
                yield from _limits(sheet, column, value, (question.id, row))
            elif column.required and _is_missing(sheet, question, column, row):
                message = f"{row_name(sheet, question, row)}: “{column.label}” is still needed"
                yield Issue(f"missing:{column.id}", "I", message, (question.id,), row)


def _is_missing(sheet: Sheet, table: Question, column: Column, row: str) -> bool:
    if not sheet.on_route(column) or not sheet.applies(column.id, row):
        return False
    state = sheet.answers.get(table.id, row, column.id).state
    return state in (State.BLANK, State.COME_BACK_LATER) and sheet.value(column.id, row) is None


def missing_cells(sheet: Sheet, table: Question) -> int:
    """How many required cells of the table's rows are still blank on this route."""
    return sum(
        _is_missing(sheet, table, column, row)
        for row in sheet.rows(table.id)
        for column in table.columns
        if column.required and not column.read_only
    )


def row_name(sheet: Sheet, table: Question, row: str) -> str:
    """What to call a table row: its first answered cell, or its place."""
    for column in table.columns:
        value = sheet.value(column.id, row)
        if value is not None and column.type in ("choice", "text", "long_text"):
            return TYPES[column.type].show(value, column)[:60]
    order = sheet.shown_rows(table)
    return f"Row {order.index(row) + 1}" if row in order else "A row"


def _limits(
    sheet: Sheet, field: Field, value: Value, row: tuple[str, str] | None
) -> Iterator[Issue]:
    table = sheet.loaded.table_of.get(field.id, field.id)
    prefix = f"{row_name(sheet, sheet.loaded.questions[table], row[1])}: " if row else ""
    for kind, level, message in _broken(sheet, field, value, row):
        yield Issue(f"{kind}:{field.id}", level, prefix + message, (table,), row[1] if row else "")


Broken = tuple[str, Literal["E", "W", "I"], str]


def _broken(
    sheet: Sheet, field: Field, value: Value, row: tuple[str, str] | None
) -> Iterator[Broken]:
    if isinstance(value, Decimal):
        yield from _number_limits(field, value)
    elif isinstance(value, date):
        yield from _date_limits(sheet, field, value)
    elif isinstance(value, tuple):
        yield from _choice_limits(field, value)
    else:
        yield from _text_limits(field, value)
    constraint = sheet.loaded.rules.constraint.get(field.id)
    if constraint is not None:
        result = sheet.holds_by_the_clock(constraint, row, value)
        if result.value is False and not result.missing:
            yield "constraint", field.constraint_level, field.constraint_message


def _number_limits(field: Field, value: Decimal) -> Iterator[Broken]:
    low, high = field.minimum, field.maximum
    if low is None and field.type in ("pounds", "percent", "wte"):
        low = 0
    if high is None and field.type == "percent":
        high = 100
    if low is not None and value < Decimal(str(low)):
        yield "low", "E", f"This cannot be less than {_figure(low)}"
    elif high is not None and value > Decimal(str(high)):
        yield "high", "E", f"This cannot be more than {_figure(high)}"
    elif field.warn_below is not None and value < Decimal(str(field.warn_below)):
        yield (
            "unlikely",
            "W",
            f"This is lower than usual (under {_figure(field.warn_below)}). Is it right?",
        )
    elif field.warn_above is not None and value > Decimal(str(field.warn_above)):
        yield (
            "unlikely",
            "W",
            f"This is higher than usual (over {_figure(field.warn_above)}). Is it right?",
        )


def _figure(limit: int | float) -> str:
    return number_in_words(Decimal(str(limit)))


def _date_limits(sheet: Sheet, field: Field, value: date) -> Iterator[Broken]:
    for kind in ("earliest", "latest"):
        expression = sheet.loaded.rules.limits.get((field.id, kind))
        # Only what has not come yet looks at the clock: a day planned for is not late by waiting.
        work_out = sheet.holds_by_the_clock if kind == "latest" else sheet.holds
        limit = work_out(expression, None, None).value if expression else None
        if not isinstance(limit, date):
            continue
        if kind == "earliest" and value < limit:
            yield kind, "E", f"This cannot be before {date_in_words(limit)}"
        elif kind == "latest" and value > limit:
            yield kind, "E", f"This cannot be after {date_in_words(limit)}"


def _choice_limits(field: Field, value: tuple[str, ...]) -> Iterator[Broken]:
    alone = next((c for c in field.choice if c.code in field.exclusive and c.code in value), None)
    if alone and len(value) > 1:
        yield "alone", "E", f"“{alone.label}” cannot stand beside another choice"


def _text_limits(field: Field, value: str) -> Iterator[Broken]:
    most = field.max_length or TYPES[field.type].length
    if most and len(value) > most:
        yield (
            "long",
            "W",
            f"This is {len(value):,} characters; about {most:,} read well. It is kept whole",
        )
    if field.min_length and len(value) < field.min_length:
        yield "short", "W", f"Please write at least {counted(field.min_length, 'character')}"
    if field.pattern and not compile_pattern(field.pattern).matches(value):
        yield "pattern", "W", field.pattern_hint or "This is not written in the usual way"


# Checks across answers


def _by_checks(sheet: Sheet, question: Question) -> Iterator[Issue]:
    # In the order of the form: that of a set would be another in each run of the program.
    ids = (question.id, *(column.id for column in question.columns))
    seen: set[str] = set()
    for each in ids:
        for check in sheet.loaded.rules.on.get(each, ()):
            if check.scope == "form" and check.id not in seen:
                seen.add(check.id)
                yield from _broken_check(sheet, check, question)


def _broken_check(sheet: Sheet, check: Check, question: Question) -> Iterator[Issue]:
    formulas = sheet.loaded.rules.checks[check.id]
    if "may-name-someone" in formulas["rule"].functions:
        yield from _naming(sheet, check, question, formulas["rule"])
        return
    rows = [(check.table, row) for row in sheet.rows(check.table)] if check.table else [None]
    for row in rows:
        when = formulas.get("when")
        if when is not None and sheet.holds(when, row, None).value is not True:
            continue
        own = sheet.value(check.on[0], row[1] if row else "")
        result = sheet.holds(formulas["rule"], row, own)
        if result.value is not False or (result.missing and not check.tests_blank):
            continue
        values = {
            name: sheet.holds(expression, row, None).value
            for name, expression in formulas.items()
            if name not in ("rule", "when")
        }
        prefix = f"{row_name(sheet, sheet.loaded.questions[check.table], row[1])}: " if row else ""
        on = tuple(dict.fromkeys(sheet.loaded.table_of.get(each, each) for each in check.on))
        message = prefix + _filled(check.message, values)
        yield Issue(check.id, check.level, message, on, row[1] if row else "")


def _filled(message: str, values: Mapping[str, object]) -> str:
    for name, value in values.items():
        message = message.replace("{" + name + "}", _word(value))
    return message


def _word(value: object) -> str:
    if isinstance(value, Decimal):
        return number_in_words(round_half_up(value, 2).normalize())
    return "" if value is None else str(value)


def _naming(sheet: Sheet, check: Check, question: Question, rule: Expression) -> Iterator[Issue]:
    """Scan the texts of one question for what may name a person."""
    fields = [question] if question.type != "table" else list(question.columns)
    for field in fields:
        if field.id not in check.on:
            continue
        rows = sheet.rows(question.id) if question.type == "table" else ("",)
        for row in rows:
            text = sheet.value(field.id, row)
            here = (question.id, row) if row else None
            if text is not None and sheet.holds(rule, here, text).value is False:
                prefix = f"{row_name(sheet, question, row)}: " if row else ""
                yield Issue(check.id, check.level, prefix + check.message, (question.id,), row)
