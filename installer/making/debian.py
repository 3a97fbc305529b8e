"""Debian and Ubuntu: one package with the program and the Python it runs on."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from installer.making import notices, runtime
from installer.making.commit import ROOT, Commit
from installer.making.failure import need, run
from installer.making.payload import put_payload
from installer.making.tidy import files_in, fill, kilobytes, settle

HERE = ROOT / "installer" / "linux"

OPT = "opt/stocktake"
"""Where the program goes, below the root."""

TOOLS = ("dpkg-deb", "dpkg-query", "objdump")
_PLACES = {
    "launch": "usr/bin/stocktake",
    "stocktake.desktop": "usr/share/applications/stocktake.desktop",
    "stocktake.xml": "usr/share/mime/packages/stocktake.xml",
    "stocktake.svg": "usr/share/icons/hicolor/scalable/apps/stocktake.svg",
    "../../LICENSE": "usr/share/doc/stocktake/copyright",
}


def build(commit: Commit, work: Path, out: Path, *, is_fast: bool) -> list[Path]:
    """Make the package.

    Args:
        commit: what is built.
        work: a folder for what is on the way.
        out: where the package goes.
        is_fast: pack it quickly and not small, for trying.

    Raises:
        BuildFailed: a tool or a wheel is missing, or one of the steps fails.
    """
    need(TOOLS, "Linux")
    root = work / "deb"
    shutil.rmtree(root, ignore_errors=True)
    parts = put_payload(commit, work, root / OPT, "linux", _put_python)
    for name, place in _PLACES.items():
        (root / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(HERE / name, root / place)
    (root / "usr/bin/stocktake").chmod(0o755)
    _write_control(commit, root)
    settle(root, commit.epoch)
    package = out / f"{commit.stem('linux')}-amd64.deb"
    how = ("-Zzstd", "-z3") if is_fast else ("-Zxz", "-z6")
    env = {**os.environ, "SOURCE_DATE_EPOCH": str(commit.epoch)}
    run(["dpkg-deb", "--root-owner-group", *how, "--build", root, package], env=env)
    return [package, notices.write_sbom(out, commit, "linux", parts)]


def _put_python(home: Path, wheels: Sequence[Path]) -> notices.Part:
    """Take Debian's own Python; no library brings a part of it along."""
    extensions = home / "lib-dynload"
    extensions.mkdir()
    shutil.copyfile(runtime.PYTHON, home / "python3.11")
    (home / "python3.11").chmod(0o755)
    for path in sorted((runtime.LIBRARY / "lib-dynload").glob("*.so")):
        if path.name.partition(".")[0] not in runtime.EXTENSIONS_WITHOUT:
            shutil.copyfile(path, extensions / path.name)
    query = ["dpkg-query", "-W", "-f=${Version}", "python3.11-minimal"]
    version = run(query).decode()
    reference = f"pkg:deb/debian/python3.11@{version}?arch=amd64"
    digest = hashlib.sha256(runtime.PYTHON.read_bytes()).hexdigest()
    return notices.Part("CPython of Debian", version, "PSF-2.0", digest, reference)


def _write_control(commit: Commit, root: Path) -> None:
    said = {"VERSION": commit.version, "KILOBYTES": str(kilobytes(root))}
    text = fill((HERE / "control").read_text(encoding="utf-8"), said)
    sums = "".join(
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  "
        f"{path.relative_to(root).as_posix()}\n"
        for path in files_in(root)
    )
    folder = root / "DEBIAN"
    folder.mkdir()
    (folder / "control").write_text(text, encoding="utf-8")
    (folder / "md5sums").write_text(sums, encoding="utf-8")
