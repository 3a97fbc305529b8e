"""The position paper: what the PCN asked its practices before a meeting, and what they said.

The question, the counts by practice and by patients, and every view that is not the leading one, so
that the meeting hears it. Practices are named by their consent, otherwise they are letters.
Source: content/expectations.md F3, G3 and G6.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stocktake.documents.blocks import (
    About,
    Block,
    Bullets,
    Callout,
    Column,
    Document,
    Heading,
    KeyFigures,
    Paragraph,
    Table,
)

TITLE = "Position paper"
BY_PATIENTS = (
    "Each practice counts once, and once more by the patients on its list. The second count is of "
    "patients registered, not of what patients think. Shares are of all the practices that were "
    "asked, so a practice that has not answered counts for no choice. “Held” stands where the "
    "figure would tell who a practice is that did not agree to be named."
)


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """One choice: its words, its practices, their share of patients, and who they are."""

    words: str
    practices: str
    patients: str
    who: str


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody's comment that may be shown."""

    who: str
    comment: str


@dataclass(frozen=True, slots=True)
class ViewSaid:
    """One view: its choice, how many hold it, who, and what they said."""

    words: str
    count: str
    who: str
    comments: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class PositionData:
    """What the paper says.

    Attributes:
        about: the PCN and the marks on every page.
        question: its title.
        asked: when it was asked, and when answers were wanted by.
        figures: how many answered, of how many patients.
        finding: the outcome in a sentence.
        rows: every choice.
        leading: what those who hold the leading view said; None where no choice leads.
        others: the views beside it; all of them where no choice leads.
        notes: who has not answered, what came late, and what else a reader has to know.
        status: "As opened on 4 December 2026".
    """

    about: About
    pcn: str
    question: str
    text: str
    choices: tuple[str, ...]
    asked: str
    figures: tuple[tuple[str, str], ...]
    finding: str
    rows: tuple[ChoiceRow, ...]
    leading: ViewSaid | None
    others: tuple[ViewSaid, ...]
    notes: tuple[str, ...]
    status: str


def position_paper(data: PositionData) -> Document:
    """Write the paper."""
    subtitle = f"From {data.pcn}. {data.status}." if data.pcn else f"{data.status}."
    title = f"{TITLE}: {data.question}"
    return Document(title, subtitle, data.about, tuple(_blocks(data)), is_close_set=True)


def _blocks(data: PositionData) -> Iterator[Block]:
    yield Heading("What was asked", 1, "1")
    yield from question_blocks(data)
    yield Paragraph(data.asked, "hint")
    yield Heading("What the practices said", 1, "2")
    yield KeyFigures(data.figures)
    yield Callout(data.finding)
    yield counts_table(data.rows)
    yield Paragraph(BY_PATIENTS, "hint")
    yield from _views(data)
    yield Heading("Who was heard", 1, "4")
    yield Bullets(data.notes)


def question_blocks(data: PositionData) -> Iterator[Block]:
    """The question as it was put."""
    for paragraph in data.text.split("\n"):
        if paragraph.strip():
            yield Paragraph(paragraph.strip())
    yield Bullets(data.choices, numbered=True)


def counts_table(rows: tuple[ChoiceRow, ...]) -> Table:
    """Every choice with its practices, its patients and who they are."""
    columns = (
        Column("Choice", share=34),
        Column("Practices", "right", 14),
        Column("Patients", "right", 14),
        Column("Who", share=38),
    )
    cells = tuple((row.words, row.practices, row.patients, row.who) for row in rows)
    return Table(columns, cells, "Answers by choice")


def _views(data: PositionData) -> Iterator[Block]:
    if data.leading is None and data.others:
        yield Heading("The views", 1, "3")
        yield Paragraph("No choice has more practices than every other, so each is given in full.")
    else:
        yield Heading("Minority views", 1, "3")
    if not data.others:
        yield Paragraph("There is none: everybody who answered took the same choice.")
    for view in data.others:
        yield Heading(view.words, 2)
        yield Paragraph(f"{view.count}: {view.who}.")
        yield from _comments(view.comments, "No comment was given to be shared.")
    if data.leading is not None and data.leading.comments:
        yield Heading(f"What was said for “{data.leading.words}”", 2)
        yield from _comments(data.leading.comments, "")


def _comments(comments: tuple[Said, ...], nothing: str) -> Iterator[Block]:
    if not comments:
        yield Paragraph(nothing, "hint")
        return
    yield Bullets(tuple(f"{each.who}: “{each.comment}”" for each in comments))
