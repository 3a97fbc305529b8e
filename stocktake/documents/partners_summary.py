"""Two pages for the partners: where we are, what is coming, and what we need and when.

Every sentence is built from the figures of the plan, and says what they rest on, so that the paper
is honest after four ratings and full after four hundred.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from stocktake.documents import partners_words as words
from stocktake.documents.blocks import (
    About,
    Block,
    Bullets,
    Callout,
    Column,
    Document,
    Figure,
    Heading,
    KeyFigures,
    PageBreak,
    Paragraph,
    Table,
)
from stocktake.phrases import counted
from stocktake.planning.certainty import Certainty
from stocktake.planning.gaps import DomainGaps
from stocktake.planning.plan import PracticePlan
from stocktake.questionnaire.scale import DOMAIN_NAMES
from stocktake.units import date_in_words

TITLE = "Two pages for the partners"
MOST_GAPS = 5
"""Domains listed; the chart above shows all twelve."""
MOST_TO_START = 5

LEVELS_PICTURE, MONEY_PICTURE = "levels", "money"
"""Names of the two charts."""


@dataclass(frozen=True, slots=True)
class PartnersData:
    """What the paper says.

    Attributes:
        about: whose it is.
        plan: the practice's plan.
        certainty: which expectations count.
        year: the financial year looked ahead to, by the calendar year it starts in.
        pictures: charts by ``LEVELS_PICTURE`` and ``MONEY_PICTURE``; one left out is left out.
        confirmed_by: who confirmed the five priorities, in words.
    """

    about: About
    plan: PracticePlan
    certainty: Certainty
    year: int
    pictures: Mapping[str, Figure] = field(default_factory=dict)
    confirmed_by: str = ""


def partners_document(data: PartnersData) -> Document:
    """Write the paper; it is made to fit two pages of A4."""
    about = data.about
    dated = f", as at {date_in_words(about.day)}" if about.day else ""
    return Document(
        TITLE,
        f"{about.practice}, {about.round}{dated}. {words.VIEWS[data.certainty]}.",
        about,
        (
            KeyFigures(words.key_figures(data.plan, data.certainty, data.year)),
            *_where_we_are(data),
            *_gaps_ahead(data),
            *_to_start(data),
            *_what_we_need(data),
            *_not_known(data),
        ),
        is_close_set=True,
        most_pages=2,
    )


def _where_we_are(data: PartnersData) -> list[Block]:
    rows = data.plan.gaps[data.certainty].domains
    blocks: list[Block] = [
        Heading("Where we are", 1, "1"),
        Paragraph(words.levels_sentence(rows)),
    ]
    if LEVELS_PICTURE in data.pictures:
        blocks.append(data.pictures[LEVELS_PICTURE])
    return [*blocks, Bullets(words.standing_points(rows))]


def _gaps_ahead(data: PartnersData) -> list[Block]:
    """The widest gaps year by year, beside what each level rests on."""
    plan, rows = data.plan, data.plan.gaps[data.certainty].domains
    short = sorted((row for row in rows if words.widest(row)), key=words.widest_first)
    blocks: list[Block] = [
        Heading("What is coming", 1, "2"),
        Paragraph(words.coming_sentence(plan, data.certainty, data.year)),
    ]
    if not short:
        return blocks
    columns = (
        Column("Domain", share=33),
        Column("Level", "centre", 12),
        Column("Lowest", "centre", 13),
        Column("Rated", "centre", 12),
        *(Column(label, "centre", 15) for label in plan.years.labels),
    )
    listed = short[:MOST_GAPS]
    left = len(short) - len(listed)
    caption = "Levels short at the end of each year, widest first"
    if left:
        caption += f"; {counted(left, 'more domain')} on the Gaps page of the program"
    return [*blocks, Table(columns, tuple(map(_gap_row, listed)), f"{caption}. – is none dated.")]


def _gap_row(row: DomainGaps) -> tuple[str, ...]:
    level = row.level
    return (
        DOMAIN_NAMES[row.domain],
        "?" if level.level is None else str(level.level),
        "?" if level.floor is None else str(level.floor),
        f"{level.answered} of {level.applicable}",
        *("–" if cell.gap is None else str(cell.gap) for cell in row.cells),
    )


def _to_start(data: PartnersData) -> list[Block]:
    rows = words.pressing(data.plan, data.certainty)
    blocks: list[Block] = [
        PageBreak(),
        Heading("What must start now", 2),
        Paragraph(words.start_sentence(data.plan, data.certainty)),
    ]
    if not rows:
        return blocks
    columns = (
        Column("What is expected", share=48),
        Column("How far short", share=20),
        Column("When", share=38),
    )
    listed = rows[:MOST_TO_START]
    left = len(rows) - len(listed)
    caption = "Overdue, late or to start within three months, most pressing first"
    if left:
        caption += f"; {left} more on the Plan page of the program"
    cells = tuple(words.start_cells(row) for row in listed)
    return [*blocks, Table(columns, cells, f"{caption}.")]


def _what_we_need(data: PartnersData) -> list[Block]:
    plan, view = data.plan, data.certainty
    blocks: list[Block] = [
        Heading("What we need and when", 1, "3"),
        Bullets(words.need_points(plan, view)),
    ]
    if MONEY_PICTURE in data.pictures:
        blocks.append(data.pictures[MONEY_PICTURE])
    five = plan.top_five.counted
    if five:
        confirmed = words.confirmed_words(plan.top_five, data.confirmed_by)
        blocks.append(Paragraph(f"Our five priorities, in order. {confirmed}", "question"))
        blocks.append(Bullets(words.five_lines(plan), numbered=True))
    else:
        blocks.append(Paragraph("Our five priorities: no view yet", "question"))
        blocks.append(Paragraph(words.no_view(plan), "body"))
        offered = words.offered_lines(plan, view)
        if offered:
            blocks.append(Bullets(offered))
    return blocks


def _not_known(data: PartnersData) -> list[Block]:
    plan, view = data.plan, data.certainty
    unknown = words.unknown_points(plan, view)
    known: Block = (
        Bullets(unknown)
        if unknown
        else Callout("Every level, readiness and cost that was asked for has been given.")
    )
    return [
        Heading("What we do not know", 1, "4"),
        known,
        Paragraph(words.rests_on(plan), "hint"),
    ]


def looked_ahead_to(plan: PracticePlan) -> int:
    """The year the paper looks ahead to: the third of the plan, far enough off to plan for."""
    return plan.years.years[2]
