"""The note back to each practice: two pages, made only from figures that practice may see.

Its own levels beside the spread of the PCN, what it asked for and what was decided, help offered to
it and asked of it, and the dates to watch. Source: content/expectations.md G1.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stocktake.documents.blocks import (
    About,
    Block,
    Bullets,
    Callout,
    Column,
    Document,
    Figure,
    Heading,
    Paragraph,
    Table,
)
from stocktake.documents.board_paper import DateToWatch
from stocktake.documents.board_words import sentence
from stocktake.merge.people_sharing import PROMPTS
from stocktake.phrases import counted
from stocktake.questionnaire.scale import SCALE_IN_WORDS
from stocktake.units import date_in_words, year_label

TITLE = "Note back from your PCN"
NOT_NAMED = (
    "Help is only matched between practices that agreed to be named, and yours has not. If you "
    "would like to be matched, tick it the next time you export."
)


@dataclass(frozen=True, slots=True)
class NoteRow:
    """One domain.

    Attributes:
        level, lowest: the practice's own, in digits, or words where there is none.
        middle, spread: of the PCN, or the words that they are held.
        asked: what is asked of the practice by the year looked ahead to.
        gap: levels below that; None where it cannot be told.
    """

    name: str
    level: str
    lowest: str
    middle: str
    spread: str
    asked: str
    gap: int | None = None


@dataclass(frozen=True, slots=True)
class AskedFor:
    """One of the five things the practice asked for, and how far the others want it too."""

    label: str
    support: str


@dataclass(frozen=True, slots=True)
class PracticeNoteData:
    """What the note says.

    Attributes:
        about: the practice, and the marks on every page.
        pcn_name: whose note it is.
        base: "4 of 6 practices, 71% of patients".
        year: the year looked ahead to, by the calendar year it starts in.
        asked: None when the practice has not confirmed five; that is no view yet.
        decided: what the PCN decided, with its reasons, a sentence each.
        before_board: what the board is asked, where nothing is decided yet.
        offered, asked_of: help, in sentences; None when the practice is not named.
        dates: of the next six months; the next one after that where there are none.
        picture: its levels within the spread of the PCN.
    """

    about: About
    pcn_name: str
    base: str
    year: int
    rows: tuple[NoteRow, ...]
    asked: tuple[AskedFor, ...] | None
    decided: tuple[str, ...] = ()
    before_board: tuple[str, ...] = ()
    offered: tuple[str, ...] | None = ()
    asked_of: tuple[str, ...] | None = ()
    dates: tuple[DateToWatch, ...] = ()
    picture: Figure | None = None


def practice_note(data: PracticeNoteData) -> Document:
    """Write the note; it is made to fit two pages of A4."""
    about = data.about
    return Document(
        TITLE,
        f"For {about.practice}, from {data.pcn_name}, {about.round}. It is yours to keep.",
        about,
        tuple(_blocks(data)),
        is_close_set=True,
        most_pages=2,
    )


def _blocks(data: PracticeNoteData) -> Iterator[Block]:
    yield from _levels(data)
    yield from _asked(data)
    yield from _help(data)
    yield from _dates(data.dates)


def _levels(data: PracticeNoteData) -> Iterator[Block]:
    yield Heading("Your levels within the PCN", 1, "1")
    yield Paragraph(levels_sentence(data))
    if data.picture is not None:
        yield data.picture
    columns = (
        Column("Domain", share=36),
        Column("You", "centre", 7),
        Column("Your lowest", "centre", 11),
        Column("PCN middle", "centre", 17),
        Column("PCN range", "centre", 17),
        Column(f"Asked by {year_label(data.year)}", "centre", 12),
    )
    cells = tuple((r.name, r.level, r.lowest, r.middle, r.spread, r.asked) for r in data.rows)
    yield Table(columns, cells, sentence(f"Ratings from {data.base}"))
    yield Paragraph(
        f"{SCALE_IN_WORDS} “?” is not known, – does not apply or is none dated.", "hint"
    )


def levels_sentence(data: PracticeNoteData) -> str:
    """Where the practice is below what is asked of it by the year looked ahead to."""
    if not any(row.level.isdigit() for row in data.rows):
        return "Your return holds no level yet, so there is nothing to set beside the others."
    told = [row for row in data.rows if row.gap is not None]
    short = sorted((row for row in told if row.gap), key=lambda row: -(row.gap or 0))
    by = f"by the end of {year_label(data.year)}"
    if not told:
        return f"None of your levels has a dated expectation {by}."
    if not short:
        return f"You are at or above what is asked of you {by} in every domain that has a date."
    widest = short[0]
    more = f", most in {widest.name} ({counted(widest.gap or 0, 'level')})"
    return (
        f"{by[:1].upper()}{by[1:]} you would be below what is asked of you in {len(short)} of "
        f"{counted(len(told), 'domain')} with a date{more}, if nothing changed."
    )


def _asked(data: PracticeNoteData) -> Iterator[Block]:
    yield Heading("What you asked for", 1, "2")
    if data.asked is None:
        yield Paragraph(
            "You have not confirmed five priorities, so the PCN has no view from you yet. "
            "Confirm them on the Plan page and send your workbook again."
        )
    else:
        columns = (Column("In your order", share=58), Column("In their first three", share=42))
        numbered = enumerate(data.asked, start=1)
        cells = tuple((f"{place}. {each.label}", each.support) for place, each in numbered)
        yield Table(columns, cells)
    yield Heading("What was decided", 1, "3")
    if data.decided:
        yield Bullets(tuple(map(sentence, data.decided)))
        return
    yield Paragraph("The PCN has decided nothing yet on the strength of these returns.")
    if data.before_board:
        yield Paragraph("Its board is asked to:", "question")
        yield Bullets(tuple(map(sentence, data.before_board)))


def _help(data: PracticeNoteData) -> Iterator[Block]:
    yield Heading("Help", 1, "4")
    if data.offered is None or data.asked_of is None:
        yield Callout(NOT_NAMED)
        return
    yield from _points("Offered to you", data.offered, "Nobody has offered yet.")
    yield from _points("Asked of you", data.asked_of, "Nobody has asked yet.")
    if data.offered or data.asked_of:
        yield Paragraph(f"Settle first: {' '.join(PROMPTS)}", "hint")


def _points(title: str, points: Sequence[str], nothing: str) -> Iterator[Block]:
    yield Paragraph(title, "question")
    yield Bullets(tuple(points)) if points else Paragraph(nothing)


def _dates(dates: tuple[DateToWatch, ...]) -> Iterator[Block]:
    yield Heading("Dates to watch", 1, "5")
    if not dates:
        yield Paragraph("The catalogue has no date ahead.")
        return
    columns = (Column("Due", share=20), Column("What", share=60), Column("Kind", share=20))
    yield Table(columns, tuple((date_in_words(d.due), d.title, d.kind) for d in dates))
