"""The answer sheets of an export: a sheet a section; wide tables and cards on their own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from copy import copy
from math import ceil
from typing import Any

from openpyxl.styles import Alignment, Font, PatternFill

from stocktake.planning.reading import WEAKNESSES_SUFFIX
from stocktake.questionnaire.answers import BLANK, Address, Answer, State, answered
from stocktake.questionnaire.form import Column, Question
from stocktake.questionnaire.own_rows import OWN_ROW_PREFIX
from stocktake.workbooks.answer_sheets import AnswerBook, AnswerRow, AnswerSheet, TableBlock
from stocktake.workbooks.cells import column_letters, read_reference
from stocktake.workbooks.exports.data import FormAnswers, ShownQuestion, ShownSection
from stocktake.workbooks.exports.fitting import fit_rows, pages_across, width_for
from stocktake.workbooks.exports.look import (
    ACCENT,
    ACCENT_SOFT,
    BODY_SIZE,
    FONT,
    GREY,
    HAIRLINE,
    LOOKS,
    MUTED,
    TEXT,
    set_page,
    sheet_title,
)
from stocktake.workbooks.exports.page import Book

MOST_COLUMNS = 5
"""A table with more columns has a sheet of its own, so that the questions print at a good size."""

SPARE_ROWS = 6
"""Rows left to add by hand in each table of a workbook to be filled in."""

MOST_CHOICES = 12
"""Choices written out beside a question; a longer list is in its drop-down alone."""

_WIDTHS = (16, 50, 32, 32, 17, 36)
_FILL_IN_WIDTHS = (16, 56, 32, 62, 17, 36)
_TABLE_WIDTHS = {"text": 28, "long_text": 40, "choices": 22, "choice": 18, "date": 18}
_USUAL_WIDTH, _FIRST_WIDTH = 13, 34
_HEADINGS_ROW = 3
_QUESTION, _ANSWER, _MEANING, _STATE, _NOTE = range(2, 7)
_SHORT_TITLES = {
    "resilience": "Resilience",
    "dest": "By March 2032",
    "plan": "Our five priorities",
    "digital": "Digital and data",
    "quality": "Quality and experience",
    "local": "Expectations of our own",
    "workforce.roles": "People by role",
    "services.catalogue": "Services",
    "premises.table": "Buildings",
    "resilience.needs": "Needs",
    "partnership.expect_partners": "Asked of partners",
    "local.rows": "Expectations of our own",
}
"""Tabs of sections and tables whose titles are too long for one."""


def add_answers(book: Book, answers: AnswerBook, member: int, form: FormAnswers) -> None:
    """Put what leaves of one submission on answer sheets.

    Args:
        book: the workbook.
        answers: its answer sheets.
        member: the submission's number among the payload's members, from 1.
        form: the submission and its layout.
    """
    _Pages(book, answers, member, form).add()


class _Pages:
    """The answer sheets of one submission."""

    def __init__(self, book: Book, answers: AnswerBook, member: int, form: FormAnswers) -> None:
        self.book = book
        self.answers = answers
        self.member = member
        self.form = form

    def add(self) -> None:
        own = {section.id for section in self.form.loaded.form.sections}
        for shown in self.form.sections:
            if shown.section.id in own:
                self._section(shown)
        weaknesses = [q for s in self.form.sections for q in s.questions if _is_weaknesses(q)]
        if weaknesses:
            self._weaknesses(weaknesses)
        cards = [section for section in self.form.sections if section.section.id not in own]
        if cards:
            self._deck(cards)

    def _section(self, shown: ShownSection) -> None:
        """A sheet for the questions of a section, and one for each of its wide tables."""
        section = shown.section
        narrow = [q for q in shown.questions if not _is_wide(q) and not _is_weaknesses(q)]
        if narrow:
            sheet = self._sheet(section.id, section.title, section.id)
            for each in narrow:
                self._put(sheet, each)
            self._dress(sheet, _widths(self.form, narrow))
        for each in shown.questions:
            if _is_wide(each) and not _is_weaknesses(each):
                title = f"{section.title}: {each.question.label}"
                sheet = self._sheet(each.question.id, title, section.id)
                self._put(sheet, each)
                self._dress(sheet, _table_widths(each.columns))

    def _weaknesses(self, tables: list[ShownQuestion]) -> None:
        """One sheet for the weaknesses of all sections, which have the same columns."""
        sheet = self._sheet("Weaknesses by section", "Weaknesses, section by section", "")
        for each in tables:
            section = self.form.loaded.section_of[each.question.id]
            sheet.add_heading(section.title)
            self._put(sheet, each)
        self._dress(sheet, _table_widths(tables[0].columns))

    def _deck(self, cards: list[ShownSection]) -> None:
        sheet = self._sheet("Expectations", self.form.loaded.form.title, "")
        for shown in cards:
            is_own = shown.section.id.startswith(OWN_ROW_PREFIX)
            code = "" if is_own else f" ({shown.section.id})"
            sheet.add_heading(f"{shown.section.title}{code}")
            for each in shown.questions:
                self._put(sheet, each)
        self._dress(sheet, _widths(self.form, [q for card in cards for q in card.questions]))

    def _sheet(self, name: str, title: str, section: str) -> AnswerSheet:
        short = _SHORT_TITLES.get(name, title if "." in name or name == section else name)
        tab = sheet_title(short, self.book.workbook.sheetnames)
        sent = self.form.submission
        heading = f"{title} - {sent.subject.name}, {sent.round}"
        return self.answers.sheet(tab, heading, self.member, section)

    def _put(self, sheet: AnswerSheet, each: ShownQuestion) -> None:
        answer = self.form.submission.answers.get(each.question.id)
        meaning = choices_in_words(each.question) if self.form.is_to_fill_in else ""
        row = AnswerRow(each.question, answer, "", meaning, each.hint)
        if each.question.type == "table":
            spare = self._spare_ids(each)
            rows = self._rows(each)
            sheet.add_table(TableBlock(row, each.columns, rows, spare_ids=spare))
            if row.answer.state is State.BLANK:
                # A table says by its rows whether it is answered.
                place = self.answers.places[self.member][Address(each.question.id)]
                sheet.worksheet.cell(read_reference(place.cell)[0], _STATE).value = None
        else:
            sheet.add(row)

    def _rows(self, each: ShownQuestion) -> list[tuple[str, dict[str, Answer]]]:
        answers, table = self.form.submission.answers, each.question.id
        kept = answers.rows(table)
        rows = (*kept, *(row for row in each.starters if row not in kept))
        return [
            (row, {c.id: self._cell(each.question, row, c) for c in each.columns}) for row in rows
        ]

    def _cell(self, table: Question, row: str, column: Column) -> Answer:
        """The answer in a cell; a starter row to be filled in says which row it is."""
        found = self.form.submission.answers.get(table.id, row, column.id)
        is_name = self.form.is_to_fill_in and column.id == table.key and found == BLANK
        label = next((c.label for c in column.choice if c.code == row), "")
        if not (is_name and label):
            return found
        return answered(label if column.type == "text" else row)

    def _spare_ids(self, each: ShownQuestion) -> tuple[str, ...]:
        """Ids for the spare rows of a workbook to be filled in; the same file has the same."""
        share = self.book.data.share
        if not self.form.is_to_fill_in or each.question.rows == "fixed":
            return ()
        seed = f"{share.id if share else self.form.submission.return_id}|{each.question.id}"
        ids = [f"{seed}|{number}" for number in range(SPARE_ROWS)]
        return tuple(hashlib.sha256(name.encode()).hexdigest()[:8] for name in ids)

    def _dress(self, sheet: AnswerSheet, widths: tuple[int, ...]) -> None:
        """Give an answer sheet the looks of the workbook, and set it up for printing."""
        worksheet = sheet.worksheet
        for column, width in enumerate(widths, 1):
            worksheet.column_dimensions[column_letters(column)].width = width
        dressing = _Dressing()
        for row in worksheet.iter_rows():
            for cell in row:
                if cell.has_style:
                    dressing.dress(cell)
        fit_rows(worksheet)
        worksheet.sheet_view.showGridLines = False
        across = pages_across(widths)
        set_page(worksheet, self.book.data, _HEADINGS_ROW, pages_across=across)
        worksheet.sheet_properties.tabColor = HAIRLINE


def choices_in_words(question: Question) -> str:
    """What may be answered, to stand beside the answer: the five levels, or the choices."""
    if question.type == "choice" and len(question.choice) <= MOST_CHOICES:
        return "One of: " + "; ".join(choice.label for choice in question.choice)
    if question.type != "rating":
        return question.unit or " "
    return "\n".join(f"{level}  {words}" for level, words in enumerate(question.anchors))


def _is_weaknesses(each: ShownQuestion) -> bool:
    return each.question.type == "table" and each.question.id.endswith(WEAKNESSES_SUFFIX)


def _is_wide(each: ShownQuestion) -> bool:
    return len(each.columns) > MOST_COLUMNS


def _widths(form: FormAnswers, questions: list[ShownQuestion]) -> tuple[int, ...]:
    """Widths for questions, wider where a long text has to fit."""
    longest_answer = longest_note = 0
    for answer in _answers(form, questions):
        text = answer.value if isinstance(answer.value, str) else ""
        longest_answer = max(longest_answer, len(text))
        longest_note = max(longest_note, len(answer.note))
    widths = list(_FILL_IN_WIDTHS if form.is_to_fill_in else _WIDTHS)
    widths[_ANSWER - 1] = width_for(longest_answer, widths[_ANSWER - 1])
    widths[_NOTE - 1] = width_for(longest_note, widths[_NOTE - 1])
    return tuple(widths)


def _answers(form: FormAnswers, questions: list[ShownQuestion]) -> Iterator[Answer]:
    held = form.submission.answers
    for each in questions:
        yield held.get(each.question.id)
        for row in held.rows(each.question.id):
            for column in each.columns:
                yield held.get(each.question.id, row, column.id)


def _column_width(column: Column) -> int:
    """Wide enough for its kind of answer, and for its heading in three lines."""
    usual = _TABLE_WIDTHS.get(column.type, _USUAL_WIDTH)
    return max(usual, min(ceil(len(column.label) / 3) + 2, _FIRST_WIDTH - 8))


def _table_widths(columns: tuple[Column, ...]) -> tuple[int, ...]:
    """Widths for a wide table; the question above it needs a wide second column."""
    own = [_column_width(column) for column in columns]
    own[0] = max(own[0], _FIRST_WIDTH)
    while len(own) < _NOTE - 1:
        own.append(_USUAL_WIDTH)
    own[_STATE - 2] = max(own[_STATE - 2], _WIDTHS[_STATE - 1])
    return (_WIDTHS[0], *own)


class _Dressing:
    """Changes looks by kind: what is a heading stays one, in the fonts of this workbook."""

    def __init__(self) -> None:
        self._dressed: dict[Any, Any] = {}

    def dress(self, cell: Any) -> None:
        is_meaning = cell.column == _MEANING and cell.protection.locked
        is_number = cell.data_type == "n" and cell.value is not None
        key = (is_meaning, is_number, *cell._style)
        if key not in self._dressed:
            self._change(cell, is_meaning=is_meaning, is_number=is_number)
            self._dressed[key] = copy(cell._style)
        else:
            cell._style = copy(self._dressed[key])

    def _change(self, cell: Any, *, is_meaning: bool, is_number: bool) -> None:
        font, is_open = cell.font, not cell.protection.locked
        if font.b and font.sz and font.sz > 12:
            cell.font = Font(name=FONT, size=LOOKS["title"].size, bold=True, color=ACCENT)
            cell.alignment = Alignment(wrap_text=False, vertical="top")
        elif font.b:
            cell.font = Font(name=FONT, size=BODY_SIZE, bold=True, color=TEXT)
            cell.fill = PatternFill("solid", fgColor=ACCENT_SOFT)
            cell.border = LOOKS["heading"].border
        elif cell.fill.fill_type:
            cell.font = Font(name=FONT, size=7, color=MUTED)
            cell.fill = PatternFill("solid", fgColor=GREY)
            cell.alignment = Alignment(vertical="center")
        else:
            colour = MUTED if is_meaning else TEXT
            cell.font = Font(name=FONT, size=BODY_SIZE, color=colour)
            cell.border = LOOKS["answer" if is_open else "cell"].border
            side = "right" if is_number else "left"
            indent = 1 if is_open or is_meaning else 0
            cell.alignment = Alignment(side, "center", wrap_text=True, indent=indent)
