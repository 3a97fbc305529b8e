"""The shape of a formula once read: a small tree, and ways to look through it.

Operators of one strength that follow each other (``1 + 2 - 3``) are one ``Chain``, worked out from
left to right, so that a long formula is never a deep tree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written."""

    value: Decimal
    position: int


@dataclass(frozen=True, slots=True)
class Text:
    """A text in quotes."""

    value: str
    position: int


@dataclass(frozen=True, slots=True)
class Reference:
    """An answer, column, calculated field or indicator named as ``${id}``."""

    id: str
    position: int


@dataclass(frozen=True, slots=True)
class This:
    """The dot: the answer or cell being checked."""

    position: int


@dataclass(frozen=True, slots=True)
class Negation:
    """A minus sign before a value."""

    operand: Node
    position: int


@dataclass(frozen=True, slots=True)
class Link:
    """An operator and what stands to its right."""

    operator: str
    operand: Node
    position: int


@dataclass(frozen=True, slots=True)
class Chain:
    """Values joined by operators of one strength, read from left to right."""

    first: Node
    links: tuple[Link, ...]
    position: int


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments; ``position(..)`` has none."""

    name: str
    arguments: tuple[Node, ...]
    position: int


Node = Number | Text | Reference | This | Negation | Chain | Call

COMPARISONS = frozenset({"=", "!=", "<", "<=", ">", ">="})
ORDERINGS = frozenset({"<", "<=", ">", ">="})

_SUMMARIES = frozenset({"sum", "count", "count-non-empty", "sum-if", "count-if", "any"})


def is_summary(node: Node) -> bool:
    """Whether a node is a call that looks through the rows of a table.

    ``min`` and ``max`` of one value do, and ``join`` of one value; with more values they compare or
    join those values. If no column is named in them, nothing is looked through after all.
    """
    if not isinstance(node, Call):
        return False
    count = len(node.arguments)
    return (
        node.name in _SUMMARIES
        or (node.name in ("min", "max") and count == 1)
        or (node.name == "join" and count == 2)
    )


def children(node: Node) -> tuple[Node, ...]:
    """The parts of a node, in the order they are written."""
    if isinstance(node, Chain):
        return (node.first, *(link.operand for link in node.links))
    if isinstance(node, Call):
        return node.arguments
    if isinstance(node, Negation):
        return (node.operand,)
    return ()


def walk(node: Node) -> Iterator[Node]:
    """Every node of a tree, in the order written."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        yield current
        waiting.extend(reversed(children(current)))


def depth(node: Node) -> int:
    """How many levels a tree has."""
    deepest = 0
    waiting = [(node, 1)]
    while waiting:
        current, level = waiting.pop()
        deepest = max(deepest, level)
        waiting.extend((child, level + 1) for child in children(current))
    return deepest


def row_references(node: Node) -> Iterator[Reference]:
    """The ids a node names for itself, leaving out those inside a table function within it.

    They settle which table a table function looks through: a table function inside another looks
    through its own table, the same in every row of the outer one.
    """
    if isinstance(node, Reference):
        yield node
    for child in children(node):
        if not is_summary(child):
            yield from row_references(child)


def is_blank_text(node: Node) -> bool:
    """Whether a node is the empty text ``''``, which stands for blank in a comparison."""
    return isinstance(node, Text) and node.value == ""
