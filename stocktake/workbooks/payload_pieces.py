"""A payload's text in pieces: what it says of itself, and each return apart.

The child process cuts it up, so that the window's process never has to understand much at once: a
forged payload of one piece would hold up the window for as long as it takes to understand.
"""

from __future__ import annotations

import msgspec

from stocktake.workbooks.limits import MAX_PAYLOAD_BYTES, MAX_PIECE_BYTES
from stocktake.workbooks.refusals import refuse

FORMAT = 1
"""The newest format of payload that this version writes and reads."""

_OTHER_KIND = '{"kind":'


class Outside(msgspec.Struct, forbid_unknown_fields=True):
    """What a payload says of itself, without its returns and groups."""

    format: int
    made_by: str
    decisions: list[dict[str, str]] = []
    share: dict[str, str] = {}


class Cut(Outside):
    """The first piece, and what the last of the others are.

    Attributes:
        groups: how many of them are groups and not returns.
        has_figures: after those stand the figures of the practice.
    """

    groups: int = 0
    has_figures: bool = False


class _Whole(Outside, kw_only=True):
    members: list[msgspec.Raw]
    groups: list[msgspec.Raw] = []
    figures: msgspec.Raw = msgspec.Raw()


class _Format(msgspec.Struct):
    format: int


def split_payload(text: str) -> tuple[str, ...]:
    """Cut a payload into pieces: what it says of itself, each return and group, and figures.

    One that says it is of another kind than returns is one piece.

    Raises:
        Refused: ``newer_format`` when a newer version wrote it, ``too_large`` when it or a return
            in it is larger than any, otherwise ``damaged``.
    """
    if len(text) > MAX_PAYLOAD_BYTES:
        raise refuse("too_large", "payload", "payload")
    if text.startswith(_OTHER_KIND):
        return (_of_a_size(text),)
    try:
        whole = msgspec.json.decode(text, type=_Whole)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        raise refuse("newer_format" if _is_newer(text) else "damaged", "payload") from None
    if whole.format != FORMAT:
        raise refuse("newer_format" if whole.format > FORMAT else "damaged", "payload")
    groups = len(whole.groups)
    figures = bytes(whole.figures)
    outside = Cut(whole.format, whole.made_by, whole.decisions, whole.share, groups, bool(figures))
    apart = [*map(bytes, (*whole.members, *whole.groups)), *([figures] if figures else [])]
    pieces = (msgspec.json.encode(outside), *apart)
    return tuple(_of_a_size(piece.decode()) for piece in pieces)


def _of_a_size(piece: str) -> str:
    if len(piece) > MAX_PIECE_BYTES:
        raise refuse("too_large", "payload", "return")
    return piece


def _is_newer(text: str) -> bool:
    """Whether a text that could not be read says that a newer version wrote it."""
    try:
        return msgspec.json.decode(text, type=_Format).format > FORMAT
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return False
