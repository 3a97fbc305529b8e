"""Copies of shipped form files as read, because reading TOML takes longer than all else of a start.

A copy is found by the SHA-256 of the file it was made from, and is only as good as its own: one
that is missing, cut short or spoilt is not used, and the file is read instead. Nothing depends on
there being a place for copies.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path
from typing import Any

ENDING = ".quick"
_DIGEST = hashlib.sha256().digest_size
_places: list[Path] = []


def keep_copies_in(folder: Path | None) -> None:
    """Say where copies are kept; None for nowhere, as it is until somebody says."""
    _places[:] = [folder] if folder is not None else []


def read_copy(name: str, text: str) -> dict[str, Any] | None:
    """What a file says, from its copy; None when there is none that is sound.

    Args:
        name: what the file is called, unlike any other.
        text: what stands in it.
    """
    import msgspec

    for folder in _places:
        # Copies are a convenience: whatever is wrong with one, the file itself is there.
        with contextlib.suppress(OSError, msgspec.MsgspecError):
            kept = _place(folder, name, text).read_bytes()
            digest, packed = kept[:_DIGEST], kept[_DIGEST:]
            if hashlib.sha256(packed).digest() == digest:
                return msgspec.msgpack.decode(packed, type=dict[str, Any])
    return None


def keep_copy(name: str, text: str, data: dict[str, Any]) -> None:
    """Keep what a file says for the next start, in place of the copy of an earlier version.

    Args:
        name: as for ``read_copy``.
        text: as for ``read_copy``.
        data: the file as read; its dates are kept as text, which the form's model reads alike.
    """
    import msgspec

    for folder in _places:
        with contextlib.suppress(OSError):
            folder.mkdir(exist_ok=True)
            place = _place(folder, name, text)
            packed = msgspec.msgpack.encode(data)
            beside = place.with_suffix(f".{os.getpid()}")
            try:
                beside.write_bytes(hashlib.sha256(packed).digest() + packed)
                beside.replace(place)
            finally:
                beside.unlink(missing_ok=True)
            for other in folder.glob(f"{name}-*{ENDING}"):
                if other != place:
                    other.unlink()


def _place(folder: Path, name: str, text: str) -> Path:
    return folder / f"{name}-{hashlib.sha256(text.encode()).hexdigest()}{ENDING}"
