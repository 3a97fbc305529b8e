"""What a formula may name in its form, as the checker needs to know it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Protocol

Kind = Literal["question", "column", "table", "indicator", "calculated"]

Family = Literal["number", "text", "date", "choice", "choices", "yes_no", "rating", "truth", "any"]
"""What sort of value a name has; ``any`` where the form does not say, which is never faulted."""

CHOSEN: frozenset[Family] = frozenset({"choice", "choices", "yes_no"})
"""Families whose values are codes."""


@dataclass(frozen=True, slots=True)
class Named:
    """Something a formula can name.

    Attributes:
        kind: what it is; a calculated column is a ``column``.
        family: what sort of value it has.
        table: for a column, the id of its table; for a table, its own id.
        codes: the option codes of a choice, choices or yes_no; None when any will do.
        extras: the further columns of its option list.
    """

    kind: Kind
    family: Family
    table: str = ""
    codes: frozenset[str] | None = None
    extras: frozenset[str] = frozenset()


class Scope(Protocol):
    """What a form knows of the names in one of its formulas."""

    @property
    def row_table(self) -> str | None:
        """The table whose rule this is, worked out row by row; None for any other formula."""

    @property
    def this_id(self) -> str | None:
        """The id of the question or column that ``.`` stands for; None where ``.`` has none."""

    def named(self, id: str) -> Named | None:  # noqa: A002
        """What an id is; None when the form has no such id."""

    def ids(self) -> Iterable[str]:
        """Every id that may be named, for suggesting one."""
