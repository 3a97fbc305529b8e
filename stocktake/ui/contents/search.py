"""What was last looked for, so that the next hit can be gone to from any page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from stocktake.questionnaire.finding import Hit
    from stocktake.questionnaire.sheet import Sheet


@dataclass(slots=True)
class Search:
    """The words, what they found, and where one was before.

    Attributes:
        words: as typed.
        hits: what they found when last looked for.
        came_from: the page and the place on it that Esc leads back to; no page before any search.
    """

    words: str = ""
    hits: tuple[Hit, ...] = ()
    came_from: tuple[str, Mapping[str, Any]] = field(default_factory=lambda: ("", {}))
    _last: tuple[str, str] = ("", "")

    def look(self, sheets: Sequence[Sheet], words: str) -> tuple[Hit, ...]:
        """Look for other words; the first hit comes next."""
        from stocktake.questionnaire.finding import find

        if words != self.words:
            self._last = ("", "")
        self.words = words
        self.hits = tuple(hit for sheet in sheets for hit in find(sheet, words))
        return self.hits

    def at(self, hit: Hit) -> None:
        """Say which hit is in hand."""
        self._last = (hit.form, hit.entry.id)

    def step(self, sheets: Sequence[Sheet], by: int) -> Hit | None:
        """The next or previous hit as answers stand now, going round; None when there is none."""
        before = [(hit.form, hit.entry.id) for hit in self.hits]
        place = before.index(self._last) if self._last in before else None
        hits = self.look(sheets, self.words)
        if not hits:
            return None
        now = [(hit.form, hit.entry.id) for hit in hits]
        if self._last in now:
            at = now.index(self._last) + by
        elif place is not None:
            # The hit in hand is gone, so that the one after it has its place.
            at = place if by > 0 else place - 1
        else:
            at = 0 if by > 0 else -1
        hit = hits[at % len(hits)]
        self.at(hit)
        return hit

    def place_in_words(self) -> str:
        """Which hit is in hand: "Hit 3 of 12"."""
        keys = [(hit.form, hit.entry.id) for hit in self.hits]
        at = keys.index(self._last) + 1 if self._last in keys else 0
        return f"Hit {at} of {len(keys)}" if at else ""
