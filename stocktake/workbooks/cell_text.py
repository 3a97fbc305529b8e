"""Text made fit for a cell: always text, never a formula, and never cut silently (decisions 13)."""

from __future__ import annotations

import re
from typing import Any

from stocktake.workbooks.limits import MAX_STRING

# What XML 1.0 cannot hold; a clinical system's clipboard is full of these.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t")


def clean_text(text: str) -> str:
    """Take out control characters, and make every line end the same."""
    return _UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def split_text(text: str, limit: int = MAX_STRING) -> list[str]:
    """Cut a text into pieces a cell can hold, counted as Excel counts (UTF-16 units)."""
    if len(text) <= limit // 2:
        return [text]
    pieces, piece, used = [], 0, 0
    for index, character in enumerate(text):
        width = 2 if ord(character) > 0xFFFF else 1
        if used + width > limit:
            pieces.append(text[piece:index])
            piece, used = index, 0
        used += width
    pieces.append(text[piece:])
    return pieces


def write_text(cell: Any, text: str) -> str:
    """Write text into an openpyxl cell as typed text and return what did not fit.

    ``=1+1`` stays those four characters, also after somebody has edited the cell, and
    ``_x0041_`` stays as it was typed. What did not fit is for the Notes sheet; it is never lost.
    """
    first, *rest = split_text(clean_text(text))
    cell.value = None
    # Past the setter, which would guess a type and cut the text.
    cell._value = as_written(first)
    cell.data_type = "s"
    if is_like_formula(first):
        cell.quotePrefix = True
    return "".join(rest)


def as_written(text: str) -> str:
    """A text that fits a cell, in the spelling of a workbook."""
    return _ESCAPE_LIKE.sub("_x005F_", clean_text(text))


def is_like_formula(text: str) -> bool:
    """Whether a spreadsheet would take a text for a formula if somebody typed it."""
    return text.startswith(_FORMULA_STARTS)


def unescape(text: str) -> str:
    """Turn the ``_x000D_`` spelling of a cell back into the characters it stands for.

    Source: ECMA-376 part 1, 22.9.2.19 (ST_Xstring).
    """
    if "_x" not in text:
        return text
    plain = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return _UNWRITABLE.sub("", plain)
