"""Where pages of a printed document begin, so that no heading, question or caption stands alone.

Qt breaks a page wherever it is full. Blocks are measured on one endless page first; then it is
reckoned which heading, or question with its answer, would be parted, and each of those begins a
new page. The breaks are set all at once: set one by one, the text after them was seen to be lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QFont, QTextBlock, QTextCursor, QTextDocument, QTextFormat, QTextTable

from stocktake.documents.html import CAPTION_MARK

KEPT_WHOLE = 0.45
"""What is kept together takes at most this share of a page; longer answers may be parted."""

FIRST_OF_A_TABLE = 0.12
"""Share of a page for the headings of a table and its first rows."""

SURE, UNSURE = 0.985, 0.9
"""Shares of a page that are filled; less after a table that ran over, whose rows moved."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A block, or a whole table, with the height it takes to where the next begins."""

    block: QTextBlock
    height: float
    leads: bool
    is_heading: bool
    begins_page: bool
    is_table: bool


def break_pages(paper: QTextDocument, page_height: float) -> None:
    """Choose where pages begin; the document has no page size yet but its width.

    Args:
        paper: laid out on an endless page.
        page_height: room for text on a page, in the dots of the layout.
    """
    pieces = _pieces(paper)
    starts = _starts(pieces, page_height)
    cursor = QTextCursor(paper)
    cursor.beginEditBlock()
    for index in starts:
        cursor.setPosition(pieces[index].block.position())
        style = cursor.blockFormat()
        style.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
        cursor.setBlockFormat(style)
    cursor.endEditBlock()


def _pieces(paper: QTextDocument) -> list[_Piece]:
    layout = paper.documentLayout()
    found: list[tuple[QTextBlock, float, bool]] = []
    block = paper.firstBlock()
    while block.isValid():
        # Qt gives None outside a table, which its type hints leave out.
        table: QTextTable | None = QTextCursor(block).currentTable()
        if table is None:
            found.append((block, layout.blockBoundingRect(block).top(), False))
            block = block.next()
        else:
            found.append((block, layout.frameBoundingRect(table).top(), True))
            block = _after(paper, table)
    tops = [top for _, top, _ in found] + [layout.documentSize().height()]
    return [
        _Piece(
            block,
            max(0.0, below - top),
            not is_table and _leads(block),
            not is_table and bool(block.blockFormat().headingLevel()),
            _begins_page(block),
            is_table,
        )
        for (block, top, is_table), below in zip(found, tops[1:], strict=True)
    ]


def _after(paper: QTextDocument, table: QTextTable) -> QTextBlock:
    return paper.findBlock(table.lastPosition() + 1)


def _leads(block: QTextBlock) -> bool:
    """Whether a block is a heading, or a question whose answer follows."""
    is_strong = block.charFormat().fontWeight() >= QFont.Weight.Bold
    return bool(block.text().strip()) and (bool(block.blockFormat().headingLevel()) or is_strong)


def _begins_page(block: QTextBlock) -> bool:
    before = QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore
    return bool(block.blockFormat().pageBreakPolicy() & before)


def _starts(pieces: Sequence[_Piece], page: float) -> list[int]:
    """The places of the pieces that begin a page of their own."""
    starts = []
    used, filled = 0.0, SURE
    for index, piece in enumerate(pieces):
        if piece.begins_page:
            used, filled = 0.0, SURE
        room = page * filled
        goes_along = piece.leads or piece.block.userState() == CAPTION_MARK
        if goes_along and used and used + _kept(pieces, index, page) > room:
            starts.append(index)
            used, filled = 0.0, SURE
        used += piece.height
        while used > page * filled:
            used -= page * filled
            filled = UNSURE if piece.is_table else filled
    return starts


def _kept(pieces: Sequence[_Piece], first: int, page: float) -> float:
    """How much has to stand on one page with a heading, question or caption: it and its answer."""
    end = first
    while end < len(pieces) and pieces[end].leads:
        end += 1
    leading = sum(piece.height for piece in pieces[first:end])
    if end == len(pieces):
        return leading
    most, after = page * KEPT_WHOLE, end
    whole, least = leading, 0.0
    for piece in pieces[after:]:
        if piece.leads or piece.begins_page:
            break
        if piece.is_table and not least:
            # What stands between is a hint or the caption of the table.
            is_short = whole + piece.height <= most
            least = whole + (piece.height if is_short else page * FIRST_OF_A_TABLE)
        whole += piece.height
        end += 1
    if whole <= most:
        return whole + _first_question(pieces, first, end, page, most - whole)
    return least if 0 < least <= most else leading + pieces[after].height


def _first_question(
    pieces: Sequence[_Piece], first: int, next_lead: int, page: float, room: float
) -> float:
    """How much the question takes that follows a heading and its words, where it finds room."""
    if not pieces[first].is_heading or next_lead >= len(pieces):
        return 0.0
    following = pieces[next_lead]
    if following.is_heading or not following.leads or following.begins_page:
        return 0.0
    height = _kept(pieces, next_lead, page)
    return height if height <= room else 0.0
