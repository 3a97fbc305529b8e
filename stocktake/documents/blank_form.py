"""A form on paper: every question with room to answer, for a meeting or to read before starting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stocktake.documents.blank_table import blank_table
from stocktake.documents.blocks import (
    About,
    AnswerSpace,
    Block,
    Callout,
    Document,
    Heading,
    Options,
    Paragraph,
)
from stocktake.documents.skip_words import SkipWords
from stocktake.planning.card_words import asked_in_words, standing_in_words
from stocktake.questionnaire.answer_words import unit_beside
from stocktake.questionnaire.form import Question, Section
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.numbering import Asked, asked_together, numbers
from stocktake.questionnaire.scale import RATING_PROMPT

LINES = {"long_text": 3, "text": 1}
"""Ruled lines for a text; anything else is answered on one short line."""

STATES = (
    "Beside any question you may write: not known, not applicable, or come back later. Write “e” "
    "beside a figure that is an estimate. A note is not an answer."
)
AGREEING = (
    "Each rating may also be given what you would show someone, and who agreed it; the program "
    "asks for both under the rating."
)


@dataclass(frozen=True, slots=True)
class BlankFormData:
    """What to print.

    Attributes:
        about: the practice it will be about, where that is known.
        loaded: the form.
        sections: ids of the sections wanted; empty is all of them.
        is_full: every question; otherwise only those of the core route.
    """

    about: About
    loaded: LoadedForm
    sections: frozenset[str] = frozenset()
    is_full: bool = True


def blank_form_document(data: BlankFormData) -> Document:
    """Lay out the form with empty answers."""
    form = data.loaded.form
    asked = "Every question" if data.is_full else "The core questions"
    return Document(
        f"Blank form: {form.title}",
        f"{asked}, version {form.version}. {form.strapline}".strip(),
        data.about,
        (Callout(STATES), *_sections(data)),
    )


def _sections(data: BlankFormData) -> Iterator[Block]:
    known = numbers(data.loaded)
    skips = SkipWords(data.loaded, known)
    is_told = False
    for place, section in enumerate(data.loaded.sections, start=1):
        if data.sections and section.id not in data.sections:
            continue
        questions = _asked(data, section)
        if not questions:
            continue
        yield Heading(section.title, 1, str(place))
        yield from _expected(data.loaded, section)
        if section.help:
            yield Paragraph(section.help, "hint")
        for together in questions:
            if together[0].type == "rating" and not is_told:
                is_told = True
                yield Callout(f"{RATING_PROMPT} {AGREEING}")
            yield from _question(together, known.get(together[0].id, ""), skips)


def _expected(loaded: LoadedForm, section: Section) -> Iterator[Block]:
    """What is expected, by when and how surely, at the head of its card."""
    rows = loaded.catalogue.expectations if loaded.catalogue else ()
    for row in rows:
        if row.id == section.id:
            yield Paragraph(f"{standing_in_words(row)}.", "strong")
            yield from (Paragraph(words) for words in (row.statement,) if words)
            yield Paragraph(asked_in_words(row), "hint")


def _asked(data: BlankFormData, section: Section) -> list[Asked]:
    companions = data.loaded.companion_ids
    wanted = [
        question
        for question in section.questions
        if question.id not in companions
        and question.type != "calculated"
        and (data.is_full or question.tier == "core")
    ]
    return asked_together(data.loaded, wanted)


def _question(together: Sequence[Question], number: str, skips: SkipWords) -> Iterator[Block]:
    first = together[0]
    label = first.group_label if len(together) > 1 and first.group_label else first.label
    unit = _unit(first) if len(together) == 1 else ""
    yield Paragraph(f"{number}  {label}{unit}".strip(), "question")
    hints = [skips.of(first.id), first.hint, _where(first), _several(first)]
    said = " ".join(each for each in hints if each)
    if said:
        yield Paragraph(said, "hint")
    if len(together) > 1:
        yield from _boxes(together)
    else:
        yield from _answer(first, skips)


def _where(question: Question) -> str:
    return f"Where to find it: {question.where}." if question.where else ""


def _several(question: Question) -> str:
    return "Tick all that apply." if question.type == "choices" else ""


def _boxes(together: Sequence[Question]) -> Iterator[Block]:
    for each in together:
        yield Paragraph(f"{each.label}{_unit(each)}: ______________")


def _unit(question: Question) -> str:
    unit = unit_beside(question)
    return f" ({unit})" if unit else ""


def _answer(question: Question, skips: SkipWords) -> Iterator[Block]:
    if question.type == "table":
        yield from blank_table(question, skips)
    elif question.type == "rating":
        marks = enumerate(question.anchors)
        yield Options(tuple(f"{level}  {anchor}" for level, anchor in marks))
    elif question.type == "yes_no":
        yield Options(("Yes", "No"))
    elif question.choice:
        yield Options(tuple(choice.label for choice in question.choice))
    else:
        yield AnswerSpace(LINES.get(question.type, 1))
