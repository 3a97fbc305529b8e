"""A workbook for somebody else to fill in: chosen sections of a form, blank or part-filled.

The first sheet says what it is, from whom, for which sections and by when; the answer sheets are
laid out like those of any export, so that the same reader brings them back.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from stocktake.phrases import counted
from stocktake.units import date_in_words
from stocktake.workbooks.exports.binding import begun, save, with_answers
from stocktake.workbooks.exports.data import FormAnswers, WorkbookData
from stocktake.workbooks.exports.look import SAMPLE_WORDS
from stocktake.workbooks.exports.page import Book, Content, Heading, Page
from stocktake.workbooks.share_note import ShareNote

_HOW = (
    ("Find your sections", "Each has a sheet of its own, named at the foot of the window."),
    (
        "Type your answers",
        "Type in the outlined cells. An arrow beside a cell offers the choices; stand on a cell "
        "to read what may be typed there. For a level, type the digit 0 to 4: what each means "
        "stands beside it.",
    ),
    (
        "Several choices",
        "Put Yes beside each option that fits. The options stand under their question.",
    ),
    ("Tables", "Fill in the rows that apply and leave the others. Spare rows are at the foot."),
    (
        "If you cannot answer",
        "Leave the answer blank, and choose Not known or Not applicable under State.",
    ),
    ("Unsure of a figure", "Choose “Answered, estimate” under State."),
    ("Anything to add", "Write it under Note. Your notes are read by whoever sent you this."),
    (
        "Leave as they are",
        "The grey Id column, and the headings. They are how each answer finds its way home. You "
        "may sort, filter, hide and widen as you like.",
    ),
)
_BACK = (
    "Save it as an Excel workbook (.xlsx) and send the file back. Nothing you typed is taken in "
    "unseen: every change is listed beside the practice's own answer, and a person decides."
)
_IN_STOCKTAKE = (
    "If you have Stocktake, open this file in it instead: the same questions come up one at a "
    "time, with help beside them, and “Send back” writes the file to return."
)
_NO_NAMES = "Write about work and roles. Do not name patients, and name colleagues by their role."


def write_fill_in_workbook(path: Path, data: WorkbookData) -> None:
    """Write a workbook to be filled in, with its payload, which is the baseline of what comes back.

    Args:
        path: where it shall be; a file already there is replaced at the very end.
        data: the questions and what goes of their answers; ``data.share`` says for whom.

    Raises:
        StocktakeError: the folder or disk would not take it.
    """
    forms = tuple(replace(form, is_to_fill_in=True) for form in data.forms)
    book = begun(replace(data, forms=forms))
    _add_start(book)
    save(book, with_answers(book), path)


def _add_start(book: Book) -> None:
    """Write the first sheet."""
    data = book.data
    page = book.page("Start here", _title(data), is_wide=False)
    page.widths(30, 88)
    if data.is_sample:
        page.line(f"{SAMPLE_WORDS}. Nothing in it is about a real practice.", "strong")
    if data.share is not None and data.share.return_by is not None:
        page.line(f"Please send it back by {date_in_words(data.share.return_by)}.", "strong")
    page.gap()
    _heading(page, "What it is")
    page.pairs(_facts(data))
    page.gap()
    _heading(page, "How to fill it in")
    page.pairs(list(_HOW))
    page.gap()
    _heading(page, "How to send it back")
    page.pairs([("From Excel", _BACK), ("In Stocktake", _IN_STOCKTAKE)])
    page.gap()
    page.pairs([("Before you write", _NO_NAMES)], "caution")
    page.gap()
    rows = [
        (shown.section.title, len(shown.questions), shown.section.covers)
        for form in data.forms
        for shown in form.sections
    ]
    headings = (
        Heading("Section", "first", 30),
        Heading("Questions and what it covers", "text", 88),
    )
    lines = [(title, _covers(count, covers)) for title, count, covers in rows]
    page.table("Sections", headings, lines)
    page.finish()


def _heading(page: Page, words: str) -> None:
    page.put(1, words, "section")
    page.row += 1


def _title(data: WorkbookData) -> str:
    count = sum(len(form.sections) for form in data.forms)
    what = counted(count, "section")
    word = "Sent back" if data.share is not None and data.share.sent_back else "Please fill in"
    return f"{word}: {what} of {_titles(data.forms)}"


def _titles(forms: tuple[FormAnswers, ...]) -> str:
    return " and ".join(f"“{form.loaded.form.title}”" for form in forms)


def _facts(data: WorkbookData) -> list[tuple[str, Content]]:
    subject, written = data.first.subject, data.written_at
    code = f" ({subject.code})" if subject.code else ""
    share = data.share or ShareNote("", ())
    by = date_in_words(share.return_by) if share.return_by else "No date was set"
    return [
        ("From", f"{subject.name}{code}" + (f", {share.role}" if share.role else "")),
        ("Year", data.first.round),
        ("Wanted back", by),
        *(("In it", words) for words in data.shared),
        ("Written on", f"{date_in_words(written.date())}, {written:%H:%M} by {data.made_by}"),
    ]


def _covers(count: int, covers: str) -> str:
    questions = counted(count, "question")
    return f"{questions}. {covers}" if covers else questions
