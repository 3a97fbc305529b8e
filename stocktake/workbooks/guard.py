"""What stands before every reader: a received file is looked over before any of it is parsed.

The kind of file is told from its first bytes, never from its name; the zip is checked against the
limits; one with macros is refused, and links are noted and never followed (decisions 16).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from stocktake.workbooks.guarded_xml import Budget, attribute_rows
from stocktake.workbooks.limits import (
    MAX_FILE_BYTES,
    MAX_PART_BYTES,
    MAX_RATIO,
    MAX_XML_BYTES,
    RATIO_FLOOR_BYTES,
)
from stocktake.workbooks.refusals import refuse
from stocktake.workbooks.zip_parts import LOCAL_SIGNATURE, Archive, Part, open_archive

CONTENT_TYPES = "[Content_Types].xml"
_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
_OLD_STREAMS = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
_OBJECT_SIGNS = ("/embeddings/", "/activex/", "/ctrlprops/")
_XML_ENDINGS = (".xml", ".rels", ".vml")
_WORKBOOK_TYPES = (
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml",
    "application/vnd.ms-excel.sheet.macroenabled.main+xml",
    "application/vnd.ms-excel.template.macroenabled.main+xml",
)


@dataclass(frozen=True, slots=True)
class Guarded:
    """A workbook that may be read: its zip, and what was noted about it.

    Attributes:
        budget: what is left to spend on parsing it.
        has_links: it points at other files, which are never opened.
        has_objects: it holds other files, which are never opened.
    """

    archive: Archive
    budget: Budget
    has_links: bool
    has_objects: bool

    def part(self, name: str) -> bytes | None:
        """Unpack a part by name, or None when it is not there."""
        part = self.archive.find(name)
        return None if part is None else self.archive.read(part)


def read_bytes(path: Path) -> bytes:
    """Read a received file whole, if it is of a size worth reading.

    Raises:
        Refused: it is not there, or larger than any return.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except (OSError, ValueError):
        raise refuse("missing") from None
    if len(data) > MAX_FILE_BYTES:
        raise refuse("too_large", reason="file")
    return data


def check_kind(data: bytes) -> None:
    """Tell from its first bytes whether a file can be a workbook at all.

    Raises:
        Refused: it is of another kind, which the code names.
    """
    if data.startswith(LOCAL_SIGNATURE):
        return
    if data.startswith(_COMPOUND):
        raise refuse(_compound_kind(data))
    if data.startswith(_OLD_STREAMS) and data[2:3] in (b"\x04", b"\x06", b"\x08", b"\x10"):
        raise refuse("old_excel")
    if not data.strip(b"\0"):
        # Nothing at all has arrived, or nothing but the room for it.
        raise refuse("truncated")
    start = data[:2_000].lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start:
        raise refuse("old_excel")
    raise refuse("not_a_workbook")


def _compound_kind(data: bytes) -> str:
    """Tell a password-protected workbook from an old .xls: the names of their streams differ."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "password"
    old_names = ("Workbook", "Book")
    if any(name.encode("utf-16-le") + b"\0\0" in data for name in old_names):
        return "old_excel"
    return "not_a_workbook"


def guard(data: bytes) -> Guarded:
    """Look a received workbook over; what comes back may be parsed, part by part.

    Raises:
        Refused: it is not a workbook, or cannot be read safely.
    """
    check_kind(data)
    archive = open_archive(data)
    check_no_macros(archive)
    _check_sizes(archive)
    budget = Budget()
    types = archive.find(CONTENT_TYPES)
    if types is None:
        other = archive.find("mimetype") or archive.find("Index/Document.iwa")
        raise refuse("other_program" if other else "not_a_workbook")
    _check_content_types(archive, types, budget)
    names = [part.name.casefold() for part in archive.parts]
    return Guarded(
        archive,
        budget,
        has_links=any("/externallinks/" in n for n in names),
        has_objects=any(sign in n for n in names for sign in _OBJECT_SIGNS),
    )


def check_no_macros(archive: Archive) -> None:
    """Refuse a workbook with programs in it, whatever it is called and says it is.

    Raises:
        Refused: it holds macros.
    """
    for part in archive.parts:
        name = part.name.casefold()
        if name.endswith("vbaproject.bin") or "/macrosheets/" in name:
            raise refuse("macros", part.name)


def _is_xml(part: Part) -> bool:
    return part.name.casefold().endswith(_XML_ENDINGS)


def _check_sizes(archive: Archive) -> None:
    """Refuse what would unpack to more than any return; pictures are never unpacked."""
    total = 0
    for part in filter(_is_xml, archive.parts):
        total += part.size
        is_bomb = part.size > RATIO_FLOOR_BYTES and part.size > MAX_RATIO * max(1, part.packed)
        if part.size > MAX_PART_BYTES:
            raise refuse("too_large", part.name, "part")
        if is_bomb:
            raise refuse("too_large", part.name, "packing")
        if total > MAX_XML_BYTES:
            raise refuse("too_large", part.name, "parts_together")


def _check_content_types(archive: Archive, types: Part, budget: Budget) -> None:
    """Make sure that the main part is a workbook, and that each part is described once."""
    described: set[tuple[str, str]] = set()
    main = ""
    for element, row in attribute_rows(archive.read(types), budget, types.name):
        key = (element, (row.get("PartName") or row.get("Extension", "")).casefold())
        if key in described:
            raise refuse("damaged", types.name, "twice")
        described.add(key)
        kind = row.get("ContentType", "").casefold()
        if kind in _WORKBOOK_TYPES:
            main = kind
    if not main:
        raise refuse("other_program", types.name)
