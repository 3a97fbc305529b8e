"""Where answers that were taken over from published figures are from, for papers that print them.

Source: design/opendata.md 16 (lines 7 and 14).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from stocktake.questionnaire.answers import Address
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.published_kept import is_anything_kept


@dataclass(frozen=True, slots=True)
class Sources:
    """What was taken over and from where.

    Attributes:
        of: who published it, what, and of when, by the answer's address.
        attributions: the lines that go with those figures, each once.
    """

    of: Mapping[Address, str] = field(default_factory=dict)
    attributions: tuple[str, ...] = ()

    @property
    def printed(self) -> tuple[Mapping[Address, str], tuple[str, ...]]:
        """Both, in the order in which a paper takes them."""
        return self.of, self.attributions


NO_SOURCES = Sources()
"""Where nothing was taken over."""


def sources_of(practice: OpenPractice, form_id: str) -> Sources:
    """Find where the answers of a form were taken over from.

    Raises:
        StocktakeError: what is kept cannot be read.
    """
    if practice.listed(form_id) is None or not is_anything_kept(practice):
        return NO_SOURCES
    from stocktake.opendata.release import licence_said_once
    from stocktake.tasks.published_offers import Standing

    taken = {
        each.address: each.former or each.kept
        for each in practice.published().offers(practice.sheet(form_id))
        if each.standing in (Standing.ACCEPTED, Standing.STALE)
    }
    lines = licence_said_once(kept.source.attribution for kept in taken.values())
    return Sources({at: kept.source_words for at, kept in taken.items()}, lines)
