"""CQC locations without a practice code: which of them may be the practice's, by where they lie.

Nothing is matched for good: one location is offered, with its name and postcode, for a person to
say whether it is theirs. Where several lie at the postcode and none has the practice's name, none
is offered. Source: design/opendata.md 11.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from stocktake.opendata.cell_figures import one_line
from stocktake.opendata.layouts import Field
from stocktake.opendata.reading import Reading
from stocktake.opendata.release import Place, PublishedValue

_WORDS = re.compile(r"[a-z0-9]+")
_SAID_OF_ALL = frozenset(
    ["the", "surgery", "practice", "medical", "health", "centre", "center", "group", "clinic",
     "family", "gp", "and", "dr", "drs", "partners"]
)  # fmt: skip
"""Words that the names of most practices have, by which none is told from another."""


class Uncoded:
    """Gathers the rows without a code that may be of a practice that is looked for."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._code = reading.place("Location ODS Code")
        self._name = reading.place("Location Name")
        self._postcode = reading.place("Location Postal Code")
        self._found: dict[Place, list[tuple[int, list[str]]]] = {}

    def look(self, cells: list[str]) -> None:
        """Keep a row if it lies where a practice does that is looked for."""
        if self._postcode < 0 or cells[self._code].strip():
            return
        for place in self._reading.wanted.places:
            if self._is_near(place, cells):
                self._found.setdefault(place, []).append((self._reading.row, cells))

    def values(self, columns: Sequence[tuple[Field, int, str]]) -> Iterator[PublishedValue]:
        """Read the one location that may be a practice's; each value says that it may not be."""
        for place, rows in self._found.items():
            named = [each for each in rows if self._has_name(place, each[1])]
            likely = named or rows
            if place.code in self._reading.codes or len(likely) > 1:
                continue
            row, cells = likely[0]
            self._reading.row = row
            name, postcode = one_line(cells[self._name]), one_line(cells[self._postcode])
            note = (
                f"The CQC gives no practice code for “{name}”, {postcode}. It lies at your "
                "postcode: accept it only if it is your practice."
            )
            for value in self._reading.values(place.code, cells, columns):
                yield replace(value, note=note)

    def _is_near(self, place: Place, cells: Sequence[str]) -> bool:
        postcode, own = _squeezed(cells[self._postcode]), _squeezed(place.postcode)
        if not own or not postcode:
            return False
        if len(own) > _FIRST_HALF:
            return postcode == own
        return postcode[:-3] == own and self._has_name(place, cells)

    def _has_name(self, place: Place, cells: Sequence[str]) -> bool:
        own = _own_words(place.name)
        return bool(own) and own == _own_words(cells[self._name])


_FIRST_HALF = 4
"""Characters of the longest first half of a postcode; a whole one has at least five."""


def _squeezed(postcode: str) -> str:
    return "".join(postcode.split()).upper()


def _own_words(name: str) -> frozenset[str]:
    return frozenset(_WORDS.findall(name.lower())) - _SAID_OF_ALL
