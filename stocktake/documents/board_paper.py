"""A PCN's paper for its board, and the one fit to leave the PCN: one layout, two views.

What leaves the PCN is written from ``OutsideView`` alone, so that nothing held or unnamed is there
to slip through. Source: content/expectations.md G1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from stocktake.documents import board_figures as figures
from stocktake.documents import board_words as words
from stocktake.documents.blocks import (
    About,
    Block,
    Bullets,
    Callout,
    Column,
    Document,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Table,
)
from stocktake.documents.board_cover import Cover, cover_blocks
from stocktake.documents.board_figures import Labels, Seen
from stocktake.merge.base import Base
from stocktake.merge.leaving import COMPETITION_CAUTION
from stocktake.merge.member import USUAL_CERTAINTY, Certainty
from stocktake.merge.pcn import PcnView
from stocktake.merge.people_sharing import PROMPTS
from stocktake.merge.words import plain_number
from stocktake.questionnaire.scale import DOMAIN_NAMES, SCALE_IN_WORDS
from stocktake.units import date_in_words, number_in_words, round_half_up, year_label

TITLE_INSIDE = "Stocktake: paper for the board"
TITLE_OUTSIDE = "Stocktake: paper for sharing outside"
SPREAD_PICTURE, MAP_PICTURE, MONEY_PICTURE = "spread", "map", "money"
"""Names of the charts; the map of practices is only in the paper for the board."""

NONE_DATED = "–"
NO_SERVICES = (
    "Prices, minutes and what practices intend with their services are not in this paper. "
    + COMPETITION_CAUTION
)


@dataclass(frozen=True, slots=True)
class DateToWatch:
    """A dated expectation of the catalogue."""

    due: date
    title: str
    kind: str


@dataclass(frozen=True, slots=True)
class BoardPaperData:
    """What a paper says.

    Attributes:
        about: the PCN, and the marks on every page.
        cover: what the lead says of it.
        seen: the view for inside the PCN, or the one that leaves it.
        labels: what codes are called.
        people_base: who shared the people that expectations take.
        dates: what falls due within a year.
        pictures: charts by name; one left out is left out.
        certainty: which expectations count.
    """

    about: About
    cover: Cover
    seen: Seen
    labels: Labels
    people_base: Base
    dates: tuple[DateToWatch, ...] = ()
    pictures: Mapping[str, Figure] = field(default_factory=dict)
    certainty: Certainty = USUAL_CERTAINTY


def board_paper(data: BoardPaperData) -> Document:
    """Write the paper; it is made to fit eight pages of A4."""
    seen = data.seen
    title = TITLE_OUTSIDE if figures.is_leaving(seen) else TITLE_INSIDE
    blocks = (
        *cover_blocks(data.cover, seen, f"{title}, {seen.pcn_name}, {seen.round}", data.certainty),
        PageBreak(),
        *_where_we_are(data),
        *_what_is_coming(data),
        *_what_we_need(data),
        *_not_known(data),
    )
    about = data.about
    return Document(title, f"{about.practice}, {about.round}", about, blocks, True, 8)


def _finding(title: str, text: str) -> list[Block]:
    """One finding: what it is about, and a plain paragraph; nothing where there is none."""
    return [Paragraph(title, "question"), Paragraph(text)] if text else []


def _picture(data: BoardPaperData, name: str) -> list[Block]:
    return [data.pictures[name]] if name in data.pictures else []


def _where_we_are(data: BoardPaperData) -> Iterator[Block]:
    seen = data.seen
    yield Heading("Where we are", 1, "1")
    yield from _finding("Who this rests on", words.rests_on(seen))
    yield from _finding("Levels today", words.levels(seen))
    yield from _picture(data, SPREAD_PICTURE)
    yield from _finding("How far apart we are", words.apart(seen))
    yield from _finding("Patients", words.asked_of_patients(seen))
    yield _domain_table(seen)
    yield Paragraph(SCALE_IN_WORDS, "hint")
    if isinstance(seen, PcnView):
        yield from _picture(data, MAP_PICTURE)
        yield from _duties(seen)
    yield from _finding("What is weak", words.weaknesses(seen, data.labels))
    yield from _staff(data)
    yield from _masked(data)


def _domain_table(seen: Seen) -> Table:
    columns = (
        Column("Domain", share=42),
        Column("Answered", share=12),
        Column("Middle", share=18),
        Column("Range", share=18),
        Column("At what is asked", share=24),
    )
    rows = tuple(
        (
            row.name,
            row.shown.total.removesuffix(" answered"),
            row.shown.median_words,
            row.shown.range_words,
            row.share_words.replace(" of patients at ", " at "),
        )
        for row in seen.domains
    )
    base = figures.base_of_kind(seen, "ratings")
    return Table(columns, rows, words.sentence(f"Levels by domain, {base}"))


def _duties(seen: PcnView) -> Iterator[Block]:
    yield from _finding("Duties already in force", words.duties(seen))
    if seen.duties:
        rows = tuple((duty.title, duty.words) for duty in seen.duties)
        columns = (Column("Duty", share=72), Column("Practices short", share=28))
        base = figures.base_of_kind(seen, "duties")
        yield Table(columns, rows, words.sentence(f"Practices short of each, {base}"))


def _staff(data: BoardPaperData) -> Iterator[Block]:
    """WTE and headcount by role, which are published for every practice and so never held."""
    rows = tuple(
        (data.labels.roles.get(row.role, row.role), _number(row.wte), _number(row.headcount))
        for row in data.seen.resources.staff
        if row.role and (row.wte or row.headcount)
    )
    if rows:
        columns = (
            Column("Role", share=60),
            Column("WTE", "right", 20),
            Column("People", "right", 20),
        )
        base = figures.base_of_kind(data.seen, "staff")
        yield Paragraph("Staff today", "question")
        yield Table(columns, rows, words.sentence(f"Without staff paid by the PCN; {base}"))


def _number(value: Decimal | None) -> str:
    return "not given" if value is None else plain_number(value)


def _masked(data: BoardPaperData) -> Iterator[Block]:
    """Leavers and trust, only as figures of the whole PCN and only where enough answered."""
    masked, labels = data.seen.masked, data.labels
    rows = [
        (labels.questions.get(item, item), said, masked.percentages[item])
        for item, said in masked.people.items()
    ]
    for question, found in masked.trust.items():
        said = found if isinstance(found, str) else _options(found, labels)
        rows.append((labels.questions.get(question, question), said, ""))
    if rows:
        columns = (Column("Asked", share=50), Column("Said", share=30), Column("Share", share=20))
        yield Paragraph("Leaving and trust", "question")
        yield Table(
            columns,
            tuple(rows),
            "Never by practice or role. 1 to 4 people print “<5”; trust needs five practices.",
        )


def _options(found: Mapping[str, int], labels: Labels) -> str:
    return "; ".join(f"{labels.options.get(key, key)}: {n}" for key, n in found.items())


def _what_is_coming(data: BoardPaperData) -> Iterator[Block]:
    seen, view = data.seen, data.certainty
    yield Heading("What is coming", 1, "2")
    yield from _finding("Against what is asked", words.coming(seen, view))
    years = figures.years_of(seen)
    if years:
        yield _requirement_table(seen, view, years)
    if data.dates:
        rows = tuple((date_in_words(each.due), each.title, each.kind) for each in data.dates)
        columns = (Column("Due", share=20), Column("What", share=60), Column("Kind", share=20))
        yield Paragraph("Dates in the next twelve months", "question")
        yield Table(columns, rows, "From the catalogue of expectations.")


def _requirement_table(seen: Seen, view: Certainty, years: tuple[int, ...]) -> Table:
    """Practices short by domain and year; where that is held, the level that is asked."""
    is_held = any(r.counts is None for r in seen.requirements if r.certainty == view)
    columns = (
        Column("Domain", share=34),
        *(Column(year_label(year), "centre", 13) for year in years),
    )
    rows = tuple(
        (name, *(_requirement_cell(seen, view, (domain, year), is_held) for year in years))
        for domain, name in DOMAIN_NAMES.items()
    )
    base = figures.base_of_kind(seen, "gaps")
    what = "Level asked of practices" if is_held else f"Practices below what is asked; {base}"
    return Table(columns, rows, f"{what}, by the end of each year. {NONE_DATED} is none dated.")


def _requirement_cell(seen: Seen, view: Certainty, at: tuple[str, int], is_held: bool) -> str:
    row = figures.requirement(seen.requirements, view, *at)
    if row is None:
        return "?"
    if is_held:
        return NONE_DATED if row.required is None else str(row.required)
    said = row.words.removesuffix(" short").removesuffix(" practices").removesuffix(" practice")
    return {"no dated expectation": NONE_DATED, "not assessed": "?"}.get(said, said)


def _what_we_need(data: BoardPaperData) -> Iterator[Block]:
    seen, view = data.seen, data.certainty
    yield Heading("What we need and when", 1, "3")
    yield from _finding("What we want done first", words.priorities(seen))
    lines = words.priority_lines(seen)
    if lines:
        yield Bullets(lines, numbered=True)
    yield from _finding("People", words.people(seen, view, data.people_base))
    yield from _finding(
        "Money", " ".join(filter(None, (words.money(seen, view), words.safe(seen))))
    )
    yield from _picture(data, MONEY_PICTURE)
    yield from _needs_table(seen, view, data.people_base)
    if isinstance(seen, PcnView):
        yield from _help(seen)


def _needs_table(seen: Seen, view: Certainty, people: Base) -> Iterator[Block]:
    needs = figures.needs_by_year(seen, view)
    if not needs:
        return
    found = [
        (("WTE", "Funded WTE"), [_pair(row.wte, figures.wte_words) for row in needs], people),
        (("£", "Funded £"), [_pair(row.gbp, _pounds) for row in needs], seen.bases["money"]),
    ]
    # A sum that is held has been said to be, above; one that nobody shared has no columns.
    shown = [each for each in found if each[2].practices and not figures.held_words(each[2], seen)]
    if not shown:
        return
    titles = [title for heads, _, _ in shown for title in heads]
    columns = (Column("Year", share=16), *(Column(title, "right", 21) for title in titles))
    rows = tuple(
        (year_label(row.year), *(cell for _, pairs, _ in shown for cell in pairs[number]))
        for number, row in enumerate(needs)
    )
    bases = "; ".join(f"{each.kind} from {figures.base_words(each, seen)}" for _, _, each in shown)
    yield Table(columns, rows, words.sentence(f"To meet expectations, year by year, {bases}"))


def _pair(
    amounts: tuple[Decimal, Decimal] | None, written: Callable[[Decimal], str]
) -> tuple[str, ...]:
    """All of it, and what is funded of it."""
    return ("not given",) * 2 if amounts is None else tuple(map(written, amounts[::-1]))


def _pounds(value: Decimal) -> str:
    return number_in_words(round_half_up(value))


def _help(seen: PcnView) -> Iterator[Block]:
    lines = words.sharing(seen)
    yield Paragraph("Help offered and asked", "question")
    if not lines:
        yield Paragraph("No practice that agreed to be named has offered or asked for help yet.")
    else:
        yield Bullets(lines)
        yield Paragraph(f"Settle first: {' '.join(PROMPTS)}")
    short = words.still_short(seen)
    if short:
        yield Paragraph(short)


def _not_known(data: BoardPaperData) -> Iterator[Block]:
    yield Heading("What we do not know", 1, "4")
    points = words.unknown(data.seen)
    yield Bullets(points) if points else Callout("Every practice shared every part.")
    yield Paragraph(NO_SERVICES, "hint")
