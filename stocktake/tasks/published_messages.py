"""What the program and the child that reads published files say to each other, strictly decoded.

One request goes in, and messages come out until ``Finished``. Paths are never sent back: a file is
its place in the request, so that nothing that was read can name another file.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Annotated, Literal

import msgspec

from stocktake.errors import Problem
from stocktake.opendata.release import Period, Place, Source, Verdict

MIB = 1024 * 1024
MOST_FRAME_BYTES = 8 * MIB
"""One message; a practice's own part of every file there is takes a tenth of it."""

MOST_ANSWER_BYTES = 256 * MIB
"""All messages of one child."""

TOGETHER = -1
"""The place of no file: the files are being put together."""

_Count = Annotated[int, msgspec.Meta(ge=0, le=1 << 53)]
_Place = Annotated[int, msgspec.Meta(ge=TOGETHER, le=1 << 31)]


class AskedFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file to look at or to read.

    Attributes:
        path: as the system spells it.
        member: the name inside the zip; empty for all of them, or where it is no zip.
        period: what the manager said it is of.
    """

    path: bytes
    member: str = ""
    period: Period | None = None


class Request(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a child is asked.

    Attributes:
        known: what the files that were brought before are known by.
    """

    wanted: Literal["look", "bring"]
    today: date
    files: tuple[AskedFile, ...]
    practice: Place = Place("")
    known: tuple[str, ...] = ()


class SaidVerdict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A ``Verdict`` without its path."""

    member: str
    dataset: str
    title: str
    sentence: str
    period: Period | None
    problems: tuple[Problem, ...]
    fills: tuple[str, ...]
    has_practice: bool | None
    rows: _Count | None
    is_old: bool
    is_known: bool
    confirm_period: bool
    downloaded_on: date | None


_FIELDS = tuple(each.name for each in fields(Verdict) if each.name != "source")


class Begun(msgspec.Struct, frozen=True, tag=True, forbid_unknown_fields=True):
    """The file now being read; if the child dies, it died of this one."""

    place: _Place


class Progress(msgspec.Struct, frozen=True, tag=True, forbid_unknown_fields=True):
    """How far it is: bytes of bytes, and of which file."""

    done: _Count
    total: _Count
    words: str


class Said(msgspec.Struct, frozen=True, tag=True, forbid_unknown_fields=True):
    """What is said of a file, or of each file inside it."""

    place: _Place
    verdicts: tuple[SaidVerdict, ...]


class Content(msgspec.Struct, frozen=True, tag=True, forbid_unknown_fields=True):
    """The bytes of one set to keep."""

    content: bytes


class Finished(msgspec.Struct, frozen=True, tag=True, forbid_unknown_fields=True):
    """Everything was said."""


Message = Begun | Progress | Said | Content | Finished
_MESSAGES: msgspec.json.Decoder[Message] = msgspec.json.Decoder(Message)


def said_of(verdict: Verdict) -> SaidVerdict:
    """Put a verdict into what is sent."""
    return SaidVerdict(verdict.source.member, *(getattr(verdict, name) for name in _FIELDS))


def verdict_of(said: SaidVerdict, source: Source) -> Verdict:
    """Take a verdict out of what was sent, about a source of our own."""
    return Verdict(source, **{name: getattr(said, name) for name in _FIELDS})


def encoded(message: Message | Request) -> bytes:
    """Write a message."""
    return msgspec.json.encode(message)


def decoded(frame: bytes) -> Message:
    """Read a message of the child.

    Raises:
        ValueError: it is none.
    """
    return _MESSAGES.decode(frame)


def decoded_request(frame: bytes) -> Request:
    """Read what the child is asked.

    Raises:
        ValueError: it is no request.
    """
    return msgspec.json.decode(frame, type=Request)
