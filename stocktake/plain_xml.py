"""XML from outside, parsed within limits and with nothing of its own followed.

A document type of any kind is refused by the parser's own event, not by searching the bytes, so no
entity is ever declared, expanded or fetched. Names of elements are taken without their prefix,
which reads ordinary and Strict workbooks alike. Source: design/reliability.md 3.1 to 3.3, T2 to T4.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol
from xml.parsers import expat

StartHandler = Callable[[str, dict[str, str]], None]
EndHandler = Callable[[str], None]
TextHandler = Callable[[str], None]

Why = Literal["elements", "nesting", "attributes", "document_type"]
"""What makes it more than plain XML."""


class Counted(Protocol):
    """What counts the elements that may still come; several parts may share one."""

    elements: int


@dataclass(frozen=True, slots=True)
class Limits:
    """How far elements may lie in one another, and how many attributes one may have."""

    depth: int
    attributes: int


@dataclass(frozen=True, slots=True)
class Events:
    """What is called for an element's beginning and end, and for text where it is wanted."""

    start: StartHandler
    end: EndHandler
    text: TextHandler | None = None


def plain_parser(
    events: Events, left: Counted, limits: Limits, refuse: Callable[[Why], Exception]
) -> expat.XMLParserType:
    """Make a parser that stops at whatever is beyond the limits.

    Args:
        events: called with plain names; attributes keep their prefix.
        left: counted down with every element.
        limits: what no honest file comes near.
        refuse: makes the error that is raised.
    """
    watched = _Watched(events, left, limits, refuse)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = watched.on_start
    parser.EndElementHandler = watched.on_end
    parser.StartDoctypeDeclHandler = watched.on_declaration
    parser.EntityDeclHandler = watched.on_declaration
    parser.ExternalEntityRefHandler = watched.on_declaration  # type: ignore[assignment]
    if events.text is not None:
        parser.CharacterDataHandler = events.text
    return parser


class _Watched:
    """One parse: counts elements and depth, and hands plain names on."""

    def __init__(
        self, events: Events, left: Counted, limits: Limits, refuse: Callable[[Why], Exception]
    ) -> None:
        self._start, self._end = events.start, events.end
        self._left = left
        self._most_depth, self._most_attributes = limits.depth, limits.attributes
        self._refuse = refuse
        self._depth = 0

    def on_start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._left.elements -= 1
        if self._left.elements < 0:
            raise self._refuse("elements")
        if self._depth > self._most_depth:
            raise self._refuse("nesting")
        if len(attributes) > self._most_attributes:
            raise self._refuse("attributes")
        self._start(name.rpartition(":")[2], attributes)

    def on_end(self, name: str) -> None:
        self._depth -= 1
        self._end(name.rpartition(":")[2])

    def on_declaration(self, *_: object) -> None:
        raise self._refuse("document_type")
