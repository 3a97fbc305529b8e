"""Debian and Ubuntu: one package with the program and the Python it runs on."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

from installer.making import notices, qt, runtime
from installer.making.commit import ROOT, Commit, put_program
from installer.making.failure import BuildFailed, run
from installer.making.lock import LOCK, fetch, pinned_for
from installer.making.tidy import files_in, fill, settle
from installer.making.wheels import unpack

HERE = ROOT / "installer" / "linux"

OPT = "opt/stocktake"
"""Where the program goes, below the root."""

TOOLS = ("dpkg-deb", "dpkg-query", "objdump", "strip")
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
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        raise BuildFailed(f"These programs are needed for Linux: {', '.join(missing)}.")
    root = work / "deb"
    shutil.rmtree(root, ignore_errors=True)
    parts = put_payload(commit, work, root / OPT)
    for name, place in _PLACES.items():
        (root / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(HERE / name, root / place)
    (root / "usr/bin/stocktake").chmod(0o755)
    _write_control(commit, root)
    settle(root, commit.epoch)
    stem = f"stocktake-{commit.version}-linux"
    package, sbom = out / f"{stem}-amd64.deb", out / f"{stem}.cdx.json"
    notices.write_sbom(sbom, commit, parts)
    how = ("-Zzstd", "-z3") if is_fast else ("-Zxz", "-z6")
    env = {**os.environ, "SOURCE_DATE_EPOCH": str(commit.epoch)}
    run(["dpkg-deb", "--root-owner-group", *how, "--build", root, package], env=env)
    return [package, sbom]


def put_payload(commit: Commit, work: Path, payload: Path) -> list[notices.Part]:
    """Lay out the folder that is installed, and say what it is made of."""
    pinned = pinned_for("linux", LOCK.read_text(encoding="utf-8"))
    wheels = fetch(pinned, "linux", work / "wheels-linux")
    home = payload / "runtime"
    (home / "lib-dynload").mkdir(parents=True)
    shutil.copyfile(runtime.PYTHON, home / "python3.11")
    (home / "python3.11").chmod(0o755)
    for path in sorted((runtime.LIBRARY / "lib-dynload").glob("*.so")):
        if path.name.partition(".")[0] not in runtime.EXTENSIONS_WITHOUT:
            shutil.copyfile(path, home / "lib-dynload" / path.name)
    runtime.put_library(home, work, "linux", commit.epoch)
    packages = home / "site-packages"
    unpack(wheels, packages)
    qt.leave_out(packages, "linux")
    put_program(commit, payload / "app")
    for folder, name in ((packages, "site-packages"), (payload / "app", "app")):
        runtime.compile_tree(folder, name)
    notices.put_licences(payload / "licences", commit, wheels)
    return [_python_part(), *map(notices.part_of, wheels)]


def _python_part() -> notices.Part:
    query = ["dpkg-query", "-W", "-f=${Version}", "python3.11-minimal"]
    version = run(query).decode()
    reference = f"pkg:deb/debian/python3.11@{version}?arch=amd64"
    digest = hashlib.sha256(runtime.PYTHON.read_bytes()).hexdigest()
    return notices.Part("CPython of Debian", version, "PSF-2.0", digest, reference)


def _write_control(commit: Commit, root: Path) -> None:
    files = [path for path in files_in(root) if path.is_file()]
    said = {
        "VERSION": commit.version,
        "KILOBYTES": str(sum(path.stat().st_size for path in files) // 1024),
    }
    template = (HERE / "control").read_text(encoding="utf-8")
    text = fill(template, said)
    sums = "".join(
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  "
        f"{path.relative_to(root).as_posix()}\n"
        for path in files
    )
    folder = root / "DEBIAN"
    folder.mkdir()
    (folder / "control").write_text(text, encoding="utf-8")
    (folder / "md5sums").write_text(sums, encoding="utf-8")
