"""The answer sheets of an export: a sheet a section, or one sheet for a deck of cards."""

from __future__ import annotations

from copy import copy
from typing import Any

from openpyxl.styles import Alignment, Font, PatternFill

from stocktake.questionnaire.answers import Answer
from stocktake.workbooks.answer_sheets import AnswerBook, AnswerRow, AnswerSheet, TableBlock
from stocktake.workbooks.cells import column_letters
from stocktake.workbooks.exports.data import FormAnswers, ShownQuestion, ShownSection
from stocktake.workbooks.exports.look import (
    ACCENT,
    ACCENT_SOFT,
    FONT,
    GREY,
    LOOKS,
    MUTED,
    TEXT,
    set_page,
    sheet_title,
)
from stocktake.workbooks.exports.page import Book

_WIDTHS = (13, 46, 30, 36, 17, 34)
_TABLE_WIDTH = 17
_HEADINGS_ROW = 3
_SHORT_TITLES = {
    "resilience": "Resilience",
    "dest": "By March 2032",
    "plan": "Our five priorities",
    "digital": "Digital and data",
    "quality": "Quality and experience",
    "local": "Expectations of our own",
}
"""Tabs of sections whose titles are too long for one."""


def add_answers(book: Book, answers: AnswerBook, member: int, form: FormAnswers) -> None:
    """Put what leaves of one submission on answer sheets.

    Args:
        book: the workbook.
        answers: its answer sheets.
        member: the submission's number among the payload's members, from 1.
        form: the submission and its layout.
    """
    own = {section.id for section in form.loaded.form.sections}
    cards = [section for section in form.sections if section.section.id not in own]
    for shown in form.sections:
        if shown.section.id in own:
            sheet = _sheet(book, answers, member, form, shown)
            _fill(sheet, form, shown)
            _dress(book, sheet)
    if cards:
        sheet = _deck(book, answers, member, form)
        for shown in cards:
            sheet.add_heading(f"{shown.section.title} ({shown.section.id})")
            _fill(sheet, form, shown)
        _dress(book, sheet)


def _sheet(
    book: Book, answers: AnswerBook, member: int, form: FormAnswers, shown: ShownSection
) -> AnswerSheet:
    section = shown.section
    title = sheet_title(_SHORT_TITLES.get(section.id, section.title), book.workbook.sheetnames)
    heading = f"{section.title} - {form.submission.subject.name}, {form.submission.round}"
    return answers.sheet(title, heading, member, section.id)


def _deck(book: Book, answers: AnswerBook, member: int, form: FormAnswers) -> AnswerSheet:
    title = sheet_title("Expectations", book.workbook.sheetnames)
    heading = f"{form.loaded.form.title} - {form.submission.subject.name}, {form.submission.round}"
    return answers.sheet(title, heading, member)


def _fill(sheet: AnswerSheet, form: FormAnswers, shown: ShownSection) -> None:
    for each in shown.questions:
        answer = form.submission.answers.get(each.question.id)
        row = AnswerRow(each.question, answer)
        if each.question.type == "table":
            sheet.add_table(TableBlock(row, each.columns, _rows(form, each)))
        else:
            sheet.add(row)


def _rows(form: FormAnswers, each: ShownQuestion) -> list[tuple[str, dict[str, Answer]]]:
    answers, table = form.submission.answers, each.question.id
    return [
        (row, {c.id: answers.get(table, row, c.id) for c in each.columns})
        for row in answers.rows(table)
    ]


def _dress(book: Book, sheet: AnswerSheet) -> None:
    """Give an answer sheet the looks of the workbook, and set it up for printing."""
    worksheet = sheet.worksheet
    dressing = _Dressing()
    for row in worksheet.iter_rows():
        for cell in row:
            if cell.has_style:
                dressing.dress(cell)
    for column in range(1, worksheet.max_column + 1):
        width = _WIDTHS[column - 1] if column <= len(_WIDTHS) else _TABLE_WIDTH
        worksheet.column_dimensions[column_letters(column)].width = width
    worksheet.sheet_view.showGridLines = False
    worksheet.sheet_view.zoomScale = 90
    set_page(worksheet, book.data, _HEADINGS_ROW)


class _Dressing:
    """Changes looks by kind: what is a heading stays one, in the fonts of this workbook."""

    def __init__(self) -> None:
        self._dressed: dict[Any, Any] = {}

    def dress(self, cell: Any) -> None:
        key = tuple(cell._style)
        if key not in self._dressed:
            self._change(cell)
            self._dressed[key] = copy(cell._style)
        else:
            cell._style = copy(self._dressed[key])

    def _change(self, cell: Any) -> None:
        font, is_open = cell.font, not cell.protection.locked
        if font.b and font.sz and font.sz > 12:
            cell.font = Font(name=FONT, size=18, bold=True, color=ACCENT)
            cell.alignment = Alignment(wrap_text=False, vertical="top")
        elif font.b:
            cell.font = Font(name=FONT, size=10.5, bold=True, color=TEXT)
            cell.fill = PatternFill("solid", fgColor=ACCENT_SOFT)
            cell.border = LOOKS["heading"].border
        elif font.sz and font.sz < 10:
            cell.font = Font(name=FONT, size=8, color=MUTED)
            cell.fill = PatternFill("solid", fgColor=GREY)
        else:
            cell.font = Font(name=FONT, size=10.5, color=TEXT)
            cell.border = LOOKS["answer" if is_open else "cell"].border
