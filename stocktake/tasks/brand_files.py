"""The files of a branding pack: found without following a link, and the fingerprint of them all.

The fingerprint is the SHA-256 over each file in the order of its name: the name, a zero byte, its
length in digits, a zero byte, its bytes. Text files count with plain line ends, so that a pack
that passed through another system keeps its fingerprint.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from itertools import islice
from pathlib import Path

from stocktake.errors import Problem

BRAND_FILE = "brand.toml"
HASH_FILE = "brand.sha256"
"""Where the fingerprint may be kept, so that a pack that was changed afterwards is noticed."""

MOST_FILES = 60
MOST_DEPTH = 3
MOST_OF_A_TEXT = 1024 * 1024
"""Bytes of ``brand.toml`` or of a form."""
MOST_OF_A_FILE = 64 * 1024 * 1024
"""Bytes of any file: as much as a pack of published figures may have (``opendata.pack``)."""

_CLUTTER = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})
"""What Windows and macOS put into a folder that somebody looked into."""
_TEXTS = (".toml", ".svg")
_NOT_PLAIN = re.compile(r'[\\:*?"<>|\x00-\x1f\u202a-\u202e\u2066-\u2069]|^/|//|(^|/)\.\.?(/|$)')


def files_of(folder: Path, problems: list[Problem]) -> dict[str, Path]:
    """Every file of a pack by its name, with ``/`` between folders; what may not be is told."""
    found: dict[str, Path] = {}
    try:
        for name, path in _walk(folder, "", 0, problems):
            found[name] = path
            if len(found) > MOST_FILES:
                problems.append(_too_many(folder.name))
                break
    except OSError:
        problems.append(unreadable(folder.name))
    return found


def _walk(
    folder: Path, inside: str, depth: int, problems: list[Problem]
) -> Iterator[tuple[str, Path]]:
    with os.scandir(folder) as entries:
        # One more than there may be is enough to know; there could be millions.
        listed = sorted(islice(entries, MOST_FILES + 1), key=lambda each: each.name)
    if len(listed) > MOST_FILES or depth > MOST_DEPTH:
        problems.append(_too_many(inside.rstrip("/") or folder.name))
        return
    for entry in listed:
        name = f"{inside}{entry.name}"
        unfit = _unfit(entry, name, folder)
        if unfit is not None:
            problems.append(unfit)
        elif entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path), f"{name}/", depth + 1, problems)
        elif entry.name.lower() not in _CLUTTER and name != HASH_FILE:
            yield name, Path(entry.path)


def _unfit(entry: os.DirEntry[str], name: str, folder: Path) -> Problem | None:
    """Why something in a folder may not be in a pack; None where it may."""
    if not name.isprintable():
        plain = "".join(each if each.isprintable() else "?" for each in name)
        what = "The name has characters that cannot be seen or read."
        return Problem("odd_name", plain, what, "Give it an ordinary name.")
    if entry.is_symlink() or not _is_inside(Path(entry.path), folder):
        what = "This is a link to somewhere else."
        return Problem("link", name, what, "Put the file itself there instead.")
    if not entry.is_dir(follow_symlinks=False) and not entry.is_file(follow_symlinks=False):
        return Problem("not_a_file", name, "This is no ordinary file.", "Take it out.")
    return None


def _too_many(where: str) -> Problem:
    return Problem(
        "too_many_files",
        where,
        f"There are more than {MOST_FILES} files, or folders more than {MOST_DEPTH} deep.",
        "Leave only what brand.toml names.",
    )


def _is_inside(path: Path, folder: Path) -> bool:
    """Whether a path leads where it seems to; a Windows junction does not."""
    return path.resolve().parent == folder.resolve()


def is_plain_name(name: str) -> bool:
    """Whether a file named in the pack stays in it, on every system."""
    return bool(name) and len(name) <= 120 and not _NOT_PLAIN.search(name)


def read_within(path: Path, most: int) -> bytes | None:
    """Read a file of at most so many bytes; None where it is larger.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        data = file.read(most + 1)
    return data if len(data) <= most else None


def unreadable(name: str) -> Problem:
    """Say that something cannot be read."""
    return Problem(
        "not_read", name, "It cannot be read.", "Check that it is there and open to you."
    )


def fingerprint(files: Mapping[str, Path], problems: list[Problem]) -> str:
    """The SHA-256 of a pack in hexadecimal; what cannot be read is told and left out."""
    digest = sha256()
    for name in sorted(files):
        try:
            data = read_within(files[name], MOST_OF_A_FILE)
        except OSError:
            problems.append(unreadable(name))
            continue
        if data is None:
            problems.append(
                Problem("too_large", name, "The file is far too large.", "Use a smaller one.")
            )
            continue
        if name.lower().endswith(_TEXTS):
            data = data.replace(b"\r\n", b"\n")
        digest.update(f"{name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()


def kept_fingerprint(folder: Path) -> str:
    """The fingerprint that lies in the pack; empty where none does.

    Raises:
        OSError: the file is there and cannot be read.
    """
    path = folder / HASH_FILE
    if path.is_symlink() or not path.is_file():
        return ""
    text = (read_within(path, 1024) or b"").decode("ascii", "replace").strip()
    return text.lower() or "nothing"
