"""A document as a web page to publish: one file that loads nothing and runs nothing.

Unlike the HTML for print it is read in browsers and by screen readers, so its tables have captions
and row headings, and scroll by themselves on a narrow screen. Every word is escaped.
"""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, StrictUndefined, Template

from stocktake.documents import type_scale
from stocktake.documents.blocks import (
    Block,
    Bullets,
    Callout,
    Document,
    Heading,
    Paragraph,
    Table,
    clean,
)
from stocktake.documents.html import with_breaks
from stocktake.paths import shipped

_KINDS = (Bullets, Callout, Heading, Paragraph, Table)
_COLOURS = {
    "text": type_scale.TEXT,
    "muted": type_scale.MUTED,
    "accent": type_scale.ACCENT,
    "hairline": type_scale.HAIRLINE,
    "soft": type_scale.SOFT,
}
_DARK = {
    "page": "12171C",
    "text": "E8EEF2",
    "muted": "A9B4BD",
    "accent": "7AB8F5",
    "hairline": "3A444D",
    "soft": "1B2F42",
}
"""On a screen that somebody has set to dark; on paper the page is always light."""


def to_web_page(document: Document) -> str:
    """Write a document as a web page of its own.

    Raises:
        ValueError: it holds a block that a web page has no way to show yet, which is a fault of
            whoever built it.
    """
    strange = {type(block).__name__ for block in document.blocks if not isinstance(block, _KINDS)}
    if strange:
        raise ValueError(f"no way to show {strange} on a web page")
    return _template().render(document=document, colour=_COLOURS, dark=_DARK, kind_of=_kind_of)


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    environment.filters["clean"] = clean
    environment.filters["lines"] = with_breaks
    path = shipped("resources") / "templates" / "web_page.html"
    return environment.from_string(path.read_text(encoding="utf-8"))


def _kind_of(block: Block) -> str:
    return type(block).__name__
