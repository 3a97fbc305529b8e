"""What can be wrong with a form that reads well: ids, options, ratings, tables and formulas."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from stocktake.errors import Problem
from stocktake.questionnaire.form import Column, Field, Question
from stocktake.questionnaire.formula import Family, FormulaError, Named, check, parse
from stocktake.questionnaire.formula.scope import Kind
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.rules import all_formulas, compile_rules
from stocktake.questionnaire.scale import DOMAIN_IDS
from stocktake.questionnaire.types import TYPES


@dataclass(frozen=True)
class FormScope:
    """What a form's formulas may name, for the formula checker.

    Attributes:
        row_table: the table whose rows the formula is worked out for, if any.
        this_id: the field that ``.`` stands for, if any.
    """

    loaded: LoadedForm
    row_table: str | None = None
    this_id: str | None = None

    def named(self, id: str) -> Named | None:  # noqa: A002 - the formula's own word
        """What an id is; None when there is no such id."""
        indicator = self.loaded.indicators.get(id)
        if indicator:
            return Named("indicator", _INDICATOR_FAMILIES[indicator.kind])
        field = self.loaded.fields.get(id)
        return _named(self.loaded, field) if field else None

    def ids(self) -> tuple[str, ...]:
        """Every id there is, for "did you mean"."""
        return (*self.loaded.fields, *self.loaded.indicators)


_INDICATOR_FAMILIES: dict[str, Family] = {
    "number": "number",
    "count": "number",
    "yes_no": "yes_no",
    "band": "any",
}


def _named(loaded: LoadedForm, field: Question | Column) -> Named:
    table = loaded.table_of.get(field.id, "")
    if field.type == "table":
        return Named("table", "any", table=field.id)
    kind: Kind = "column" if table else "calculated" if field.type == "calculated" else "question"
    family = TYPES[field.type].family
    codes = frozenset(choice.code for choice in field.choice) or None
    extras = frozenset(extra for choice in field.choice for extra in choice.extra)
    if field.type == "calculated" or (isinstance(field, Column) and field.refers_to):
        return Named(kind, "any", table=table)
    if field.type == "yes_no":
        codes = frozenset({"yes", "no"})
    return Named(kind, family if family != "table" else "any", table, codes, extras)


def check_form(loaded: LoadedForm, name: str) -> Iterator[Problem]:
    """Find everything wrong with a form that fits the model; nothing when it is right."""
    yield from _ids(loaded, name)
    for section in loaded.sections:
        for question in section.questions:
            where = f"{name}, section {section.id}, question {question.id}"
            yield from _question(loaded, question, where)
    yield from _references(loaded, name)
    faults = list(_formulas(loaded, name))
    yield from faults
    if not faults:
        yield from _cycles(loaded, name)


def _ids(loaded: LoadedForm, name: str) -> Iterator[Problem]:
    form = loaded.form
    fields = [
        (col or q).id for s in loaded.sections for q in s.questions for col in (None, *q.columns)
    ]
    groups = {
        "section": [section.id for section in loaded.sections],
        "question": fields,
        "option list": [options.id for options in form.option_list],
        "indicator": [indicator.id for indicator in form.indicators],
        "check": [each.id for each in form.checks],
        "flag": [flag.id for flag in form.flags],
        "benchmark": [benchmark.key for benchmark in form.benchmarks],
        "source": [source.key for source in form.sources],
    }
    for kind, ids in groups.items():
        for twice in (each for each, count in Counter(ids).items() if count > 1):
            yield Problem(
                "duplicate_id", f"{name}, {kind} {twice}", f"The id “{twice}” is used twice.",
                "Give one of them another id.",
            )  # fmt: skip
    for retired in {each.id for each in form.retired} & set(fields):
        yield Problem(
            "retired_id", f"{name}, question {retired}", f"The id “{retired}” was retired.",
            "A question that changes meaning needs a new id.",
        )  # fmt: skip
    for gone in form.retired:
        for heir in {gone.replaced_by, *gone.split_into} - {"", *fields, *_on_cards(loaded)}:
            yield Problem(
                "unknown_heir", f"{name}, retired {gone.id}",
                f"“{heir}” is to take its place, and no question has that id.",
                "Give the id of a question, or leave it out.",
            )  # fmt: skip


def _on_cards(loaded: LoadedForm) -> set[str]:
    card = loaded.form.card
    return {question.id for question in card.questions} if card else set()


def _question(loaded: LoadedForm, question: Question, where: str) -> Iterator[Problem]:
    yield from _field(loaded, question, where)
    if question.type == "rating":
        if len(question.anchors) != 5 or not all(question.anchors):
            yield Problem(
                "anchors", where, f"A rating needs 5 descriptions, not {len(question.anchors)}.",
                "Write one for each level from 0 to 4.",
            )  # fmt: skip
        if question.domain and question.domain not in DOMAIN_IDS:
            yield Problem(
                "domain", where, f"There is no domain called “{question.domain}”.",
                f"Use one of: {', '.join(DOMAIN_IDS)}.",
            )  # fmt: skip
    if question.type == "table":
        yield from _table(loaded, question, where)


def _table(loaded: LoadedForm, table: Question, where: str) -> Iterator[Problem]:
    if not table.columns:
        yield Problem("no_columns", where, "The table has no columns.", "Add at least one column.")
    for column in table.columns:
        place = f"{where}, column {column.id}"
        if not column.id.startswith(f"{table.id}."):
            yield Problem(
                "column_id", place, f"The column's id does not begin with “{table.id}.”.",
                "Write column ids in full.",
            )  # fmt: skip
        yield from _field(loaded, column, place)
    key = next((column for column in table.columns if column.id == table.key), None)
    if table.rows != "free" and (key is None or not any(c.starter for c in key.choice)):
        yield Problem(
            "no_starter_rows", where, "The table has no rows to start from.",
            "Name its key column, and mark the options that are starter rows.",
        )  # fmt: skip


def _field(loaded: LoadedForm, field: Field, where: str) -> Iterator[Problem]:
    lists = {options.id for options in loaded.form.option_list}
    refers_to_rows = isinstance(field, Column) and field.refers_to
    if field.options and field.options not in lists:
        near = difflib.get_close_matches(field.options, lists, n=1)
        yield Problem(
            "no_options", where, f"There is no option list called “{field.options}”.",
            f"Did you mean “{near[0]}”?" if near else "Add the list, or correct its name.",
        )  # fmt: skip
    elif field.type in ("choice", "choices") and not (field.choice or refers_to_rows):
        yield Problem("no_options", where, "There is nothing to choose from.", "Add options.")
    codes = Counter(choice.code for choice in field.choice)
    for code in (code for code, count in codes.items() if count > 1):
        yield Problem(
            "duplicate_option", where, f"The option “{code}” is there twice.", "Take one out."
        )
    for code in set(field.exclusive) - set(codes):
        yield Problem(
            "exclusive", where, f"“{code}” is not one of the options.", "Correct the code."
        )


def _references(loaded: LoadedForm, name: str) -> Iterator[Problem]:
    known = {*loaded.fields, *loaded.indicators}
    named = [(f"{name}, check {c.id}", each) for c in loaded.form.checks for each in c.on]
    named += [(f"{name}, flag {f.id}", each) for f in loaded.form.flags for each in f.on]
    named += [
        (f"{name}, question {q.id}", q.fallback) for q in loaded.questions.values() if q.fallback
    ]
    for where, each in named:
        if each not in known:
            yield Problem("unknown_id", where, _no_such(each, known), "Correct the id.")
    keys = set(loaded.benchmarks)
    for indicator in loaded.form.indicators:
        if indicator.benchmark and indicator.benchmark not in keys:
            where = f"{name}, indicator {indicator.id}"
            yield Problem(
                "unknown_benchmark", where, f"There is no benchmark “{indicator.benchmark}”.",
                "Correct the key.",
            )  # fmt: skip


def _no_such(name: str, known: set[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    hint = f" Did you mean “{near[0]}”?" if near else ""
    return f"There is no question called “{name}”.{hint}"


def _formulas(loaded: LoadedForm, name: str) -> Iterator[Problem]:
    for owner, use, text, table in all_formulas(loaded):
        section = loaded.section_of.get(owner)
        where = f"{name}, {f'section {section.id}, ' if section else ''}{owner}, {use}"
        try:
            expression = parse(text)
        except FormulaError as fault:
            yield Problem(fault.code, where, fault.what, fault.how_to_fix or "Correct the formula.")
            continue
        own = owner if owner in loaded.fields else None
        if use.startswith("check") and own is None:
            own = next((c.on[0] for c in loaded.form.checks if c.id == owner and c.on), None)
        for found in check(expression, FormScope(loaded, table or None, own)):
            yield Problem(found.code, where, found.message, "Correct the formula.")


def _cycles(loaded: LoadedForm, name: str) -> Iterator[Problem]:
    cycle = compile_rules(loaded).graph.cycle
    if cycle:
        yield Problem(
            "cycle", f"{name}, {cycle[0]}",
            f"These depend on each other in a circle: {' → '.join(cycle)}.",
            "Take one of them out of the other's formula.",
        )  # fmt: skip
