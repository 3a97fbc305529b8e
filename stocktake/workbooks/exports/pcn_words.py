"""Words and cells that several sheets of a PCN workbook share."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from stocktake.merge.leaving import NEVER_BY_PRACTICE, WHY_HELD
from stocktake.merge.member import Certainty, GapCell, GapKind, Level, LevelStatus
from stocktake.merge.pcn import PcnView
from stocktake.questionnaire.scale import DOMAINS
from stocktake.units import round_half_up
from stocktake.workbooks.exports.page import Cell

SHORT_NAMES = {
    "access": "Access",
    "population": "Population health",
    "clinical_quality": "Clinical quality",
    "workforce": "Workforce",
    "services": "Services",
    "digital": "Digital and data",
    "estate": "Premises",
    "finance": "Finance",
    "leadership": "Leadership",
    "scale": "Working at scale",
    "voice": "Voice",
    "resilience": "Resilience",
}
"""Domains as the heading of a narrow column; the Domains sheet has them in full."""

VIEW_NAMES: Mapping[Certainty, str] = {
    "best_guess": "Best guess",
    "firm": "Firm",
    "stretch": "Stretch",
}
"""The three views, the usual one first."""

VIEW_WORDS: Mapping[Certainty, str] = {
    "best_guess": "Best guess: contractual, announced and likely expectations",
    "firm": "Firm: contractual and announced expectations only",
    "stretch": "Stretch: everything, possible expectations as well",
}

HELD = "held"
"""Stands in the place of an answer that is only shown as a figure of the whole PCN."""

NO_DATED = "none dated"
NONE_KEY = (
    "“none dated” is no dated expectation, which is not the same as no gap; “?” is a level that is "
    "not known or was not shared; “–” does not apply. These cells are hatched."
)

_GAP_WORDS = {
    GapKind.NO_DATED_EXPECTATION: NO_DATED,
    GapKind.UNKNOWN: "?",
    GapKind.NOT_APPLICABLE: "–",
    GapKind.HELD: HELD,
}
_LEVEL_WORDS = {LevelStatus.NOT_APPLICABLE: "–", LevelStatus.HELD: HELD}


def level_cell(level: Level) -> Cell:
    """A practice's level on its colour; in words where there is none."""
    if level.level is not None:
        return Cell(level.level, f"level{level.level}")
    return Cell(_LEVEL_WORDS.get(level.status, "?"), "middle")


def gap_cell(cell: GapCell) -> Cell:
    """A practice's gap on its colour; in words where there is none to tell."""
    if cell.gap is None:
        return Cell(_GAP_WORDS.get(cell.kind, "?"), "middle")
    return Cell(cell.gap, f"gap{cell.gap}")


def required_cell(required: int | None) -> Cell:
    """What is required on the colour of its level; in words where nothing is."""
    if required is None:
        return Cell(NO_DATED, "middle")
    return Cell(required, f"level{required}")


def or_words(value: int | None, words: str = "none known") -> Cell:
    """A level in the middle of its cell, or words where there is none."""
    return Cell(words if value is None else value, "middle")


def held_words(seen: PcnView) -> str:
    """What is held of domains that are never shown by practice, and why."""
    rows = [row for row in seen.domains if row.domain in NEVER_BY_PRACTICE]
    said = [f"{row.name}: {row.shown.range_words}." for row in rows if row.shown.counts is None]
    return " ".join((*said, WHY_HELD))


def share(value: Decimal | None) -> Decimal | None:
    """A percentage to one decimal place."""
    return None if value is None else round_half_up(value, 1)


def sentence(words: str) -> str:
    """Begin with a capital and end with a full stop."""
    text = words[:1].upper() + words[1:]
    return text if text.endswith((".", "?", "!")) else f"{text}."


DOMAIN_ORDER = tuple(domain.id for domain in DOMAINS)
