"""What is built: one commit of a clean tree, its version and its moment."""

from __future__ import annotations

import io
import re
import tarfile
from dataclasses import dataclass
from pathlib import Path

from installer.making.failure import BuildFailed, run
from stocktake.tasks.brand import Brand, BrandRefused, read_brand
from stocktake.tasks.brand_files import HASH_FILE, files_of

ROOT = Path(__file__).resolve().parents[2]
"""The top of the tree that is built."""

PROGRAM = ("stocktake", "forms", "resources")
"""The folders that make up the program; the last two go inside the first as ``_data``."""

BRAND = Path("stocktake", "_data", "brand")
"""Where the program looks for the pack it was installed with (``paths.shipped_brand``)."""


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit.

    Attributes:
        sha: its full name.
        epoch: when it was made, in seconds; every file of a build carries this moment.
        version: of the program, such as 0.1.0.
        brand: a federation's branding pack to put in, checked; None for none.
    """

    sha: str
    epoch: int
    version: str
    brand: Brand | None = None

    def stem(self, system: str) -> str:
        """What the files for a system are called, up to what each of them is."""
        return f"stocktake-{self.version}-{system}"


def this_commit() -> Commit:
    """Read what is checked out.

    Raises:
        BuildFailed: the tree is no clone, or files in it were changed.
    """
    if run(["git", "status", "--porcelain", "--untracked-files=no"], ROOT).strip():
        raise BuildFailed(
            "Files of this tree were changed and not committed, so what is built could not be made "
            "again. Commit them, or build from a fresh clone."
        )
    sha, epoch = run(["git", "log", "-1", "--format=%H %ct"], ROOT).decode().split()
    return Commit(sha, int(epoch), version())


def version() -> str:
    """The version that the program says it is."""
    text = (ROOT / "stocktake" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "(\d+\.\d+\.\d+)"$', text, re.MULTILINE)
    if found is None:
        raise BuildFailed("stocktake/__init__.py does not say a version of three numbers.")
    return found[1]


def place_of(name: str) -> str:
    """Where a file of the tree goes in a build, as in a wheel (``paths.shipped``)."""
    top = name.partition("/")[0]
    return name if top == "stocktake" else f"stocktake/_data/{name}"


def put_program(commit: Commit, folder: Path) -> None:
    """Write the program of a commit into a folder: what git holds, and the branding pack."""
    packed = run(["git", "archive", "--format=tar", commit.sha, *PROGRAM], ROOT)
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        for member in archive:
            held = archive.extractfile(member) if member.isfile() else None
            if held is not None:
                path = folder / place_of(member.name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(held.read())
    if commit.brand is not None:
        put_brand(commit.brand.folder, folder)


def put_brand(brand: Path, folder: Path) -> None:
    """Copy what belongs to a branding pack to where the program looks for it."""
    found = files_of(brand, [])
    kept = brand / HASH_FILE
    if kept.is_file():
        found[HASH_FILE] = kept
    for name, path in found.items():
        target = folder / BRAND / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())


def check_brand(folder: Path) -> Brand:
    """Look through a branding pack as ``stocktake brand check`` does.

    Raises:
        BuildFailed: it is no folder, or something is wrong with it; every fault is listed.
    """
    if not folder.is_dir():
        raise BuildFailed(f"{folder} is no folder. Give --brand the folder with brand.toml.")
    try:
        return read_brand(folder.resolve())
    except BrandRefused as refusal:
        faults = "".join(f"\n  {problem}" for problem in refusal.problems)
        raise BuildFailed(f"{refusal.what}{faults}\n{refusal.how_to_fix}") from refusal
