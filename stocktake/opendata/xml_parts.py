"""XML out of a published workbook, parsed piece by piece with nothing of its own followed.

What is followed, and what is refused, is the matter of ``plain_xml``; here a single piece of text
has a limit too. Source: design/reliability.md T2 to T4.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO
from xml.parsers import expat

from stocktake import plain_xml
from stocktake.errors import StocktakeError
from stocktake.opendata.refusing import refuse
from stocktake.opendata.streams import Meter
from stocktake.plain_xml import Why

MAX_ELEMENTS = 100_000_000
"""Elements of one part; all of CQC's locations take about 15 million."""

MAX_DEPTH = 64
"""Elements inside one another; real workbooks reach about a dozen."""

MAX_ATTRIBUTES = 128
"""Attributes of one element; LibreOffice puts about forty on the first."""

_LIMITS = plain_xml.Limits(depth=MAX_DEPTH, attributes=MAX_ATTRIBUTES)
_WHY: dict[Why, str] = {
    "elements": f"It is made of more than {MAX_ELEMENTS:,} items.",
    "nesting": f"Its items lie more than {MAX_DEPTH} deep in one another.",
    "attributes": f"An item in it has more than {MAX_ATTRIBUTES} properties.",
    "document_type": "It declares a document type, which no published workbook does.",
}
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


class _Elements:
    """Counts the elements of one part."""

    def __init__(self) -> None:
        self.elements = MAX_ELEMENTS


def _refusal(why: Why) -> StocktakeError:
    return refuse("too_large" if why == "elements" else "damaged", _WHY[why])


def feed(part: IO[bytes], meter: Meter, handlers: Handlers) -> Iterator[None]:
    """Parse a part piece by piece, giving way after each.

    Raises:
        StocktakeError: it is damaged, declares a document type or goes beyond a limit, or reading
            was stopped.
    """
    told = plain_xml.Events(handlers.start, handlers.end, handlers.text)
    parser = plain_xml.plain_parser(told, _Elements(), _LIMITS, _refusal)
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
