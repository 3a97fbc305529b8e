"""What every export has in common: beginning a workbook, its answer sheets, and saving it."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font

from stocktake.workbooks.answer_sheets import AnswerBook
from stocktake.workbooks.excel_writer import save_workbook
from stocktake.workbooks.exports.answer_pages import add_answers
from stocktake.workbooks.exports.data import WorkbookData
from stocktake.workbooks.exports.look import BODY_SIZE, FONT
from stocktake.workbooks.exports.page import Book
from stocktake.workbooks.layout import LISTS_SHEET, MANIFEST_SHEET
from stocktake.workbooks.payload import Member, Payload, Provenance, places_of
from stocktake.workbooks.payload_json import to_text


def begun(data: WorkbookData) -> Book:
    """Begin a workbook without sheets."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    # The widths of columns are counted in digits of this font.
    workbook._named_styles["Normal"].font = Font(name=FONT, size=BODY_SIZE)
    first = data.first
    title = f"Stocktake workbook of {first.subject.name}, {first.round}"
    workbook.properties.title = f"{title}, {data.mark}" if data.mark else title
    workbook.properties.contentStatus = data.mark or None
    return Book(workbook, data)


def with_answers(book: Book) -> AnswerBook:
    """Put the answers of every submission on their sheets."""
    is_to_fill_in = any(form.is_to_fill_in for form in book.data.forms)
    answers = AnswerBook(book.workbook, has_prompts=is_to_fill_in)
    for member, form in enumerate(book.data.forms, 1):
        add_answers(book, answers, member, form)
    return answers


def save(book: Book, answers: AnswerBook, path: Path) -> None:
    """Write the manifest and the payload, and put the file in place when it is whole.

    Raises:
        StocktakeError: the folder or disk would not take it.
    """
    data = book.data
    submissions = [form.submission for form in data.forms]
    share = data.share.to_mapping() if data.share else {}
    answers.finish(submissions, data.made_by, share)
    _order(book)
    members = tuple(
        Member(submission, Provenance(places=places_of(answers.places.get(number, {}))))
        for number, submission in enumerate(submissions, 1)
    )
    payload = Payload(members, made_by=data.made_by, share=share, figures=data.counted)
    save_workbook(book.workbook, path, to_text(payload), data.written_at)


def _order(book: Book) -> None:
    """Put what is hidden behind what is read, and open on the first sheet."""
    workbook = book.workbook
    for name in (LISTS_SHEET, MANIFEST_SHEET):
        if name in workbook.sheetnames:
            sheet = workbook[name]
            workbook.move_sheet(sheet, len(workbook.sheetnames) - 1 - workbook.index(sheet))
    workbook.active = 0
    for sheet in workbook.worksheets:
        sheet.sheet_view.tabSelected = sheet is workbook.worksheets[0]
