"""The rows of a table as they are shown and filled in, whatever shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from stocktake.questionnaire.answers import Value
from stocktake.questionnaire.form import Column


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its id and what its cells hold, by full column id.

    Attributes:
        is_fixed: the row belongs to the form: it cannot be deleted, nor its key changed.
        is_starter: the form offered the row; greyed until one of its cells is answered.
    """

    id: str
    cells: Mapping[str, Value] = field(default_factory=dict)
    is_fixed: bool = False
    is_starter: bool = False


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell of a batch: where, and the value now there; None is a blank."""

    row_id: str
    column_id: str
    value: Value | None


def is_filled_in(column: Column, row: TableRow, key: str) -> bool:
    """Tell whether a cell is one that a person fills in."""
    if column.read_only or column.type == "calculated":
        return False
    return not (column.id == key and (row.is_fixed or row.is_starter))
