"""The feedback note: what was asked, what was said, what was decided and why.

It goes back to every practice that was asked, so that nobody who answered is left in the dark.
Source: content/expectations.md F2 (PR-07, PR-09) and G6.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stocktake.documents.blocks import Block, Bullets, Callout, Document, Heading, Paragraph
from stocktake.documents.position_paper import PositionData, counts_table, question_blocks

TITLE = "What was decided"


@dataclass(frozen=True, slots=True)
class FeedbackData:
    """What the note says.

    Attributes:
        position: what was asked and said.
        decided, why: in the words of whoever leads.
    """

    position: PositionData
    decided: str
    why: str


def feedback_note(data: FeedbackData) -> Document:
    """Write the note."""
    said = data.position
    subtitle = f"A note back from {said.pcn} to its practices" if said.pcn else "A note back"
    title = f"{TITLE}: {said.question}"
    blocks = tuple(_blocks(data))
    return Document(title, f"{subtitle}.", said.about, blocks, is_close_set=True)


def _blocks(data: FeedbackData) -> Iterator[Block]:
    said = data.position
    yield Heading("What was asked", 1, "1")
    yield from question_blocks(said)
    yield Paragraph(said.asked, "hint")
    yield Heading("What the practices said", 1, "2")
    yield Callout(said.finding)
    yield counts_table(said.rows)
    if said.leading is not None and said.others:
        yield Heading("Minority views", 2)
        for view in said.others:
            yield Paragraph(f"{view.words}: {view.count}, {view.who}.", "question")
            if view.comments:
                yield Bullets(tuple(f"{each.who}: “{each.comment}”" for each in view.comments))
    yield Heading("What was decided", 1, "3")
    yield from _in_paragraphs(data.decided)
    yield Heading("Why", 1, "4")
    yield from _in_paragraphs(data.why)
    yield Paragraph("Thank you to every practice that answered.", "hint")


def _in_paragraphs(text: str) -> Iterator[Block]:
    for paragraph in text.split("\n"):
        if paragraph.strip():
            yield Paragraph(paragraph.strip())
