"""The federation's pack: one small file of an area's published figures, read by every practice.

It holds what was published about the chosen practices, word for word, with the file, row and
column it came from, and how those practices and their areas compare. Its SHA-256 stands inside it,
so that a copy that was changed or cut short on the way is found out. Reading and writing are each
other's inverse. Source: design/opendata.md 16 (line 17) and 17.
"""

from __future__ import annotations

import gzip
import zlib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import msgspec

from stocktake.errors import StocktakeError
from stocktake.opendata.areas import Area
from stocktake.opendata.benchmarks import Standing, Summary
from stocktake.opendata.release import (
    Period,
    PublishedFigure,
    PublishedValue,
    Quality,
    Release,
    file_key,
)

FORMAT = "stocktake.prefill_pack"
FORMAT_VERSION = 1
SUFFIX = ".stocktakepack"
MOST_BYTES = 64 * 1024 * 1024
"""A pack is at most this large, packed or unpacked; one of 100 practices takes about a fortieth."""

_DAMAGED = "Ask whoever made the pack to send it again."


@dataclass(frozen=True, slots=True)
class PackSource:
    """One published file that went into a pack.

    Attributes:
        sha256: of the file as it was downloaded.
        is_old: it was too old to be accepted in bulk on the day the pack was made.
        attribution: the line to show beside its figures.
    """

    dataset: str
    title: str
    publisher: str
    layout_id: str
    name: str
    sha256: str
    size_bytes: int
    period: Period | None
    is_old: bool
    attribution: str

    @property
    def key(self) -> str:
        """What the file is known again by: files inside one zip share its SHA-256."""
        return file_key(self.sha256, self.name)


@dataclass(frozen=True, slots=True)
class PackedValue:
    """A published value and the place of its file in ``Pack.sources``."""

    source: int
    value: PublishedValue


@dataclass(frozen=True, slots=True)
class NamedArea:
    """An area and what it is called."""

    area: Area
    name: str


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything in a pack.

    Attributes:
        made_by: the federation, PCN or ICB that made it.
        about: the area in words.
        practices: the codes the pack is for, in order.
        values: in the order of the practices.
        memberships: the areas of each practice, widest first, as places in ``areas``.
    """

    made_by: str
    made_on: date
    about: str
    sources: tuple[PackSource, ...]
    practices: tuple[str, ...]
    values: tuple[PackedValue, ...]
    areas: tuple[NamedArea, ...]
    memberships: dict[str, tuple[int, ...]]
    summaries: tuple[Summary, ...]
    standings: tuple[Standing, ...]

    def of(self, practice: str) -> tuple[PackedValue, ...]:
        """What was published about one practice."""
        return tuple(each for each in self.values if each.value.ods_code == practice)

    def areas_of(self, practice: str) -> tuple[NamedArea, ...]:
        """The areas of one practice, widest first."""
        return tuple(self.areas[place] for place in self.memberships.get(practice, ()))

    def only(self, practice: str) -> Pack:
        """The part of the pack that one practice keeps: its own rows and its own areas."""
        areas = self.areas_of(practice)
        inside = {each.area for each in areas}
        return Pack(
            self.made_by,
            self.made_on,
            self.about,
            self.sources,
            (practice,) if practice in self.practices else (),
            self.of(practice),
            areas,
            {practice: tuple(range(len(areas)))} if areas else {},
            tuple(each for each in self.summaries if each.area in inside),
            tuple(each for each in self.standings if each.practice == practice),
        )


def packed_source(release: Release, today: date) -> PackSource:
    """Say of a release what a pack says of it."""
    return PackSource(
        dataset=release.dataset,
        title=release.title,
        publisher=release.publisher,
        layout_id=release.layout_id,
        name=release.source.name,
        sha256=release.sha256,
        size_bytes=release.size_bytes,
        period=release.period,
        is_old=release.is_old(today),
        attribution=release.attribution,
    )


class _Value(msgspec.Struct, array_like=True, frozen=True):
    """A value in the file: short, since there are thousands."""

    source: int
    ods_code: str
    field_key: str
    raw_text: str
    kind: str
    text: str
    unit: str
    row: int
    column_name: str
    quality: str
    note: str


class _Content(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    made_by: str
    made_on: date
    about: str
    sources: tuple[PackSource, ...]
    practices: tuple[str, ...]
    values: tuple[_Value, ...]
    areas: tuple[NamedArea, ...]
    memberships: dict[str, tuple[int, ...]]
    summaries: tuple[Summary, ...]
    standings: tuple[Standing, ...]


class _File(msgspec.Struct, frozen=True):
    format: str
    version: int
    sha256: str
    content: msgspec.Raw


def to_bytes(pack: Pack) -> bytes:
    """Write a pack; the same pack gives the same bytes."""
    content = msgspec.json.encode(
        _Content(
            pack.made_by,
            pack.made_on,
            pack.about,
            pack.sources,
            pack.practices,
            tuple(map(_plain, pack.values)),
            pack.areas,
            pack.memberships,
            pack.summaries,
            pack.standings,
        ),
        order="deterministic",
    )
    digest = sha256(content).hexdigest()
    whole = msgspec.json.encode(_File(FORMAT, FORMAT_VERSION, digest, msgspec.Raw(content)))
    return gzip.compress(whole, mtime=0)


@dataclass(frozen=True, slots=True)
class ReadPack:
    """A pack as it was read, and its SHA-256 in hexadecimal."""

    pack: Pack
    sha256: str


def from_bytes(data: bytes) -> ReadPack:
    """Read a pack.

    Raises:
        StocktakeError: it is no pack, is damaged, was changed, or is of a newer Stocktake; the
            sentence says which. Nothing comes of it then.
    """
    try:
        whole = msgspec.json.decode(_unpacked(data), type=_File)
    except (msgspec.ValidationError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _not_a_pack() from error
    if whole.format != FORMAT:
        raise _not_a_pack()
    if whole.version > FORMAT_VERSION:
        raise StocktakeError(
            "pack_is_newer",
            "This pack was made by a newer Stocktake than this one.",
            "Install the newer Stocktake, or ask for a pack made with this one.",
        )
    if sha256(bytes(whole.content)).hexdigest() != whole.sha256:
        raise StocktakeError(
            "pack_was_changed",
            "This pack is not as it was made: its figures and its check do not agree.",
            _DAMAGED,
        )
    try:
        content = msgspec.json.decode(whole.content, type=_Content)
        return ReadPack(_pack(content), whole.sha256)
    except (msgspec.ValidationError, ValueError, ArithmeticError) as error:
        raise StocktakeError(
            "pack_is_damaged", "This pack is damaged and cannot be read.", _DAMAGED
        ) from error


def read_pack(path: Path) -> ReadPack:
    """Read a pack from a file.

    Raises:
        StocktakeError: it cannot be opened, or as ``from_bytes``.
    """
    try:
        with path.open("rb") as file:
            return from_bytes(file.read(MOST_BYTES + 1))
    except OSError as error:
        raise StocktakeError(
            "pack_not_opened", f"{path.name} cannot be opened.", "Choose it again."
        ) from error


def _unpacked(data: bytes) -> bytes:
    if len(data) > MOST_BYTES:
        raise _too_large()
    unpacking = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        text = unpacking.decompress(data, MOST_BYTES + 1)
    except zlib.error as error:
        raise _not_a_pack() from error
    if len(text) > MOST_BYTES:
        raise _too_large()
    if not unpacking.eof:
        raise StocktakeError(
            "pack_is_cut_short", "This pack ends in the middle: it was not sent whole.", _DAMAGED
        )
    return text


def _not_a_pack() -> StocktakeError:
    return StocktakeError(
        "not_a_pack",
        "This file is no pack of published figures.",
        f"A pack's name ends in {SUFFIX}; published files are brought one by one.",
    )


def _too_large() -> StocktakeError:
    return StocktakeError(
        "pack_too_large",
        "This file is far larger than a pack of published figures can be.",
        "Ask whoever made it for a pack of a smaller area.",
    )


def _plain(packed: PackedValue) -> _Value:
    value = packed.value
    kind, text = _written(value.value)
    return _Value(
        packed.source,
        value.ods_code,
        value.field_key,
        value.raw_text,
        kind,
        text,
        value.unit,
        value.row,
        value.column_name,
        value.quality.value,
        value.note,
    )


def _written(figure: PublishedFigure | None) -> tuple[str, str]:
    if figure is None:
        return "none", ""
    if isinstance(figure, Decimal):
        return "number", str(figure)
    if isinstance(figure, date):
        return "date", figure.isoformat()
    return "text", figure


def _figure(kind: str, text: str) -> PublishedFigure | None:
    if kind == "number":
        figure = Decimal(text)
        if not figure.is_finite():
            raise ValueError("a number that is none")
        return figure
    if kind == "date":
        return date.fromisoformat(text)
    return text if kind == "text" else None


def _pack(content: _Content) -> Pack:
    _hold_together(content)
    values = tuple(
        PackedValue(
            each.source,
            PublishedValue(
                each.ods_code,
                each.field_key,
                each.raw_text,
                _figure(each.kind, each.text),
                each.unit,
                each.row,
                each.column_name,
                Quality(each.quality),
                each.note,
            ),
        )
        for each in content.values
    )
    return Pack(
        content.made_by,
        content.made_on,
        content.about,
        content.sources,
        content.practices,
        values,
        content.areas,
        content.memberships,
        content.summaries,
        content.standings,
    )


def _hold_together(content: _Content) -> None:
    """Make sure that every place named in the content is there.

    Raises:
        ValueError: one is not.
    """
    sources, areas = range(len(content.sources)), range(len(content.areas))
    known = {each.area for each in content.areas}
    of_areas = (place for places in content.memberships.values() for place in places)
    if not (
        all(each.source in sources for each in content.values)
        and all(place in areas for place in of_areas)
        and all(each.area in known for each in content.summaries)
        and all(each.area in known for each in content.standings)
    ):
        raise ValueError("it names something that is not in it")
