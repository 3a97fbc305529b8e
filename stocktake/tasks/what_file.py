"""What a file is that somebody opens or drops on the window, told from its first bytes.

Its name says nothing. A workbook is only recognised here: what is in it is found out by the reader,
in a process of its own. Looking can take as long as the network does; call it away from the window.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatch
from pathlib import Path

from stocktake.store.database import APPLICATION_ID
from stocktake.store.opening import HEADER_BYTES, MAGIC
from stocktake.tasks.desk_copy import COPIES

ENDING = ".stocktake"
_ZIP = b"PK\x03\x04"
_GZIP = b"\x1f\x8b"
_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")


class FileKind(StrEnum):
    """What can be done with a file."""

    PRACTICES = "practices"
    COPY = "copy"
    WORKBOOK = "workbook"
    PACK = "pack"
    FOLDER = "folder"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class WhatFile:
    """A file and what it is.

    Attributes:
        words: why nothing can be done with it, and what to do instead; otherwise empty.
    """

    path: Path
    kind: FileKind
    words: str = ""


def what_files(paths: Sequence[Path]) -> tuple[WhatFile, ...]:
    """Say what each of these is, in their order."""
    return tuple(map(what_file, paths))


def what_file(path: Path) -> WhatFile:
    """Say what a file is, reading only its beginning."""
    try:
        if path.is_dir():
            return WhatFile(path, FileKind.FOLDER)
        with path.open("rb") as file:
            beginning = file.read(HEADER_BYTES)
    except OSError as error:
        words = f"{path.name} could not be read: {error.strerror or 'no reason given'}."
        return WhatFile(path, FileKind.OTHER, f"{words} Copy it to this computer and try again.")
    if beginning.startswith((_ZIP, _COMPOUND)):
        return WhatFile(path, FileKind.WORKBOOK)
    if beginning.startswith(_GZIP) and _is_named_a_pack(path):
        return WhatFile(path, FileKind.PACK)
    is_ours = beginning.startswith(MAGIC) and beginning[68:72] == APPLICATION_ID.to_bytes(4, "big")
    if is_ours and fnmatch(path.name, COPIES):
        return WhatFile(path, FileKind.COPY)
    # A damaged file of practices no longer begins as one, and can be helped all the same.
    if is_ours or path.suffix.lower() == ENDING:
        return WhatFile(path, FileKind.PRACTICES)
    return WhatFile(
        path,
        FileKind.OTHER,
        f"{path.name} is no file of practices and no Excel workbook, so there is nothing in it to "
        "open here. A form or return in another kind of file: ask for it as an Excel workbook. "
        "Published NHS figures are brought on the page “Published figures”.",
    )


def _is_named_a_pack(path: Path) -> bool:
    # What reads packs takes a while to come in, and few files are one.
    from stocktake.opendata.pack import SUFFIX

    return path.name.lower().endswith(SUFFIX)
