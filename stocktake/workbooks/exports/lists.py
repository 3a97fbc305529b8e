"""Sheets that list what the practice wrote: weaknesses, needs, what is asked of partners, notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from stocktake.planning.reading import NEEDS_TABLE, WEAKNESSES_SUFFIX
from stocktake.questionnaire.answers import STATE_WORDS, Answer, State
from stocktake.questionnaire.form import Column, Question
from stocktake.questionnaire.types import show
from stocktake.workbooks.cell_text import split_text
from stocktake.workbooks.exports.data import FormAnswers
from stocktake.workbooks.exports.page import Book, Cell, Content, Heading, Kind, Page

PARTNERS_SUFFIX = ".expect_partners"

_IMPACT_ORDER = {"high": "0", "medium": "1", "low": "2"}
_NO_DATE = "9999"
_KINDS: dict[str, Kind] = {
    "date": "date",
    "pounds": "pounds",
    "decimal": "one_place",
    "number": "count",
    "wte": "wte",
}
_WIDTHS = {"text": 30, "long_text": 40, "choices": 18, "choice": 18, "date": 18}
_SHORT_HEADINGS = {
    "weakness": "Weakness",
    "theme": "Kind of problem",
    "effect": "What happens",
    "impact": "Matters today",
    "affects": "Who is affected",
    "fixer": "Who can fix it",
    "would_help": "What would help",
    "in_plan": "In a plan",
    "needed_by": "Fix by",
    "domain": "Domain",
    "need": "What is needed",
    "kind": "Kind",
    "qty": "How many",
    "unit": "Unit",
    "effort_days": "Staff days",
    "cost_once": "One-off cost",
    "cost_yearly": "Cost a year",
    "by_when": "By when",
    "without_it": "Without it",
    "provider": "Who provides it",
    "status": "Where it stands",
    "partner": "Partner",
    "so_that": "So that",
    "asked": "Asked already",
    "answer": "Their answer",
}
"""A list has no room for whole questions; they stand on the answer sheets."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of a table somewhere in the forms."""

    form: FormAnswers
    table: Question
    row: str

    def answer(self, name: str) -> Answer:
        return self.form.submission.answers.get(self.table.id, self.row, f"{self.table.id}.{name}")

    def order(self, name: str) -> str:
        """A text to sort by."""
        value = self.answer(name).usable
        return value.isoformat() if isinstance(value, date) else str(value or "")

    def content(self, name: str) -> Content:
        """A number or day as it is, anything else in words."""
        answer = self.answer(name)
        column = self.form.loaded.fields[f"{self.table.id}.{name}"]
        if answer.state is State.NOT_KNOWN:
            return STATE_WORDS[answer.state]
        value = answer.usable
        if value is None or (column.type in _KINDS and not isinstance(value, str | tuple)):
            return value if not isinstance(value, tuple) else None
        return show(value, column)


def add_weaknesses_and_needs(book: Book) -> None:
    """Write the sheet of weaknesses, needs and what is asked of partners."""
    subject = book.data.first.subject
    title = f"Weaknesses and needs - {subject.name}, {book.data.first.round}"
    page = book.page("Weaknesses and needs", title)
    page.line("Only what the practice chose to share, row by row.", "subtitle")
    page.gap()
    weaknesses = sorted(
        _lines(book, WEAKNESSES_SUFFIX),
        key=lambda line: (
            _IMPACT_ORDER.get(line.order("impact"), "3"),
            line.order("needed_by") or _NO_DATE,
            line.table.id,
        ),
    )
    _list(page, "Weaknesses", weaknesses, "No weaknesses were shared.")
    needs = sorted(_lines(book, NEEDS_TABLE), key=lambda line: line.order("by_when") or _NO_DATE)
    _list(page, "What today's service needs", needs, "No needs were shared.")
    asked = list(_lines(book, PARTNERS_SUFFIX))
    _list(page, "What we ask of partners", asked, "Nothing was shared.")
    page.finish()


def _lines(book: Book, suffix: str) -> Iterator[_Line]:
    for form in book.data.forms:
        for table in form.loaded.questions.values():
            if table.type == "table" and table.id.endswith(suffix):
                for row in form.submission.answers.rows(table.id):
                    yield _Line(form, table, row)


def _list(page: Page, title: str, lines: list[_Line], otherwise: str) -> None:
    page.line(title, "section")
    if not lines:
        page.line(otherwise)
        page.gap()
        return
    table = lines[0].table
    shown = [column for column in table.columns if _is_filled(column, lines)]
    headings = [_heading(column, is_first=not at) for at, column in enumerate(shown)]
    headings.append(Heading("Section", "muted", 22))
    names = [column.id.rpartition(".")[2] for column in shown]
    rows: list[list[Content | Cell]] = [
        [
            *(line.content(name) for name in names),
            line.form.loaded.section_of[line.table.id].title,
        ]
        for line in lines
    ]
    page.table(title, headings, rows)


def _is_filled(column: Column, lines: list[_Line]) -> bool:
    if column.refers_to or column.type == "calculated":
        return False
    name = column.id.rpartition(".")[2]
    return any(line.answer(name).state is not State.BLANK for line in lines)


def _heading(column: Column, *, is_first: bool) -> Heading:
    kind: Kind = "first" if is_first else _KINDS.get(column.type, "text")
    name = column.id.rpartition(".")[2]
    return Heading(_SHORT_HEADINGS.get(name, column.label), kind, _WIDTHS.get(column.type, 14))


def add_notes(book: Book) -> None:
    """Write the Notes sheet: notes that were shared, and text too long for its own cell.

    It comes last of the readable sheets, when everything that ran over is known.
    """
    subject = book.data.first.subject
    page = book.page("Notes", f"Notes - {subject.name}, {book.data.first.round}")
    page.line("Notes that were shared, and text that goes on from other sheets.", "subtitle")
    page.gap()
    rows: list[list[Content | Cell]] = [*_notes(book), *_continued(book)]
    headings = (
        Heading("Belongs to", "first", 44),
        Heading("Note", "text", 90),
        Heading("Where", "muted", 30),
    )
    if rows:
        page.table("Notes", headings, rows)
    else:
        page.line("No notes were shared.")
    page.finish()


def _notes(book: Book) -> Iterator[list[Content | Cell]]:
    for form in book.data.forms:
        for address, answer in form.submission.answers.items():
            if answer.note:
                where = form.loaded.section_of[address.question].title
                for piece in split_text(answer.note):
                    yield [form.loaded.label(address.field_id), piece, where]


def _continued(book: Book) -> Iterator[list[Content | Cell]]:
    for over in tuple(book.overflow):
        pieces = split_text(over.text)
        for number, piece in enumerate(pieces, 1):
            which = f"piece {number} of {len(pieces)}"
            yield [f"Goes on from {over.sheet} {over.cell}, {which}", piece, over.sheet]
