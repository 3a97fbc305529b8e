"""Blocks to a Word file: the accessible one, with real headings, table headings and alt texts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import singledispatch
from io import BytesIO
from typing import Any

import docx
from docx.enum.table import WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph as Written

from stocktake.documents import word_styles as styles
from stocktake.documents.blocks import (
    Align,
    AnswerSpace,
    Block,
    Bullets,
    Callout,
    Column,
    Document,
    Figure,
    Heading,
    KeyFigures,
    Options,
    PageBreak,
    Paragraph,
    Table,
    clean,
)
from stocktake.documents.type_scale import TEXT_WIDTH_CM, TypeScale, scale_of
from stocktake.documents.word_margins import add_margins

WRITING_ROW_CM = 0.8
BOX = "☐\N{NO-BREAK SPACE}"

_SIDES = {
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "centre": WD_ALIGN_PARAGRAPH.CENTER,
}
_TONES = {
    "body": "Normal",
    "strong": "Normal",
    "hint": styles.HINT,
    "question": styles.QUESTION,
}


def to_word(document: Document, written_at: datetime) -> bytes:
    """Write a document as the bytes of a ``.docx`` file.

    Args:
        document: what to write.
        written_at: the moment shown as created and modified; it has a time zone.
    """
    made = docx.Document()
    scale = scale_of(document.is_close_set)
    styles.dress(made, scale)
    _describe(made.core_properties, document, written_at)
    add_margins(made, document)
    _say(made, document.title, "Title")
    if document.subtitle:
        _say(made, document.subtitle, "Subtitle")
    _write_all(document.blocks, made, scale)
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def _describe(properties: Any, document: Document, written_at: datetime) -> None:
    properties.title = clean(document.file_title)[:255]
    properties.content_status = clean(document.about.state)
    properties.subject = clean(document.subtitle)[:255]
    properties.author, properties.comments, properties.keywords = "Stocktake", "", ""
    properties.last_modified_by = ""
    properties.language = styles.LANGUAGE
    # A Word file keeps them as of Greenwich, whatever the season.
    properties.created = properties.modified = written_at.astimezone(UTC).replace(tzinfo=None)


def _write_all(blocks: Iterable[Block], made: Any, scale: TypeScale) -> None:
    begins_page = follows_question = False
    for block in blocks:
        if isinstance(block, PageBreak):
            begins_page = True
            continue
        # The last child of the body describes the page; what is added stands before it.
        before = made.element.body[-2]
        _write(block, made, scale)
        first = before.getnext()
        if first is None or first.tag != qn("w:p"):
            continue
        shape = Written(first, made).paragraph_format
        if follows_question and isinstance(block, Paragraph):
            # Between a question and the room for its answer.
            shape.keep_with_next = True
        follows_question = isinstance(block, Paragraph) and block.tone == "question"
        if begins_page:
            shape.page_break_before, begins_page = True, False
        elif before.tag == qn("w:tbl") and not isinstance(block, Heading):
            # A table has no space of its own under it.
            shape.space_before = Pt(scale.after * 1.5)


def _say(made: Any, text: str, style: str) -> Any:
    """Add a paragraph in a style."""
    paragraph = made.add_paragraph(clean(text))
    paragraph._p.style = styles.style_id(style)
    return paragraph


@singledispatch
def _write(block: Any, made: Any, scale: TypeScale) -> None:
    raise TypeError(f"no way to write a {type(block).__name__} in Word")


@_write.register
def _(block: Heading, made: Any, scale: TypeScale) -> None:
    words = f"{block.number}  {block.text}" if block.number else block.text
    _say(made, words, f"Heading {block.level}")


@_write.register
def _(block: Paragraph, made: Any, scale: TypeScale) -> None:
    paragraph = _say(made, block.text, _TONES[block.tone])
    if block.tone == "strong":
        for run in paragraph.runs:
            run.style = "Strong"


@_write.register
def _(block: Bullets, made: Any, scale: TypeScale) -> None:
    number = _new_list(made) if block.numbered else None
    for item in block.items:
        name = "List Number" if block.numbered else "List Bullet"
        paragraph = _say(made, item, name)
        if number is not None:
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = 0
            properties.get_or_add_numId().val = number


def _new_list(made: Any) -> int:
    """Begin a numbered list again at 1."""
    numbering = made.part.numbering_part.element
    style_number = made.styles["List Number"].element.pPr.numPr.numId.val
    abstract = numbering.num_having_numId(style_number).abstractNumId.val
    added = numbering.add_num(abstract)
    added.add_lvlOverride(0).add_startOverride(1)
    return int(added.numId)


@_write.register
def _(block: Options, made: Any, scale: TypeScale) -> None:
    written = [_say(made, BOX + item, styles.OPTION) for item in block.items]
    for paragraph in written[:-1]:
        paragraph.paragraph_format.keep_with_next = True


@_write.register
def _(block: AnswerSpace, made: Any, scale: TypeScale) -> None:
    _say(made, "\n".join(["\t"] * block.lines), styles.ANSWER_LINE)


@_write.register
def _(block: Callout, made: Any, scale: TypeScale) -> None:
    _say(made, block.text, styles.CALLOUT)


@_write.register
def _(block: Figure, made: Any, scale: TypeScale) -> None:
    paragraph = _say(made, "", styles.FIGURE)
    picture = paragraph.add_run().add_picture(
        BytesIO(block.png), width=Cm(TEXT_WIDTH_CM * block.share / 100)
    )
    picture._inline.docPr.set("descr", clean(block.alt_text))
    if block.caption:
        paragraph.paragraph_format.keep_with_next = True
        _say(made, block.caption, styles.HINT)


@_write.register
def _(block: Table, made: Any, scale: TypeScale) -> None:
    if block.caption:
        _say(made, block.caption, "Caption")
    rows = [tuple(column.title for column in block.columns), *block.rows]
    table = _table(made, rows, block.columns, styles.TABLE_STYLE)
    if block.caption:
        _name(table, block.caption)
    for row, words in zip(table.rows, rows, strict=True):
        is_head = words is rows[0]
        if block.is_empty_form and not is_head:
            row.height, row.height_rule = Cm(WRITING_ROW_CM), WD_ROW_HEIGHT_RULE.AT_LEAST
        for cell, text, column in zip(row.cells, words, block.columns, strict=True):
            style = styles.CELL_HEAD if is_head else styles.CELL
            _fill(cell, text, style, column.align)


@_write.register
def _(block: KeyFigures, made: Any, scale: TypeScale) -> None:
    columns = tuple(Column(words) for _, words in block.items)
    rows = [tuple(words for _, words in block.items), tuple(figure for figure, _ in block.items)]
    table = _table(made, rows, columns, styles.FIGURES_STYLE)
    for row, words, style in zip(
        table.rows, rows, (styles.CELL_HEAD, styles.KEY_FIGURE), strict=True
    ):
        for cell, text in zip(row.cells, words, strict=True):
            _fill(cell, text, style, "left")


def _table(made: Any, rows: list[tuple[str, ...]], columns: tuple[Column, ...], style: str) -> Any:
    """Add a table whose first row is its headings, repeated on every page."""
    table = made.add_table(len(rows), len(columns), style)
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    whole = sum(column.share for column in columns)
    widths = [Cm(TEXT_WIDTH_CM * column.share / whole) for column in columns]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for number, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if not number:
            properties.append(OxmlElement("w:tblHeader"))
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
    return table


def _name(table: Any, words: str) -> None:
    """Give a table the words that a screen reader says of it."""
    for tag in ("w:tblCaption", "w:tblDescription"):
        element = OxmlElement(tag)
        element.set(qn("w:val"), clean(words)[:255])
        table._tbl.tblPr.append(element)


def _fill(cell: Any, text: str, style: str, align: Align) -> None:
    paragraph = cell.paragraphs[0]
    paragraph._p.style = styles.style_id(style)
    paragraph.add_run(clean(text))
    if align != "left":
        paragraph.alignment = _SIDES[align]
