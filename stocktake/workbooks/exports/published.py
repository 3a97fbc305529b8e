"""The sheet of published figures: what others published beside what the practice says.

It is read by people alone: bringing a workbook back takes no answer from it. Source:
design/opendata.md 16 (lines 8, 14 and 15).
"""

from __future__ import annotations

from stocktake.workbooks.exports.data import PublishedRow
from stocktake.workbooks.exports.page import Book, Cell, Content, Heading

_HEADINGS = (
    Heading("Question", "first", 40),
    Heading("Your answer", "text", 24),
    Heading("How it stands", "text", 22),
    Heading("Source", "text", 40),
    Heading("Period", "text", 20),
    Heading("As published", "text", 24),
    Heading("Difference", "text", 12),
    Heading("Difference %", "one_place", 12),
    Heading("What to know", "text", 40),
)
_WHAT_IT_IS = (
    "Figures that others published about the practice, word for word, beside its own answers. Only "
    "answers that were shared stand here; an answer changed on this sheet is not taken in."
)


def add_published(book: Book) -> None:
    """Write the sheet, where anything is published."""
    published = book.data.published
    if not published.rows:
        return
    first = book.data.first
    heading = f"Published figures - {first.subject.name}, {first.round}"
    page = book.page("Published figures", heading)
    page.line(_WHAT_IT_IS, "subtitle")
    page.gap()
    page.table("Published_figures", _HEADINGS, [_row(each) for each in published.rows])
    for line in published.attributions:
        page.line(line)
    page.finish()


def _row(row: PublishedRow) -> list[Content | Cell]:
    difference: Content | Cell = ""
    if row.difference is not None:
        places = max(0, -int(row.difference.as_tuple().exponent))
        difference = Cell(row.difference, "number", f"#,##0.{'0' * places}".rstrip("."))
    return [
        row.question,
        row.answer,
        row.standing,
        row.source,
        row.period,
        row.published,
        difference,
        row.percent if row.percent is not None else "",
        row.note,
    ]
