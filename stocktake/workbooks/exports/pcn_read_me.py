"""The first sheet of a PCN workbook: what it is, who is in it, and who may see it."""

from __future__ import annotations

from stocktake.questionnaire.loading import shipped_form
from stocktake.questionnaire.scale import SCALE_IN_WORDS
from stocktake.units import date_in_words
from stocktake.workbooks.exports.group_page import SAMPLE_WORDS
from stocktake.workbooks.exports.look import WORKING_DOCUMENT
from stocktake.workbooks.exports.page import Content
from stocktake.workbooks.exports.pcn_book import PcnBook, PcnPage

_HOW_TO_READ = (
    "Start with the Decision page: it is meant to be printed and taken to the board. The sheets "
    "after it say where each part comes from; Long data leads every answer back to its file, sheet "
    "and cell. Workings, the last sheet, is for checking: nothing rests on reading it."
)
_COUNTING = (
    "A practice that did not answer, or did not share, is never counted as nought and never "
    "guessed. Every figure says how many practices it comes from. Levels are never averaged."
)
_NAMES = (
    "Practices that agreed are named; the others are “practice A”, “practice B” and so on, also "
    "where somebody's words mention them. Leavers, finance, answers about trust and other "
    "confidential answers are shown only as figures of the whole PCN, and only from enough "
    "practices; “held” says that there is an answer which is not shown. Duties are counts, never "
    "names."
)
_TRAVELS = (
    "Beside its sheets this file carries the returns as the practices sent them, so that it can be "
    "combined again without counting anybody twice. That part holds the names and codes of all "
    "practices and the answers that the sheets hold back. Keep the file with whoever combines the "
    "returns; to show others what it says, print it or save it as a PDF."
)
_LEAVING = (
    "It is for the practices of this PCN. It is not made to be sent outside it: other rules hold "
    "there about names and small numbers."
)
_LATE = (
    "Combine again with the late file, or with this workbook and the late file. Only the rows of "
    "that practice, and what is added up from them, will change."
)


def add_read_me(book: PcnBook) -> None:
    """Write the Read me sheet."""
    seen = book.source.seen
    page = book.page("Read me", WORKING_DOCUMENT, is_wide=False)
    page.widths(26, 88)
    page.line(f"PCN workbook of {seen.pcn_name}, {seen.round}", "strong")
    if seen.is_sample:
        page.line(f"{SAMPLE_WORDS}. Nothing in it is about a real practice.", "strong")
    if seen.base.is_early:
        page.line("Early view: fewer than half of the practices have answered.", "strong")
    _block(page, "What it is", _facts(book))
    _block(page, "What it rests on", _bases(book))
    _block(page, "Who answered", _practices(book))
    _block(page, "The scale", [("Levels", SCALE_IN_WORDS), ("Counting", _COUNTING)])
    _block(page, "What to do with it", [("To read it", _HOW_TO_READ), ("A late file", _LATE)])
    rows: list[tuple[str, Content]] = [("Names", _NAMES), ("Who it is for", _LEAVING)]
    _block(page, "Who may see what", [*rows, ("What travels with it", _TRAVELS)])
    page.finish()


def _facts(book: PcnBook) -> list[tuple[str, Content]]:
    pcn, seen = book.source, book.source.seen
    return [
        ("About", seen.pcn_name),
        ("Year", seen.round),
        ("Answers", pcn.as_at),
        ("Practices", seen.base.words),
        ("Made by", book.data.made_by),
        ("Dated by its newest answer", date_in_words(pcn.newest)),
    ]


def _bases(book: PcnBook) -> list[tuple[str, Content]]:
    found = book.source.seen.bases
    return [(kind.capitalize(), base.words) for kind, base in found.items() if kind != "returns"]


def _practices(book: PcnBook) -> list[tuple[str, Content]]:
    titles = {
        choice.code: choice.label
        for choice in shipped_form("practice_stocktake").fields["admin.share_choice"].choice
    }
    rows: list[tuple[str, Content]] = []
    for row in book.source.seen.answered:
        shared = titles.get(row.shared, "").replace(" I tick", " that were ticked")
        parts = [row.progress, row.sign_off, shared and f"shared: {shared[0].lower()}{shared[1:]}"]
        rows.append((row.label, ", ".join(part for part in parts if part)))
    return rows


def _block(page: PcnPage, heading: str, rows: list[tuple[str, Content]]) -> None:
    page.gap()
    page.put(1, heading, "section")
    page.row += 1
    page.pairs(rows)
