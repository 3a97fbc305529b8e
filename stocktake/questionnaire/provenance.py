"""Where a submission was first read from: file, sheet and cell, so that every figure can be traced.

Set once, at first reading, and carried unchanged through merges of merges (design/data-model.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from stocktake.questionnaire.answers import Address


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer stands in a workbook, such as sheet "People", cell "C14"."""

    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a submission was first read from; set once and carried unchanged after that.

    Attributes:
        file_name: the name the file had, without its folder; blank until it has been read.
        sha256: of the whole file.
        places: sheet and cell of each answer, by ``place_key``.
    """

    file_name: str = ""
    sha256: str = ""
    places: Mapping[str, str] = field(default_factory=dict)

    def place(self, address: Address) -> Place | None:
        """Where an answer stood in the file it was first read from."""
        sheet, mark, cell = self.places.get(place_key(address), "").rpartition("!")
        return Place(sheet, cell) if mark else None


def place_key(address: Address) -> str:
    """Name an address in ``Provenance.places``."""
    if not address.row:
        return address.question
    return f"{address.question}/{address.row}/{address.column}"


def places_of(found: Mapping[Address, Place]) -> dict[str, str]:
    """Write the places of answers as ``Provenance`` keeps them."""
    return {place_key(address): f"{place.sheet}!{place.cell}" for address, place in found.items()}
