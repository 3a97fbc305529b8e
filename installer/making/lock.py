"""The lock: which libraries a system gets, and their wheels, each known by its hash."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from installer.making.commit import ROOT
from installer.making.failure import BuildFailed, run

System = Literal["windows", "linux"]

LOCK = ROOT / "installer" / "requirements.lock"

LEFT_OUT = frozenset({"pip"})
"""Asked for by a library's own command line, which is not shipped."""

_ENTRY = re.compile(r"^(\S+)==(\S+)(?: ; (.+?))? \\\n((?:    --hash=sha256:\w+(?: \\)?\n)+)", re.M)
_PART = re.compile(r"(\w+) (==|!=|<|>=) '([\w.]+)'")
_PLATFORMS: dict[System, tuple[str, ...]] = {
    "windows": ("win_amd64",),
    # A wheel names the oldest glibc it runs on; 2.36 is Debian 12's.
    "linux": (
        *(f"manylinux_2_{minor}_x86_64" for minor in range(36, 4, -1)),
        *("manylinux2014_x86_64", "manylinux2010_x86_64", "manylinux1_x86_64"),
    ),
}
_FACTS: dict[System, dict[str, str]] = {
    "windows": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
    "linux": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
}
_PYTHON = {
    "python_version": "3.11",
    "python_full_version": "3.11.9",
    "implementation_name": "cpython",
    "platform_python_implementation": "CPython",
    "platform_machine": "x86_64",
}


@dataclass(frozen=True, slots=True)
class Pinned:
    """One library of the lock.

    Attributes:
        hashes: SHA-256 of every file it may come as.
    """

    name: str
    version: str
    hashes: tuple[str, ...]


def pinned_for(system: System, text: str) -> tuple[Pinned, ...]:
    """The libraries that a lock gives a system.

    pip would judge conditions by the machine it runs on, which here builds for another.

    Raises:
        BuildFailed: a condition in the lock is of a kind this does not know.
    """
    found = [
        Pinned(name, version, tuple(re.findall(r"sha256:(\w+)", hashes)))
        for name, version, condition, hashes in _ENTRY.findall(text + "\n")
        if _holds(condition, system) and name not in LEFT_OUT
    ]
    return tuple(sorted(found, key=lambda each: each.name))


def _holds(condition: str, system: System) -> bool:
    facts = {**_PYTHON, **_FACTS[system]}
    for part in filter(None, condition.split(" and ")):
        known = _PART.fullmatch(part.strip())
        if known is None or known[1] not in facts:
            raise BuildFailed(f"The lock has a condition that the build cannot judge: {condition}")
        name, relation, wanted = known.groups()
        is_version = "version" in name
        ours, theirs = _key(facts[name], is_version), _key(wanted, is_version)
        if not {
            "==": ours == theirs, "!=": ours != theirs, "<": ours < theirs, ">=": ours >= theirs
        }[relation]:  # fmt: skip
            return False
    return True


def _key(text: str, is_version: bool) -> list[int | str]:
    return [int(each) for each in text.split(".")] if is_version else [text]


def fetch(lock: Path, system: System, work: Path) -> tuple[Path, ...]:
    """Have pip fetch one wheel for each library of a lock, and check it.

    Args:
        lock: the file with versions and hashes.
        system: for which the wheels are.
        work: wheels that are there from before stay in a folder in it.

    Raises:
        BuildFailed: pip cannot fetch one, or one is not what the lock says.
    """
    folder = work / f"wheels-{system}"
    folder.mkdir(parents=True, exist_ok=True)
    wanted = pinned_for(system, lock.read_text(encoding="utf-8"))
    missing = [each for each in wanted if _held(each, folder) is None]
    if missing:
        _download(missing, system, folder)
    found = [_held(each, folder) for each in wanted]
    lost = [each.name for each, path in zip(wanted, found, strict=True) if path is None]
    if lost:
        raise BuildFailed(f"No wheel for {system} is what the lock says: {', '.join(lost)}.")
    return tuple(path for path in found if path is not None)


def _download(missing: Sequence[Pinned], system: System, folder: Path) -> None:
    lines = [
        " ".join([f"{each.name}=={each.version}", *(f"--hash=sha256:{h}" for h in each.hashes)])
        for each in missing
    ]
    listed = folder / "missing.txt"
    listed.write_text("\n".join(lines) + "\n", encoding="utf-8")
    platforms = [f"--platform={each}" for each in _PLATFORMS[system]]
    abis = ["--abi=cp311", "--abi=abi3", "--abi=none"]
    run(
        [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--require-hashes",
         "--only-binary=:all:", "--python-version=3.11", "--implementation=cp", *abis, *platforms,
         "--dest", folder, "--requirement", listed]
    )  # fmt: skip
    listed.unlink()


def _held(pinned: Pinned, folder: Path) -> Path | None:
    """The wheel of a library in a folder, when it is one that the lock names."""
    plain = re.sub(r"[-_.]+", "_", pinned.name).lower()
    for path in sorted(folder.glob("*.whl")):
        name, version = path.name.split("-")[:2]
        if re.sub(r"[-_.]+", "_", name).lower() == plain and version == pinned.version:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            if digest in pinned.hashes:
                return path
    return None
