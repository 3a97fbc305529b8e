"""What the note back to one practice says: its own figures, and what it may see of the PCN.

Inside a PCN levels may be seen with names by consent; a note goes further and holds the spread of
fewer than three practices, from which two could work each other out.
Source: content/expectations.md G1, G4 and G6.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from stocktake.charts.chart import SAMPLE_WATERMARK
from stocktake.documents.blocks import About
from stocktake.documents.board_words import in_a_sentence
from stocktake.documents.practice_note import AskedFor, NoteRow, PracticeNoteData
from stocktake.merge.domains import DomainRow
from stocktake.merge.leaving import RANGE_PRACTICES, held
from stocktake.merge.member import GapKind, LevelStatus, Member
from stocktake.merge.pcn import PcnView
from stocktake.merge.people_sharing import Move
from stocktake.merge.words import of_practices, plain_number
from stocktake.questionnaire.scale import DOMAIN_NAMES
from stocktake.tasks.pcn_dates import dates_within

_AHEAD = 2
"""Years looked ahead."""
_MONTHS = 6


def is_spread_held(row: DomainRow) -> bool:
    """Whether too few practices have a level in a domain for one of them to see the spread."""
    return 0 < row.base.practices < RANGE_PRACTICES


def note_data(
    seen: PcnView,
    member: Member,
    day: date,
    *,
    decided: tuple[str, ...] = (),
    before_board: tuple[str, ...] = (),
) -> PracticeNoteData:
    """Gather what a note says; the picture is drawn by whoever writes it.

    Args:
        seen: the PCN as it sees itself.
        member: the practice, with its own figures.
        day: of the note.
        decided: what the PCN decided.
        before_board: what its board is asked.
    """
    year = member.first_year + _AHEAD
    return PracticeNoteData(
        about=About(
            member.name,
            member.round,
            day,
            "DRAFT for the practice",
            SAMPLE_WATERMARK if member.is_sample else "",
        ),
        pcn_name=seen.pcn_name,
        base=seen.bases["ratings"].words,
        year=year,
        rows=tuple(_row(row, seen, member, year) for row in seen.domains),
        asked=_asked(seen, member),
        decided=decided,
        before_board=before_board,
        offered=tuple(_offered(seen, member)) if member.show_name else None,
        asked_of=tuple(_asked_of(seen, member)) if member.show_name else None,
        dates=dates_within(day, _MONTHS, seen.certainty, or_next=True),
    )


def _row(row: DomainRow, seen: PcnView, member: Member, year: int) -> NoteRow:
    level, cell = member.level(row.domain), member.cell(seen.certainty, row.domain, year)
    words = "–" if level.status is LevelStatus.NOT_APPLICABLE else "?"
    few = held(row.base.practices) if is_spread_held(row) else ""
    return NoteRow(
        row.name,
        words if level.level is None else str(level.level),
        words if level.floor is None else str(level.floor),
        few or row.shown.median_words,
        few or row.shown.range_words,
        "–" if cell.required is None else str(cell.required),
        cell.gap if cell.kind is GapKind.GAP else None,
    )


def _asked(seen: PcnView, member: Member) -> tuple[AskedFor, ...] | None:
    if not member.top_five:
        return None
    found = {each.votes.item: each for each in seen.voice.priorities}
    rows = []
    for ranked in sorted(member.top_five, key=lambda each: each.place):
        joint = found.get(ranked.item)
        count = joint.votes.support.practices if joint else 0
        words = of_practices(count, seen.voice.asked)
        if joint is not None and joint.is_one_voice:
            words += ": one voice"
        rows.append(AskedFor(ranked.label or ranked.item, words))
    return tuple(rows)


def _moves(seen: PcnView) -> Iterable[tuple[str, Move]]:
    for role in seen.help.sharing:
        for move in role.moves:
            yield in_a_sentence(role.label), move


def _offered(seen: PcnView, member: Member) -> Iterable[str]:
    for label, move in _moves(seen):
        if move.taker == member.code:
            yield f"{plain_number(move.wte)} WTE {label} could come from {seen.labels[move.giver]}."
    for pair in seen.help.mentors:
        if pair.helped == member.code:
            yield f"{DOMAIN_NAMES[pair.domain]}: {seen.labels[pair.helper]} could help you."


def _asked_of(seen: PcnView, member: Member) -> Iterable[str]:
    for label, move in _moves(seen):
        if move.giver == member.code:
            yield f"{plain_number(move.wte)} WTE {label} could go to {seen.labels[move.taker]}."
    for pair in seen.help.mentors:
        if pair.helper == member.code:
            yield f"{DOMAIN_NAMES[pair.domain]}: you could help {seen.labels[pair.helped]}."
