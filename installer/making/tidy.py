"""The same each time: one moment for every file, one order, and the list of hashes."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import zipfile
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path


def files_in(folder: Path) -> list[Path]:
    """Every file of a folder, always in the same order."""
    return sorted(
        (path for path in folder.rglob("*") if path.is_file() or path.is_symlink()),
        key=lambda path: path.relative_to(folder).as_posix(),
    )


def kilobytes(folder: Path) -> int:
    """How much room the files of a folder take, in KB, with a little for what is kept of them."""
    return sum(path.stat().st_size for path in files_in(folder)) // 1024 + 1024


def settle(folder: Path, epoch: int) -> None:
    """Give every file and folder the same moment, and the rights its kind has."""
    for path in [folder, *folder.rglob("*")]:
        if not path.is_symlink():
            runs = path.is_dir() or path.stat().st_mode & stat.S_IXUSR
            path.chmod(0o755 if runs else 0o644)
            os.utime(path, (epoch, epoch))


def fill(template: str, said: Mapping[str, str]) -> str:
    """Put words in the place of marks such as ``@VERSION@``; a mark without words is a KeyError."""
    return re.sub("@([A-Z]+)@", lambda found: said[found[1]], template)


def pack(folder: Path, target: Path, top: str, epoch: int, level: int = 9) -> None:
    """Write a folder as a ZIP in which everything is inside a folder named ``top``."""
    moment = datetime.fromtimestamp(epoch, UTC).timetuple()[:6]
    with zipfile.ZipFile(target, "w") as archive:
        for path in files_in(folder):
            name = path.relative_to(folder).as_posix()
            entry = zipfile.ZipInfo(f"{top}/{name}" if top else name, moment)
            entry.external_attr = 0o644 << 16
            entry.create_system = 0
            archive.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED, level)


def write_sums(files: Iterable[Path], target: Path) -> None:
    """Write SHA-256 of files as ``sha256sum --check`` reads it."""
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n"
        for path in sorted(files, key=lambda path: path.name)
    ]
    target.write_text("".join(lines), encoding="ascii", newline="\n")
