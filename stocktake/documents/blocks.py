"""What a document is made of: plain blocks, which a writer turns into Word or HTML.

A block says what something is (a heading, a table, a picture with its words) and never how it
looks; looks are the writers' business. Text is text: no writer reads it as markup.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Align = Literal["left", "right", "centre"]
Tone = Literal["body", "strong", "hint", "question"]

# What neither XML 1.0 nor a printer can hold; a clinical system's clipboard is full of these.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# They turn the reading direction of what follows, so that words can be made to look like others.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """Take out what cannot be printed, and make every line end the same."""
    one_end = text.replace("\r\n", "\n").replace("\r", "\n")
    return _TURNING.sub("", _UNWRITABLE.sub("", one_end))


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is a part of the document, 2 and 3 stand inside it.

    Attributes:
        number: stands before the words, such as ``4`` or ``4.2``; empty for none.
    """

    text: str
    level: Literal[1, 2, 3] = 1
    number: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences; a ``question`` is printed strong and stays with what follows it."""

    text: str
    tone: Tone = "body"


@dataclass(frozen=True, slots=True)
class Bullets:
    """Points of one list; ``numbered`` where their order says something."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Options:
    """Boxes to tick by hand, one under another."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnswerSpace:
    """Ruled lines to write on by hand."""

    lines: int = 1


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, its side, and its share of the width."""

    title: str
    align: Align = "left"
    share: int = 10


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings, which are repeated at the top of every page.

    Attributes:
        caption: what the table shows, printed above it and read out before it.
        is_empty_form: rows are tall enough to write in by hand.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    is_empty_form: bool = False

    def __post_init__(self) -> None:
        """Refuse a row that does not fit under the headings: a fault of whoever built it."""
        wide = {len(row) for row in self.rows} - {len(self.columns)}
        if wide:
            raise ValueError(f"rows of {wide} cells under {len(self.columns)} headings")


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture, with what to say in its place.

    Attributes:
        png: the picture.
        alt_text: read out to somebody who cannot see it.
        caption: printed under it; the finding in a sentence.
        share: its width, as a percentage of the width of the text.
    """

    png: bytes = field(repr=False)
    alt_text: str
    caption: str = ""
    share: int = 100


@dataclass(frozen=True, slots=True)
class Callout:
    """What must not be missed, set apart on a quiet ground."""

    text: str


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """A few figures that matter, side by side: each a figure and what it counts."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a new page."""


Block = (
    Heading
    | Paragraph
    | Bullets
    | Options
    | AnswerSpace
    | Table
    | Figure
    | Callout
    | KeyFigures
    | PageBreak
)


@dataclass(frozen=True, slots=True)
class About:
    """Whose document it is.

    Attributes:
        practice: its name; empty for a form about nobody yet.
        round: the financial year's label, such as 2026/27.
        day: the day its answers stand for.
        state: DRAFT, or SIGNED with its version, printed at the head of every page; empty for a
            form without answers.
        watermark: printed lightly across every page; empty for none.
    """

    practice: str = ""
    round: str = ""
    day: date | None = None
    state: str = ""
    watermark: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document.

    Attributes:
        is_close_set: smaller type and less space, for a paper that has to fit its pages.
        most_pages: print sets it smaller still rather than run over; 0 for any number.
        foot: stands at the foot of every page in place of the round and the day.
    """

    title: str
    subtitle: str
    about: About
    blocks: tuple[Block, ...]
    is_close_set: bool = False
    most_pages: int = 0
    foot: str = ""

    @property
    def running_head(self) -> str:
        """What stands at the head of every page, before its state."""
        return " · ".join(part for part in (self.about.practice, self.title) if part)

    @property
    def file_title(self) -> str:
        """What a file calls itself: the running head, with the state its answers are in."""
        return ", ".join(part for part in (self.running_head, self.about.state) if part)
