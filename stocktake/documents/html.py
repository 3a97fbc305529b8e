"""Blocks to HTML, for the preview and for printing: every word of a document is escaped.

Pictures are given by name beside the text, never fetched: whoever shows the HTML hands out those
pictures and nothing else.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup, escape

from stocktake.documents import type_scale
from stocktake.documents.blocks import (
    Block,
    Bullets,
    Callout,
    Column,
    Document,
    Figure,
    KeyFigures,
    PageBreak,
    Table,
    clean,
)
from stocktake.documents.type_scale import TEXT_WIDTH_CM, scale_of
from stocktake.paths import shipped

PIXELS_PER_CM = 96 / 2.54
PIXELS_PER_POINT = 96 / 72
"""Of the CSS pixel."""

CAPTION_MARK = 1
"""Qt's state of a block that is the caption of the table under it, which print keeps with it."""

_COLOURS = {
    "text": type_scale.TEXT,
    "muted": type_scale.MUTED,
    "accent": type_scale.ACCENT,
    "hairline": type_scale.HAIRLINE,
    "soft": type_scale.SOFT,
}


@dataclass(frozen=True, slots=True)
class WebPage:
    """A document as HTML.

    Attributes:
        html: the whole page.
        pictures: the PNG of each picture by the name the page calls it.
    """

    html: str
    pictures: Mapping[str, bytes]


def to_html(document: Document, text_factor: float = 1.0, *, is_whole: bool = False) -> WebPage:
    """Write a document as HTML.

    Args:
        document: what to write.
        text_factor: 1 for print; 2 for twice the size, on screen.
        is_whole: put the pictures into the page itself, for a file that stands alone.
    """
    figures = [block for block in document.blocks if isinstance(block, Figure)]
    names = {id(block): f"picture-{number}" for number, block in enumerate(figures, start=1)}
    given = {names[id(block)]: block.png for block in figures}

    def source(block: Figure) -> str:
        if not is_whole:
            return names[id(block)]
        return "data:image/png;base64," + base64.b64encode(block.png).decode("ascii")

    def points(size: float) -> str:
        return f"{size * text_factor:.4g}pt"

    def pixels(size: float) -> str:
        # Qt reads a margin in pixels only.
        return f"{size * text_factor * PIXELS_PER_POINT:.4g}px"

    html = _template().render(
        document=document,
        scale=scale_of(document.is_close_set),
        font=type_scale.FONT,
        colour=_COLOURS,
        caption_mark=CAPTION_MARK,
        pt=points,
        px=pixels,
        source=source,
        width=lambda figure: round(_width(figure) * min(1.0, text_factor)),
        kind_of=_kind_of,
        breaks=_breaks,
        follows_table=_follows_table,
        shares=_shares,
        side=_side,
    )
    return WebPage(html, given)


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    environment.filters["clean"] = clean
    environment.filters["lines"] = with_breaks
    path = shipped("resources") / "templates" / "document.html"
    return environment.from_string(path.read_text(encoding="utf-8"))


def with_breaks(text: str) -> Markup:
    """Escape a text and keep its line ends."""
    return Markup("<br>").join(escape(line) for line in clean(text).split("\n"))


def _kind_of(block: Block) -> str:
    return type(block).__name__


def _breaks(before: object) -> Markup:
    """The style of what stands first on a page of its own."""
    is_first = isinstance(before, PageBreak)
    return Markup(' style="page-break-before: always"') if is_first else Markup("")


def _follows_table(before: object) -> bool:
    """Whether something stands right under what has no space of its own below."""
    return isinstance(before, Table | KeyFigures | Callout | Bullets)


def _shares(table: Table) -> list[tuple[Column, int]]:
    whole = sum(column.share for column in table.columns)
    return [(column, round(100 * column.share / whole)) for column in table.columns]


def _side(column: Column) -> str:
    return "center" if column.align == "centre" else column.align


def _width(figure: Figure) -> int:
    return round(TEXT_WIDTH_CM * PIXELS_PER_CM * figure.share / 100)
