"""A form's formulas, read once, and what depends on what.

Names in the graph are the ids of questions, columns and indicators, and ``check:``, ``flag:`` and
``limits:`` followed by an id. An answer's effect is found by asking the graph for its dependants.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from stocktake.questionnaire.formula import DependencyGraph, Expression, parse

if TYPE_CHECKING:
    from stocktake.questionnaire.form import Check, Column, Field, Question
    from stocktake.questionnaire.loaded import LoadedForm


_FIELD_FORMULAS = (
    "relevant", "calculate", "constraint", "default_formula", "earliest", "latest"
)  # fmt: skip


@dataclass(frozen=True)
class Rules:
    """Every formula of a form by what it is for, and the graph of what depends on what.

    Attributes:
        relevant, calculate, constraint: by question or column id.
        default_formula: by question or column id; what fills a default from other answers.
        limits: earliest and latest of a date, by id and ``earliest`` or ``latest``.
        row_relevant: by table id.
        starters: of starter rows, by table id and option code.
        figures: by indicator id, and by ``id#part`` for a part.
        checks, flags: the formulas of each by a name of their own (``rule``, ``when``, a value).
        on: checks and flags by the questions they stand by.
    """

    relevant: dict[str, Expression] = field(default_factory=dict)
    calculate: dict[str, Expression] = field(default_factory=dict)
    constraint: dict[str, Expression] = field(default_factory=dict)
    default_formula: dict[str, Expression] = field(default_factory=dict)
    limits: dict[tuple[str, str], Expression] = field(default_factory=dict)
    row_relevant: dict[str, Expression] = field(default_factory=dict)
    starters: dict[tuple[str, str], Expression] = field(default_factory=dict)
    figures: dict[str, Expression] = field(default_factory=dict)
    checks: dict[str, dict[str, Expression]] = field(default_factory=dict)
    flags: dict[str, list[dict[str, Expression]]] = field(default_factory=dict)
    on: dict[str, list[Check]] = field(default_factory=dict)
    graph: DependencyGraph = field(default_factory=lambda: DependencyGraph({}))


def all_formulas(loaded: LoadedForm) -> Iterator[tuple[str, str, str, str]]:
    """Every formula of a form: (what it belongs to, what it is for, its text, its table)."""
    for section in loaded.ruled_sections:
        for question in section.questions:
            yield from _field_formulas(question, "")
            if question.row_relevant:
                yield question.id, "row_relevant", question.row_relevant, question.id
            for column in question.columns:
                yield from _field_formulas(column, question.id)
            yield from _starter_formulas(question)
    for indicator in loaded.form.indicators:
        if indicator.formula:
            yield indicator.id, "formula", indicator.formula, ""
        for part in indicator.part:
            yield f"{indicator.id}#{part.id}", "formula", part.formula, ""
    for check in loaded.form.checks:
        if check.scope == "form":
            texts = {"rule": check.rule, "when": check.when, **check.values}
            yield from ((check.id, f"check {n}", t, check.table) for n, t in texts.items() if t)
    for flag in loaded.form.flags:
        for index, case in enumerate(flag.case):
            texts = {"rule": case.rule, **case.values}
            yield from ((flag.id, f"flag {index} {n}", t, flag.table) for n, t in texts.items())


def _field_formulas(each: Field, table: str) -> Iterator[tuple[str, str, str, str]]:
    for name in _FIELD_FORMULAS:
        if text := getattr(each, name):
            yield each.id, name, text, table


def _starter_formulas(question: Question) -> Iterator[tuple[str, str, str, str]]:
    key = next((column for column in question.columns if column.id == question.key), None)
    for choice in key.choice if key else ():
        if choice.starter_if:
            yield question.id, f"starter {choice.code}", choice.starter_if, ""


def compile_rules(loaded: LoadedForm) -> Rules:
    """Read every formula of a form that has been checked."""
    rules = Rules()
    for owner, use, text, _ in all_formulas(loaded):
        _file(rules, owner, use, parse(text))
    for check in loaded.form.checks:
        for question_id in check.on:
            rules.on.setdefault(question_id, []).append(check)
    graph = DependencyGraph({name: frozenset(refs) for name, refs in references(loaded, rules)})
    object.__setattr__(rules, "graph", graph)
    return rules


def _file(rules: Rules, owner: str, use: str, expression: Expression) -> None:
    kind, _, rest = use.partition(" ")
    if kind == "check":
        rules.checks.setdefault(owner, {})[rest] = expression
    elif kind == "flag":
        index, _, name = rest.partition(" ")
        cases = rules.flags.setdefault(owner, [])
        if int(index) == len(cases):
            cases.append({})
        cases[int(index)][name] = expression
    elif kind == "starter":
        rules.starters[owner, rest] = expression
    elif kind in ("earliest", "latest"):
        rules.limits[owner, kind] = expression
    elif kind == "formula":
        rules.figures[owner] = expression
    else:
        getattr(rules, kind)[owner] = expression


def references(loaded: LoadedForm, rules: Rules) -> Iterator[tuple[str, set[str]]]:
    """What each name in the graph is worked out from."""
    for section in loaded.ruled_sections:
        for question in section.questions:
            yield question.id, _question_references(question, rules)
            for column in question.columns:
                yield column.id, _column_references(question, column, rules)
    for indicator in loaded.form.indicators:
        parts = [f"{indicator.id}#{part.id}" for part in indicator.part]
        yield indicator.id, _union(rules.figures, [indicator.id, *parts])
    for check_id, named in rules.checks.items():
        yield f"check:{check_id}", _union(named, named)
    for flag_id, cases in rules.flags.items():
        yield f"flag:{flag_id}", set().union(*(_union(case, case) for case in cases))


def _question_references(question: Question, rules: Rules) -> set[str]:
    needs = _union(rules.relevant, [question.id]) | _union(rules.calculate, [question.id])
    return needs | ({question.fallback} if question.fallback else set())


def _column_references(table: Question, column: Column, rules: Rules) -> set[str]:
    needs = _union(rules.relevant, [column.id]) | _union(rules.calculate, [column.id]) | {table.id}
    for_rows = _union(rules.row_relevant, [table.id])
    # A column that decides which rows count cannot itself wait for that decision.
    return needs if column.id in _behind(for_rows, rules) else needs | for_rows


def _behind(names: set[str], rules: Rules) -> set[str]:
    """These names and everything they are calculated from."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _union(rules.calculate, [name])
    return found


def _union(expressions: Mapping[str, Expression], names: Iterable[str]) -> set[str]:
    return {ref for name in names if name in expressions for ref in expressions[name].references}
