"""The first page of a board paper: the block every NHS paper has, summary, what is asked, risks.

Source: content/expectations.md G1.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from stocktake.documents import board_figures as figures
from stocktake.documents import board_words as words
from stocktake.documents.blocks import Block, Bullets, Column, Heading, KeyFigures, Paragraph, Table
from stocktake.documents.board_figures import Seen
from stocktake.merge.member import Certainty
from stocktake.merge.outside import OutsideView
from stocktake.merge.pcn import PcnView
from stocktake.phrases import counted, listed, spelt
from stocktake.units import date_in_words, pounds_in_words, round_half_up

Purpose = Literal["decision", "discussion", "noting"]
PURPOSES: dict[Purpose, str] = {
    "decision": "Decision",
    "discussion": "Discussion",
    "noting": "Noting",
}
MOST_ASKED = 5
"""Decisions that fit a meeting."""

BLANK = "To be filled in"
INSIDE = (
    "For the PCN and its practices only. Practices are named where they agreed to be, and are "
    "letters otherwise. Do not send this paper on: there is one for sharing outside."
)
OUTSIDE = (
    "Made to be shared outside the PCN. No practice is named without its agreement, and figures "
    "from too few practices are held; a held figure says how many answered."
)
INTERESTS = (
    "Members of the board work for the practices that this paper is about. To be declared at the "
    "meeting."
)


@dataclass(frozen=True, slots=True)
class Cover:
    """What the lead says of the paper.

    Attributes:
        day: of the paper.
        sender: who brings it; blank prints a line to fill in.
        purpose: what the board is to do with it.
        asked: what the board is asked, a sentence each; empty proposes from the figures.
    """

    day: date
    sender: str = ""
    purpose: Purpose = "decision"
    asked: tuple[str, ...] = ()


def cover_blocks(cover: Cover, seen: Seen, title: str, view: Certainty) -> list[Block]:
    """The first page."""
    asked = cover.asked[:MOST_ASKED] or proposals(seen, view)
    source = "" if cover.asked else "Proposed from the figures; change them before the meeting."
    return [
        Table((Column("Title", share=22), Column(title, share=78)), _rows(cover, seen)),
        Heading("Summary", 2),
        KeyFigures(_key_figures(seen)),
        Bullets(_summary(seen, view)),
        Heading("What the board is asked", 2),
        *_asked(asked, source),
        Heading("Risks", 2),
        Bullets(risks(seen, view)),
    ]


def _asked(asked: tuple[str, ...], source: str) -> list[Block]:
    blocks: list[Block] = [Bullets(tuple(map(words.sentence, asked)), numbered=True)]
    return [*blocks, Paragraph(source, "hint")] if source else blocks


def _rows(cover: Cover, seen: Seen) -> tuple[tuple[str, str], ...]:
    consulted = f"Practices answered for themselves: {figures.base_words(seen.base, seen)}."
    if isinstance(seen, OutsideView) and seen.named:
        consulted += f" Named with their agreement: {listed(seen.named)}."
    return (
        ("Date", date_in_words(cover.day)),
        ("From", cover.sender.strip() or BLANK),
        ("For", PURPOSES[cover.purpose]),
        ("Purpose", f"What the stocktakes of {seen.round} say together, and what to do about it."),
        ("Consulted", consulted),
        ("Interests", INTERESTS),
        ("Confidentiality", OUTSIDE if figures.is_leaving(seen) else INSIDE),
    )


def _key_figures(seen: Seen) -> tuple[tuple[str, str], ...]:
    return (
        (f"{seen.base.practices} of {seen.base.out_of}", "practices answered"),
        (words.patients_figure(seen), "registered patients"),
        (f"{seen.voice.said} of {seen.voice.asked}", "confirmed their five"),
        (str(len(seen.voice.one_voice)), "priorities with one voice"),
    )


def _summary(seen: Seen, view: Certainty) -> tuple[str, ...]:
    return (
        words.levels(seen),
        words.coming(seen, view),
        words.priorities(seen),
        words.money(seen, view),
    )


def proposals(seen: Seen, view: Certainty) -> tuple[str, ...]:
    """What the figures suggest asking, where nobody has written it."""
    asked = []
    if seen.voice.one_voice:
        first = listed([f"“{item.label}”" for item in seen.voice.one_voice])
        asked.append(f"Agree to act first on {first}.")
    waiting = seen.voice.asked - seen.voice.said
    if waiting:
        who = "practice" if waiting == 1 else "practices"
        asked.append(
            f"Ask the {spelt(waiting)} {who} without a view yet to confirm five priorities."
        )
    gap = words.unfunded(seen, view)
    if gap:
        asked.append(
            f"Say how the {pounds_in_words(round_half_up(gap))} that is not yet funded will be "
            "looked for, and by whom."
        )
    if isinstance(seen, PcnView) and words.sharing(seen):
        asked.append("Agree who settles the offers of help: who employs, indemnifies, supervises.")
    return tuple(asked) or ("Note where the practices stand.",)


def risks(seen: Seen, view: Certainty) -> tuple[str, ...]:
    """What could go wrong, as far as the figures tell."""
    found = []
    if isinstance(seen, PcnView) and seen.duties:
        number = counted(len(seen.duties), "duty", "duties")
        found.append(f"Duties: practices are short of {number} already in force.")
    gap = words.unfunded(seen, view)
    if gap:
        found.append(
            f"Money: {pounds_in_words(round_half_up(gap))} of what meeting expectations costs is "
            "not yet funded."
        )
    if seen.base.is_early or seen.voice.said < seen.voice.asked:
        found.append("Voice: not every practice has said, and a late return may change the order.")
    found.append(
        "Evidence: levels are each practice's own judgement on one scale, and are no measure of "
        "performance."
    )
    return tuple(found)
