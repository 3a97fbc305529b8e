"""Add exact numbers and tables of them, so that the order of adding never shows.

Ordinary ``Decimal`` addition rounds at 28 digits, and a rounded sum depends on what was added
first; here nothing is rounded (content/expectations.md G7 rule 2).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Context, Decimal, Inexact
from functools import reduce
from types import MappingProxyType
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")

NOTHING = Decimal(0)

_EXACT = Context(prec=1000, traps=[Inexact])
"""Wide enough for any figure that can be typed; it stops rather than rounds."""


def plus(a: Decimal, b: Decimal) -> Decimal:
    """Add two numbers without rounding."""
    return _EXACT.add(a, b)


def minus(a: Decimal, b: Decimal) -> Decimal:
    """Take one number from another without rounding."""
    return _EXACT.subtract(a, b)


def total(amounts: Iterable[Decimal]) -> Decimal:
    """Add numbers without rounding; none at all is 0."""
    return reduce(_EXACT.add, amounts, NOTHING)


def sum_tables(
    tables: Iterable[Mapping[K, V]], add_up: Callable[[Sequence[V]], V]
) -> MappingProxyType[K, V]:
    """Add many tables row by row in one go; a row that only one of them has is kept as it is.

    Args:
        tables: what is added.
        add_up: gives the sum of two rows or more.
    """
    held = [table for table in tables if table]
    if len(held) < 2:
        only = held[0] if held else {}
        return only if isinstance(only, MappingProxyType) else MappingProxyType(dict(only))
    found: defaultdict[K, list[V]] = defaultdict(list)
    for table in held:
        for key, value in table.items():
            found[key].append(value)
    return MappingProxyType(
        {key: add_up(some) if len(some) > 1 else some[0] for key, some in found.items()}
    )


def add_tables(
    a: Mapping[K, V], b: Mapping[K, V], add: Callable[[V, V], V]
) -> MappingProxyType[K, V]:
    """Add two tables row by row; a row that only one of them has is kept as it is."""
    if not a or not b:
        only = a or b
        return only if isinstance(only, MappingProxyType) else MappingProxyType(dict(only))
    answer = dict(a)
    for key, value in b.items():
        answer[key] = add(answer[key], value) if key in answer else value
    return MappingProxyType(answer)


def percent(part: Decimal | int, whole: Decimal | int) -> Decimal | None:
    """What part of a whole, in per cent; None when the whole is 0."""
    return Decimal(part) * 100 / Decimal(whole) if whole else None
