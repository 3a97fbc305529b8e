"""Turn what a form file says into what is asked: options in place, companions made, cards dealt.

A form file names shared option lists, leaves out the companions of every rating and gives the
questions of a card once for the whole catalogue. Everything after this works on the result.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from msgspec import structs

from stocktake.questionnaire.catalogue import Catalogue, Expectation
from stocktake.questionnaire.form import Card, Choice, Column, Field, Form, Question, Section
from stocktake.questionnaire.scale import LEVELS

EVIDENCE_SUFFIX = "_evidence"
AGREED_SUFFIX = "_agreed"
WHY_SUFFIX = "_why"

_AGREED = (
    Choice(code="one_view", label="One person's view"),
    Choice(code="discussed", label="Discussed by a few"),
    Choice(code="agreed", label="Agreed by the partners or team"),
)

COMMON_ANCHORS = tuple(f"{level.name}. {level.meaning}" for level in LEVELS)
"""The five meanings of the scale, for a rating that has no anchors of its own."""

_FORMULA_FIELDS = (
    "relevant", "constraint", "calculate", "default_formula", "earliest", "latest"
)  # fmt: skip

AnyField = TypeVar("AnyField", bound=Field)


def with_options(field: AnyField, lists: Mapping[str, tuple[Choice, ...]]) -> AnyField:
    """Put the options of a named list in their place; a list that is missing leaves none."""
    if not field.options or field.choice:
        return field
    return structs.replace(field, choice=lists.get(field.options, ()))


def companions(rating: Question) -> tuple[Question, ...]:
    """Make the companions of a rating: the evidence, and who agreed it; for an aim, why that level.

    A rating that counts towards no domain is an aim. One that is only the wording of a table's
    columns has none.

    Source: content/stocktake.md A.0.6 and A.3.12.
    """
    if rating.asked == "table":
        return ()
    if not rating.domain:
        return (_companion(rating, WHY_SUFFIX, "Why that level?", sensitivity="C"),)
    return (
        _companion(rating, EVIDENCE_SUFFIX, "What would you show someone?"),
        _companion(rating, AGREED_SUFFIX, "Who agreed this level?", type="choice", choice=_AGREED),
    )


def _companion(rating: Question, suffix: str, label: str, **differences: Any) -> Question:
    companion = Question(
        id=rating.id + suffix,
        type="text",
        label=label,
        tier="full",
        sensitivity=rating.sensitivity,
        relevant=rating.relevant,
        partners_only=rating.partners_only,
    )
    return structs.replace(companion, **differences)


def _complete(question: Question, lists: Mapping[str, tuple[Choice, ...]]) -> Question:
    columns = tuple(with_options(column, lists) for column in question.columns)
    question = structs.replace(with_options(question, lists), columns=columns)
    if question.type == "rating" and not question.anchors:
        return structs.replace(question, anchors=COMMON_ANCHORS)
    return question


def _with_companions(
    questions: Iterable[Question], lists: Mapping[str, tuple[Choice, ...]]
) -> Iterator[Question]:
    for question in questions:
        whole = _complete(question, lists)
        yield whole
        if whole.type == "rating":
            yield from companions(whole)


def expand(
    form: Form, catalogue: Catalogue | None, own_rows: Iterable[Expectation] = ()
) -> tuple[Section, ...]:
    """Return the sections as they are asked: the form's own, then a card for each expectation.

    Args:
        own_rows: expectations the practice added, whose cards follow the catalogue's.
    """
    lists = {options.id: options.choice for options in form.option_list}
    sections = [
        structs.replace(section, questions=tuple(_with_companions(section.questions, lists)))
        for section in form.sections
    ]
    if form.card and catalogue:
        template = tuple(_complete(question, lists) for question in form.card.questions)
        sections += [deal(form.card, template, row) for row in (*catalogue.expectations, *own_rows)]
    return tuple(sections)


def deal(card: Card, template: tuple[Question, ...], row: Expectation) -> Section:
    """Make the section of one expectation from the card's questions.

    The catalogue's own figures become the defaults, so that a card starts from what is published.
    Questions for a group's rows alone are left out of a practice's rows, and the other way about.
    """
    is_group = row.asked_of == "group"
    only_group = set(card.group) - {"aware"}
    wanted = [
        question
        for question in template
        if (question.id in card.group if is_group else question.id not in only_group)
    ]
    quick = card.group_quick if is_group else card.quick
    questions = tuple(
        structs.replace(_named(question, row.id), express=row.quick and question.id in quick)
        for question in (_with_default(question, row) for question in wanted)
    )
    return Section(
        id=row.id,
        title=row.title,
        covers=row.statement,
        domain=row.domain,
        minutes_core=1,
        minutes_full=2,
        questions=questions,
    )


def _with_default(question: Question, row: Expectation) -> Question:
    published = {
        "level_needed": str(row.level),
        "due": row.due.isoformat(),
        "impact": str(row.impact),
        "lead_months": str(row.lead_months),
    }
    default = published.get(question.id)
    return question if default is None else structs.replace(question, default=default)


def _named(question: Question, row_id: str) -> Question:
    """Give a card's question, its columns and its formulas the ids of one expectation."""
    columns = tuple(_named_field(column, row_id) for column in question.columns)
    named = _named_field(question, row_id)
    key = f"{row_id}.{question.key}" if question.key else ""
    row_relevant = question.row_relevant.replace("${card.", f"${{{row_id}.")
    return structs.replace(named, columns=columns, key=key, row_relevant=row_relevant)


def _named_field(field: AnyField, row_id: str) -> AnyField:
    formulas = {
        name: getattr(field, name).replace("${card.", f"${{{row_id}.") for name in _FORMULA_FIELDS
    }
    return structs.replace(field, id=f"{row_id}.{field.id}", **formulas)


def fields_of(sections: Iterable[Section]) -> Iterator[tuple[Section, Question, Column | None]]:
    """Every question of the sections, and after each table its columns."""
    for section in sections:
        for question in section.questions:
            yield section, question, None
            for column in question.columns:
                yield section, question, column
