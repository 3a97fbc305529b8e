"""One submission's answers laid over its form: what applies now and what it works out to.

A sheet is what a window, an export and a plan all ask. Nothing is worked out until it is asked for,
and when an answer changes only what depends on it is forgotten and worked out again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import Literal

from stocktake.questionnaire.answers import Address, Answer, Answers, State, Value, answered
from stocktake.questionnaire.form import Column, Question
from stocktake.questionnaire.formula import Expression, Result, evaluate
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.types import TYPES

Route = Literal["express", "core", "full"]

Engine = Callable[["Sheet", str], Decimal | None]
"""Works out a column that no formula can: given the sheet and a row id, the figure or None."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What one answer changed.

    Attributes:
        also: further answers that came with it (a row's defaults), to be saved with it.
        names: everything in the form's graph that may now be different.
        shown, hidden: ids of questions that now apply, or no longer do.
    """

    also: dict[Address, Answer] = field(default_factory=dict)
    names: frozenset[str] = frozenset()
    shown: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()


class Sheet:
    """Answers laid over a form.

    Attributes:
        loaded: the form.
        answers: the answers; change them through ``enter`` so that what depends on them follows.
        today: the assessment date, which ``today()`` gives; moved on with ``move_to``.
        clock: gives the day it is, by which "not after today" and what is past its date are
            judged; None: by the assessment date.
        route: express, core or full; changes what is asked and never what is kept.
    """

    def __init__(
        self,
        loaded: LoadedForm,
        answers: Answers,
        today: date,
        route: Route = "core",
        engines: Mapping[str, Engine] | None = None,
    ) -> None:
        self.loaded = loaded
        self.answers = answers
        self.today = today
        self.clock: Callable[[], date] | None = None
        self.route: Route = route
        self._engines = dict(engines or {})
        self._cache: dict[str, dict[tuple[str, str], Result]] = {}
        self._rows: dict[str, tuple[str, ...]] = {}

    def enter(self, address: Address, answer: Answer) -> Changes:
        """Take in one answer; the sheet follows at once.

        The first cell touched in a table row brings the row's defaults with it as answers; and what
        was said of the whole table, that it is not known or not applicable, gives way to a cell.
        """
        was_there = not address.row or self.is_touched(address.question, address.row)
        says = answer.state is not State.BLANK
        # A row that comes or goes counts in every column, and not only in that of its first cell.
        turns = bool(address.row) and (says if not was_there else not says)
        touched = {address, *(self._columns_of(address.question) if turns else ())}
        before = self.applying({name for each in touched for name in self._followers(each)})
        self._keep_order(address)
        self.answers[address] = answer
        also = self._defaults_of_row(address) if says and not was_there else {}
        if address.row and answer.is_answered and self.answers.is_set_aside(address.question):
            whole = Address(address.question)
            also[whole] = replace(self.answers[whole], state=State.BLANK)
        for other, default in also.items():
            self.answers[other] = default
        return self._forget({*touched, *also}, before, also)

    @property
    def day_now(self) -> date:
        """The day it is by the clock, and never one before the assessment date."""
        return max(self.today, self.clock()) if self.clock else self.today

    def move_to(self, today: date) -> None:
        """Make another day the assessment date; what rests on it is worked out again."""
        if today != self.today:
            self.today = today
            self._cache.clear()
            self._rows.clear()

    def _keep_order(self, address: Address) -> None:
        """Keep a starter row where it is shown when it is first touched, instead of at the foot."""
        table = address.question
        if address.row and address.row not in self.answers.rows(table):
            shown = self.shown_rows(self.loaded.questions[table])
            order = shown if address.row in shown else (*shown, address.row)
            hidden = (row for row in self.answers.rows(table) if row not in order)
            self.answers.set_rows(table, (*order, *hidden))

    def rows_changed(self, table: str) -> Changes:
        """Say that rows were added to or taken from a table, or put in another order."""
        columns = self._columns_of(table)
        names = {table, *(each.field_id for each in columns)}
        before = self.applying({*names, *self.loaded.rules.graph.dependants(names)})
        return self._forget(columns, before, {})

    def _columns_of(self, table: str) -> set[Address]:
        return {Address(table, "", column.id) for column in self.loaded.questions[table].columns}

    def put_back(
        self, answers: Mapping[Address, Answer | None], rows: Mapping[str, tuple[str, ...]]
    ) -> Changes:
        """Let answers and the order of rows stand as they once stood, and follow; None: nothing.

        Unlike ``enter`` it brings nothing along, because whatever came along comes back as well.
        """
        touched = set(answers)
        for table in rows.keys() & self.loaded.questions.keys():
            touched |= self._columns_of(table)
        names = {name for address in touched for name in self._followers(address)}
        before = self.applying(names)
        for address, answer in answers.items():
            if answer is None:
                self.answers.take_away(address)
            else:
                self.answers[address] = answer
        for table, order in rows.items():
            self.answers.set_rows(table, order)
        return self._forget(touched, before, {})

    def _followers(self, address: Address) -> set[str]:
        return {address.field_id, *self.loaded.rules.graph.dependants({address.field_id})}

    def applying(self, names: set[str]) -> frozenset[str]:
        """Which of these names are questions that apply now."""
        questions = self.loaded.questions
        return frozenset(name for name in names if name in questions and self.applies(name))

    def _forget(
        self, touched: set[Address], before: frozenset[str], also: dict[Address, Answer]
    ) -> Changes:
        names: set[str] = set()
        for address in touched:
            names |= self._followers(address) | {address.question}
            self._rows.pop(address.question, None)
        for name in names:
            self._cache.pop(name, None)
            if name in self.loaded.table_of:
                self._rows.pop(self.loaded.table_of[name], None)
        after = self.applying(names)
        shown, hidden = tuple(sorted(after - before)), tuple(sorted(before - after))
        return Changes(also, frozenset(names), shown, hidden)

    def _defaults_of_row(self, address: Address) -> dict[Address, Answer]:
        found: dict[Address, Answer] = {}
        for column in self.loaded.questions[address.question].columns:
            other = Address(address.question, address.row, column.id)
            default = self.default_of(column, address.row)
            if default is not None and other != address and self.answers[other].value is None:
                found[other] = answered(default)
        return found

    def default_of(self, each: Question | Column, row: str = "") -> Value | None:
        """The default of a question or cell as a value; None when it has none."""
        if each.default:
            return TYPES[each.type].decode(each.default)
        expression = self.loaded.rules.default_formula.get(each.id)
        if expression is None:
            return None
        table = self.loaded.table_of.get(each.id)
        value = self._evaluate(expression, (table, row) if table else None, None).value
        return ("yes" if value else "no") if isinstance(value, bool) else value

    # What applies

    def applies(self, field_id: str, row: str = "") -> bool:
        """Whether a question or cell applies now, whatever the route."""
        table = self.loaded.table_of.get(field_id)
        if table and not self.applies(table):
            return False
        expression = self.loaded.rules.relevant.get(field_id)
        if expression is None:
            return True
        return self._worked("relevant:", field_id, expression, row).value is True

    def is_asked(self, question: Question) -> bool:
        """Whether a question is put on its section's page: it applies, and is on the route."""
        return question.asked == "form" and self.on_route(question) and self.applies(question.id)

    def on_route(self, each: Question | Column) -> bool:
        """Whether the chosen route includes a question or column."""
        if self.route == "full":
            return True
        if self.route == "express" and isinstance(each, Question):
            return each.express
        return each.tier == "core"

    def questions(self, section_id: str) -> tuple[Question, ...]:
        """The questions on a section's page now, in order."""
        section = self.loaded.section_by_id[section_id]
        return tuple(question for question in section.questions if self.is_asked(question))

    def columns(self, table: Question) -> tuple[Column, ...]:
        """The columns of a table on the route."""
        return tuple(column for column in table.columns if self.on_route(column))

    # Rows

    def starter_rows(self, table: Question) -> tuple[str, ...]:
        """Row ids that a table offers to begin with: option codes of its key column."""
        key = next((column for column in table.columns if column.id == table.key), None)
        if table.rows == "free" or key is None:
            return ()
        rules = self.loaded.rules.starters
        offered = [c.code for c in key.choice if c.starter and (table.id, c.code) not in rules]
        conditional = {
            c.code
            for c in key.choice
            if (table.id, c.code) in rules
            and self._evaluate(rules[table.id, c.code], None, None).value is True
        }
        return tuple(c.code for c in key.choice if c.code in offered or c.code in conditional)

    def shown_rows(self, table: Question) -> tuple[str, ...]:
        """Row ids on the page: kept rows in their order, then starters not yet among them."""
        kept = self.answers.rows(table.id)
        starters = self.starter_rows(table)
        if not any(row in starters for row in kept):
            rows = (*starters, *kept)
        else:
            rows = (*kept, *(row for row in starters if row not in kept))
        return tuple(row for row in rows if self._row_applies(table.id, row))

    def is_touched(self, table: str, row: str) -> bool:
        """Whether a row exists: a cell other than its key is answered."""
        question = self.loaded.questions[table]
        return any(
            self.answers.get(table, row, column.id).state is not State.BLANK
            for column in question.columns
            if column.id != question.key or question.rows == "free"
        )

    def rows(self, table: str) -> tuple[str, ...]:
        """Row ids that exist and apply, in order; what table functions go over.

        None of a table that is said to be not known or not applicable.
        """
        if table not in self._rows:
            question = self.loaded.questions[table]
            kept = self.answers.rows(table)
            found = [row for row in kept if self.is_touched(table, row)]
            if question.rows == "fixed":
                found += [row for row in self.starter_rows(question) if row not in found]
            self._rows[table] = tuple(row for row in found if self._row_applies(table, row))
        is_counted = self.applies(table) and not self.answers.is_set_aside(table)
        return self._rows[table] if is_counted else ()

    def _row_applies(self, table: str, row: str) -> bool:
        expression = self.loaded.rules.row_relevant.get(table)
        if expression is None:
            return True
        return self._evaluate(expression, (table, row), None).value is True

    # Values

    def value(self, field_id: str, row: str = "") -> Value | None:
        """The value of a question, cell or indicator that may be used now; None when missing."""
        if field_id in self.loaded.indicators:
            return self.result(field_id).usable
        each = self.loaded.fields.get(field_id)
        if each is None or not self.applies(field_id, row):
            return None
        if each.type == "calculated" or each.calculate:
            return self._calculated(each, row)
        table = self.loaded.table_of.get(field_id, "")
        found = self.answers.get(table or field_id, row, field_id if table else "").usable
        if found is None and table and self.loaded.questions[table].key == field_id:
            return row if any(c.code == row for c in each.choice) else None
        if found is None and isinstance(each, Question) and each.fallback:
            return self.value(each.fallback)
        return found

    def _calculated(self, each: Question | Column, row: str) -> Value | None:
        if each.id in self._engines:
            return self._engines[each.id](self, row)
        expression = self.loaded.rules.calculate.get(each.id)
        if expression is None:
            return None
        return FigureResult(self._worked("calculate:", each.id, expression, row)).usable

    def result(self, name: str) -> FigureResult:
        """Work out an indicator, or one part of one (``id#part``)."""
        expression = self.loaded.rules.figures.get(name)
        if expression is None:
            return FigureResult(Result(None))
        return FigureResult(self._worked("", name, expression, ""))

    def holds(
        self, expression: Expression, row: tuple[str, str] | None, own: Value | None
    ) -> Result:
        """Work out a rule for a row, or for a value about to be checked (``.``)."""
        return self._evaluate(expression, row, own)

    def holds_by_the_clock(
        self, expression: Expression, row: tuple[str, str] | None, own: Value | None
    ) -> Result:
        """Work out what nothing can be later than: there the day it is now is today."""
        return evaluate(expression, _Here(self, row, own, self.day_now))

    def _worked(self, use: str, name: str, expression: Expression, row: str) -> Result:
        known = self._cache.setdefault(name.partition("#")[0], {})
        key = (use + name, row)
        if key not in known:
            table = self.loaded.table_of.get(name)
            known[key] = self._evaluate(expression, (table, row) if table and row else None, None)
        return known[key]

    def _evaluate(
        self, expression: Expression, row: tuple[str, str] | None, own: Value | None
    ) -> Result:
        return evaluate(expression, _Here(self, row, own, self.today))


@dataclass(frozen=True, slots=True)
class FigureResult:
    """What an indicator works out to, with what was missing."""

    result: Result

    @property
    def usable(self) -> Value | None:
        """The value for use in other formulas: yes or no instead of true or false.

        None while an answer it needs is blank: a condition over a blank is false, and what is
        counted from it would pass for 0 (stocktake.md B.1 rule 3).
        """
        value = self.result.value if self.result.is_complete else None
        return ("yes" if value else "no") if isinstance(value, bool) else value


@dataclass(frozen=True, slots=True)
class _Here:
    """A place in a sheet where a formula is worked out: the formula's context."""

    sheet: Sheet
    this_row: tuple[str, str] | None
    self_value: Value | None
    today: date

    @property
    def now(self) -> datetime:
        return datetime.combine(self.today, time())

    def value(self, id: str) -> Value | None:  # noqa: A002 - the formula's own word
        return self.sheet.value(id)

    def rows(self, table: str) -> tuple[str, ...]:
        return self.sheet.rows(table)

    def cell(self, column_id: str, row: str) -> Value | None:
        return self.sheet.value(column_id, row)

    def table_of(self, id: str) -> str | None:  # noqa: A002 - the formula's own word
        question = self.sheet.loaded.questions.get(id)
        is_table = question is not None and question.type == "table"
        return id if is_table else self.sheet.loaded.table_of.get(id)

    def choice_label(self, id: str, code: str) -> str:  # noqa: A002 - the formula's own word
        choices = self.sheet.loaded.fields[id].choice
        return next((choice.label for choice in choices if choice.code == code), code)

    def choice_extra(self, id: str, code: str, extra: str) -> str:  # noqa: A002 - as above
        choices = self.sheet.loaded.fields[id].choice
        return next((c.extra.get(extra, "") for c in choices if c.code == code), "")
