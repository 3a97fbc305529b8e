"""Leaving out of Qt what the program does not use: modules, plugins, and what only they load."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from installer.making.failure import run
from installer.making.lock import System

MODULES = ("QtCore", "QtGui", "QtWidgets", "QtPrintSupport", "QtSvg", "QtDBus")
"""The modules of Qt that the program or a plugin of it uses."""

_ALWAYS = frozenset({"__init__.py", "_config.py", "_git_pyside_version.py"})
_PLUGINS: dict[System, dict[str, tuple[str, ...]]] = {
    "windows": {
        "platforms": ("qwindows", "qoffscreen", "qminimal"),
        "styles": ("*",),
        "iconengines": ("*",),
        "imageformats": ("qico", "qsvg", "qjpeg", "qgif"),
    },
    "linux": {
        "platforms": ("libqxcb", "libqoffscreen", "libqminimal", "libqwayland*"),
        "xcbglintegrations": ("libqxcb-glx*",),
        "wayland-shell-integration": ("libxdg-shell*",),
        "wayland-decoration-client": ("*",),
        "wayland-graphics-integration-client": ("libqt-plugin-wayland-egl*",),
        "platforminputcontexts": ("libcomposeplatform*", "libibus*"),
        "platformthemes": ("libqxdgdesktopportal*",),
        "printsupport": ("*",),
        "iconengines": ("*",),
        "imageformats": ("libqico", "libqsvg", "libqjpeg", "libqgif"),
    },
}


def leave_out(site_packages: Path, system: System) -> None:
    """Delete every part of PySide6 and Qt that nothing wanted loads."""
    root = site_packages / "PySide6"
    plugins = root / ("plugins" if system == "windows" else "Qt/plugins")
    kept = list(_keep_plugins(plugins, _PLUGINS[system]))
    libraries = {path.name.lower(): path for path in _loose(root)}
    ending = ".pyd" if system == "windows" else ".abi3.so"
    wanted = {f"{name}{ending}".lower() for name in MODULES}
    todo = [*kept, *(path for name, path in libraries.items() if name in wanted)]
    needed = set(_ALWAYS)
    while todo:
        path = todo.pop()
        if path.name.lower() in needed:
            continue
        needed.add(path.name.lower())
        todo += [libraries[name] for name in loaded_by(path) if name in libraries]
    for name, path in libraries.items():
        if name not in needed:
            path.unlink()


def _loose(root: Path) -> Iterable[Path]:
    """The files that are libraries, modules or programs, outside the folders of plugins."""
    for folder in (root, root / "Qt" / "lib"):
        if folder.is_dir():
            yield from (path for path in sorted(folder.iterdir()) if path.is_file())


def _keep_plugins(folder: Path, wanted: dict[str, tuple[str, ...]]) -> Iterable[Path]:
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        patterns = wanted.get(path.parent.name, ())
        if any(path.match(f"{each}.dll") or path.match(f"{each}.so") for each in patterns):
            yield path
        else:
            path.unlink()


def loaded_by(path: Path) -> frozenset[str]:
    """The libraries that a library loads, by name in small letters."""
    if path.suffix in (".dll", ".pyd", ".exe"):
        text = run(["x86_64-w64-mingw32-objdump", "-p", path]).decode("utf-8", "replace")
        return frozenset(name.lower() for name in re.findall(r"DLL Name: (\S+)", text))
    if ".so" in path.name:
        text = run(["objdump", "-p", path]).decode("utf-8", "replace")
        return frozenset(name.lower() for name in re.findall(r"^\s+NEEDED\s+(\S+)", text, re.M))
    return frozenset()
