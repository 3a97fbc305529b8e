"""One cell of a picture: a known number of levels, or the reason why there is none.

None of the reasons may ever be drawn, counted or stored as 0.

Source: content/expectations.md B3.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class CellKind(Enum):
    """Whether a number is known and, if not, why; the value is what to print."""

    KNOWN = "known"
    NONE_DATED = "no dated expectation"
    NOT_ASSESSED = "not assessed"
    NOT_APPLICABLE = "not applicable"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Cell:
    """A level or a gap, 0 to 4, or why there is none.

    Raises:
        ValueError: a known cell is not 0 to 4, or another kind carries a number.
    """

    kind: CellKind
    levels: int | None = None

    def __post_init__(self) -> None:
        is_known = self.kind is CellKind.KNOWN
        if is_known != (self.levels is not None) or (self.levels or 0) not in range(5):
            raise ValueError(f"not a cell: {self.kind.name} with {self.levels}")

    @property
    def words(self) -> str:
        """What stands in the table: the number, or the reason in words."""
        return self.kind.value if self.levels is None else str(self.levels)

    @property
    def sign(self) -> str:
        """What stands in the picture: a digit, ``?`` or a dash; nothing where it is hatched."""
        signs = {CellKind.NOT_ASSESSED: "?", CellKind.NOT_APPLICABLE: "–", CellKind.HELD: "held"}
        return signs.get(self.kind, "") if self.levels is None else str(self.levels)


NONE_DATED = Cell(CellKind.NONE_DATED)
NOT_ASSESSED = Cell(CellKind.NOT_ASSESSED)
NOT_APPLICABLE = Cell(CellKind.NOT_APPLICABLE)
HELD = Cell(CellKind.HELD)


def known(levels: int) -> Cell:
    """Return a cell with a known number of levels, 0 to 4."""
    return Cell(CellKind.KNOWN, levels)


def level_cell(level: int | None) -> Cell:
    """Return the cell of a level that is unknown when None."""
    return NOT_ASSESSED if level is None else known(level)
