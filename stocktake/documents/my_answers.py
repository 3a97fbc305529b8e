"""What a practice has answered, as it would read it back: only what applies, nothing left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from stocktake.documents.answer_table import answer_table
from stocktake.documents.blocks import (
    About,
    Block,
    Callout,
    Column,
    Document,
    Heading,
    Paragraph,
    Table,
)
from stocktake.phrases import counted, start_upper
from stocktake.planning.card_words import card_of, standing_in_words
from stocktake.questionnaire.answer_words import beside_label, unanswered_in_words
from stocktake.questionnaire.answers import Address, Answer, State
from stocktake.questionnaire.form import Question, Section
from stocktake.questionnaire.numbering import asked_together, numbers
from stocktake.questionnaire.progress import is_unconfirmed
from stocktake.questionnaire.scale import LEVELS
from stocktake.questionnaire.sheet import Sheet
from stocktake.questionnaire.types import show
from stocktake.questionnaire.within_limits import read_level
from stocktake.units import date_in_words

COLUMNS = (Column("No.", share=8), Column("Question", share=46), Column("Answer", share=46))
WITH_NOTES = (
    "Your private notes are printed here. They are for the practice: look through them before this "
    "goes to anyone else."
)
WITHOUT_NOTES = "Private notes are left out."


@dataclass(frozen=True, slots=True)
class MyAnswersData:
    """What to print.

    Attributes:
        about: whose answers they are.
        sheet: the answers over their form.
        sections: ids of the sections wanted; empty is all of them.
        with_notes: print the notes too.
        sources: where each answer that was taken over from published figures is from.
        attributions: the lines that go with those figures, each once.
    """

    about: About
    sheet: Sheet
    sections: frozenset[str] = frozenset()
    with_notes: bool = False
    sources: Mapping[Address, str] = field(default_factory=dict)
    attributions: tuple[str, ...] = ()


def my_answers_document(data: MyAnswersData) -> Document:
    """Read the answers back, section by section."""
    about, form = data.about, data.sheet.loaded.form
    dated = f", as at {date_in_words(about.day)}" if about.day else ""
    notes: Block = Callout(WITH_NOTES) if data.with_notes else Paragraph(WITHOUT_NOTES, "hint")
    return Document(
        f"Our answers: {form.title}",
        f"{about.practice}, {about.round}{dated}",
        about,
        (notes, *_sections(data), *(Paragraph(line, "hint") for line in data.attributions)),
    )


def _sections(data: MyAnswersData) -> Iterator[Block]:
    known = numbers(data.sheet.loaded)
    for place, section in enumerate(data.sheet.loaded.sections, start=1):
        if data.sections and section.id not in data.sections:
            continue
        questions = data.sheet.questions(section.id)
        if questions:
            yield Heading(section.title, 1, str(place))
            card = card_of(data.sheet, section.id)
            if card is not None:
                yield Paragraph(f"{standing_in_words(card)}.", "hint")
            yield from _section(data, section, questions, dict(known))


def _section(
    data: MyAnswersData,
    section: Section,
    questions: tuple[Question, ...],
    known: dict[str, str],
) -> Iterator[Block]:
    sheet = data.sheet
    given = [question for question in questions if _is_given(sheet, question)]
    if not given:
        count = len(asked_together(sheet.loaded, questions))
        yield Paragraph(
            "Nothing has been answered here yet: "
            f"{'one question applies' if count == 1 else f'{count} questions apply'}.",
            "hint",
        )
        return
    rows: list[tuple[str, ...]] = []
    for question in questions:
        if question.id in sheet.loaded.companion_ids and not _is_given(sheet, question):
            continue
        number = known.get(question.id, "")
        if question.type == "table":
            if rows:
                yield Table(COLUMNS, tuple(rows))
                rows = []
            yield from answer_table(sheet, question, number)
            yield from _sources_of(data, question)
            yield from _about_table(data, question)
        else:
            rows.append((number, _label(question), _said(data, question)))
    if rows:
        yield Table(COLUMNS, tuple(rows))


def _is_given(sheet: Sheet, question: Question) -> bool:
    answer = sheet.answers.get(question.id)
    if any(sheet.is_touched(question.id, row) for row in sheet.answers.rows(question.id)):
        return True
    return answer.state is not State.BLANK or bool(answer.note)


def _label(question: Question) -> str:
    """The question, after the name of its row of boxes where it stands in one."""
    return f"{question.group_label}: {question.label}" if question.group_label else question.label


def _said(data: MyAnswersData, question: Question) -> str:
    """The answer in words with its marks, and its note where notes are wanted."""
    answer = data.sheet.answers.get(question.id)
    level = read_level(answer.usable)
    if question.type == "calculated":
        said = show(data.sheet.value(question.id), question) or "Not worked out yet"
    elif question.type == "rating" and level is not None and question.anchors:
        said = _level(question, level)
    else:
        said = beside_label(question, answer) or unanswered_in_words(data.sheet, question)
    source = data.sources.get(Address(question.id))
    marks = [*([f"from {source}"] if source else []), *_marks(answer)]
    marked = f"{said} ({'; '.join(marks)})" if marks else said
    note = _note(data, answer)
    return f"{marked}\n{note}" if note else marked


def _level(question: Question, level: int) -> str:
    """A level with its description, which may begin with the name of the level."""
    name, anchor = LEVELS[level].name, question.anchors[level]
    return f"{level} {anchor}" if anchor.startswith(name) else f"{level} {name}. {anchor}"


def _marks(answer: Answer) -> list[str]:
    """What is known of an answer besides what it says."""
    marks = []
    if answer.estimate:
        marks.append("estimate")
    if answer.carried_forward:
        marks.append("from last year, not confirmed")
    if answer.evidence:
        marks.append(f"evidence: {', '.join(answer.evidence)}")
    return marks


def _about_table(data: MyAnswersData, table: Question) -> Iterator[Block]:
    """The marks and the note of a table, which stand under its rows."""
    answer = data.sheet.answers.get(table.id)
    marks = _marks(replace(answer, carried_forward=is_unconfirmed(data.sheet, table)))
    if marks:
        yield Paragraph(f"{start_upper('; '.join(marks))}.", "hint")
    if note := _note(data, answer):
        yield Paragraph(note, "hint")


def _sources_of(data: MyAnswersData, table: Question) -> Iterator[Block]:
    """Where figures of a table are from, a line for each source."""
    found = Counter(source for at, source in data.sources.items() if at.question == table.id)
    for source, count in found.items():
        yield Paragraph(f"{counted(count, 'figure')} from {source}.", "hint")


def _note(data: MyAnswersData, answer: Answer) -> str:
    return f"Note: {answer.note}" if data.with_notes and answer.note else ""
