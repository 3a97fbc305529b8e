"""Unpacking wheels: what the program needs of each, and nothing else."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

_WITHOUT = re.compile(
    r"""
    (?:^|/)tests?/ | ^(?:bin|share|include)/ | \.dist-info/(?:INSTALLER|REQUESTED)$
    | ^numpy/(?:f2py|doc|_pyinstaller|_core/include|_core/lib|random/lib|random/_examples)/
    | ^matplotlib/(?:mpl-data/sample_data|backends/web_backend)/
    | ^PIL/(?:_avif|_imagingtk|ImageTk|AvifImagePlugin) | ^pillow\.libs/libavif
    | ^PySide6/(?:qml|translations|metatypes|include|glue|doc|typesystems|lib|scripts|support
                 |resources|Qt/(?:qml|translations|metatypes|libexec|lib/metatypes))/
    | ^shiboken6/(?:include|lib)/ | ^(?:shiboken6|PySide6)/(?:vc|concrt|msvcp)\w+\.dll$
    """,
    re.VERBOSE,
)
_ENDINGS_WITHOUT = frozenset(
    {".pyi", ".lib", ".pxd", ".pyx", ".h", ".c", ".cpp", ".exe", ".a", ".prl", ".debug"}
)


def is_wanted(name: str) -> bool:
    """Whether a file of a wheel, by its path in it, goes into the program."""
    return PurePosixPath(name).suffix not in _ENDINGS_WITHOUT and not _WITHOUT.search(name)


def unpack(wheels: Iterable[Path], folder: Path) -> None:
    """Put what is wanted of every wheel where Python looks for it."""
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as archive:
            for entry in archive.infolist():
                name = _installed_name(entry.filename)
                if name and not entry.is_dir() and is_wanted(name):
                    path = folder / name
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(archive.read(entry))


def _installed_name(name: str) -> str:
    """Where a wheel's file is installed; blank for what belongs elsewhere, such as commands."""
    place = re.match(r"[^/]+\.data/(\w+)/", name)
    if place is None:
        return name
    return name[place.end() :] if place[1] in ("purelib", "platlib") else ""
