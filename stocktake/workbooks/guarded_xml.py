"""XML of a received workbook, parsed as a stream under a budget that its parts share.

What is followed, and what is refused, is the matter of ``plain_xml``. Source: design/reliability.md
3.1 to 3.3.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.parsers import expat

from stocktake.plain_xml import (
    EndHandler,
    Events,
    Limits,
    StartHandler,
    TextHandler,
    Why,
    plain_parser,
)
from stocktake.workbooks.limits import (
    MAX_ATTRIBUTES,
    MAX_CELLS,
    MAX_DEPTH,
    MAX_ELEMENTS,
    MAX_LISTED,
    MAX_NAME_TEXT,
    MAX_TEXT,
)
from stocktake.workbooks.refusals import Refused, refuse

_LIMITS = Limits(depth=MAX_DEPTH, attributes=MAX_ATTRIBUTES)


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

    def refusal(why: Why) -> Refused:
        return refuse("too_large" if why == "elements" else "damaged", part, why)

    parser = plain_parser(Events(start, end, text), budget, _LIMITS, refusal)
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
