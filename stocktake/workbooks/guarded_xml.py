"""XML from outside, parsed as a stream under a budget and with nothing of its own followed.

A document type declaration of any kind is refused by the parser's own event, not by searching the
bytes, so no entity is ever declared, expanded or fetched. Names are taken without their prefix,
which reads ordinary and Strict workbooks alike (design/reliability.md 3.1 to 3.3).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.parsers import expat

from stocktake.workbooks.limits import (
    MAX_ATTRIBUTES,
    MAX_CELLS,
    MAX_DEPTH,
    MAX_ELEMENTS,
    MAX_LISTED,
    MAX_NAME_TEXT,
    MAX_TEXT,
)
from stocktake.workbooks.refusals import refuse

StartHandler = Callable[[str, dict[str, str]], None]
EndHandler = Callable[[str], None]
TextHandler = Callable[[str], None]


class Budget:
    """What may still be spent on one workbook: elements, cells and characters."""

    def __init__(self) -> None:
        self.elements = MAX_ELEMENTS
        self.cells = MAX_CELLS
        self.text = MAX_TEXT

    def spend_cell(self, characters: int) -> None:
        """Pay for a cell and the characters in it.

        Raises:
            Refused: the workbook holds more than any return.
        """
        self.cells -= 1
        self.text -= characters
        if self.cells < 0 or self.text < 0:
            raise refuse("too_large", reason="cells" if self.cells < 0 else "text")


def local_name(name: str) -> str:
    """Take the prefix off an element's or attribute's name."""
    return name.rpartition(":")[2]


class _Guarded:
    """One parse: counts elements and depth, and hands plain names on."""

    def __init__(self, budget: Budget, part: str, start: StartHandler, end: EndHandler) -> None:
        self.budget = budget
        self.part = part
        self.start = start
        self.end = end
        self.depth = 0

    def on_start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.budget.elements -= 1
        if self.budget.elements < 0:
            raise refuse("too_large", self.part, "elements")
        if self.depth > MAX_DEPTH:
            raise refuse("damaged", self.part, "nesting")
        if len(attributes) > MAX_ATTRIBUTES:
            raise refuse("damaged", self.part, "attributes")
        self.start(name.rpartition(":")[2], attributes)

    def on_end(self, name: str) -> None:
        self.depth -= 1
        self.end(name.rpartition(":")[2])

    def refuse_declaration(self, *_: object) -> None:
        raise refuse("damaged", self.part, "document_type")


def parse_guarded(
    xml: bytes,
    budget: Budget,
    part: str,
    start: StartHandler,
    end: EndHandler,
    text: TextHandler | None = None,
) -> None:
    """Parse one part of a received workbook, calling back with plain names.

    Attributes keep their prefix; ``local_name`` takes it off where it matters.

    Raises:
        Refused: it is not well formed, declares a document type, or is beyond the budget.
    """
    guarded = _Guarded(budget, part, start, end)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = guarded.on_start
    parser.EndElementHandler = guarded.on_end
    parser.StartDoctypeDeclHandler = guarded.refuse_declaration
    parser.EntityDeclHandler = guarded.refuse_declaration
    parser.ExternalEntityRefHandler = guarded.refuse_declaration  # type: ignore[assignment]
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        # In one call: fed in pieces, this expat goes over one huge token again with each piece.
        parser.Parse(xml, True)
    except (expat.ExpatError, UnicodeError, LookupError, ValueError):
        raise refuse("damaged", part, "xml") from None


def attribute_rows(xml: bytes, budget: Budget, part: str) -> Iterator[tuple[str, dict[str, str]]]:
    """List the elements of a small part with their attributes, prefixes off; text is ignored.

    Raises:
        Refused: as ``parse_guarded``.
    """
    rows: list[tuple[str, dict[str, str]]] = []
    said = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal said
        said = 0
        if len(rows) == MAX_LISTED:
            raise refuse("too_large", part, "list")
        rows.append((name, {local_name(key): value for key, value in attributes.items()}))

    def text(data: str) -> None:
        nonlocal said
        said += len(data)
        if said > MAX_NAME_TEXT:
            raise refuse("too_large", part, "name")

    parse_guarded(xml, budget, part, start, lambda _: None, text)
    return iter(rows)
