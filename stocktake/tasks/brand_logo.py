"""Whether a logo is one that can be shown: a whole PNG, or a drawing that fetches and runs nothing.

An SVG may hold shapes, text and gradients. What could name another file, run, or repeat itself
without end is refused, because it is drawn by a library that follows all of it.
Source: PNG specification (W3C, third edition), 5.3 for chunks and 11.2.2 for the header; the SVG
elements are those of SVG Tiny 1.2 that stand alone.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from xml.parsers import expat

MOST_BYTES = 512 * 1024
MOST_PIXELS = 2000
"""Along either side."""
MOST_SHAPES = 5000
MOST_DEPTH = 40

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_SHAPES = frozenset(
    (
        *("svg", "g", "title", "desc", "metadata", "defs", "clipPath"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
        *("text", "tspan", "linearGradient", "radialGradient", "stop"),
    )
)
_SAVE_AGAIN = "Save the logo again, as a PNG, and put that in its place."


class UnfitLogo(ValueError):  # noqa: N818 - it names what the logo is
    """Why a logo cannot be shown, as a plain sentence, and what to do."""

    def __init__(self, what: str, how_to_fix: str = _SAVE_AGAIN) -> None:
        super().__init__(what)
        self.what = what
        self.how_to_fix = how_to_fix


def check_logo(name: str, data: bytes) -> None:
    """Look through a logo.

    Args:
        name: of its file; the ending says which kind it is.
        data: the whole file.

    Raises:
        UnfitLogo: it cannot be shown.
    """
    if len(data) > MOST_BYTES:
        raise UnfitLogo(
            f"It is {len(data) // 1024} KB, and a logo may be {MOST_BYTES // 1024} KB at most.",
            "Save a smaller picture.",
        )
    if name.lower().endswith(".png"):
        _check_png(data)
    elif name.lower().endswith(".svg"):
        _check_svg(data)
    else:
        raise UnfitLogo("It is neither a PNG nor an SVG.", "Save it as one of them.")


def _check_png(data: bytes) -> None:
    if not data.startswith(_SIGNATURE):
        raise UnfitLogo("It is called a PNG and is something else.")
    at, kinds = len(_SIGNATURE), []
    while at + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        body = data[at + 4 : at + 8 + length]
        end = at + 12 + length
        if end > len(data) or struct.unpack_from(">I", data, end - 4)[0] != zlib.crc32(body):
            raise UnfitLogo("It is damaged.")
        kinds.append(body[:4])
        if len(kinds) == 1:
            _check_size(body)
        at = end
    if not kinds or kinds[-1] != b"IEND" or b"IDAT" not in kinds:
        raise UnfitLogo("It ends in the middle.")


def _check_size(header: bytes) -> None:
    if header[:4] != b"IHDR" or len(header) < 12:
        raise UnfitLogo("It is damaged.")
    width, height = struct.unpack_from(">II", header, 4)
    if not (0 < width <= MOST_PIXELS and 0 < height <= MOST_PIXELS):
        raise UnfitLogo(
            f"It is {width} by {height} pixels, and {MOST_PIXELS} by {MOST_PIXELS} is the most.",
            "Save a smaller picture.",
        )


class _Drawing:
    """One reading of an SVG; the parser calls it, and it refuses by raising."""

    def __init__(self) -> None:
        self.depth = self.shapes = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        plain = name.rpartition(":")[2]
        self.depth += 1
        self.shapes += 1
        if self.shapes == 1 and plain != "svg":
            raise UnfitLogo("It is called an SVG and is something else.")
        if self.shapes > MOST_SHAPES or self.depth > MOST_DEPTH:
            raise UnfitLogo("It has far more shapes than a logo needs.")
        if plain not in _SHAPES:
            raise UnfitLogo(f"It has a part called “{plain[:30]}”, which is not allowed in a logo.")
        for key, value in attributes.items():
            _check_attribute(key.rpartition(":")[2].lower(), "".join(value.split()).lower())

    def end(self, name: str) -> None:
        self.depth -= 1

    def refuse(self, *_: object) -> None:
        raise UnfitLogo("It declares a document type of its own, which is not allowed in a logo.")


def _check_attribute(name: str, value: str) -> None:
    if name.startswith("on"):
        raise UnfitLogo("It holds a program, which is not allowed in a logo.")
    names_a_file = name in ("href", "src") and not value.startswith("#")
    if names_a_file or "url(" in value.replace("url(#", ""):
        raise UnfitLogo("It fetches another file, which is not allowed in a logo.")


def _check_svg(data: bytes) -> None:
    drawing, parser = _Drawing(), expat.ParserCreate()
    parser.StartElementHandler = drawing.start
    parser.EndElementHandler = drawing.end
    parser.StartDoctypeDeclHandler = drawing.refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise UnfitLogo("It is damaged: it cannot be read to its end.") from error
