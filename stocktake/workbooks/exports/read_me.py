"""The first sheet: what the file is, for whom, from what date, and what to do with it."""

from __future__ import annotations

from stocktake.questionnaire.scale import SCALE_IN_WORDS
from stocktake.units import date_in_words
from stocktake.workbooks.exports.data import SignOffBlock, WorkbookData
from stocktake.workbooks.exports.look import SAMPLE_WORDS, WORKING_DOCUMENT
from stocktake.workbooks.exports.page import Book, Content, Page

COMPETITION_CAUTION = (
    "Each practice decides its own prices and which services it offers. Do not agree these with "
    "other practices. Make a joint offer only through your PCN or federation, and take advice "
    "first."
)
"""Printed wherever services, prices or minutes are exported.

Source: content/expectations.md G6, competition caution.
"""

FREEDOM_OF_INFORMATION = (
    "GMS and PMS practices are public authorities for their NHS work under the Freedom of "
    "Information Act 2000; ICBs and trusts that are sent a copy are too. What you type here may be "
    "recorded information that you hold. Personal data and some commercial figures may be exempt. "
    "The position differs for APMS contracts. Ask your LMC if a request comes. Write what is true "
    "and useful, describe problems and what would help, and keep the file no longer than you need "
    "it."
)
"""Source: content/stocktake.md D, Freedom of Information note."""

_HOW_TO_READ = (
    "Start with Summary. The sheets after it hold the answers, one sheet a section; Indicators, "
    "Gaps and Plan are worked out from those answers alone."
)
_HOW_TO_READ_A_PACK = "The sheets after this one hold the answers, one sheet a section."
_HOW_TO_FILL_IN = (
    "To answer here, type in the outlined cells of the answer sheets: Answer, State and Note. The "
    "arrow beside a cell offers the choices; anything else may be typed. Leave the Id column as it "
    "is: it is how each answer finds its way home. A table has spare rows at its foot."
)
_HOW_TO_RETURN = (
    "Save the file as an Excel workbook (.xlsx) and send it back. When it is opened in Stocktake, "
    "every answer that changed is listed, and nothing is taken in before somebody has agreed to "
    "it. The other sheets do not follow what you type."
)
A_RECORD = (
    "A record of who agreed to these answers and when. It is not a digital signature: it does not "
    "prove who typed the name. The practice keeps the signed answers whole; the SHA-256 is the "
    "fingerprint of that copy, and is the same in every workbook made from it."
)
_STATES = (
    "Not known is an answer and is never counted as nought. Blank means that the question was not "
    "answered, or that the answer was not shared."
)


def add_read_me(book: Book) -> None:
    """Write the Read me sheet."""
    data = book.data
    subject = data.first.subject
    page = book.page("Read me", WORKING_DOCUMENT, is_wide=False)
    page.widths(30, 88)
    page.line(f"Stocktake workbook of {subject.name}, {data.first.round}", "strong")
    if data.is_sample:
        page.line(f"{SAMPLE_WORDS}. Nothing in it is about a real practice.", "strong")
    if data.sign_off is not None:
        day = date_in_words(data.sign_off.signed_on)
        page.line(f"Signed off on {day} as version {data.sign_off.version}.", "strong")
    elif data.is_draft:
        page.line("Draft: nobody has signed it off yet.", "strong")
    page.gap()
    page.put(1, "What it is", "section")
    page.row += 1
    page.pairs(_facts(data))
    if data.sign_off is not None:
        _block(page, "Sign-off", _signed(data.sign_off))
    _block(page, "What was shared", [("", words) for words in data.shared])
    _block(page, "The scale", [("Levels", SCALE_IN_WORDS), ("States", _STATES)])
    reading = _HOW_TO_READ if data.plan is not None else _HOW_TO_READ_A_PACK
    how = [("To read it", reading), ("To fill it in", _HOW_TO_FILL_IN)]
    _block(page, "What to do with it", [*how, ("To send it back", _HOW_TO_RETURN)])
    if data.has_prices:
        _block(page, "Caution", [("Prices and services", COMPETITION_CAUTION)], "caution")
    _block(page, "Freedom of Information", [("", FREEDOM_OF_INFORMATION)])
    page.finish()


def _signed(sign_off: SignOffBlock) -> list[tuple[str, Content]]:
    rows: list[tuple[str, Content]] = [
        ("Signed by", f"{sign_off.name}, {sign_off.role}"),
        ("Date", date_in_words(sign_off.signed_on)),
        ("Statement", sign_off.statement),
    ]
    if sign_off.second_name:
        rows.append(("Second person", f"{sign_off.second_name}, {sign_off.second_role}"))
    rows += [(f"SHA-256: {title}", sha256) for title, sha256 in sign_off.copies]
    return [*rows, ("What this is", A_RECORD)]


def _facts(data: WorkbookData) -> list[tuple[str, Content]]:
    subject = data.first.subject
    written = data.written_at
    facts: list[tuple[str, Content]] = [
        ("About", f"{subject.name} ({subject.code})"),
        ("PCN", f"{subject.pcn_name} {subject.pcn_code}".strip() or "Not given"),
        ("ICB", subject.icb_name or "Not given"),
        ("Year", data.first.round),
    ]
    for form in data.forms:
        sent = form.submission
        words = f"form version {sent.form_version}, answers as at {date_in_words(sent.assessed_on)}"
        facts.append((form.loaded.form.title, f"{words}, revision {sent.revision}"))
    made = f"{date_in_words(written.date())}, {written:%H:%M} by {data.made_by}"
    return [*facts, ("Written on", made)]


def _block(page: Page, heading: str, rows: list[tuple[str, Content]], look: str = "text") -> None:
    page.gap()
    page.put(1, heading, "section")
    page.row += 1
    page.pairs(rows, look)
