"""The part of a workbook that carries the payload, as bytes: how it is laid down and recognised.

It is the last member of the zip, so everything a reader of the sheets sees lies before it, and the
digest it carries is the SHA-256 of all those bytes. Writer and reader both know the digest without
unpacking anything (design/data-model.md, "The workbook").
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from stocktake.workbooks.guarded_xml import Budget, parse_guarded
from stocktake.workbooks.refusals import Refused
from stocktake.workbooks.zip_parts import Archive

PAYLOAD_PART = "customXml/item1.xml"
PROPERTIES_PART = "customXml/itemProps1.xml"
RELATIONSHIPS_PART = "customXml/_rels/item1.xml.rels"
NAMESPACE = "urn:stocktake:payload"
ITEM_ID = "{5B2C9C1E-7E0B-4B55-9C6D-53544B544B31}"
"""Names the part for Excel; the same in every workbook."""

_ELEMENT = "payload"
_HEAD = (
    "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
    f'<{_ELEMENT} xmlns="{NAMESPACE}" digest="%s">'
)
_TAIL = f"</{_ELEMENT}>".encode()
_HEAD_BYTES = re.compile(re.escape(_HEAD).replace("%s", "([0-9a-f]{64})").encode())


@dataclass(frozen=True, slots=True)
class Carried:
    """A payload found in a workbook.

    Attributes:
        text: its JSON.
        is_trusted: nothing before it has changed since it was written.
    """

    text: str
    is_trusted: bool


def part_bytes(text: str, digest: str) -> bytes:
    """Write the part: the JSON as the text of one element beside the digest.

    The JSON spells the characters that XML would not take as they are by their numbers, so both
    layers hold the same text and neither needs undoing.
    """
    return (_HEAD % digest).encode() + text.encode() + _TAIL


class Digests:
    """The SHA-256 of a file as far as one place and as far as another, hashed only once."""

    def __init__(self, data: bytes) -> None:
        self._data = memoryview(data)
        self._hasher = hashlib.sha256()
        self._done = 0

    def until(self, place: int) -> str:
        """The digest of all bytes before a place."""
        if place < self._done:
            return hashlib.sha256(self._data[:place]).hexdigest()
        self._hasher.update(self._data[self._done : place])
        self._done = place
        return self._hasher.hexdigest()

    def whole(self) -> str:
        """The digest of the file."""
        return self.until(len(self._data))


def find_payload(archive: Archive, digests: Digests | None = None) -> Carried | None:
    """Find the payload of a workbook, and say whether it may be taken as it stands.

    Args:
        archive: the workbook.
        digests: of its bytes, so that nothing is hashed twice.

    Raises:
        Refused: the part is there but cannot be read at all.
    """
    part = archive.find(PAYLOAD_PART)
    if part is None:
        return None
    is_last = part is archive.parts[-1] and part.end == archive.directory
    xml = archive.read(part)
    head = _HEAD_BYTES.match(xml)
    if head is None or not xml.endswith(_TAIL):
        return _rewritten(xml)
    text = xml[head.end() : -len(_TAIL)].decode("utf-8", errors="replace")
    digest = (digests or Digests(archive.data)).until(part.header)
    return Carried(text, is_last and head[1].decode() == digest)


def _rewritten(xml: bytes) -> Carried | None:
    """Read a payload that another program wrote out again in its own way; never trusted."""
    names: list[str] = []
    pieces: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        names.append(name)

    try:
        parse_guarded(xml, Budget(), PAYLOAD_PART, start, lambda _: None, pieces.append)
    except Refused:
        return None
    return Carried("".join(pieces), is_trusted=False) if names == [_ELEMENT] else None
