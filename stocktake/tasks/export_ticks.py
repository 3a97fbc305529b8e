"""What a practice ticked in its last export, so that the next one starts from it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from stocktake.questionnaire.answers import Address
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.tasks.open_practice import OpenPractice


@dataclass(frozen=True, slots=True)
class Ticks:
    """Items that leave because the practice ticked them.

    Attributes:
        items: answers, and rows of tables.
        notes: questions whose shared note leaves.
    """

    items: frozenset[Address] = field(default_factory=frozenset)
    notes: frozenset[str] = field(default_factory=frozenset)

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.items) + len(self.notes)


def kept_ticks(practice: OpenPractice, form_id: str = "") -> Ticks:
    """What was ticked when this was last exported; nothing before that.

    Args:
        practice: the practice and round.
        form_id: a pack of its own; blank is the practice workbook.
    """
    listed = practice.listed(form_id or STOCKTAKE)
    if listed is None:
        return Ticks()
    try:
        kept = _kept(practice)[str(listed.id)]
        items = frozenset(Address(*parts) for parts in kept["items"])
        return Ticks(items, frozenset(map(str, kept["notes"])))
    except (KeyError, TypeError):
        return Ticks()


def keep_ticks(
    practice: OpenPractice, items: Iterable[Address], notes: Iterable[str], form_id: str = ""
) -> None:
    """Keep what was ticked for the next export of the same workbook.

    Raises:
        StocktakeError: it could not be saved.
    """
    listed = practice.listed(form_id or STOCKTAKE)
    if listed is None or practice.read_only:
        return
    parts = sorted([each.question, each.row, each.column] for each in items)
    kept = {**_kept(practice), str(listed.id): {"items": parts, "notes": sorted(notes)}}
    practice.workspace.sections.keep_ticks(json.dumps(kept))


def _kept(practice: OpenPractice) -> dict[str, dict[str, list[list[str]]]]:
    try:
        found = json.loads(practice.workspace.sections.ticks() or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
