"""XML out of a published workbook, parsed piece by piece with nothing of its own followed.

A document type of any kind is refused by the parser's own event, so no entity is ever declared,
expanded or fetched; nesting, elements, attributes and single pieces of text have a limit. The same
is done for received workbooks, which are smaller, in ``workbooks.guarded_xml``. Source:
design/reliability.md T2 to T4.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO
from xml.parsers import expat

from stocktake.opendata.refusing import refuse
from stocktake.opendata.streams import Meter

MAX_ELEMENTS = 100_000_000
"""Elements of one part; all of CQC's locations take about 15 million."""

MAX_DEPTH = 64
"""Elements inside one another; real workbooks reach about a dozen."""

MAX_ATTRIBUTES = 128
"""Attributes of one element; LibreOffice puts about forty on the first."""

_MAX_TOKEN_BYTES = 2 * 1024 * 1024
_CHUNK = 64 * 1024


class Handlers:
    """What a parse tells its events to; does nothing with them. Element names have no prefix."""

    def start(self, name: str, given: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, data: str) -> None:
        """Text within an element."""


class _Watched:
    """Passes events on while they keep to the limits."""

    def __init__(self, handlers: Handlers) -> None:
        self._handlers = handlers
        self._elements = self._depth = 0

    def start(self, name: str, given: dict[str, str]) -> None:
        self._elements += 1
        self._depth += 1
        if self._elements > MAX_ELEMENTS:
            raise refuse("too_large", f"It is made of more than {MAX_ELEMENTS:,} items.")
        if self._depth > MAX_DEPTH:
            raise refuse("damaged", f"Its items lie more than {MAX_DEPTH} deep in one another.")
        if len(given) > MAX_ATTRIBUTES:
            raise refuse("damaged", f"An item in it has more than {MAX_ATTRIBUTES} properties.")
        self._handlers.start(name.rpartition(":")[2], given)

    def end(self, name: str) -> None:
        self._depth -= 1
        self._handlers.end(name.rpartition(":")[2])


def feed(part: IO[bytes], meter: Meter, handlers: Handlers) -> Iterator[None]:
    """Parse a part piece by piece, giving way after each.

    Raises:
        StocktakeError: it is damaged, declares a document type or goes beyond a limit, or reading
            was stopped.
    """
    watched = _Watched(handlers)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = watched.start
    parser.EndElementHandler = watched.end
    parser.CharacterDataHandler = handlers.text
    parser.StartDoctypeDeclHandler = _refuse_declaration
    parser.EntityDeclHandler = _refuse_declaration
    fed = 0
    while True:
        chunk = part.read(_CHUNK)
        fed += len(chunk)
        meter.spend(len(chunk))
        try:
            parser.Parse(chunk, not chunk)
        except (expat.ExpatError, LookupError, ValueError):
            # The latter two for letters written in a way that is not known.
            raise refuse("damaged", "It may not have been downloaded whole.") from None
        yield
        if not chunk:
            return
        # This expat goes over an unfinished piece again with each chunk, so it may not be long.
        if fed - parser.CurrentByteIndex > _MAX_TOKEN_BYTES:
            raise refuse("damaged", "A single piece of it is longer than any can be.")


def _refuse_declaration(*_: object) -> None:
    raise refuse("damaged", "It declares a document type, which no published workbook does.")
