"""Which practices are compared with which: England, and the areas one chosen map file gives.

Other files name areas too, older or written another way; they are never used for this. Source:
design/opendata.md 17 and 0 rules 9 and 10.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from stocktake.opendata.release import PublishedValue

PRACTICE_MAP = "practice_map"
"""Id of the one dataset that groups are taken from."""


class Level(StrEnum):
    """How wide an area is, widest first; the value is what it is called."""

    ENGLAND = "England"
    REGION = "region"
    ICB = "ICB"
    SUB_ICB = "sub-ICB"
    PCN = "PCN"


_KEYS = {
    Level.REGION: "region",
    Level.ICB: "icb",
    Level.SUB_ICB: "subicb",
    Level.PCN: "pcn",
}


MAP_FACTS = frozenset(
    ("practice.code", *(f"{key}.{part}" for key in _KEYS.values() for part in ("code", "name")))
)
"""The facts of a map file that groups are made of."""


@dataclass(frozen=True, slots=True, order=True)
class Area:
    """One group of practices.

    Attributes:
        code: as the map file has it; empty for England.
    """

    level: Level
    code: str = ""


ENGLAND = Area(Level.ENGLAND)


class Areas:
    """The areas of every practice in one map file."""

    def __init__(self, values: Iterable[PublishedValue]) -> None:
        """Take in what a map file says.

        Args:
            values: of the dataset ``practice_map``; others are passed over.
        """
        self._of: dict[str, dict[Level, Area]] = {}
        self._names: dict[Area, str] = {ENGLAND: "England"}
        names: dict[tuple[str, Level], str] = {}
        for value in values:
            kind, _, part = value.field_key.partition(".")
            level = next((each for each, key in _KEYS.items() if key == kind), None)
            if kind == "practice" and part == "code":
                self._of.setdefault(value.ods_code, {})[Level.ENGLAND] = ENGLAND
            if level is None or not isinstance(value.value, str):
                continue
            if part == "code":
                area = Area(level, value.value)
                self._of.setdefault(value.ods_code, {})[level] = area
            elif part == "name":
                names[value.ods_code, level] = value.value
        for (code, level), name in names.items():
            area = self._of.get(code, {}).get(level, ENGLAND)
            if area is not ENGLAND:
                self._names.setdefault(area, name)

    @property
    def practices(self) -> frozenset[str]:
        """Every practice in the map."""
        return frozenset(self._of)

    def of(self, practice: str) -> tuple[Area, ...]:
        """The areas a practice is in, widest first; none when the map does not have it."""
        found = self._of.get(practice, {})
        return tuple(found[level] for level in Level if level in found)

    def name(self, area: Area) -> str:
        """What an area is called, as published; its code where it has no name."""
        return self._names.get(area, area.code)

    def members(self) -> Mapping[Area, tuple[str, ...]]:
        """The practices of every area, each list in the order of the codes."""
        found: dict[Area, list[str]] = {}
        for practice, area in sorted(self._pairs()):
            found.setdefault(area, []).append(practice)
        return {area: tuple(codes) for area, codes in found.items()}

    def within(self, code: str) -> frozenset[str]:
        """The practices of any area, or the one practice, that has this code."""
        wanted = code.strip().upper()
        return frozenset(
            practice for practice, area in self._pairs() if wanted in (area.code, practice)
        )

    def _pairs(self) -> Iterator[tuple[str, Area]]:
        for practice, areas in self._of.items():
            for area in areas.values():
                yield practice, area
