"""Find questions by words: in what is asked, among its choices, and in what was answered.

Small and capital letters, accents, curly quotation marks and the commas in figures make no
difference. Every word typed must stand somewhere in
the question or what was said about it; words that all stand in the title of a section find the
first question of it. What is hidden is never found, and nothing is found twice.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from stocktake.questionnaire.answers import Answer
from stocktake.questionnaire.as_typed import STRAIGHT
from stocktake.questionnaire.contents import Entry, asked_now, entry, section_title
from stocktake.questionnaire.form import Field, Question
from stocktake.questionnaire.numbering import Asked, numbers
from stocktake.questionnaire.sheet import Sheet
from stocktake.questionnaire.types import show

AROUND = 40
"""Characters of an excerpt on each side of what was found."""

_IN_FIGURE = re.compile(r"(?<=\d),")
"""The comma of 9,120, which people leave out; also while they are still typing what follows it."""


class Part(StrEnum):
    """Where a word was found; the value is how it is said. Listed as they are preferred."""

    QUESTION = "In the question"
    SECTION = "In the title of its section"
    ANSWER = "In your answer"
    NOTE = "In your note"
    CHOICES = "Among the choices"
    HINT = "In the hint"


@dataclass(frozen=True, slots=True)
class Hit:
    """One question that was found.

    Attributes:
        form: id of its form.
        entry: its line in the contents, with its state.
        part: where the words stand.
        excerpt: a few words of that part around the first of them.
    """

    form: str
    entry: Entry
    part: Part
    excerpt: str


def folded(text: str) -> str:
    """Text as it is compared: without capitals, accents, curly marks and commas in figures."""
    return _plain(_IN_FIGURE.sub("", text))


def _plain(text: str) -> str:
    if text.isascii():
        return text.casefold()
    parts = unicodedata.normalize("NFKD", text.translate(STRAIGHT).casefold())
    return "".join(each for each in parts if not unicodedata.combining(each))


def find(sheet: Sheet, typed: str) -> tuple[Hit, ...]:
    """Every question asked now that holds all the words typed, in the order of the form."""
    words = tuple(dict.fromkeys(folded(typed).split()))
    if not words:
        return ()
    known = numbers(sheet.loaded)
    found: list[Hit] = []
    for section in sheet.loaded.sections:
        title = _match([(Part.SECTION, section_title(sheet.loaded, section))], words)
        for together, shown in asked_now(sheet, section):
            number = known.get(together[0].id, "")
            match = _match(list(_parts(sheet, together, shown, number)), words) or title
            title = None
            if match is not None:
                line = entry(sheet, together, shown, number)
                found.append(Hit(sheet.loaded.id, line, *match))
    return tuple(found)


def _match(parts: list[tuple[Part, str]], words: tuple[str, ...]) -> tuple[Part, str] | None:
    texts = [(part, text, folded(text)) for part, text in parts]
    if not all(any(word in plain for _, _, plain in texts) for word in words):
        return None
    rank = list(Part)
    best = min(
        texts, key=lambda each: (-sum(word in each[2] for word in words), rank.index(each[0]))
    )
    return best[0], excerpt(best[1], words)


def _parts(sheet: Sheet, together: Asked, shown: Asked, number: str) -> Iterator[tuple[Part, str]]:
    yield Part.QUESTION, " ".join((number, shown[0].group_label, *(q.label for q in shown))).strip()
    for question in shown:
        yield from ((Part.QUESTION, column.label) for column in sheet.columns(question))
        for each in (question, *sheet.columns(question)):
            yield Part.HINT, each.hint
            yield from ((Part.CHOICES, choice.label) for choice in each.choice)
        yield from ((Part.CHOICES, anchor) for anchor in question.anchors)
    for question in together:
        if sheet.is_asked(question):
            yield from _said(sheet, question)


def _said(sheet: Sheet, question: Question) -> Iterator[tuple[Part, str]]:
    own = sheet.answers.get(question.id)
    if own.note:
        yield Part.NOTE, own.note
    if question.type != "table":
        if words := _in_words(own, question):
            yield Part.ANSWER, words
        return
    for row in sheet.rows(question.id):
        for column in sheet.columns(question):
            if sheet.applies(column.id, row):
                cell = sheet.answers.get(question.id, row, column.id)
                if words := _in_words(cell, column):
                    yield Part.ANSWER, words


def _in_words(answer: Answer, field: Field) -> str:
    return show(answer.value, field) if answer.is_answered else ""


def excerpt(text: str, words: tuple[str, ...]) -> str:
    """A few words of a text around the first place where one of the words stands."""
    line = " ".join(text.split())
    at = _first_place(line, words)
    start, end = max(0, at - AROUND), min(len(line), at + 2 * AROUND)
    if start:
        start = line.rfind(" ", 0, start + 1) + 1 or start
    if end < len(line):
        cut = line.rfind(" ", at + 1, end)
        end = cut if cut > at else end
    before, after = "…" if start else "", "…" if end < len(line) else ""
    return f"{before}{line[start:end].strip()}{after}"


def _first_place(line: str, words: tuple[str, ...]) -> int:
    """Where in the text as written a word stands, though folding may change its length."""
    origins: list[int] = []
    plain = ""
    left_out = {comma.start() for comma in _IN_FIGURE.finditer(line)}
    for at, each in enumerate(line):
        piece = "" if at in left_out else _plain(each)
        plain += piece
        origins += [at] * len(piece)
    places = [place for word in words if (place := plain.find(word)) >= 0]
    return origins[min(places)] if places else 0
